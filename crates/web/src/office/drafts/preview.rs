//! The draft as it will look, its files, and the leader's signature.

use std::collections::BTreeMap;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gongkai_app::drafts::{self, Checked, Opened, Shown};
use gongkai_app::{AppError, Problems, desk};
use gongkai_documents::Output;
use gongkai_law::Severity;
use gongkai_report::check::PERSONAL;
use gongkai_report::stored::StoredFinding;
use gongkai_store::attachments::Attachment;
use gongkai_store::drafts::State as DraftState;
use gongkai_store::id::ReportId;
use serde::Deserialize;

use super::form::{Attached, attached};
use super::meanwhile::{Meanwhile, is_too_late};
use super::page::{Head, timeline};
use super::{corrected, gone};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::looked;
use crate::office::timeline::{Moment, moment};
use crate::page::{again, attachment, redirect, show as show_page};
use crate::portal::downloads::kind;
use crate::portal::form_table::FormTable;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/preview.html")]
struct PreviewPage {
    frame: Frame,
    head: Head,
    title: String,
    /// What stands before section one.
    opening: Vec<String>,
    sections: Vec<Section>,
    attachments: Vec<Attached>,
    moments: Vec<Moment>,
    note: String,
    problems: Problems,
    /// What the checks find in what is about to be signed.
    found: Option<Found>,
    said: &'static str,
    meanwhile: Option<Meanwhile>,
}

impl PreviewPage {
    /// The page as it tells that the draft went on elsewhere, and how; the leader's note stays on it. `step` begins the messages.
    fn too_late(mut self, step: &str) -> Self {
        let texts = [("draft-note", self.note.as_str(), self.head.may_sign)];
        let told = Meanwhile::of(&self.frame, &self.head, step, &texts);
        self.meanwhile = Some(told.after(&self.frame, self.moments.first()));
        self
    }
}

/// What the checks still find, for who signs.
#[derive(Debug)]
struct Found {
    errors: usize,
    warnings: usize,
    /// Personal numbers in the text, masked.
    personal: Vec<String>,
    /// Files that go public with it of which something is to be known: name and what.
    files: Vec<(String, String)>,
}

impl Found {
    fn of(frame: &Frame, findings: &[StoredFinding], files: &[Attachment]) -> Self {
        let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
        let personal = findings.iter().filter(|finding| PERSONAL.iter().any(|code| code.0 == finding.code));
        Self {
            files: looked::told(frame, files),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            personal: personal.map(|finding| finding.args.get("masked").cloned().unwrap_or_default()).collect(),
        }
    }
}

