//! Reading and checking a report that came in, or reading it anew with a newer reader.

use gongkai_documents::Limits;
use gongkai_report::Report;
use gongkai_report::stored::{self, StoredFinding};
use gongkai_report::unreadable::Unreadable;
use gongkai_store::corrections::Correction;
use gongkai_store::id::ReportId;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::reports::{self, Reading, State};
use gongkai_store::{Transaction, bodies, corrections, obligations};
use jiff::Timestamp;
use serde_json::json;

use super::checking::{self, Against, Checked, ENGINE};
use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};

/// Reads a report's file and checks what was read: reading, findings, counts and states go in together.
///
/// A report that was read before keeps its state, its corrections and the decisions about its findings.
///
/// # Errors
/// [`AppError::NotNow`] when the file cannot be read any more, [`AppError::Store`] when something cannot be reached.
pub async fn read_report(app: &App, id: &ReportId) -> Result<(), AppError> {
    let mut on = &app.database;
    let report = reports::by_id(&mut on, id).await?;
    let bytes = app.blobs.get(&report.blob).await?;
    let body = bodies::by_id(&mut on, &report.body).await?;
    let against = Against::of(&mut on, &body, report.year).await?;
    let corrections = corrections::of_report(&mut on, id).await?;
    let (_, of_batch) = checking::kept(&mut on, id).await?;
    let known = corrections.clone();
    let done = tokio::task::spawn_blocking(move || read_and_check(&bytes, &known, of_batch, &against)).await;
    let done = done.map_err(|error| AppError::Internal(error.to_string()))?;
    let (title, json, checked) = done.map_err(|_| AppError::NotNow { reason: "report-unreadable" })?;

    let mut transaction = app.database.begin().await?;
    let now = app.now();
    if corrections::of_report(&mut transaction, id).await? != corrections {
        // Somebody corrected a cell meanwhile; the job comes again.
        return Err(AppError::Stale);
    }
    let kept = Reading { title, reading: json, engine: ENGINE.to_owned(), counts: checked.counts, at: now };
    reports::set_reading(&mut transaction, id, &kept).await?;
    checking::keep(&mut transaction, id, &checked, now).await?;
    follow(&mut transaction, &report, now).await?;
    let actor = Actor::program("read");
    let event = Event::of(&report.body, "report", id, "report_read");
    let event = event.with(json!({"year": report.year, "version": report.version, "engine": ENGINE}));
    journal::append(&mut transaction, &actor, now, event).await?;
    let detail = json!({
        "year": report.year, "version": report.version, "errors": checked.counts.errors,
        "warnings": checked.counts.warnings, "infos": checked.counts.infos, "uncertain": checked.counts.uncertain,
    });
    let event = Event::of(&report.body, "report", id, "report_checked").with(detail);
    journal::append(&mut transaction, &actor, now, event).await?;
    if let Some(obligation) = &report.obligation {
        let collection = obligations::by_id(&mut transaction, obligation).await?.collection;
        jobs::enqueue(&mut transaction, &Work::CompareReports { collection }, now).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// Title, reading as it is kept, and what the checks found.
type Done = (Option<String>, String, Checked);

fn read_and_check(
    bytes: &[u8],
    corrections: &[Correction],
    of_batch: Option<StoredFinding>,
    against: &Against,
) -> Result<Done, Unreadable> {
    let reading = read(bytes)?;
    let of_reading = reading.findings.iter().map(StoredFinding::from).collect();
    let json = stored::to_json(&reading);
    let title = reading.title.as_ref().map(|title| title.text.clone());
    let settled = checking::latest(corrections).into_keys().collect();
    let corrected = checking::corrected(reading, corrections);
    Ok((title, json, checking::check(&corrected, of_reading, of_batch, &settled, against)))
}

/// What waits for a reading is now checked; what was judged already stays as it was judged.
async fn follow(transaction: &mut Transaction, report: &reports::Report, now: Timestamp) -> Result<(), AppError> {
    if !matches!(report.state, State::Received | State::Read) {
        return Ok(());
    }
    reports::set_state(transaction, &report.id, State::Checked).await?;
    obligations::follow(transaction, &report.id, obligations::State::Checked, now).await?;
    Ok(())
}

/// The report in a file's bytes.
///
/// # Errors
/// [`Unreadable`] when nothing can be read.
pub(super) fn read(bytes: &[u8]) -> Result<Report, Unreadable> {
    let document = gongkai_documents::read(bytes, &Limits::default()).map_err(|error| Unreadable::from(&error))?;
    Ok(gongkai_report::read(&document))
}
