//! One published report.

use bytes::Bytes;
use gongkai_report::{Cell, CellAddress, Report, stored};
use gongkai_store::attachments::{self, Attachment, Seen};
use gongkai_store::bodies::{self, Body};
use gongkai_store::corrections::{self, Correction};
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::publications::{self, Listed, Publication};
use jiff::Timestamp;

use crate::app::App;
use crate::desk::holding;
use crate::error::{AppError, Standing};

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
    /// The cells in which what is published differs from the original, as they were read of that.
    pub corrected: Vec<(CellAddress, Cell)>,
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
    let report = restored(&publication.reading)?;
    let corrections = corrections::of_report(on, &publication.report).await?;
    Ok(ShownReport {
        corrected: differing(&report, &corrections, publication.published_at),
        body: bodies::by_id(on, id).await?,
        published,
        versions,
        years: publications::of_body(on, id).await?,
        report,
        attachments: attachments(app, &publication.report).await?,
    })
}

/// The cells of a report that were corrected by a moment and say something else since, each as it was read.
fn differing(report: &Report, corrections: &[Correction], moment: Timestamp) -> Vec<(CellAddress, Cell)> {
    let then: Vec<Correction> = corrections.iter().filter(|of| of.at <= moment).cloned().collect();
    let read = |address: CellAddress| {
        let of = then.iter().find(|of| of.address == address.as_str())?;
        let (read, now): (Cell, _) = (serde_json::from_str(&of.read_cell).ok()?, report.cells.get(address)?);
        ((now.state, now.value) != (read.state, read.value)).then_some((address, read))
    };
    holding(&then).into_keys().filter_map(read).collect()
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

/// The number of the version that is shown: the one asked for, or the current one.
///
/// # Errors
/// [`AppError::Withdrawn`] when it was withdrawn, [`AppError::NotFound`] when there is none.
pub async fn shown_version(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<i64, AppError> {
    Ok(listed(app, id, year, version).await?.version)
}

/// The version asked for, or the current one.
async fn listed(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<Listed, AppError> {
    let versions = publications::versions(&mut &app.database, id, year).await?;
    let standing = versions.iter().find(|listed| listed.withdrawn.is_none());
    let standing = standing
        .map(|listed| Box::new(Standing { body: id.clone(), version: listed.version, is_current: listed.is_current }));
    let found = match version {
        Some(version) => versions.into_iter().find(|listed| listed.version == version),
        // When none is shown any more, the newest says why.
        None => versions.iter().find(|listed| listed.is_current).or(versions.first()).cloned(),
    };
    match found {
        Some(Listed { withdrawn: Some(withdrawal), body_name: body, year, version, .. }) => {
            Err(AppError::Withdrawn { body, year, version, withdrawal, standing })
        }
        Some(Listed { is_current: false, .. }) if version.is_none() => Err(AppError::NotFound),
        Some(listed) => Ok(listed),
        None => Err(AppError::NotFound),
    }
}

/// The file a published report was made from.
///
/// # Errors
/// [`AppError::Withdrawn`] when it was withdrawn, [`AppError::NotFound`] when nothing is published there.
pub async fn original(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<Original, AppError> {
    let listed = listed(app, id, year, version).await?;
    let bytes = app.blobs.get(&listed.blob).await?;
    Ok(Original { file_name: listed.file_name, format: listed.format, bytes })
}

async fn publication(app: &App, id: &BodyId, year: i16, version: Option<i64>) -> Result<Publication, AppError> {
    let version = shown_version(app, id, year, version).await?;
    publications::version(&mut &app.database, id, year, version).await?.ok_or(AppError::NotFound)
}

pub(super) fn restored(reading: &str) -> Result<Report, AppError> {
    stored::from_json(reading).map_err(|error| AppError::Internal(error.to_string()))
}

pub(super) fn figures(reading: &str) -> Result<Report, AppError> {
    stored::figures_from_json(reading).map_err(|error| AppError::Internal(error.to_string()))
}