#[derive(Debug)]
struct Section {
    heading: String,
    lines: Vec<String>,
    table: Option<FormTable>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Signing {
    version: i64,
    answers_for_it: Option<String>,
    #[serde(default)]
    corrected: String,
    leaves_corrections: Option<String>,
    /// The version that came in otherwise, of which the page told.
    #[serde(default)]
    overtaken: String,
    /// Since when the body is closed, as the page told.
    #[serde(default)]
    closed: String,
}

impl Signing {
    fn said(&self) -> drafts::Signing {
        let leaves = self.leaves_corrections.as_deref() == Some("yes");
        drafts::Signing {
            answers_for_it: self.answers_for_it.as_deref() == Some("yes"),
            left: if leaves { corrected::shown(&self.corrected) } else { Shown::new() },
            overtaken: ReportId::parse(&self.overtaken),
            closed_on: self.closed.parse().ok(),
        }
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct SendingBack {
    version: i64,
    #[serde(default)]
    note: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    format: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let said = match query.as_deref() {
        Some("submitted") => "draft-said-submitted",
        Some("signed") => "draft-said-signed",
        Some("sent-back") => "draft-said-sent-back",
        Some("put-back") => "draft-said-put-back",
        _ => "",
    };
    match page(&site, &visitor, &id, String::new(), Problems::new(), said).await {
        Err(Failure::App(AppError::NotFound)) => gone::instead(&site, &visitor, &id).await,
        page => Ok(show_page(&page?)),
    }
}

pub(super) async fn sign(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Signing>,
) -> Result<Response, Failure> {
    let (caller, draft) = (visitor.caller()?, super::id(&id)?);
    match drafts::sign(site.app(), caller, &draft, &form.said(), form.version).await {
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}/preview?signed"))),
        Err(AppError::Invalid(problems)) => refused(&site, &visitor, &id, String::new(), problems).await,
        Err(why) if is_too_late(&why) => too_late(&site, &visitor, &id, String::new(), "draft-sign").await,
        Err(other) => gone::told_of(&site, &visitor, &id, &[], other).await,
    }
}

pub(super) async fn send_back(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<SendingBack>,
) -> Result<Response, Failure> {
    let (caller, draft) = (visitor.caller()?, super::id(&id)?);
    match drafts::send_back(site.app(), caller, &draft, &form.note, form.version).await {
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}/preview?sent-back"))),
        Err(AppError::Invalid(problems)) => refused(&site, &visitor, &id, form.note, problems).await,
        Err(why) if is_too_late(&why) => too_late(&site, &visitor, &id, form.note, "draft-send-back").await,
        Err(other) => gone::told_of(&site, &visitor, &id, &[("draft-note", &form.note)], other).await,
    }
}

/// The draft as a file of the official form.
pub(super) async fn file(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let output = Output::from_extension(&wanted.format).ok_or(AppError::NotFound)?;
    let (name, bytes) = drafts::document(site.app(), visitor.caller()?, &super::id(&id)?, output).await?;
    let (kind, ending) = kind(output);
    Ok(attachment(kind, &format!("{name}.{ending}"), bytes))
}

/// The preview after a step that came too late, with what has become of the draft; `step` begins the messages.
pub(super) async fn too_late(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    note: String,
    step: &str,
) -> Result<Response, Failure> {
    let opened = drafts::open(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let openings = ["draft_next_version", "draft_reopened"];
    let opening = opened.timeline.iter().find(|entry| openings.contains(&entry.action.as_str()));
    // The next version was begun elsewhere: nobody took anything back.
    let is_next = opening.is_some_and(|entry| entry.action == "draft_next_version");
    let step = if step == "draft-reopen" && is_next && opened.row.state.is_open() { "draft-next" } else { step };
    // It is signed as it was before: what was changed since was given up, and nothing was signed elsewhere.
    let is_given_up = opened.row.state == DraftState::Signed
        && opened.timeline.first().is_some_and(|entry| entry.action == "draft_changes_discarded");
    let mut page = page(site, visitor, id, note, Problems::new(), "").await?.too_late(step);
    if is_given_up && step == "draft-sign" {
        let said = |id: &str| page.frame.t(id);
        let (title, hint) = (said("draft-sign-stale-given-up"), said("draft-sign-stale-hint-given-up"));
        page.meanwhile = page.meanwhile.take().map(|told| Meanwhile { title, hint, ..told });
    }
    // The upper level's last step may be newer than the draft's own.
    let judged = match &opened.newest {
        Some(row) => desk::last_step(site.app(), row).await?,
        None => None,
    };
    let own = opened.timeline.first().map_or(0, |entry| entry.seq);
    if let Some(judged) = judged.filter(|judged| judged.seq > own) {
        let last = moment(&page.frame, &judged, &BTreeMap::new());
        page.meanwhile = page.meanwhile.take().map(|told| told.after(&page.frame, Some(&last)));
    }
    Ok((StatusCode::CONFLICT, show_page(&page)).into_response())
}

async fn refused(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    note: String,
    problems: Problems,
) -> Result<Response, Failure> {
    Ok(again(show_page(&page(site, visitor, id, note, problems, "").await?)))
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    note: String,
    problems: Problems,
    said: &'static str,
) -> Result<PreviewPage, Failure> {
    let Checked { opened, findings } = drafts::check(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let head = Head::of(&frame, &opened, site.app().today());
    Ok(PreviewPage {
        title: gongkai_report::write::title(Some(&opened.body.name), Some(opened.row.year)),
        opening: opened.form.report().opening.into_iter().map(|line| line.text).collect(),
        sections: sections(&frame, &opened),
        attachments: attached(&frame, &opened),
        moments: timeline(&frame, &opened),
        found: (opened.row.state == DraftState::Submitted)
            .then(|| Found::of(&frame, &findings, &opened.row.attachments)),
        head,
        frame,
        note,
        problems,
        said,
        meanwhile: None,
    })
}

fn sections(frame: &Frame, opened: &Opened) -> Vec<Section> {
    let report = opened.form.report();
    let forms = opened.form.edition.edition().sections.iter();
    forms
        .map(|form| {
            let own = report.sections.iter().find(|section| section.number == form.number);
            let lines = own.into_iter().flat_map(|section| &section.lines);
            Section {
                heading: format!("{}、{}", form.numeral, form.title),
                lines: lines.map(|line| line.text.clone()).collect(),
                table: form.table.map(|table| FormTable::of_report(frame, &report, table)),
            }
        })
        .collect()
}
