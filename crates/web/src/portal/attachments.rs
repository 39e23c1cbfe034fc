//! Files that are a part of a published report.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use gongkai_app::publishing::view;

use super::asked::Asked;
use super::report::{named, version};
use crate::cache::disposition;
use crate::error::Failure;

pub(super) async fn current(
    Path((id, of, file)): Path<(String, String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    answer(&asked, &id, &of, None, &file).await
}

pub(super) async fn of_version(
    Path((id, of, number, file)): Path<(String, String, String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    answer(&asked, &id, &of, Some(version(&number)?), &file).await
}

/// The file, to be saved: what is in it is somebody else's. It is not kept in memory, for it may be large and is only
/// handed on.
async fn answer(asked: &Asked, id: &str, of: &str, version: Option<i64>, file: &str) -> Result<Response, Failure> {
    let (id, year) = named(id, of)?;
    asked.charge()?;
    let (name, bytes) = view::attachment(asked.site.app(), &id, year, version, file).await?;
    let name = HeaderValue::from_str(&disposition(&name)).unwrap_or(HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/octet-stream")),
        (header::CONTENT_DISPOSITION, name),
        // A correction may take it off.
        (header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache")),
    ];
    Ok((headers, bytes).into_response())
}
