//! Files that are a part of a published report.

use axum::extract::Path;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use gongkai_app::publishing::view;

use super::asked::Asked;
use super::report::{named, version};
use crate::error::Failure;
use crate::page::{BYTES, attachment};

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
    let mut answer = attachment(BYTES, &name, bytes);
    // A correction may take it off.
    answer.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, no-cache"));
    Ok(answer)
}
