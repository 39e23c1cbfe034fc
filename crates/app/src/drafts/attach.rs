//! Files that go with a report.

use bytes::Bytes;
use gongkai_store::drafts::Attachment;
use gongkai_store::id::DraftId;
use serde_json::json;

use super::changing::Changing;
use super::open::open;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The most files of one draft.
const MOST: usize = 20;

/// Attaches files, name and bytes each.
///
/// # Errors
/// [`AppError::Invalid`] without a file, for too many, or for one that is no document or picture; [`AppError::Stale`] and
/// [`AppError::NotNow`] as with saving.
pub async fn attach(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    files: Vec<(String, Bytes)>,
    revision: i64,
) -> Result<i64, AppError> {
    // Asked before anything is kept, so that nobody fills the store with what they may not attach.
    drop(Changing::begin(app, caller, id, Permission::DraftReport, revision).await?);
    if files.is_empty() {
        return Err(Problems::one("files", "draft-attachment-none"));
    }
    let mut problems = Problems::new();
    for (name, bytes) in &files {
        if !is_document(bytes) {
            problems.add_with("files", "draft-attachment-kind", vec![("name", name.clone())]);
        }
    }
    problems.check()?;
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
        known.push(Attachment { blob, name, size_bytes, at: changing.now, by: caller.name().to_owned() });
    }
    if changing.draft.attachments.len() > MOST {
        let mut problems = Problems::new();
        problems.add_with("files", "draft-attachment-many", vec![("most", MOST.to_string())]);
        problems.check()?;
    }
    changing.finish(caller, "draft_file_attached", json!({ "names": names })).await
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

/// Whether bytes begin as documents and pictures of an office do: pdf, OOXML and OFD (zip), OLE, png, jpeg. Told from the
/// content, never from the name.
fn is_document(bytes: &[u8]) -> bool {
    const STARTS: [&[u8]; 5] =
        [b"%PDF-", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF"];
    STARTS.iter().any(|start| bytes.starts_with(start))
}
