//! The file a report came as: itself, and as a view in which each cell has its place.

use std::collections::BTreeMap;

use bytes::Bytes;
use gongkai_documents::{ReadError, View};
use gongkai_report::{CellAddress, Report, source::elements};
use gongkai_store::id::ReportId;
use gongkai_store::{attachments, bodies, reports};

use super::read_bytes;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// The file as it came.
#[derive(Debug, Clone)]
pub struct Original {
    /// Its name.
    pub name: String,
    /// Its format, such as `docx`.
    pub format: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// The file to look at.
#[derive(Debug, Clone)]
pub struct Source {
    /// The view.
    pub view: View,
    /// The id of the element that shows each cell.
    pub elements: BTreeMap<CellAddress, String>,
}

/// The file as it came.
///
/// # Errors
/// [`AppError::NotFound`] when the report is not there, or not for the caller to see.
pub async fn original(app: &App, caller: &Caller, id: &ReportId) -> Result<Original, AppError> {
    let row = reports::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &row.body).await?;
    caller.require_with_thing(Permission::ViewReports, &body)?;
    Ok(Original { bytes: app.blobs.get(&row.blob).await?, name: row.file_name, format: row.format })
}

/// A file that goes with a report: its name and its bytes.
///
/// # Errors
/// [`AppError::NotFound`] when the report has no such file, or is not for the caller to see.
pub async fn attached(app: &App, caller: &Caller, id: &ReportId, blob: &str) -> Result<(String, Bytes), AppError> {
    let row = reports::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &row.body).await?;
    caller.require_with_thing(Permission::ViewReports, &body)?;
    let files = attachments::of_report(&mut &app.database, id).await?;
    let file = files.into_iter().find(|file| file.blob == blob).ok_or(AppError::NotFound)?;
    Ok((file.name, app.blobs.get(&file.blob).await?))
}

/// The file to look at, beside what was read from it. The caller has opened the report already.
///
/// # Errors
/// [`AppError::NotFound`] when the file is gone. That it cannot be read is told inside.
pub async fn source(app: &App, row: &reports::Report, read: &Report) -> Result<Result<Source, ReadError>, AppError> {
    let bytes = app.blobs.get(&row.blob).await?;
    Ok(read_bytes(bytes).await?.map(|(document, _)| {
        let view = gongkai_documents::view(&document);
        Source { elements: elements(read, &view), view }
    }))
}

/// What reading finds in the file now; nothing when it cannot be read any more.
pub(super) async fn found_by_reading(
    app: &App,
    row: &reports::Report,
) -> Result<Vec<gongkai_report::Finding>, AppError> {
    let bytes = match app.blobs.get(&row.blob).await {
        Err(gongkai_store::StoreError::NotFound) => return Ok(Vec::new()),
        other => other?,
    };
    Ok(read_bytes(bytes).await?.map(|(_, report)| report.findings).unwrap_or_default())
}
