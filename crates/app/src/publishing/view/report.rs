//! One published report.

use bytes::Bytes;
use gongkai_report::{Report, stored};
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;
use gongkai_store::published::{self, Listed, Published};

use crate::app::App;
use crate::error::AppError;

/// A published version with what is needed to show it.
#[derive(Debug, Clone)]
pub struct ShownReport {
    /// Whose.
    pub body: Body,
    /// The version shown.
    pub published: Published,
    /// All versions of it, the newest first.
    pub versions: Vec<Listed>,
    /// Every year's current report of the body, the newest first.
    pub years: Vec<Listed>,
    /// What it says.
    pub report: Report,
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
    let published = published::version(on, id, year, version).await?;
    let body = bodies::by_id(on, id).await?;
    let (versions, others): (Vec<_>, Vec<_>) =
        published::of_body(on, id).await?.into_iter().partition(|listed| listed.year == year);
    let years = versions.iter().chain(&others).filter(|listed| listed.is_current).cloned();
    let mut years: Vec<Listed> = years.collect();
    years.sort_by_key(|listed| std::cmp::Reverse(listed.year));
    let report = restored(&published.reading)?;
    Ok(ShownReport { body, published, versions, years, report })
}

/// The file a version came in.
///
/// # Errors
/// [`AppError::NotFound`] when it is not published or its bytes are gone.
pub async fn original(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<Original, AppError> {
    let published = published::version(&mut &app.database, id, year, version).await?;
    let bytes = app.blobs.get(&published.original.blob).await?;
    Ok(Original { file_name: published.original.file_name, format: published.original.format, bytes })
}

pub(super) fn restored(reading: &str) -> Result<Report, AppError> {
    stored::from_json(reading).map_err(|error| AppError::Internal(error.to_string()))
}

pub(super) fn figures(reading: &str) -> Result<Report, AppError> {
    stored::figures_from_json(reading).map_err(|error| AppError::Internal(error.to_string()))
}
