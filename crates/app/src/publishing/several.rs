//! Accepting and publishing several reports at once: each on its own, so that one refusal holds up no other.

use gongkai_store::id::ReportId;

use super::publish::{Publishing, publish};
use crate::access::Caller;
use crate::app::App;
use crate::desk::{Accepting, Seen, accept};
use crate::error::AppError;

/// The most reports at once.
pub const MOST: usize = 1_000;

/// What became of one report.
#[derive(Debug)]
pub struct Outcome {
    /// Which.
    pub report: ReportId,
    /// Why not, if not.
    pub refusal: Option<AppError>,
}

/// Accepts several reports, each as it was seen; those with errors in the way only with a reason.
pub async fn accept_several(app: &App, caller: &Caller, chosen: &[(ReportId, Seen)], reason: &str) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    for (id, seen) in chosen.iter().take(MOST) {
        let accepting = Accepting { reason: reason.to_owned(), seen: *seen };
        let refusal = accept(app, caller, id, &accepting).await.err().map(|why| match why {
            AppError::Stale => AppError::NotNow { reason: "desk-overtaken" },
            other => other,
        });
        outcomes.push(Outcome { report: id.clone(), refusal });
    }
    outcomes
}

/// Publishes several reports, each under its own title; corrected versions all with the same reason, without one with what
/// their bodies say of them. One that was withdrawn, changes nothing, has personal numbers in it or in a file published with it, or reads
/// otherwise what an earlier version was corrected to, is refused: that is said of it alone.
pub async fn publish_several(app: &App, caller: &Caller, ids: &[ReportId], reason: &str) -> Vec<Outcome> {
    let publishing = Publishing { reason: reason.to_owned(), among_several: true, ..Publishing::default() };
    let mut outcomes = Vec::new();
    for id in ids.iter().take(MOST) {
        let refusal = publish(app, caller, id, &publishing).await.err();
        outcomes.push(Outcome { report: id.clone(), refusal });
    }
    outcomes
}
