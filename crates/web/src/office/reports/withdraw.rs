//! Withdrawing what was published of a report.

use askama::Template;
use axum::Form;
use axum::response::Response;
use gongkai_app::publishing::{self, Withdrawing};
use gongkai_app::{Permission, Problems};
use gongkai_store::id::ReportId;

use super::head::{Head, Tab, open};
use super::step::{Step, seen};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered_or_overtaken};
use crate::office::form_fields::Fields;
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/withdraw.html")]
struct WithdrawPage {
    frame: Frame,
    head: Head,
    step: Step,
    /// The versions that are published, newest first: number, what stands beside it, whether it is chosen.
    versions: Vec<(i64, String, bool)>,
    reason: String,
    problems: Problems,
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    page(&about, None, Problems::new()).await
}

pub(super) async fn save(about: About<ReportId>, Form(form): Form<Fields>) -> Result<Response, Failure> {
    let versions: Vec<i64> = form.all("versions").filter_map(|version| version.parse().ok()).collect();
    let withdrawing = Withdrawing { versions, reason: form.text("reason").to_owned(), seen: seen(form.text("step")) };
    // In the form all are chosen; none chosen is an oversight, not all.
    let done = if withdrawing.versions.is_empty() {
        Err(Problems::one("versions", "desk-withdraw-none"))
    } else {
        publishing::withdraw(about.app(), about.caller()?, &about.id, &withdrawing).await
    };
    let versions = |()| format!("/office/reports/{}/versions", about.id);
    answered_or_overtaken(done, versions, async |problems| page(&about, Some(withdrawing), problems).await).await
}

async fn page(about: &About<ReportId>, entered: Option<Withdrawing>, problems: Problems) -> Result<Response, Failure> {
    let (frame, head) = open(about, Tab::Action).await?;
    about.caller()?.require(Permission::PublishReports, &head.opened.body)?;
    let chosen = |version| entered.as_ref().is_none_or(|entered| entered.versions.contains(&version));
    let shown = head.opened.publications.iter().filter(|of| of.withdrawn.is_none());
    let line = |of: &gongkai_store::publications::Listed| {
        let name = frame.t1("portal-report-version", "number", of.version);
        (of.version, format!("{name} · {} · {}", frame.moment(&of.published_at), of.title), chosen(of.version))
    };
    let versions = shown.map(line).collect();
    let Withdrawing { reason, seen, .. } = entered.unwrap_or_default();
    let step = Step::of(about, (&frame, &head), seen, &[("desk-reason", &reason)]).await?;
    let problems = step.or(problems);
    Ok(show_page(&WithdrawPage { frame, head, step, versions, reason, problems }))
}
