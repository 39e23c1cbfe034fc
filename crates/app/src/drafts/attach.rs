//! Files that go with a report.

use bytes::Bytes;
use gongkai_store::attachments::{Attachment, Seen};
use gongkai_store::id::DraftId;
use gongkai_store::journal::Entry;
use serde_json::{Value, json};

use super::attachable::{attachable, kinds};
use super::changing::Changing;
use super::look_through::look_through;
use super::open::{Opened, open};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The most files of one draft.
pub(super) const MOST: usize = 20;

/// Attaches files, name and bytes each, for those who are to see them. Those that are no document or picture are left out;
/// what is wrong with them comes back.
///
/// # Errors
/// [`AppError::Invalid`] without a file that can be attached, or for too many; [`AppError::Stale`] and
/// [`AppError::NotNow`] as with saving.
pub async fn attach(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    files: Vec<(String, Bytes)>,
    seen: Seen,
    revision: i64,
) -> Result<(i64, Problems), AppError> {
    // Asked before anything is kept, so that nobody fills the store with what they may not attach.
    let changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let (files, refused) = sorted(files, changing.draft.attachments.len())?;
    drop(changing);
    let mut kept = Vec::new();
    for (name, bytes) in files {
        let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
        let looked = look_through(bytes.clone()).await?;
        kept.push((name, size_bytes, app.blobs.put(bytes).await?, looked));
    }
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let names: Vec<String> = kept.iter().map(|(name, ..)| name.clone()).collect();
    for (name, size_bytes, blob, looked) in kept {
        let known = &mut changing.draft.attachments;
        known.retain(|attachment| attachment.blob != blob);
        let by = caller.name().to_owned();
        known.push(Attachment { blob, name, size_bytes, at: changing.now, by, seen, looked });
    }
    let revision = changing.finish(caller, "draft_file_attached", json!({ "names": names, "seen": seen })).await?;
    Ok((revision, refused))
}

/// The files that can be attached, and what is wrong with the others. Fails when none can, or those are too many.
fn sorted(files: Vec<(String, Bytes)>, known: usize) -> Result<(Vec<(String, Bytes)>, Problems), AppError> {
    let mut problems = Problems::new();
    if files.is_empty() {
        problems.add("files", "draft-attachment-none");
    }
    let mut good = Vec::new();
    for (name, bytes) in files {
        match attachable(&name, &bytes) {
            Ok(()) => good.push((name, bytes)),
            Err(why) => problems.add_with("files", why, vec![("name", name), ("kinds", kinds())]),
        }
    }
    let is_many = good.len().saturating_add(known) > MOST;
    if is_many {
        problems.add_with("files", "draft-attachment-many", vec![("most", MOST.to_string())]);
    }
    if good.is_empty() || is_many { Err(AppError::Invalid(problems)) } else { Ok((good, problems)) }
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
    changing.finish(caller, REMOVED, json!({ "name": removed.name, "blob": removed.blob })).await
}

/// The name of a file that was taken off a draft, and the entry that says so; `None` for one that never was attached, or is.
pub fn removed<'a>(opened: &'a Opened, blob: &str) -> Option<(String, &'a Entry)> {
    opened.timeline.iter().filter(|entry| entry.action == REMOVED).find_map(|entry| {
        let detail: Value = serde_json::from_str(&entry.detail).ok()?;
        let text = |name: &str| detail.get(name)?.as_str();
        (text("blob")? == blob).then_some((text("name")?.to_owned(), entry))
    })
}

/// What the journal calls taking a file off.
const REMOVED: &str = "draft_file_removed";

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
