//! Reading and checking a report that came in, or reading it anew with a newer reader.

use gongkai_store::id::ReportId;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::reports::{self, Counts, Report, State};
use gongkai_store::{Transaction, bodies, obligations};
use jiff::Timestamp;
use serde_json::json;

use crate::app::App;
use crate::desk::{ENGINE, keep_reading, read_bytes};
use crate::error::AppError;
use crate::jobs::{self, Work};
use crate::settings;

/// Reads a report's file and checks what was read: reading, findings, counts and states go in together.
///
/// A report that was read before keeps its state, its corrections and the decisions about its findings.
///
/// # Errors
/// [`AppError::NotNow`] when the file cannot be read any more, [`AppError::Store`] when something cannot be reached.
pub async fn read_report(app: &App, id: &ReportId) -> Result<(), AppError> {
    let report = reports::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &report.body).await?;
    let settings = settings::check_settings(app, &body).await?;
    let bytes = app.blobs.get(&report.blob).await?;
    let Ok((_, read)) = read_bytes(bytes).await? else {
        return Err(AppError::NotNow { reason: "desk-unreadable" });
    };
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    // Once more: it may have been judged or superseded meanwhile.
    let report = reports::by_id(&mut transaction, id).await?;
    let actor = Actor::program("read");
    let event = Event::of(&report.body, "report", id, "report_read");
    let event = event.with(json!({"year": report.year, "version": report.version, "engine": ENGINE}));
    journal::append(&mut transaction, &actor, now, event).await?;
    let counts = keep_reading(&mut transaction, &report, &body, &settings, read, now).await?;
    if matches!(report.state, State::Received | State::Read) {
        reports::set_state(&mut transaction, id, State::Checked).await?;
        reports::obligation_follows(&mut transaction, id, State::Checked.id(), now).await?;
    }
    note_checked(&mut transaction, &actor, &report, counts, now).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// Writes into the journal that a report was checked, and a job that compares it with the others of its collection.
pub(crate) async fn note_checked(
    transaction: &mut Transaction,
    actor: &Actor,
    report: &Report,
    counts: Counts,
    now: Timestamp,
) -> Result<(), AppError> {
    journal_checked(transaction, actor, report, counts, now).await?;
    if let Some(obligation) = &report.obligation {
        let collection = obligations::by_id(transaction, obligation).await?.collection;
        jobs::enqueue(transaction, &Work::CompareReports { collection }, now).await?;
    }
    Ok(())
}

/// Writes into the journal that a report was checked.
pub(super) async fn journal_checked(
    transaction: &mut Transaction,
    actor: &Actor,
    report: &Report,
    counts: Counts,
    now: Timestamp,
) -> Result<(), AppError> {
    let event = Event::of(&report.body, "report", &report.id, "report_checked").with(json!({
        "year": report.year, "version": report.version, "errors": counts.errors, "warnings": counts.warnings,
        "infos": counts.infos, "uncertain": counts.uncertain,
    }));
    journal::append(transaction, actor, now, event).await?;
    Ok(())
}
