//! A return with its letter and what became of what had to be mended.

use gongkai_report::{Report, stored};
use gongkai_store::id::{ReportId, ReturnId};
use gongkai_store::journal::{self, Entry, Filter};
use gongkai_store::returns::{self, Return};
use gongkai_store::{Sql, findings, reports};
use jiff::Timestamp;
use serde_json::Value;

use super::answer_return::{ANSWERED, CONFIRMED};
use super::letter::{Letter, letter};
use super::rectification::{Rectified, needs_versions, rectification};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// So many answers to a return are looked through.
const ANSWERS: u32 = 500;
/// So many acceptances of a body's reports are looked through.
const ACCEPTANCES: u32 = 500;

/// A return, looked at.
#[derive(Debug, Clone)]
pub struct ReturnedReport {
    /// The return with its letter.
    pub letter: Letter,
    /// The version that was returned.
    pub report: reports::Report,
    /// The newest version.
    pub newest: reports::Report,
    /// What the body answered, in order: one part for each time somebody answered in words.
    pub answers: Vec<Said>,
    /// The name in the title of the file it was answered with that was confirmed to be on the body's own report.
    pub confirmed_name: Option<String>,
    /// How it ended; `None` while it is open, or a newer version waits to be judged.
    pub ended: Option<Ended>,
    /// The version that ended it, or the newest while it has not ended.
    pub last: reports::Report,
    /// What became of what had to be mended, by the findings of that version: later ones tell nothing of this return.
    pub rectified: Rectified,
}

/// A part of a body's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// The words.
    pub text: String,
    /// Who said them, by name.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// How a return ended.
#[derive(Debug, Clone, PartialEq)]
pub enum Ended {
    /// The report was accepted, as it was or in a newer version.
    Accepted {
        /// When.
        at: Timestamp,
        /// By whom, by name.
        by: String,
        /// Why, where that was said.
        reason: String,
        /// Which version.
        report: ReportId,
    },
    /// It was returned anew.
    ReturnedAgain(ReturnId),
}

impl ReturnedReport {
    /// Whether a newer version came in to mend it.
    pub fn has_newer(&self) -> bool {
        self.last.version > self.report.version
    }
}

/// A return, looked at by the office or by the body itself.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there, or not for the caller to see.
pub async fn returned(app: &App, caller: &Caller, id: &ReturnId) -> Result<ReturnedReport, AppError> {
    let letter = letter(app, caller, id).await?;
    let on = &mut &app.database;
    let report = reports::by_id(on, &letter.returned.report).await?;
    let newest = reports::current(on, &letter.returned.body, letter.returned.year).await?.ok_or(AppError::NotFound)?;
    let ended = ended(on, &letter.returned).await?;
    let last = last(on, ended.as_ref(), &newest).await?;
    let now = findings::of_report(on, &last.id).await?;
    let demands = &letter.returned.findings;
    let rectified = if last.version > report.version && needs_versions(demands) {
        let (before, after) = (read(on, &report.id).await?, read(on, &last.id).await?);
        rectification(demands, &now, before.as_ref().zip(after.as_ref()))
    } else {
        rectification(demands, &now, None)
    };
    let entries = answers(on, &letter.returned).await?;
    // The newest answer is the one with the file: it closes the return.
    let confirmed_name = entries.first().and_then(|entry| detail(entry, CONFIRMED));
    let answers = said(&letter.returned, &entries);
    Ok(ReturnedReport { letter, report, newest, answers, confirmed_name, ended, last, rectified })
}

/// The version a return ended with, or the newest while it has not ended.
async fn last(on: &mut dyn Sql, ended: Option<&Ended>, newest: &reports::Report) -> Result<reports::Report, AppError> {
    Ok(match ended {
        Some(Ended::Accepted { report, .. }) => reports::by_id(on, report).await?,
        Some(Ended::ReturnedAgain(next)) => {
            let next = returns::by_id(on, next).await?;
            reports::by_id(on, &next.report).await?
        }
        None => newest.clone(),
    })
}

