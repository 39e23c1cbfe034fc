//! Returning a report to its body.

use askama::Template;
use axum::Form;
use axum::response::Response;
use gongkai_app::desk::{self, Returning, Seen};
use gongkai_app::{Permission, Problems};
use gongkai_law::Severity;
use gongkai_store::findings::Decided;
use gongkai_store::id::ReportId;
use jiff::Span;
use jiff::civil::Date;

use super::head::{Head, Tab, open};
use super::shown_finding::{ShownFinding, gravest_first};
use super::step::{Step, seen};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::{About, answered_or_changed};
use crate::office::form_fields::Fields;
use crate::page::show as show_page;

/// Days a body is given when nobody says otherwise.
const DAYS: i64 = 7;

#[derive(Debug, Template)]
#[template(path = "office/reports/return.html")]
struct ReturnPage {
    frame: Frame,
    head: Head,
    step: Step,
    findings: Vec<ShownFinding>,
    chosen: Vec<String>,
    note: String,
    due_on: String,
    problems: Problems,
}

/// What was entered in the form.
#[derive(Debug)]
struct Entered {
    chosen: Vec<String>,
    note: String,
    due_on: String,
    seen: Seen,
}

impl Entered {
    fn returning(&self) -> Returning {
        Returning {
            fingerprints: self.chosen.clone(),
            note: self.note.clone(),
            due_on: self.due_on.trim().parse().ok(),
            seen: self.seen,
        }
    }
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    page(&about, None, Problems::new()).await
}

pub(super) async fn save(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let entered = Entered {
        chosen: fields.all("finding").map(str::to_owned).collect(),
        note: fields.text("note").to_owned(),
        due_on: fields.text("due_on").to_owned(),
        seen: seen(fields.text("step")),
    };
    let returning = entered.returning();
    let done = desk::return_report(about.app(), about.caller()?, &about.id, returning).await;
    let letter = |returned| format!("/office/returns/{returned}");
    let changed = ("note", "desk-findings-changed");
    let page = async |problems| page(&about, Some(entered), problems).await;
    answered_or_changed(done, changed, letter, page).await
}

/// What is chosen when nothing was chosen yet: errors and what has to be mended, but not what is accepted or no fault.
fn proposed(found: &desk::Found) -> bool {
    match found.decision.as_ref().map(|decision| decision.decided) {
        Some(Decided::Mend) => true,
        Some(Decided::Accept | Decided::NotAFault) => false,
        None => found.finding.severity == Severity::Error,
    }
}

/// A week, and not before the day of the return this one takes the place of.
fn proposed_day(today: Date, head: &Head) -> Date {
    let week = today.saturating_add(Span::new().days(DAYS));
    let running = head.opened.returns.iter().filter(|of| of.closed_at.is_none()).map(|of| of.due_on).max();
    running.map_or(week, |running| running.max(week))
}

async fn page(about: &About<ReportId>, entered: Option<Entered>, problems: Problems) -> Result<Response, Failure> {
    let (frame, head) = open(about, Tab::Action).await?;
    about.caller()?.require(Permission::JudgeReports, &head.opened.body)?;
    let all = head.opened.findings.iter();
    let Entered { chosen, note, due_on, seen } = entered.unwrap_or_else(|| Entered {
        chosen: all.clone().filter(|found| proposed(found)).map(|found| found.kept.fingerprint.clone()).collect(),
        note: String::new(),
        due_on: proposed_day(about.app().today(), &head).to_string(),
        seen: Seen::Unknown,
    });
    let mut findings: Vec<_> = all.map(|found| ShownFinding::of(&frame, found)).collect();
    gravest_first(&mut findings);
    let typed = [("desk-note", note.as_str()), ("desk-due-on", due_on.as_str())];
    let step = Step::of(about, (&frame, &head), seen, &typed).await?;
    let problems = step.or(problems);
    Ok(show_page(&ReturnPage { frame, head, step, findings, chosen, note, due_on, problems }))
}
