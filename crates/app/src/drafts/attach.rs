//! Files that go with a report.

use bytes::Bytes;
use gongkai_store::attachments::{Attachment, Seen};
use gongkai_store::id::DraftId;
use serde_json::json;

use super::attachable::{attachable, kinds};
use super::changing::Changing;
use super::open::open;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The most files of one draft.
pub(super) const MOST: usize = 20;

/// Attaches files, name and bytes each, for those who are to see them.
///
/// # Errors
/// [`AppError::Invalid`] without a file, for too many, or for one that is no document or picture; [`AppError::Stale`] and
/// [`AppError::NotNow`] as with saving.
pub async fn attach(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    files: Vec<(String, Bytes)>,
    seen: Seen,
    revision: i64,
) -> Result<i64, AppError> {
    // Asked before anything is kept, so that nobody fills the store with what they may not attach.
    let changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    check(&files, changing.draft.attachments.len())?;
    drop(changing);
    let mut kept = Vec::new();
    for (name, bytes) in files {
        let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        kept.push((name, size_bytes, app.blobs.put(bytes).await?));
    }
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let names: Vec<String> = kept.iter().map(|(name, _, _)| name.clone()).collect();
    for (name, size_bytes, blob) in kept {
        let known = &mut changing.draft.attachments;
        known.retain(|attachment| attachment.blob != blob);
        known.push(Attachment { blob, name, size_bytes, at: changing.now, by: caller.name().to_owned(), seen });
    }
    changing.finish(caller, "draft_file_attached", json!({ "names": names, "seen": seen })).await
}

/// Fails when there is nothing to attach, too much, or something that cannot be.
fn check(files: &[(String, Bytes)], known: usize) -> Result<(), AppError> {
    let mut problems = Problems::new();
    if files.is_empty() {
        problems.add("files", "draft-attachment-none");
    }
    for (name, bytes) in files {
        if let Err(why) = attachable(name, bytes) {
            problems.add_with("files", why, vec![("name", name.clone()), ("kinds", kinds())]);
        }
    }
    if files.len().saturating_add(known) > MOST {
        problems.add_with("files", "draft-attachment-many", vec![("most", MOST.to_string())]);
    }
    problems.check()
}

/// Says anew who is to see an attached file.
///
/// # Errors
/// [`AppError::NotFound`] when it is not attached; [`AppError::Stale`] and [`AppError::NotNow`] as with saving.
pub async fn show_to(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    blob: &str,
    seen: Seen,
    revision: i64,
) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let known = changing.draft.attachments.iter_mut().find(|attachment| attachment.blob == blob);
    let known = known.ok_or(AppError::NotFound)?;
    if known.seen == seen {
        return Ok(revision);
    }
    known.seen = seen;
    let detail = json!({ "name": known.name, "blob": blob, "seen": seen });
    changing.finish(caller, "draft_file_shown", detail).await
}

/// Takes a file off again; the bytes stay in the store.
///
/// # Errors
/// [`AppError::NotFound`] when it is not attached; [`AppError::Stale`] and [`AppError::NotNow`] as with saving.
pub async fn detach(app: &App, caller: &Caller, id: &DraftId, blob: &str, revision: i64) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let known = &mut changing.draft.attachments;
    let position = known.iter().position(|attachment| attachment.blob == blob).ok_or(AppError::NotFound)?;
    let removed = known.remove(position);
    changing.finish(caller, "draft_file_removed", json!({ "name": removed.name, "blob": removed.blob })).await
}

/// An attached file: its name and its bytes.
///
/// # Errors
/// [`AppError::NotFound`] when it is not attached to the draft.
pub async fn attachment(app: &App, caller: &Caller, id: &DraftId, blob: &str) -> Result<(String, Bytes), AppError> {
    let opened = open(app, caller, id).await?;
    let attached = opened.row.attachments.into_iter().find(|attachment| attachment.blob == blob);
    let attached = attached.ok_or(AppError::NotFound)?;
    Ok((attached.name, app.blobs.get(&attached.blob).await?))
}
