//! What a report rests on that was added up here.

use gongkai_app::totals::{Drift, Overridden, Rests};
use serde::Serialize;
use utoipa::ToSchema;

use super::shapes::{maybe_moment, moment};

/// What a report drawn up from a total rests on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TotalFacts {
    /// Which reports were added up: `accepted`, or `checked`.
    #[schema(example = "accepted")]
    which: &'static str,
    /// When.
    #[schema(format = DateTime)]
    added_up_at: String,
    /// Figures that differed from the sums when it was signed.
    overridden: Vec<OverriddenFigure>,
    /// Why they do.
    reason: Option<String>,
    /// Who said so, by name.
    said_by: Option<String>,
    /// When.
    #[schema(format = DateTime)]
    said_at: Option<String>,
    /// What changed among the bodies added up since; null where nothing did, and of versions that are neither the newest nor
    /// published. The report stays as it is.
    drift: Option<TotalDrift>,
}

/// A figure that is not the sum of what the members gave.
#[derive(Debug, Serialize, ToSchema)]
struct OverriddenFigure {
    /// Which cell.
    #[schema(example = "t2.permit.decisions")]
    cell: &'static str,
    /// The sum.
    sum: String,
    /// What was entered instead.
    entered: String,
}

/// What changed among the bodies of a total, by name.
#[derive(Debug, Serialize, ToSchema)]
struct TotalDrift {
    /// Those whose report counts now and did not.
    came: Vec<String>,
    /// Those of whose report another version counts, or a corrected one.
    changed: Vec<String>,
    /// Those whose report does not count any more.
    gone: Vec<String>,
}

impl TotalFacts {
    pub(super) fn of(rests: Rests) -> Self {
        let figure = |of: Overridden| OverriddenFigure { cell: of.address.as_str(), sum: of.sum, entered: of.own };
        let drift = |Drift { came, changed, gone, .. }: Drift| TotalDrift { came, changed, gone };
        Self {
            which: rests.which.id(),
            added_up_at: moment(rests.added_up_at),
            overridden: rests.overridden.into_iter().map(figure).collect(),
            reason: rests.reason,
            said_by: rests.by,
            said_at: maybe_moment(rests.at),
            drift: rests.drift.map(drift),
        }
    }
}
