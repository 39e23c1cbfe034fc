//! Opening a draft again to mend it.

use gongkai_report::EditionId;
use gongkai_report::write::figure::Figures;
use gongkai_store::drafts::{Draft, State};
use gongkai_store::id::DraftId;
use gongkai_store::{Sql, corrections, reports};
use serde_json::json;

use super::changing::Changing;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::holding;
use crate::error::AppError;

/// What opening a draft again is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reopening {
    /// It is taken back: it waits for the signature, or the upper level has not accepted what was signed.
    TakenBack,
    /// The next version is begun beside one that was accepted: that one stays as it is until the next is signed.
    NextVersion,
}

/// Opens a draft for writing again, with the corrections made on the desk in it. The version already handed in stays as it
/// is; signing anew makes the next one, giving the changes up puts back what was signed. `meant` is what the person was told
/// that it is, where that is known.
///
/// # Errors
/// [`AppError::NotNow`] when it is open, or it is something else than was meant.
pub async fn reopen(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    meant: Option<Reopening>,
    revision: i64,
) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    let newest = reports::current(&mut changing.transaction, &changing.body.id, changing.draft.year).await?;
    let reopening = reopening(&changing.draft, newest.as_ref());
    let Some(reopening) = reopening.filter(|reopening| meant.is_none_or(|meant| meant == *reopening)) else {
        return Err(AppError::NotNow { reason: "draft-not-reopened" });
    };
    let draft = &mut changing.draft;
    let before = draft.state;
    let mut corrected = None;
    if before == State::Signed {
        draft.signed_as = Some(Box::new(draft.clone()));
        corrected = take_corrections(&mut changing.transaction, draft).await?;
    }
    draft.state = State::Draft;
    let version = newest.map(|newest| newest.version);
    let (action, detail) = match reopening {
        Reopening::TakenBack => ("draft_reopened", json!({ "from": before, "corrected": corrected })),
        Reopening::NextVersion => ("draft_next_version", json!({ "version": version, "corrected": corrected })),
    };
    changing.finish(caller, action, detail).await
}

/// What opening a draft again would be, by the newest version of its report; `None` where it is open, or nothing was signed.
pub(super) fn reopening(draft: &Draft, newest: Option<&reports::Report>) -> Option<Reopening> {
    let is_accepted = newest.is_some_and(|newest| newest.state == reports::State::Accepted);
    match draft.state {
        State::Signed if draft.report.is_none() => None,
        State::Signed if is_accepted => Some(Reopening::NextVersion),
        State::Submitted | State::Signed => Some(Reopening::TakenBack),
        State::Draft | State::Returned => None,
    }
}

/// Puts the corrected figures of the version a draft became into it; how many are others than it had, if any.
async fn take_corrections(on: &mut dyn Sql, draft: &mut Draft) -> Result<Option<usize>, AppError> {
    let Some(report) = &draft.report else { return Ok(None) };
    let figures = Figures::of(EditionId::parse(&draft.edition).unwrap_or_else(|| EditionId::for_year(draft.year)));
    let mut count: usize = 0;
    for (address, cell) in holding(&corrections::of_report(on, report).await?) {
        let text = figures.text(address, &cell);
        let before = draft.cells.remove(address.as_str()).unwrap_or_default();
        count = count.saturating_add(usize::from(before != text));
        if !text.is_empty() {
            draft.cells.insert(address.to_string(), text);
        }
    }
    Ok(Some(count).filter(|count| *count > 0))
}
