//! The file a report came as.

use axum::extract::Query;
use axum::response::Response;
use gongkai_app::desk;
use gongkai_store::id::ReportId;
use serde::Deserialize;

use crate::error::Failure;
use crate::office::about::About;
use crate::page::{BYTES, attachment};

/// Always to be saved and never shown by the browser: what is in it is somebody else's.
pub(super) async fn download(about: About<ReportId>) -> Result<Response, Failure> {
    let original = desk::original(about.app(), about.caller()?, &about.id).await?;
    Ok(attachment(BYTES, &original.name, original.bytes))
}

/// Which attached file is wanted.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    file: String,
}

/// A file that goes with the report.
pub(super) async fn attached(about: About<ReportId>, Query(wanted): Query<Wanted>) -> Result<Response, Failure> {
    let (name, bytes) = desk::attached(about.app(), about.caller()?, &about.id, &wanted.file).await?;
    Ok(attachment(BYTES, &name, bytes))
}
