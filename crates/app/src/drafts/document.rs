//! A draft as the official form.

use gongkai_documents::{Fonts, Output, write};
use gongkai_report::Report;
use gongkai_report::write::form;
use gongkai_store::id::DraftId;

use super::open::open;
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// The draft as a file, with a name for it (without ending).
///
/// # Errors
/// As [`open`]; [`AppError::Internal`] when the format's writer fails.
pub async fn document(app: &App, caller: &Caller, id: &DraftId, output: Output) -> Result<(String, Vec<u8>), AppError> {
    let opened = open(app, caller, id).await?;
    let report = opened.form.report();
    let name = report.title.as_ref().map(|title| title.text.clone()).unwrap_or_default();
    Ok((name, written(report, output).await?))
}

/// A report as the official form in a format.
pub(super) async fn written(report: Report, output: Output) -> Result<Vec<u8>, AppError> {
    let work = move || write(&form(&report), output, &Fonts::default());
    let bytes = tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?;
    bytes.map_err(|error| AppError::Internal(error.to_string()))
}
