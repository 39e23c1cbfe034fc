//! A new version of a body's report, read and checked.

use gongkai_report::Report as Reading;
use gongkai_report::check::Settings;
use gongkai_store::bodies::Body;
use gongkai_store::id::{ObligationId, ReportId};
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, Channel, Counts, Report, State};
use gongkai_store::{Transaction, returns};
use jiff::Timestamp;
use serde_json::json;

use super::keep_reading;
use crate::access::Caller;
use crate::error::AppError;

/// A file that is known to be a body's report about a year.
#[derive(Debug, Clone)]
pub struct NewVersion {
    /// The year it is about.
    pub year: i16,
    /// The obligation it meets when no earlier version met it.
    pub obligation: Option<ObligationId>,
    /// How it came in.
    pub channel: Channel,
    /// The file, by hash.
    pub blob: String,
    /// The file's name.
    pub file_name: String,
    /// The file's format.
    pub format: String,
    /// The file's size.
    pub size_bytes: i64,
    /// What was read from it, findings of reading included.
    pub read: Reading,
}

/// Enters a version: read, checked, in the place of the version before it; open returns are done with. Permission is the
/// caller's to ask.
///
/// # Errors
/// [`AppError::Store`] when it cannot be kept.
pub async fn enter_version(
    transaction: &mut Transaction,
    caller: &Caller,
    body: &Body,
    settings: &Settings,
    new: NewVersion,
    now: Timestamp,
) -> Result<Report, AppError> {
    let before = reports::current(transaction, &body.id, new.year).await?;
    let obligation = before.as_ref().and_then(|before| before.obligation.clone()).or(new.obligation);
    let report = Report {
        id: ReportId::new(now),
        body: body.id.clone(),
        year: new.year,
        version: before.as_ref().map_or(1, |before| before.version.saturating_add(1)),
        obligation,
        channel: new.channel,
        blob: new.blob,
        file_name: new.file_name,
        format: new.format,
        size_bytes: new.size_bytes,
        state: State::Checked,
        title: None,
        engine: None,
        counts: Counts::default(),
        received_at: now,
        received_by: Some(caller.name().to_owned()),
        read_at: None,
    };
    reports::insert(transaction, &report).await?;
    reports::supersede_before(transaction, &report).await?;
    if let Some(before) = &before {
        reports::obligation_takes(transaction, &before.id, &report).await?;
    }
    returns::close(transaction, &body.id, new.year, now).await?;
    let counts = keep_reading(transaction, &report, body, settings, new.read, now).await?;
    let detail = json!({
        "year": report.year, "version": report.version, "channel": report.channel, "blob": report.blob,
        "file_name": report.file_name, "errors": counts.errors, "warnings": counts.warnings,
    });
    let event = Event::of(&body.id, "report", &report.id, "report_received").with(detail);
    journal::append(transaction, caller.actor(), now, event).await?;
    Ok(Report { counts, ..report })
}
