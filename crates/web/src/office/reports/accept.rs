//! Accepting a report.

use askama::Template;
use axum::Form;
use axum::response::Response;
use gongkai_app::desk::{self, Accepting};
use gongkai_app::{Permission, Problems};
use gongkai_store::id::ReportId;
use serde::Deserialize;

use super::head::{Head, Tab, open};
use super::shown_finding::ShownFinding;
use super::step::{Step, seen};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered_or_overtaken};
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/accept.html")]
struct AcceptPage {
    frame: Frame,
    head: Head,
    step: Step,
    /// The errors in the way.
    open: Vec<ShownFinding>,
    reason: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    reason: String,
    #[serde(default)]
    step: String,
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    page(&about, Accepting::default(), Problems::new()).await
}

pub(super) async fn save(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let accepting = Accepting { reason: fields.reason, seen: seen(&fields.step) };
    let done = desk::accept(about.app(), about.caller()?, &about.id, &accepting).await;
    let report = |()| format!("/office/reports/{}", about.id);
    answered_or_overtaken(done, report, async |problems| page(&about, accepting, problems).await).await
}

pub(super) async fn page(about: &About<ReportId>, entered: Accepting, problems: Problems) -> Result<Response, Failure> {
    page_of(about, open(about, Tab::Accept).await?, entered, problems).await
}

/// The same of a report that is opened already.
pub(super) async fn page_of(
    about: &About<ReportId>,
    (frame, head): (Frame, Head),
    entered: Accepting,
    problems: Problems,
) -> Result<Response, Failure> {
    about.caller()?.require(Permission::JudgeReports, &head.opened.body)?;
    let in_the_way = |found: &&desk::Found| desk::is_in_the_way(&found.kept, found.decision.as_ref());
    let open = head.opened.findings.iter().filter(in_the_way).map(|found| ShownFinding::of(&frame, found)).collect();
    let Accepting { reason, seen } = entered;
    let step = Step::of(about, (&frame, &head), seen, &[("desk-accept-reason", &reason)]).await?;
    let problems = step.or(problems);
    Ok(show_page(&AcceptPage { frame, head, step, open, reason, problems }))
}
