//! Accepting a report.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::{Problems, desk};
use serde::Deserialize;

use super::head::{Head, Tab, open};
use super::report_id;
use super::shown_finding::ShownFinding;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

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

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &id, String::new(), Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    match mendable(desk::accept(site.app(), visitor.caller()?, &report_id(&id)?, &fields.reason).await)? {
        Ok(()) => Ok(redirect(&format!("/office/reports/{id}"))),
        Err(problems) => Ok(again(page(&site, &visitor, &id, fields.reason, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    reason: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let (frame, head) = open(site, visitor, id, Tab::Action).await?;
    visitor.caller()?.require(gongkai_app::Permission::JudgeReports, &head.opened.body)?;
    let in_the_way = |found: &&desk::Found| desk::is_in_the_way(&found.kept, found.decision.as_ref());
    let open = head.opened.findings.iter().filter(in_the_way).map(|found| ShownFinding::of(&frame, found)).collect();
    Ok(show_page(&AcceptPage { frame, head, open, reason, problems }))
}
