//! Files come in for a collection: they are kept, and everything else is left to the jobs.

use bytes::Bytes;
use gongkai_store::id::{BatchId, CollectionId, UploadId};
use gongkai_store::journal::{self, Event};
use gongkai_store::uploads::{self, Batch, Incoming, Upload};
use gongkai_store::{StoreError, bodies, collections};
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::jobs::{self, Work};

/// A file as it came.
#[derive(Debug, Clone)]
pub struct NewFile {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Bytes,
    /// What the sender calls this sending; sent again under the same key, the file is taken once.
    pub key: Option<String>,
}

/// Takes files into a batch of a collection; the files as they are kept. The batch is made with its first file.
///
/// # Errors
/// [`AppError::Invalid`] without any file, [`AppError::NotNow`] when the collection is closed, [`AppError::NotFound`] when
/// the batch is another collection's or another person's.
pub async fn upload(
    app: &App,
    caller: &Caller,
    collection: &CollectionId,
    batch: BatchId,
    channel: &str,
    files: Vec<NewFile>,
) -> Result<Vec<Upload>, AppError> {
    let mut on = &app.database;
    let collection = collections::by_id(&mut on, collection).await?;
    let body = bodies::by_id(&mut on, &collection.body).await?;
    caller.require_with_thing(Permission::UploadReports, &body)?;
    if !collection.is_open() {
        return Err(AppError::NotNow { reason: "not-now-collection-closed" });
    }
    if files.is_empty() {
        return Err(Problems::one("files", "problem-no-file"));
    }
    if let [NewFile { key: Some(key), .. }] = files.as_slice()
        && let Some(known) = uploads::by_key(&mut on, &batch, key).await?
    {
        return Ok(vec![known]);
    }
    let now = app.now();
    let mut incoming = Vec::with_capacity(files.len());
    for file in files {
        incoming.push(Incoming {
            id: UploadId::new(now),
            name: named(&file.name),
            depth: 0,
            send_key: file.key,
            size_bytes: i64::try_from(file.bytes.len()).unwrap_or(i64::MAX),
            // Before the transaction: a crash leaves at most a blob nobody names.
            blob: app.blobs.put(file.bytes).await?,
        });
    }
    let mut transaction = app.database.begin().await?;
    let wanted = Batch {
        id: batch,
        collection: collection.id.clone(),
        person: caller.person_id().cloned(),
        channel: channel.to_owned(),
        created_at: now,
    };
    uploads::insert_batch(&mut transaction, &wanted).await?;
    let batch = uploads::batch(&mut transaction, &wanted.id).await?;
    if batch.collection != wanted.collection || batch.person != wanted.person {
        return Err(AppError::NotFound);
    }
    match uploads::insert(&mut transaction, &batch, &incoming, now).await {
        // The same sending came twice at once: the other one has it.
        Err(StoreError::Conflict) => return Err(AppError::Stale),
        other => other?,
    }
    let work: Vec<Work> = incoming.iter().map(|file| Work::ReadUpload { upload: file.id.clone() }).collect();
    jobs::enqueue_all(&mut transaction, &work, now).await?;
    let event = Event::of(&collection.body, "batch", &batch.id, "files_uploaded")
        .with(json!({"year": collection.year, "files": incoming.len()}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    app.wake();
    let kept = uploads::of_batch(&mut on, &batch.id).await?.into_iter().map(|listed| listed.upload);
    Ok(kept.filter(|upload| incoming.iter().any(|file| file.id == upload.id)).collect())
}

/// A file without a name is called by what it is.
fn named(name: &str) -> String {
    if name.trim().is_empty() { "file".to_owned() } else { name.to_owned() }
}
