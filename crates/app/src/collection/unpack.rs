//! Taking an uploaded archive apart: each file in it becomes an uploaded file of its own.

use std::sync::Arc;

use bytes::Bytes;
use gongkai_documents::archive::Entry;
use gongkai_documents::{Archive, ArchiveError};
use gongkai_report::unreadable::Unreadable;
use gongkai_store::id::UploadId;
use gongkai_store::uploads::{self, Incoming, Problem, State, Upload};

use super::settle::{self, Outcome, problem_of};
use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};

/// Archives in archives are opened, archives in those are not.
const DEEPEST: i64 = 1;

/// The most files taken of one archive: a district has hundreds of bodies, and each file is read and told of.
const MOST_FILES: usize = 2_000;

/// Keeps every file of an archive and writes a job for each. A file that cannot be taken out is told, too.
pub(super) async fn unpack(app: &App, upload: &Upload, archive: Archive, entries: Vec<Entry>) -> Result<(), AppError> {
    if upload.depth > DEEPEST {
        return settle::settle(app, &upload.id, Outcome::Unreadable(Unreadable::NESTED.stored())).await;
    }
    if entries.len() > MOST_FILES {
        return settle::settle(
            app,
            &upload.id,
            Outcome::Unreadable(Unreadable::from(&ArchiveError::TooLarge).stored()),
        )
        .await;
    }
    let archive = Arc::new(archive);
    let mut incoming = Vec::with_capacity(entries.len());
    let mut broken = Vec::new();
    for entry in entries {
        let (own, index, most) = (Arc::clone(&archive), entry.index, app.upload_bytes());
        let inflated = tokio::task::spawn_blocking(move || own.bytes(index, most)).await;
        let inflated = inflated.map_err(|error| AppError::Internal(error.to_string()))?;
        let id = UploadId::new(app.now());
        let size = inflated.as_ref().map_or(entry.size, |bytes| u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let bytes = inflated.unwrap_or_else(|error| {
            broken.push((id.clone(), problem_of(Unreadable::from(&error).stored())));
            Vec::new()
        });
        incoming.push(Incoming {
            id,
            name: format!("{}/{}", upload.name, entry.name),
            depth: upload.depth.saturating_add(1),
            send_key: None,
            size_bytes: i64::try_from(size).unwrap_or(i64::MAX),
            blob: app.blobs.put(Bytes::from(bytes)).await?,
        });
    }
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let mut whole = uploads::by_id(&mut transaction, &upload.id).await?;
    if whole.state != State::Waiting {
        return Ok(());
    }
    whole.state = State::Unpacked;
    whole.format = Some("zip".to_owned());
    whole.problem = Some(Problem::new("upload-unpacked").with("count", incoming.len()));
    whole.finished_at = Some(now);
    uploads::update(&mut transaction, &whole).await?;
    let batch = uploads::batch(&mut transaction, &whole.batch).await?;
    uploads::insert(&mut transaction, &batch, &incoming, now).await?;
    for (id, problem) in &broken {
        let mut part = uploads::by_id(&mut transaction, id).await?;
        part.state = State::Unreadable;
        part.problem = Some(problem.clone());
        part.finished_at = Some(now);
        uploads::update(&mut transaction, &part).await?;
    }
    let is_whole = |id: &UploadId| !broken.iter().any(|(part, _)| part == id);
    let work = incoming.iter().filter(|file| is_whole(&file.id));
    let work: Vec<Work> = work.map(|file| Work::ReadUpload { upload: file.id.clone() }).collect();
    jobs::enqueue_all(&mut transaction, &work, now).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}
