//! Looking at what became of uploaded files.

use bytes::Bytes;
use gongkai_store::bodies::Body;
use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BatchId, CollectionId, UploadId};
use gongkai_store::uploads::{self, Batch, BatchListed, Listed, Pick, State, Upload};
use gongkai_store::{bodies, obligations};

use super::load;
use super::take_back::is_to_be_taken_back;
use super::whose::Found;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// How many files of a batch are in each state.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// All files, archives themselves among them.
    pub total: u64,
    /// Those that wait.
    pub waiting: u64,
    /// By state; states without files are left out.
    pub states: Vec<(State, u64)>,
}

impl Progress {
    fn of<'a>(tallies: impl Iterator<Item = &'a uploads::Tally>) -> Self {
        let mut progress = Self::default();
        for tally in tallies {
            progress.total = progress.total.saturating_add(tally.files);
            if tally.state == State::Waiting {
                progress.waiting = progress.waiting.saturating_add(tally.files);
            }
            progress.states.push((tally.state, tally.files));
        }
        progress
    }

    /// How many are through.
    pub fn done(&self) -> u64 {
        self.total.saturating_sub(self.waiting)
    }

    /// How many are in a state.
    pub fn count(&self, state: State) -> u64 {
        self.states.iter().filter(|(known, _)| *known == state).map(|(_, count)| count).sum()
    }
}

/// The uploads of a collection.
#[derive(Debug, Clone)]
pub struct Uploads {
    /// The collection.
    pub collection: Collection,
    /// The body that collects.
    pub body: Body,
    /// Its batches, newest first, with what became of their files.
    pub batches: Vec<(BatchListed, Progress)>,
    /// Files a person has to look at.
    pub unsettled: Vec<Listed>,
}

/// The uploads of a collection the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn uploads_of(app: &App, caller: &Caller, id: &CollectionId) -> Result<Uploads, AppError> {
    let mut on = &app.database;
    let (collection, body) = load::with(&mut on, caller, Permission::ViewCollection, id).await?;
    let tallies = uploads::tallies(&mut on, Some(id)).await?;
    let with_progress = |batch: BatchListed| {
        let progress = Progress::of(tallies.iter().filter(|tally| tally.batch == batch.id));
        (batch, progress)
    };
    let batches = uploads::batches(&mut on, id).await?.into_iter().map(with_progress).collect();
    let unsettled = uploads::unsettled(&mut on, id).await?;
    Ok(Uploads { collection, body, batches, unsettled })
}

/// One batch.
#[derive(Debug, Clone)]
pub struct OneBatch {
    /// The batch.
    pub batch: Batch,
    /// Its collection.
    pub collection: Collection,
    /// The body that collects.
    pub body: Body,
    /// Those of its files that were asked for, in the order they came.
    pub files: Vec<Listed>,
    /// After which file the rest begins, when there are more.
    pub next: Option<UploadId>,
    /// What became of all its files.
    pub progress: Progress,
}

/// A batch the caller may see, with the files that are picked.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn batch(app: &App, caller: &Caller, id: &BatchId, pick: &Pick) -> Result<OneBatch, AppError> {
    let mut on = &app.database;
    let batch = uploads::batch(&mut on, id).await?;
    let (collection, body) = load::with(&mut on, caller, Permission::ViewCollection, &batch.collection).await?;
    // One more than asked tells whether there are more.
    let and_one = Pick { most: pick.most.saturating_add(1), ..pick.clone() };
    let mut files = uploads::picked(&mut on, id, &and_one).await?;
    let most = usize::try_from(pick.most).unwrap_or(usize::MAX);
    let is_more = files.len() > most;
    files.truncate(most);
    let next = files.last().filter(|_| is_more).map(|last| last.upload.id.clone());
    let tallies = uploads::tallies(&mut on, Some(&batch.collection)).await?;
    let progress = Progress::of(tallies.iter().filter(|tally| tally.batch == *id));
    Ok(OneBatch { batch, collection, body, files, next, progress })
}

/// The files of a batch that are picked, in the order they came.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn batch_files(app: &App, caller: &Caller, id: &BatchId, pick: &Pick) -> Result<Vec<Listed>, AppError> {
    let mut on = &app.database;
    let batch = uploads::batch(&mut on, id).await?;
    load::with(&mut on, caller, Permission::ViewCollection, &batch.collection).await?;
    Ok(uploads::picked(&mut on, id, pick).await?)
}

/// A batch and how far it has come: what a page or a program asks again and again.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn batch_head(app: &App, caller: &Caller, id: &BatchId) -> Result<(Batch, Progress), AppError> {
    let mut on = &app.database;
    let batch = uploads::batch(&mut on, id).await?;
    load::with(&mut on, caller, Permission::ViewCollection, &batch.collection).await?;
    let tallies = uploads::tallies(&mut on, Some(&batch.collection)).await?;
    let progress = Progress::of(tallies.iter().filter(|tally| tally.batch == *id));
    Ok((batch, progress))
}

/// One file, with what was found in it and the roll it may be settled with.
#[derive(Debug, Clone)]
pub struct OneUpload {
    /// The file.
    pub upload: Upload,
    /// Its collection.
    pub collection: Collection,
    /// The body that collects.
    pub supervisor: Body,
    /// The body it was found to be of.
    pub body: Option<Body>,
    /// What was found in it.
    pub found: Found,
    /// The roll, bodies in the order of the tree.
    pub roll: Vec<obligations::Listed>,
    /// The years this office collects and takes reports for, newest first.
    pub years: Vec<i16>,
    /// Whether that it is a body's report can be taken back.
    pub to_be_taken_back: bool,
}

/// A file the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn one_upload(app: &App, caller: &Caller, id: &UploadId) -> Result<OneUpload, AppError> {
    let mut on = &app.database;
    let upload = uploads::by_id(&mut on, id).await?;
    let (collection, supervisor) = load::with(&mut on, caller, Permission::ViewCollection, &upload.collection).await?;
    let found = Found::of(&upload);
    let all = collections::of_body(&mut on, &collection.body).await?;
    let years: Vec<i16> = all.iter().filter(|each| each.is_open()).map(|each| each.year).collect();
    // The roll of the year it seems to be about, where that year is collected.
    let asked = found.year.and_then(|year| all.into_iter().find(|each| each.year == year && each.is_open()));
    let roll = obligations::listed(&mut on, &asked.as_ref().unwrap_or(&collection).id).await?;
    let body = match &upload.body {
        Some(body) => Some(bodies::by_id(&mut on, body).await?),
        None => None,
    };
    let to_be_taken_back = is_to_be_taken_back(&mut on, &upload, &collection.body).await?;
    Ok(OneUpload { upload, collection, supervisor, body, found, roll, years, to_be_taken_back })
}

/// The file itself, as it came.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`].
pub async fn upload_file(app: &App, caller: &Caller, id: &UploadId) -> Result<(Upload, Bytes), AppError> {
    let mut on = &app.database;
    let upload = uploads::by_id(&mut on, id).await?;
    load::with(&mut on, caller, Permission::ViewCollection, &upload.collection).await?;
    let bytes = app.blobs.get(&upload.blob).await?;
    Ok((upload, bytes))
}
