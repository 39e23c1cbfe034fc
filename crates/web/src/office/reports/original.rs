//! The file a report came as.

use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use gongkai_app::desk;
use serde::Deserialize;

use super::report_id;
use crate::cache::disposition;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::site::Site;

/// Always to be saved and never shown by the browser: what is in it is somebody else's.
pub(super) async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let original = desk::original(site.app(), visitor.caller()?, &report_id(&id)?).await?;
    Ok(attachment("application/octet-stream", &original.name, original.bytes))
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
    Ok(attachment("application/octet-stream", &name, bytes))
}

/// Bytes to be saved under a name.
pub(in crate::office) fn attachment(kind: &'static str, name: &str, bytes: impl Into<axum::body::Body>) -> Response {
    let name = HeaderValue::from_str(&disposition(name)).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CONTENT_DISPOSITION, name),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-store")),
    ];
    (headers, bytes.into()).into_response()
}
