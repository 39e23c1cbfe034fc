//! Withdrawing what was published of a report.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::publishing::{self, Withdrawing};
use gongkai_app::{Permission, Problems};

use super::head::{Head, Tab, open};
use super::report_id;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/reports/withdraw.html")]
struct WithdrawPage {
    frame: Frame,
    head: Head,
    /// The versions that are published, newest first: number, what stands beside it, whether it is chosen.
    versions: Vec<(i64, String, bool)>,
    reason: String,
    problems: Problems,
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
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let versions: Vec<i64> = form.all("versions").filter_map(|version| version.parse().ok()).collect();
    let withdrawing = Withdrawing { versions, reason: form.text("reason").to_owned() };
    // In the form all are chosen; none chosen is an oversight, not all.
    if withdrawing.versions.is_empty() {
        let mut problems = Problems::new();
        problems.add("versions", "problem-required");
        return Ok(again(page(&site, &visitor, &id, Some(withdrawing), problems).await?));
    }
    match mendable(publishing::withdraw(site.app(), visitor.caller()?, &report_id(&id)?, &withdrawing).await)? {
        Ok(()) => Ok(redirect(&format!("/office/reports/{id}/versions"))),
        Err(problems) => Ok(again(page(&site, &visitor, &id, Some(withdrawing), problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    entered: Option<Withdrawing>,
    problems: Problems,
) -> Result<Response, Failure> {
    let (frame, head) = open(site, visitor, id, Tab::Action).await?;
    visitor.caller()?.require(Permission::PublishReports, &head.opened.body)?;
    let chosen = |version| entered.as_ref().is_none_or(|entered| entered.versions.contains(&version));
    let shown = head.opened.publications.iter().filter(|of| of.withdrawn.is_none());
    let line = |of: &gongkai_store::publications::Listed| {
        let name = frame.t1("portal-report-version", "number", of.version);
        (of.version, format!("{name} · {} · {}", frame.moment(&of.published_at), of.title), chosen(of.version))
    };
    let versions = shown.map(line).collect();
    let reason = entered.map(|entered| entered.reason).unwrap_or_default();
    Ok(show_page(&WithdrawPage { frame, head, versions, reason, problems }))
}
