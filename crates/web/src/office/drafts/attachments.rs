//! Files that go with a report.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::drafts;
use serde::Deserialize;

use crate::cache::disposition;
use crate::error::Failure;
use crate::extract::Files;
use crate::guard::Visitor;
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Removing {
    version: i64,
    blob: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    file: String,
}

pub(super) async fn attach(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    sent: Files,
) -> Result<Redirect, Failure> {
    let revision = sent.field("version").and_then(|version| version.parse().ok()).ok_or(Failure::Unreadable)?;
    let files = sent.files.into_iter().map(|file| (file.name, file.bytes)).collect();
    drafts::attach(site.app(), visitor.caller()?, &super::id(&id)?, files, revision).await?;
    Ok(Redirect::to(&format!("/office/drafts/{id}?attached")))
}

pub(super) async fn detach(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Removing>,
) -> Result<Redirect, Failure> {
    drafts::detach(site.app(), visitor.caller()?, &super::id(&id)?, &form.blob, form.version).await?;
    Ok(Redirect::to(&format!("/office/drafts/{id}?detached")))
}

/// An attached file. Whatever it is, it leaves as bytes to be saved.
pub(super) async fn fetch(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (name, bytes) = drafts::attachment(site.app(), visitor.caller()?, &super::id(&id)?, &wanted.file).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&name)),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
