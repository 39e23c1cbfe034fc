//! Putting a draft before the leader.

use gongkai_store::drafts::State;
use gongkai_store::id::DraftId;
use serde_json::{Value, json};

use super::changing::Changing;
use super::check::check;
use super::corrected::{LEFT, Shown, leaving};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::publishing::publish;
use crate::totals::Overridden;

/// The longest explanation or note, in characters.
pub(super) const LONGEST: usize = 2_000;

/// What the body says with a draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Submitting {
    /// About errors that stay.
    pub explanation: String,
    /// Why a total does without the members that are absent from it.
    pub absent_reason: String,
    /// Why figures depart from the sums of the members.
    pub override_reason: String,
    /// What is corrected and why, where the report was published before.
    pub correction_note: String,
    /// Figures corrected on the desk meanwhile that are left aside on purpose.
    pub left: Shown,
    /// That it says the same as the version before, on purpose.
    pub unchanged_is_meant: bool,
}

/// Puts a draft before the leader for signature.
///
/// Basis: 国办公开办函〔2021〕30号 part four: reports are accurate and complete; a blank cell is not a 0.
///
/// # Errors
/// [`AppError::Invalid`] while cells or sections are empty, nobody may sign, errors are not explained, it is not said why members of a total
/// are absent, or what is corrected of a report that was published, figures corrected on the desk are neither taken over nor left aside, or nothing differs from the version
/// before and that is not meant; [`AppError::Stale`] and [`AppError::NotNow`] as with saving.
pub async fn submit(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    submitting: &Submitting,
    revision: i64,
) -> Result<i64, AppError> {
    let checked = check(app, caller, id).await?;
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    if checked.opened.row.revision != revision {
        return Err(AppError::Stale);
    }
    let explanation = submitting.explanation.trim();
    let absent_reason = submitting.absent_reason.trim();
    let absent = checked.opened.absent();
    let mut problems = Problems::new();
    let blocking = checked.blocking().count();
    if blocking > 0 {
        problems.add_with("blocking", "draft-incomplete", vec![("count", blocking.to_string())]);
    }
    if !checked.opened.can_be_signed {
        problems.add("signer", "draft-no-signer");
    }
    let errors = checked.to_explain().count();
    if errors > 0 && explanation.is_empty() {
        problems.add_with("explanation", "draft-explanation-needed", vec![("count", errors.to_string())]);
    }
    if explanation.chars().nth(LONGEST).is_some() {
        problems.add_with("explanation", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    if !absent.is_empty() && absent_reason.is_empty() {
        problems.add_with("absent_reason", "draft-absent-reason-needed", vec![("count", absent.len().to_string())]);
    }
    if absent_reason.chars().nth(LONGEST).is_some() {
        problems.add_with("absent_reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    let overridden = checked.opened.overridden();
    let override_reason = submitting.override_reason.trim();
    if !overridden.is_empty() && override_reason.is_empty() {
        let count = vec![("count", overridden.len().to_string())];
        problems.add_with("override_reason", "draft-override-reason-needed", count);
    }
    if override_reason.chars().nth(LONGEST).is_some() {
        problems.add_with("override_reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    let correction_note = submitting.correction_note.trim();
    let is_correction = checked.opened.is_correction();
    if is_correction && correction_note.is_empty() {
        problems.add("correction_note", "draft-correction-note-needed");
    }
    if correction_note.chars().nth(publish::LONGEST).is_some() {
        problems.add_with("correction_note", "problem-too-long", vec![("most", publish::LONGEST.to_string())]);
    }
    if checked.opened.is_unchanged && !submitting.unchanged_is_meant {
        problems.add("unchanged_is_meant", "draft-unchanged-needed");
    }
    let entries = &checked.opened.timeline;
    let left = leaving(&mut changing.transaction, (&changing.draft, entries), &submitting.left, &mut problems).await?;
    problems.check()?;
    let draft = &mut changing.draft;
    draft.state = State::Submitted;
    draft.submitted_at = Some(changing.now);
    draft.submitted_by = Some(caller.name().to_owned());
    draft.note = None;
    draft.explanation = (errors > 0).then(|| explanation.to_owned());
    draft.absent_reason = (!absent.is_empty()).then(|| absent_reason.to_owned());
    draft.override_reason = (!overridden.is_empty()).then(|| override_reason.to_owned());
    draft.correction_note = is_correction.then(|| correction_note.to_owned());
    if !absent.is_empty() {
        draft.absent = Some(absent);
    }
    let detail = json!({
        "errors": errors, "explanation": draft.explanation, "absent": draft.absent, "reason": draft.absent_reason,
        "overridden": told(&overridden), "override_reason": draft.override_reason,
        "correction_note": draft.correction_note,
        "says_the_same": checked.opened.is_unchanged.then_some(true), (LEFT): left,
    });
    changing.finish(caller, "draft_submitted", detail).await
}

/// As the journal has it: by cell the sum and what stands in its place.
fn told(overridden: &[Overridden]) -> Option<Value> {
    let cells = overridden.iter().map(|of| (of.address.to_string(), json!({ "from": of.sum, "to": of.own })));
    Some(Value::Object(cells.collect())).filter(|_| !overridden.is_empty())
}
