//! The last step of a report as the forms that take the next one carry it: where somebody took one meanwhile, the form is
//! shown again with what was typed, says so, and asks anew.

use gongkai_app::Problems;
use gongkai_app::desk::{self, Seen};
use gongkai_store::id::ReportId;

use super::head::Head;
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;

/// The last step, and whether it came while the form was filled in.
#[derive(Debug)]
pub(super) struct Step {
    /// The number the form carries.
    pub(super) seen: i64,
    /// What was done meanwhile, by whom and when.
    pub(super) overtaken: Option<String>,
    /// What was typed: the id of its label, and the text.
    pub(super) typed: Vec<(&'static str, String)>,
}

/// What a form carried.
pub(super) fn seen(carried: &str) -> Seen {
    carried.parse().map_or(Seen::Unknown, Seen::Step)
}

impl Step {
    /// The last step of a report beside what a form carried and what was typed in it.
    pub(super) async fn of(
        about: &About<ReportId>,
        (frame, head): (&Frame, &Head),
        carried: Seen,
        typed: &[(&'static str, &str)],
    ) -> Result<Self, Failure> {
        let last = desk::last_step(about.app(), &head.opened.row).await?;
        let seen = last.as_ref().map_or(0, |entry| entry.seq);
        let is_overtaken = matches!(carried, Seen::Step(step) if step != seen);
        let told = last.filter(|_| is_overtaken).map(|entry| {
            let what = frame.word("action", &entry.action);
            let values = [("what", what), ("who", frame.actor(&entry.actor)), ("at", frame.moment(&entry.at))];
            frame.words().text("desk-overtaken-by", &values.each_ref().map(|(name, value)| (*name, value.as_str())))
        });
        let typed = typed.iter().filter(|(_, text)| !text.trim().is_empty());
        Ok(Self { seen, overtaken: told, typed: typed.map(|(name, text)| (*name, (*text).to_owned())).collect() })
    }

    /// What is wrong beside that: nothing but the step is told where one came.
    pub(super) fn or(&self, problems: Problems) -> Problems {
        if self.overtaken.is_some() { Problems::new() } else { problems }
    }
}
