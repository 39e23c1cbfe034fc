//! What the upper level will see, before it does; from here the draft goes to the leader.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gongkai_app::drafts::{self, Checked, Submitting};
use gongkai_app::{AppError, Problems};
use gongkai_law::{Severity, Wording};
use gongkai_report::CellAddress;
use gongkai_report::draft;
use gongkai_report::stored::StoredFinding;
use serde::Deserialize;

use super::meanwhile::{Meanwhile, is_too_late};
use super::page::{Head, cell_name};
use super::{corrected, gone};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::looked;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

/// Findings of the same kind that are shown one by one; the rest is a number.
const SHOWN: usize = 5;

#[derive(Debug, Template)]
#[template(path = "office/drafts/check.html")]
struct CheckPage {
    frame: Frame,
    head: Head,
    blank: usize,
    blocking: usize,
    to_explain: usize,
    counts: [(&'static str, usize); 3],
    findings: Vec<Shown>,
    more: usize,
    /// Files that go public with it of which something is to be known: name and what.
    files: Vec<(String, String)>,
    explanation: String,
    absent_reason: String,
    override_reason: String,
    correction_note: String,
    unchanged_is_meant: bool,
    problems: Problems,
    meanwhile: Option<Meanwhile>,
}

#[derive(Debug)]
struct Shown {
    code: String,
    severity: &'static str,
    message: String,
    hint: Option<String>,
    basis: String,
    excerpt: Option<String>,
    /// The first cell it is about: address and name.
    cell: Option<(String, String)>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    version: i64,
    #[serde(default)]
    explanation: String,
    #[serde(default)]
    absent_reason: String,
    #[serde(default)]
    override_reason: String,
    #[serde(default)]
    correction_note: String,
    #[serde(default)]
    corrected: String,
    #[serde(default)]
    leaves_corrections: String,
    #[serde(default)]
    unchanged_is_meant: String,
}

impl CheckPage {
    /// Whether the draft can be submitted from here.
    fn can_submit(&self) -> bool {
        self.head.may_write && self.blocking == 0
    }

    fn asks_to_explain(&self) -> bool {
        self.can_submit() && self.to_explain > 0
    }

    fn asks_why_absent(&self) -> bool {
        self.can_submit() && !self.head.absent.is_empty()
    }

    fn asks_why_overridden(&self) -> bool {
        self.can_submit() && !self.head.overridden.is_empty()
    }

    fn asks_what_is_corrected(&self) -> bool {
        self.can_submit() && self.head.was_published
    }

    /// The page as it tells that the draft went on elsewhere; what was said stays on it.
    fn too_late(mut self) -> Self {
        let texts = [
            ("draft-explanation", self.explanation.as_str(), self.asks_to_explain()),
            ("draft-absent-reason", self.absent_reason.as_str(), self.asks_why_absent()),
            ("draft-override-reason", self.override_reason.as_str(), self.asks_why_overridden()),
            ("draft-correction-note", self.correction_note.as_str(), self.asks_what_is_corrected()),
        ];
        self.meanwhile = Some(Meanwhile::of(&self.frame, &self.head, "draft-submit", &texts));
        self
    }
}

impl Entered {
    fn said(self) -> Submitting {
        let left =
            if self.leaves_corrections == "yes" { corrected::shown(&self.corrected) } else { drafts::Shown::new() };
        let unchanged_is_meant = self.unchanged_is_meant == "yes";
        Submitting {
            explanation: self.explanation,
            absent_reason: self.absent_reason,
            override_reason: self.override_reason,
            correction_note: self.correction_note,
            left,
            unchanged_is_meant,
        }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let checked = match drafts::check(site.app(), visitor.caller()?, &super::id(&id)?).await {
        Err(AppError::NotFound) => return gone::instead(&site, &visitor, &id).await,
        checked => checked?,
    };
    let row = &checked.opened.row;
    let said = Submitting {
        explanation: row.explanation.clone().unwrap_or_default(),
        absent_reason: row.absent_reason.clone().unwrap_or_default(),
        override_reason: row.override_reason.clone().unwrap_or_default(),
        correction_note: row.correction_note.clone().unwrap_or_default(),
        ..Submitting::default()
    };
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    Ok(show_page(&page(&site, frame, &checked, said, Problems::new())))
}

pub(super) async fn submit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let (caller, draft) = (visitor.caller()?, super::id(&id)?);
    let version = form.version;
    let said = form.said();
    let (problems, is_late) = match drafts::submit(site.app(), caller, &draft, &said, version).await {
        Ok(_) => return Ok(redirect(&format!("/office/drafts/{id}/preview?submitted"))),
        Err(AppError::Invalid(problems)) => (problems, false),
        Err(why) if is_too_late(&why) => (Problems::new(), true),
        Err(other) => {
            let texts = [
                ("draft-explanation", said.explanation.as_str()),
                ("draft-absent-reason", &said.absent_reason),
                ("draft-correction-note", &said.correction_note),
            ];
            return gone::told_of(&site, &visitor, &id, &texts, other).await;
        }
    };
    let checked = drafts::check(site.app(), caller, &draft).await?;
    let is_open = checked.opened.row.state.is_open();
    // Nothing was said, and nothing can be: the draft as it is says it best.
    if is_late && !is_open && said == Submitting::default() {
        return Ok(redirect(&format!("/office/drafts/{id}/preview")));
    }
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    let page = page(&site, frame, &checked, said, problems);
    Ok(if is_late {
        (StatusCode::CONFLICT, show_page(&page.too_late())).into_response()
    } else {
        again(show_page(&page))
    })
}

fn page(site: &Site, frame: Frame, checked: &Checked, said: Submitting, problems: Problems) -> CheckPage {
    let head = Head::of(&frame, &checked.opened, site.app().today());
    let count = |severity| checked.findings.iter().filter(|finding| finding.severity == severity).count();
    let mut shown = Vec::new();
    let mut more: usize = 0;
    for finding in &checked.findings {
        let known = shown.iter().filter(|of: &&Shown| of.code == finding.code).count();
        if known >= SHOWN {
            more = more.saturating_add(1);
            continue;
        }
        shown.push(of_finding(&frame, checked, finding));
    }
    CheckPage {
        blank: checked.findings.iter().filter(|finding| finding.code == BLANK).count(),
        blocking: checked.blocking().count(),
        to_explain: checked.to_explain().count(),
        counts: [
            ("error", count(Severity::Error)),
            ("warning", count(Severity::Warning)),
            ("info", count(Severity::Info)),
        ],
        findings: shown,
        more,
        files: looked::told(&frame, &checked.opened.row.attachments),
        explanation: said.explanation,
        absent_reason: said.absent_reason,
        override_reason: said.override_reason,
        correction_note: said.correction_note,
        unchanged_is_meant: said.unchanged_is_meant,
        problems,
        meanwhile: None,
        head,
        frame,
    }
}

/// The first of the codes a draft has beside those of the checks: a cell nothing was typed in.
const BLANK: &str = match draft::CODES.first() {
    Some(code) => code.0,
    None => "",
};

fn of_finding(frame: &Frame, checked: &Checked, finding: &StoredFinding) -> Shown {
    let sentence = finding.sentence(Wording::findings(frame.lang));
    let edition = checked.opened.form.edition;
    let cell = finding.cells.first().and_then(|cell| CellAddress::parse(cell));
    Shown {
        code: finding.code.clone(),
        severity: finding.severity.id(),
        message: sentence.message,
        hint: sentence.hint,
        basis: finding.basis.to_string(),
        excerpt: finding.excerpt.clone().filter(|excerpt| !excerpt.trim().is_empty()),
        cell: cell.map(|address| (address.to_string(), cell_name(edition, address))),
    }
}
