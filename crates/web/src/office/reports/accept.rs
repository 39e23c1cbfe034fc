//! Accepting a report.

use askama::Template;
use axum::Form;
use axum::response::Response;
use gongkai_app::{Problems, desk};
use gongkai_store::id::ReportId;
use serde::Deserialize;

use super::head::{Head, Tab, open};
use super::shown_finding::ShownFinding;
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered};
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/accept.html")]
struct AcceptPage {
    frame: Frame,
    head: Head,
    /// The errors in the way.
    open: Vec<ShownFinding>,
    reason: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    reason: String,
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    page(&about, String::new(), Problems::new()).await
}

pub(super) async fn save(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let done = desk::accept(about.app(), about.caller()?, &about.id, &fields.reason).await;
    let report = |()| format!("/office/reports/{}", about.id);
    answered(done, report, async |problems| page(&about, fields.reason, problems).await).await
}

async fn page(about: &About<ReportId>, reason: String, problems: Problems) -> Result<Response, Failure> {
    let (frame, head) = open(about, Tab::Action).await?;
    about.caller()?.require(gongkai_app::Permission::JudgeReports, &head.opened.body)?;
    let in_the_way = |found: &&desk::Found| desk::is_in_the_way(&found.kept, found.decision.as_ref());
    let open = head.opened.findings.iter().filter(in_the_way).map(|found| ShownFinding::of(&frame, found)).collect();
    Ok(show_page(&AcceptPage { frame, head, open, reason, problems }))
}
