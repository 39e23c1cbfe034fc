//! All versions of a body's report about a year, its publications and its returns.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;

use super::head::{Head, Tab, badge_class, open};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/reports/versions.html")]
struct VersionsPage {
    frame: Frame,
    head: Head,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let (frame, head) = open(&site, &visitor, &id, Tab::Versions).await?;
    Ok(show_page(&VersionsPage { frame, head }))
}
