//! Giving up a draft that was begun by mistake.

use gongkai_store::drafts::{self, State};
use gongkai_store::id::DraftId;
use gongkai_store::journal::{self, Event};
use serde_json::json;

use super::changes::Changes;
use super::changing::{Changing, with_changes};
use super::save::Typed;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Gives up a draft that never went to the leader: the year can be begun anew. The journal keeps what was typed in it; the
/// bytes of its files stay in the store.
///
/// # Errors
/// [`AppError::NotNow`] once it was submitted; [`AppError::Stale`] when it was changed since.
pub async fn discard(app: &App, caller: &Caller, id: &DraftId, revision: i64) -> Result<(), AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    if !can_discard(&changing.draft) {
        return Err(AppError::NotNow { reason: "draft-not-discarded" });
    }
    if !drafts::remove(&mut changing.transaction, id, revision).await? {
        return Err(AppError::Stale);
    }
    let Changing { mut transaction, draft, body, now, .. } = changing;
    let changes = Changes::between(&Typed::of(&draft), &Typed::default(), revision.saturating_add(1));
    let files: Vec<_> = draft.attachments.iter().map(|file| json!({ "name": file.name, "blob": file.blob })).collect();
    let detail = with_changes(json!({ "year": draft.year, "files": files }), &changes);
    let event = Event::of(&body.id, "draft", id, "draft_discarded").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whether a draft can be given up: nobody was asked to sign it.
pub(super) fn can_discard(draft: &drafts::Draft) -> bool {
    draft.state == State::Draft && draft.submitted_at.is_none() && draft.report.is_none()
}
