//! Giving up a draft that was begun by mistake, or the changes of one that was signed.

use gongkai_store::attachments::Attachment;
use gongkai_store::drafts::{self, Draft, State};
use gongkai_store::id::DraftId;
use gongkai_store::journal::{self, Event};
use gongkai_store::reports;
use serde_json::{Value, json};

use super::changes::Changes;
use super::changing::{Changing, with_changes};
use super::save::Typed;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// What was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discarded {
    /// The draft: the year can be begun anew.
    Draft,
    /// The changes since it was signed: it is as it was signed.
    Changes,
}

/// Gives up a draft that never went to the leader, or whose report came in otherwise, so that the year can be begun anew; of one that was signed and is open
/// again the changes, so that it is as it was signed. The journal keeps what was typed in it; the bytes of its files stay in
/// the store.
///
/// # Errors
/// [`AppError::NotNow`] once it was submitted; [`AppError::Stale`] when it was changed since.
pub async fn discard(app: &App, caller: &Caller, id: &DraftId, revision: i64) -> Result<Discarded, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    let newest = reports::current(&mut changing.transaction, &changing.body.id, changing.draft.year).await?;
    if discardable(&changing.draft, newest.is_some()).is_none() {
        return Err(AppError::NotNow { reason: "draft-not-discarded" });
    }
    if let Some(signed) = changing.draft.signed_as.take() {
        let files = files(&changing.draft, &signed.attachments);
        changing.draft = Draft { revision, ..*signed };
        changing.finish(caller, "draft_changes_discarded", json!({ "files": files })).await?;
        return Ok(Discarded::Changes);
    }
    if !drafts::remove(&mut changing.transaction, id, revision).await? {
        return Err(AppError::Stale);
    }
    let Changing { mut transaction, draft, body, now, .. } = changing;
    let changes = Changes::between(&Typed::of(&draft), &Typed::default(), revision.saturating_add(1));
    let files = files(&draft, &[]);
    let detail = with_changes(json!({ "year": draft.year, "files": files }), &changes);
    let event = Event::of(&body.id, "draft", id, "draft_discarded").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(Discarded::Draft)
}

/// The files of a draft that are not among those kept.
fn files(draft: &Draft, kept: &[Attachment]) -> Vec<Value> {
    let is_other = |file: &&Attachment| kept.iter().all(|kept| kept.blob != file.blob);
    let told = |file: &Attachment| json!({ "name": file.name, "blob": file.blob });
    draft.attachments.iter().filter(is_other).map(told).collect()
}

/// What of a draft can be given up: all of it while nobody was asked to sign it, or the report came in otherwise
/// (`is_reported`) and it waits for no signature; its changes once it was signed.
pub(super) fn discardable(draft: &Draft, is_reported: bool) -> Option<Discarded> {
    match draft.state {
        State::Draft | State::Returned if draft.signed_as.is_some() => Some(Discarded::Changes),
        State::Draft if draft.submitted_at.is_none() && draft.report.is_none() => Some(Discarded::Draft),
        State::Draft | State::Returned if is_reported && draft.report.is_none() => Some(Discarded::Draft),
        State::Draft | State::Returned | State::Submitted | State::Signed => None,
    }
}
