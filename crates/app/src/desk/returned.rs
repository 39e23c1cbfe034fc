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
    /// The name in the title of the file it was answered with that was confirmed to be on the body's own report.
    pub confirmed_name: Option<String>,
    /// How it ended; `None` while it is open, or a newer version waits to be judged.
    pub ended: Option<Ended>,
    /// What became of what had to be mended, by the findings of the newest version.
    pub rectified: Rectified,
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
    },
    /// It was returned anew.
    ReturnedAgain(ReturnId),
}

impl ReturnedReport {
    /// Whether a newer version came in since.
    pub fn has_newer(&self) -> bool {
        self.newest.version > self.report.version
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
    let now = findings::of_report(on, &newest.id).await?;
    let demands = &letter.returned.findings;
    let rectified = if newest.version > report.version && needs_versions(demands) {
        let (before, after) = (read(on, &report.id).await?, read(on, &newest.id).await?);
        rectification(demands, &now, before.as_ref().zip(after.as_ref()))
    } else {
        rectification(demands, &now, None)
    };
    let confirmed_name = confirmed_name(on, &letter.returned).await?;
    let ended = ended(on, &letter.returned).await?;
    Ok(ReturnedReport { letter, report, newest, confirmed_name, ended, rectified })
}

/// How a return ended: by what came first after it was done with, an acceptance or the next return. `None` while what came in
/// its place waits to be judged.
pub(super) async fn ended(on: &mut dyn Sql, returned: &Return) -> Result<Option<Ended>, AppError> {
    let Some(closed_at) = returned.closed_at else { return Ok(None) };
    let all = returns::of_year(on, &returned.body, returned.year).await?;
    let next = all.into_iter().rev().find(|of| of.id > returned.id && of.returned_at >= closed_at);
    let accepted = accepted_since(on, returned, closed_at).await?;
    Ok(match (next, accepted) {
        (Some(next), Some(accepted)) if accepted.at < next.returned_at => Some(accepted_as(accepted)),
        (Some(next), _) => Some(Ended::ReturnedAgain(next.id)),
        (None, accepted) => accepted.map(accepted_as),
    })
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

fn accepted_as(entry: Entry) -> Ended {
    let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
    let reason = detail.get("reason").and_then(Value::as_str).unwrap_or_default().to_owned();
    Ended::Accepted { at: entry.at, by: entry.actor, reason }
}

async fn confirmed_name(on: &mut dyn Sql, returned: &Return) -> Result<Option<String>, AppError> {
    let filter = Filter {
        chain: Some(returned.body.to_string()),
        subject_kind: Some("return".to_owned()),
        subject_id: Some(returned.id.to_string()),
        action: Some(ANSWERED.to_owned()),
        ..Filter::default()
    };
    // The newest answer is the one with the file: it closes the return.
    let entries = journal::entries(on, &filter, 1).await?;
    let detail = entries.first().and_then(|entry| serde_json::from_str::<Value>(&entry.detail).ok());
    Ok(detail.and_then(|detail| detail.get(CONFIRMED)?.as_str().map(str::to_owned)))
}

/// A version as it was read, without its corrections: what the body itself wrote.
async fn read(on: &mut dyn Sql, id: &ReportId) -> Result<Option<Report>, AppError> {
    let kept = reports::reading(on, id).await?;
    Ok(kept.and_then(|kept| stored::from_json(&kept).ok()))
}
