//! Opening a draft again to mend it.

use gongkai_store::drafts::{Draft, State};
use gongkai_store::id::DraftId;
use gongkai_store::{corrections, reports};
use serde_json::{Value, json};

use super::changing::Changing;
use super::corrected::{SEEN, newest as newest_corrections, put_all};
use crate::access::{Caller, Permission};
use crate::app::App;
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
    let mut seen = Value::Null;
    if before == State::Signed {
        draft.signed_as = Some(Box::new(draft.clone()));
        if let Some(report) = draft.report.clone() {
            let corrections = corrections::of_report(&mut changing.transaction, &report).await?;
            corrected = Some(put_all(draft, &corrections)).filter(|count| *count > 0);
            seen = json!(newest_corrections(&corrections));
        }
    }
    if reopening == Reopening::NextVersion {
        // What was said of the version before is no reason of this one.
        draft.correction_note = None;
    }
    draft.state = State::Draft;
    let version = newest.map(|newest| newest.version);
    let (action, mut detail) = match reopening {
        Reopening::TakenBack => ("draft_reopened", json!({ "from": before, "corrected": corrected })),
        Reopening::NextVersion => ("draft_next_version", json!({ "version": version, "corrected": corrected })),
    };
    if let Some(fields) = detail.as_object_mut().filter(|_| !seen.is_null()) {
        fields.insert(SEEN.to_owned(), seen);
    }
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
