//! The leader does not sign yet.

use gongkai_store::drafts::State;
use gongkai_store::id::DraftId;
use serde_json::json;

use super::changing::Changing;
use super::submit::LONGEST;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// Sends a draft back to who wrote it, with a note.
///
/// # Errors
/// [`AppError::Invalid`] without a note, [`AppError::NotNow`] when it does not wait for a signature.
pub async fn send_back(app: &App, caller: &Caller, id: &DraftId, note: &str, revision: i64) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::SignReport, revision).await?;
    if changing.draft.state != State::Submitted {
        return Err(AppError::NotNow { reason: "draft-not-submitted" });
    }
    let note = note.trim();
    let mut problems = Problems::new();
    if note.is_empty() {
        problems.add("note", "problem-required");
    }
    if note.chars().nth(LONGEST).is_some() {
        problems.add_with("note", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    changing.draft.state = State::Returned;
    changing.draft.note = Some(note.to_owned());
    changing.finish(caller, "draft_sent_back", json!({ "note": note })).await
}
