//! All versions of a body's report about a year, its publications and its returns.

use askama::Template;
use axum::response::Response;
use gongkai_store::id::ReportId;

use super::head::{Head, Tab, open};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/versions.html")]
struct VersionsPage {
    frame: Frame,
    head: Head,
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    let (frame, head) = open(&about, Tab::Versions).await?;
    Ok(show_page(&VersionsPage { frame, head }))
}
