//! Taking a draft back to mend it.

use gongkai_store::drafts::State;
use gongkai_store::id::DraftId;
use gongkai_store::reports;
use serde_json::json;

use super::changing::Changing;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Opens a draft for writing again: one that waits for the signature, or a signed one whose report the upper level has
/// not accepted. The version already handed in stays; signing anew makes the next one.
///
/// # Errors
/// [`AppError::NotNow`] when it is open, or its report was accepted.
pub async fn reopen(app: &App, caller: &Caller, id: &DraftId, revision: i64) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    let report = changing.signed_report().await?.map(|report| report.state);
    if !can_reopen(changing.draft.state, report) {
        return Err(AppError::NotNow { reason: "draft-not-reopened" });
    }
    let before = changing.draft.state;
    changing.draft.state = State::Draft;
    changing.finish(caller, "draft_reopened", json!({ "from": before })).await
}

pub(super) fn can_reopen(draft: State, report: Option<reports::State>) -> bool {
    match (draft, report) {
        (State::Submitted, _) => true,
        (State::Signed, Some(report)) => match report {
            reports::State::Received
            | reports::State::Read
            | reports::State::Checked
            | reports::State::Returned
            | reports::State::Superseded => true,
            reports::State::Accepted => false,
        },
        (State::Signed, None) | (State::Draft | State::Returned, _) => false,
    }
}
