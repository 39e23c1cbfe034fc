//! Publishing a report, or a corrected version of one.

use std::slice;

use askama::Template;
use axum::Form;
use axum::response::Response;
use gongkai_app::desk::Seen;
use gongkai_app::publishing::{self, Changes, Publishing, Same, is_personal, proposed_title};
use gongkai_app::{Permission, Problems};
use gongkai_store::attachments::Attachment;
use gongkai_store::id::ReportId;
use serde::Deserialize;

use super::head::{Head, Tab, open};
use super::shown_finding::ShownFinding;
use super::step::{Step, seen};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered_or_overtaken};
use crate::office::looked;
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/publish.html")]
struct PublishPage {
    frame: Frame,
    head: Head,
    step: Step,
    /// Whether it is a correction of something published.
    is_correction: bool,
    title: String,
    reason: String,
    /// What was withdrawn and would be published as it was, in words.
    as_withdrawn: Option<String>,
    /// Whether that is meant.
    is_meant: bool,
    /// That the version before says the same, in words.
    unchanged: Option<String>,
    unchanged_is_meant: bool,
    /// What changes for the public.
    changes: Option<Changes>,
    /// Where personal numbers stand in it.
    personal: Vec<ShownFinding>,
    /// Files that are published with it and have personal numbers in them: name and what.
    exposing: Vec<(String, String)>,
    /// The others that nobody looked through, or not all of it.
    unlooked: Vec<(String, String)>,
    personal_is_meant: bool,
    /// Whether the reason is what the body says, and nobody changed it yet.
    is_of_body: bool,
    problems: Problems,
}

impl PublishPage {
    /// What is said of the reason: it may be the body's own words.
    fn reason_hint(&self) -> String {
        if self.is_of_body { self.frame.t("desk-publish-reason-of-body") } else { String::new() }
    }

    /// The figures that change: the cell, from, to.
    fn changed(&self, changes: &Changes) -> Vec<(String, String, String)> {
        let said = |text: &str| if text.is_empty() { self.frame.t("detail-nothing") } else { text.to_owned() };
        changes.cells.iter().map(|of| (of.address.in_words(), said(&of.from), said(&of.to))).collect()
    }

    fn reason_label(&self) -> &'static str {
        if self.head.corrects_public() { "desk-publish-reason" } else { "desk-publish-again-reason" }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Fields {
    #[serde(default)]
    title: String,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    as_withdrawn_is_meant: String,
    #[serde(default)]
    unchanged_is_meant: String,
    #[serde(default)]
    personal_is_meant: String,
    #[serde(default)]
    step: String,
}

impl Fields {
    fn as_withdrawn_is_meant(&self) -> bool {
        self.as_withdrawn_is_meant == "yes"
    }
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    page(&about, None, Problems::new()).await
}

pub(super) async fn save(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let publishing = Publishing {
        title: fields.title.clone(),
        reason: fields.reason.clone(),
        as_withdrawn_is_meant: fields.as_withdrawn_is_meant(),
        unchanged_is_meant: fields.unchanged_is_meant == "yes",
        personal_is_meant: fields.personal_is_meant == "yes",
        seen: seen(&fields.step),
        ..Publishing::default()
    };
    let done = publishing::publish(about.app(), about.caller()?, &about.id, &publishing).await;
    let versions = |_| format!("/office/reports/{}/versions", about.id);
    answered_or_overtaken(done, versions, async |problems| page(&about, Some(fields), problems).await).await
}

pub(super) async fn page(
    about: &About<ReportId>,
    entered: Option<Fields>,
    problems: Problems,
) -> Result<Response, Failure> {
    page_of(about, open(about, Tab::Publish).await?, entered, problems).await
}

/// The same of a report that is opened already.
pub(super) async fn page_of(
    about: &About<ReportId>,
    (frame, head): (Frame, Head),
    entered: Option<Fields>,
    problems: Problems,
) -> Result<Response, Failure> {
    let opened = &head.opened;
    about.caller()?.require(Permission::PublishReports, &opened.body)?;
    let same = publishing::publishing_the_same(about.app(), slice::from_ref(&about.id)).await?.remove(&about.id);
    let is_meant = entered.as_ref().is_some_and(Fields::as_withdrawn_is_meant);
    let as_withdrawn = same.filter(|same| *same != Same::Public);
    let as_withdrawn = as_withdrawn.map(|same| frame.problem(&same.problems(), "as_withdrawn_is_meant"));
    let against = publishing::against(about.app(), about.caller()?, &about.id).await?;
    let unchanged = against.repeats.map(|version| frame.t1("desk-publish-same-as-public", "version", version));
    let unchanged_is_meant = entered.as_ref().is_some_and(|entered| entered.unchanged_is_meant == "yes");
    let in_it = opened.findings.iter().filter(|found| is_personal(&found.kept, found.decision.as_ref()));
    let personal = in_it.map(|found| ShownFinding::of(&frame, found)).collect();
    let (exposing, others): (Vec<Attachment>, Vec<Attachment>) =
        opened.attachments.iter().cloned().partition(|of| of.exposes().is_some());
    let (exposing, unlooked) = (looked::told(&frame, &exposing), looked::told(&frame, &others));
    let personal_is_meant = entered.as_ref().is_some_and(|entered| entered.personal_is_meant == "yes");
    let current = opened.publications.first();
    // What the body said of this version is the reason to publish it, once.
    let note = head.correction_note(&opened.row).filter(|_| opened.publications.iter().all(|of| of.report != about.id));
    let is_of_body = entered.is_none() && current.is_some() && note.is_some();
    let carried = entered.as_ref().map_or(Seen::Unknown, |entered| seen(&entered.step));
    let (title, reason) = match (entered, current, &opened.report) {
        (Some(entered), _, _) => (entered.title, entered.reason),
        (None, Some(current), _) => (current.title.clone(), note.unwrap_or_default().to_owned()),
        (None, None, Some(report)) => (proposed_title(report, &opened.body.name, opened.row.year), String::new()),
        (None, None, None) => (String::new(), String::new()),
    };
    let is_correction = current.is_some();
    let typed = [("desk-publish-title", title.as_str()), ("desk-reason", reason.as_str())];
    let step = Step::of(about, (&frame, &head), carried, &typed).await?;
    let problems = step.or(problems);
    Ok(show_page(&PublishPage {
        frame,
        head,
        step,
        is_correction,
        title,
        reason,
        as_withdrawn,
        is_meant,
        unchanged,
        unchanged_is_meant,
        changes: against.changes,
        personal,
        exposing,
        unlooked,
        personal_is_meant,
        is_of_body,
        problems,
    }))
}
