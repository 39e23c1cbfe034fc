//! Publishing a report, or a corrected version of one.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::publishing::{self, Publishing, proposed_title};
use gongkai_app::{Permission, Problems};
use serde::Deserialize;

use super::head::{Head, Tab, open};
use super::report_id;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/reports/publish.html")]
struct PublishPage {
    frame: Frame,
    head: Head,
    /// Whether it is a correction of something published.
    is_correction: bool,
    title: String,
    reason: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    title: String,
    #[serde(default)]
    reason: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &id, None, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let publishing = Publishing { title: fields.title.clone(), reason: fields.reason.clone() };
    match mendable(publishing::publish(site.app(), visitor.caller()?, &report_id(&id)?, &publishing).await)? {
        Ok(_) => Ok(redirect(&format!("/office/reports/{id}/versions"))),
        Err(problems) => Ok(again(page(&site, &visitor, &id, Some(fields), problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    entered: Option<Fields>,
    problems: Problems,
) -> Result<Response, Failure> {
    let (frame, head) = open(site, visitor, id, Tab::Action).await?;
    let opened = &head.opened;
    visitor.caller()?.require(Permission::PublishReports, &opened.body)?;
    let current = opened.publications.first();
    let (title, reason) = match (entered, current, &opened.report) {
        (Some(entered), _, _) => (entered.title, entered.reason),
        (None, Some(current), _) => (current.title.clone(), String::new()),
        (None, None, Some(report)) => (proposed_title(report, &opened.body, opened.row.year), String::new()),
        (None, None, None) => (String::new(), String::new()),
    };
    let is_correction = current.is_some();
    Ok(show_page(&PublishPage { frame, head, is_correction, title, reason, problems }))
}