/// How a return ended: by what came first after it was done with, an acceptance or the next return. `None` while what came in
/// its place waits to be judged.
pub(super) async fn ended(on: &mut dyn Sql, returned: &Return) -> Result<Option<Ended>, AppError> {
    let Some(closed_at) = returned.closed_at else { return Ok(None) };
    let all = returns::of_year(on, &returned.body, returned.year).await?;
    let next = all.into_iter().rev().find(|of| of.id > returned.id && of.returned_at >= closed_at);
    let accepted = accepted_since(on, returned, closed_at).await?;
    match (next, accepted) {
        (Some(next), Some(accepted)) if accepted.at < next.returned_at => accepted_as(accepted).map(Some),
        (Some(next), _) => Ok(Some(Ended::ReturnedAgain(next.id))),
        (None, accepted) => accepted.map(accepted_as).transpose(),
    }
}

/// The first acceptance that ended a return: of the version that was returned, at that moment, or of a newer one.
async fn accepted_since(on: &mut dyn Sql, returned: &Return, closed_at: Timestamp) -> Result<Option<Entry>, AppError> {
    let versions = reports::versions(on, &returned.body, returned.year).await?;
    let before = versions.iter().find(|row| row.id == returned.report).map_or(0, |row| row.version);
    let is_newer = |id: &str| versions.iter().any(|row| row.id.as_str() == id && row.version > before);
    let filter = Filter {
        chain: Some(returned.body.to_string()),
        subject_kind: Some("report".to_owned()),
        action: Some("report_accepted".to_owned()),
        ..Filter::default()
    };
    let entries = journal::entries(on, &filter, ACCEPTANCES).await?;
    Ok(entries.into_iter().rev().find(|entry| {
        let of_itself = entry.subject_id == returned.report.as_str() && entry.at == closed_at;
        of_itself || (entry.at >= closed_at && is_newer(&entry.subject_id))
    }))
}

fn accepted_as(entry: Entry) -> Result<Ended, AppError> {
    let report = ReportId::parse(&entry.subject_id).ok_or(AppError::NotFound)?;
    let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
    let reason = detail.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Ended::Accepted { at: entry.at, by: entry.actor, reason, report })
}

/// The entries of the answers to a return, newest first.
async fn answers(on: &mut dyn Sql, returned: &Return) -> Result<Vec<Entry>, AppError> {
    let filter = Filter {
        chain: Some(returned.body.to_string()),
        subject_kind: Some("return".to_owned()),
        subject_id: Some(returned.id.to_string()),
        action: Some(ANSWERED.to_owned()),
        ..Filter::default()
    };
    Ok(journal::entries(on, &filter, ANSWERS).await?)
}

/// A text in the detail of an entry.
fn detail(entry: &Entry, name: &str) -> Option<String> {
    let detail: Value = serde_json::from_str(&entry.detail).ok()?;
    detail.get(name)?.as_str().map(str::to_owned)
}

/// The parts of an answer as the journal has them, each with who said it; the whole under the first name where the journal does
/// not tell all of it. What was said again at once stands once.
fn said(returned: &Return, entries: &[Entry]) -> Vec<Said> {
    let Some(whole) = &returned.answer else { return Vec::new() };
    let mut parts: Vec<Said> = Vec::new();
    for entry in entries.iter().rev() {
        let Some(text) = detail(entry, "answer").filter(|text| !text.is_empty()) else { continue };
        if parts.last().is_none_or(|last| last.text != text) {
            parts.push(Said { text, by: entry.actor.clone(), at: entry.at });
        }
    }
    if parts.first().is_some_and(|first| whole.starts_with(&first.text))
        && parts.last().is_some_and(|last| whole.ends_with(&last.text))
    {
        return parts;
    }
    let at = returned.answered_at.unwrap_or(returned.returned_at);
    vec![Said { text: whole.clone(), by: returned.answered_by.clone().unwrap_or_default(), at }]
}

/// A version as it was read, without its corrections: what the body itself wrote.
async fn read(on: &mut dyn Sql, id: &ReportId) -> Result<Option<Report>, AppError> {
    let kept = reports::reading(on, id).await?;
    Ok(kept.and_then(|kept| stored::from_json(&kept).ok()))
}
