//! Figures that are not the sums of what the members gave, and what became of the members, in words.

use gongkai_app::totals::{Drift, Overridden};
use gongkai_report::CellAddress;

use crate::frame::Frame;

/// A figure that is not the sum, in words.
#[derive(Debug, Clone)]
pub(crate) struct OverriddenCell {
    pub(crate) address: CellAddress,
    pub(crate) name: String,
    pub(crate) sum: String,
    pub(crate) own: String,
}

impl OverriddenCell {
    pub(crate) fn of(of: &Overridden) -> Self {
        let Overridden { address, sum, own } = of.clone();
        Self { address, name: address.in_words(), sum, own }
    }

    /// Both figures, in words; `id` is the message.
    pub(crate) fn said(&self, frame: &Frame, id: &str) -> String {
        let own = if self.own.is_empty() { frame.t("detail-nothing") } else { self.own.clone() };
        frame.t2(id, "sum", &self.sum, "own", own)
    }
}

/// What changed among the members of a total: the id of what is said, and of whom.
pub(crate) fn drift_lines(drift: &Drift) -> Vec<(&'static str, String)> {
    let lines =
        [("draft-drift-came", &drift.came), ("draft-drift-changed", &drift.changed), ("draft-drift-gone", &drift.gone)];
    let some = lines.into_iter().filter(|(_, names)| !names.is_empty());
    some.map(|(said, names)| (said, names.join("、"))).collect()
}
