//! One published report.

use bytes::Bytes;
use gongkai_report::{Report, stored};
use gongkai_store::attachments::{self, Attachment, Seen};
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::publications::{self, Listed, Publication};

use crate::app::App;
use crate::error::AppError;

/// A published version with what is needed to show it.
#[derive(Debug, Clone)]
pub struct ShownReport {
    /// Whose.
    pub body: Body,
    /// The version shown.
    pub published: Listed,
    /// All versions of it, the newest first.
    pub versions: Vec<Listed>,
    /// Every year's current report of the body, the newest first.
    pub years: Vec<Listed>,
    /// What it says.
    pub report: Report,
    /// The files that are a part of it.
    pub attachments: Vec<Attachment>,
}

/// The file a report came in.
#[derive(Debug, Clone)]
pub struct Original {
    /// The name it was sent with.
    pub file_name: String,
    /// Its format, such as `docx`.
    pub format: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A body's report about a year; the current version when `version` is `None`.
///
/// # Errors
/// [`AppError::NotFound`] when it is not published.
pub async fn report(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<ShownReport, AppError> {
    let on = &mut &app.database;
    let publication = publication(app, id, year, version).await?;
    let versions = publications::versions(on, id, year).await?;
    let published = versions.iter().find(|listed| listed.id == publication.id).cloned().ok_or(AppError::NotFound)?;
    Ok(ShownReport {
        body: bodies::by_id(on, id).await?,
        published,
        versions,
        years: publications::of_body(on, id).await?,
        report: restored(&publication.reading)?,
        attachments: attachments(app, &publication.report).await?,
    })
}

/// A file that is a part of a published version: its name and its bytes.
///
/// # Errors
/// [`AppError::NotFound`] when the version has no such file, or it is for the office only.
pub async fn attachment(
    app: &App,
    id: &BodyId,
    year: i16,
    version: Option<i64>,
    blob: &str,
) -> Result<(String, Bytes), AppError> {
    let publication = publication(app, id, year, version).await?;
    let files = attachments(app, &publication.report).await?;
    let file = files.into_iter().find(|file| file.blob == blob).ok_or(AppError::NotFound)?;
    Ok((file.name, app.blobs.get(&file.blob).await?))
}

async fn attachments(app: &App, report: &ReportId) -> Result<Vec<Attachment>, AppError> {
    let all = attachments::of_report(&mut &app.database, report).await?;
    Ok(all.into_iter().filter(|file| file.seen == Seen::WithReport).collect())
}

/// The number of the current version.
///
/// # Errors
/// [`AppError::NotFound`] when none is published.
pub async fn current_version(app: &App, id: &BodyId, year: i16) -> Result<i64, AppError> {
    let versions = publications::versions(&mut &app.database, id, year).await?;
    versions.iter().find(|listed| listed.is_current).map(|listed| listed.version).ok_or(AppError::NotFound)
}

/// The file a version came in.
///
/// # Errors
/// [`AppError::NotFound`] when it is not published or its bytes are gone.
pub async fn original(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<Original, AppError> {
    let versions = publications::versions(&mut &app.database, id, year).await?;
    let listed = versions.into_iter().find(|of| version.map_or(of.is_current, |version| of.version == version));
    let listed = listed.ok_or(AppError::NotFound)?;
    let bytes = app.blobs.get(&listed.blob).await?;
    Ok(Original { file_name: listed.file_name, format: listed.format, bytes })
}

async fn publication(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<Publication, AppError> {
    let on = &mut &app.database;
    let publication = match version {
        Some(version) => publications::version(on, id, year, version).await?,
        None => publications::current(on, id, year).await?,
    };
    publication.ok_or(AppError::NotFound)
}

pub(super) fn restored(reading: &str) -> Result<Report, AppError> {
    stored::from_json(reading).map_err(|error| AppError::Internal(error.to_string()))
}

pub(super) fn figures(reading: &str) -> Result<Report, AppError> {
    stored::figures_from_json(reading).map_err(|error| AppError::Internal(error.to_string()))
}
