//! The findings about a report, to be decided.

use askama::Template;
use axum::response::Response;
use gongkai_app::Problems;
use gongkai_store::id::ReportId;

use super::head::{Head, Tab, open};
use super::shown_finding::{ShownFinding, gravest_first};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/findings.html")]
struct FindingsPage {
    frame: Frame,
    head: Head,
    findings: Vec<ShownFinding>,
    can_decide: bool,
    chosen: Vec<String>,
    reason: String,
    problems: Problems,
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    page(&about, Vec::new(), String::new(), Problems::new()).await
}

/// The page, with what was chosen and refused.
pub(super) async fn page(
    about: &About<ReportId>,
    chosen: Vec<String>,
    reason: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let (frame, head) = open(about, Tab::Findings).await?;
    let mut findings: Vec<_> = head.opened.findings.iter().map(|found| ShownFinding::of(&frame, found)).collect();
    gravest_first(&mut findings);
    let can_decide = head.can_decide(&frame);
    Ok(show_page(&FindingsPage { frame, head, findings, can_decide, chosen, reason, problems }))
}
