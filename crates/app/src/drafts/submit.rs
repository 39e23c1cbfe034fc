//! Putting a draft before the leader.

use gongkai_store::drafts::State;
use gongkai_store::id::DraftId;
use serde_json::json;

use super::changing::Changing;
use super::check::check;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The longest explanation or note, in characters.
pub(super) const LONGEST: usize = 2_000;

/// Puts a draft before the leader for signature. `explanation` is what the body says about errors that stay.
///
/// Basis: 国办公开办函〔2021〕30号 part four: reports are accurate and complete; a blank cell is not a 0.
///
/// # Errors
/// [`AppError::Invalid`] while cells or sections are empty, or errors are not explained; [`AppError::Stale`] and
/// [`AppError::NotNow`] as with saving.
pub async fn submit(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    explanation: &str,
    revision: i64,
) -> Result<i64, AppError> {
    let checked = check(app, caller, id).await?;
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    if checked.opened.row.revision != revision {
        return Err(AppError::Stale);
    }
    let explanation = explanation.trim();
    let mut problems = Problems::new();
    let blocking = checked.blocking().count();
    if blocking > 0 {
        problems.add_with("blocking", "draft-incomplete", vec![("count", blocking.to_string())]);
    }
    let errors = checked.to_explain().count();
    if errors > 0 && explanation.is_empty() {
        problems.add_with("explanation", "draft-explanation-needed", vec![("count", errors.to_string())]);
    }
    if explanation.chars().nth(LONGEST).is_some() {
        problems.add_with("explanation", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    let draft = &mut changing.draft;
    draft.state = State::Submitted;
    draft.submitted_at = Some(changing.now);
    draft.submitted_by = Some(caller.name().to_owned());
    draft.note = None;
    draft.explanation = (errors > 0).then(|| explanation.to_owned());
    let detail = json!({ "errors": errors, "explanation": draft.explanation });
    changing.finish(caller, "draft_submitted", detail).await
}
