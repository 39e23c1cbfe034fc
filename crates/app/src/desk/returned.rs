//! A return with its letter and what became of what had to be mended.

use gongkai_report::{Report, stored};
use gongkai_store::id::{ReportId, ReturnId};
use gongkai_store::journal::{self, Filter};
use gongkai_store::returns::Return;
use gongkai_store::{Sql, findings, reports};
use serde_json::Value;

use super::answer_return::{ANSWERED, CONFIRMED};
use super::letter::{Letter, letter};
use super::rectification::{Rectified, needs_versions, rectification};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

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
    /// What became of what had to be mended, by the findings of the newest version.
    pub rectified: Rectified,
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
    Ok(ReturnedReport { letter, report, newest, confirmed_name, rectified })
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
