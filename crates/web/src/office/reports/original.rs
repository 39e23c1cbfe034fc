//! The file a report came as.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use gongkai_app::desk;
use serde::Deserialize;

use super::report_id;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::{BYTES, attachment};
use crate::site::Site;

/// Always to be saved and never shown by the browser: what is in it is somebody else's.
pub(super) async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let original = desk::original(site.app(), visitor.caller()?, &report_id(&id)?).await?;
    Ok(attachment(BYTES, &original.name, original.bytes))
}

/// Which attached file is wanted.
#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    file: String,
}

/// A file that goes with the report.
pub(super) async fn attached(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (name, bytes) = desk::attached(site.app(), visitor.caller()?, &report_id(&id)?, &wanted.file).await?;
    Ok(attachment(BYTES, &name, bytes))
}
