//! A report comes in: as a file, as a signed draft, as a total, through the API.

use gongkai_law::roll::days_after;
use gongkai_store::blobs::hash_of;
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::reports::{self, Channel, Counts, Report, State};
use gongkai_store::{Transaction, bodies, obligations, returns};
use jiff::Timestamp;
use serde_json::json;

use crate::clock::beijing;
use crate::error::AppError;
use crate::jobs::{self, Work};

/// A report that has come in. Its bytes are in the blobs already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrived {
    /// Whose.
    pub body: BodyId,
    /// The year it is about.
    pub year: i16,
    /// How it came.
    pub channel: Channel,
    /// The file, by hash.
    pub blob: String,
    /// The file's name.
    pub file_name: String,
    /// The file's format, such as `docx`.
    pub format: String,
    /// Its size.
    pub size_bytes: i64,
}

impl Arrived {
    /// A file of a known body and year; `format` is that of its content.
    pub fn file(body: &BodyId, year: i16, channel: Channel, file_name: &str, format: &str, bytes: &[u8]) -> Self {
        Self {
            body: body.clone(),
            year,
            channel,
            blob: hash_of(bytes),
            file_name: file_name.to_owned(),
            format: format.to_owned(),
            size_bytes: i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        }
    }
}

/// Enters a report whose file is yet to be read, and writes the job that reads and checks it.
///
/// The caller has authorised, has put the bytes into the blobs, commits, and wakes the workers.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn receive(
    transaction: &mut Transaction,
    actor: &Actor,
    arrived: Arrived,
    now: Timestamp,
) -> Result<Report, AppError> {
    let report = enter(transaction, actor, arrived, State::Received, now).await?;
    jobs::enqueue(transaction, &Work::ReadReport { report: report.id.clone() }, now).await?;
    Ok(report)
}

/// Enters a report as the newest version of its body and year: older versions are superseded, open returns done with,
/// all rolls it stands on follow, the journal says it (and how late it was), and a job tells the body.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub(crate) async fn enter(
    transaction: &mut Transaction,
    actor: &Actor,
    arrived: Arrived,
    state: State,
    now: Timestamp,
) -> Result<Report, AppError> {
    let Arrived { body, year, channel, blob, file_name, format, size_bytes } = arrived;
    // Nobody judges the version before meanwhile.
    bodies::lock(transaction, &body).await?;
    // Of several rolls the one that asks the body earliest; one that excused it only when no other asks.
    let rows = obligations::of_year(transaction, &body, year).await?;
    let owed = rows.iter().find(|row| row.excused.is_none()).or(rows.first()).cloned();
    let report = Report {
        id: ReportId::new(now),
        version: reports::next_version(transaction, &body, year).await?,
        obligation: owed.as_ref().map(|owed| owed.id.clone()),
        body,
        year,
        channel,
        blob,
        file_name,
        format,
        size_bytes,
        state,
        title: None,
        engine: None,
        counts: Counts::default(),
        received_at: now,
        received_by: Some(actor.name.clone()),
        read_at: None,
    };
    reports::insert(transaction, &report).await?;
    reports::supersede_before(transaction, &report).await?;
    returns::close(transaction, &report.body, year, now).await?;
    let on_roll = obligations::State::parse(state.id()).unwrap_or(obligations::State::Received);
    obligations::note_receipt(transaction, &report.body, year, &report.id, on_roll, now).await?;
    // Only the first receipt can be late.
    let late_days = owed
        .filter(|owed| owed.received_at.is_none())
        .map(|owed| days_after(owed.due_on, beijing(now).date()))
        .filter(|days| *days > 0);
    let event = Event::of(&report.body, "report", &report.id, "report_received").with(json!({
        "year": year, "version": report.version, "channel": channel, "file": report.file_name, "blob": report.blob,
        "late_days": late_days,
    }));
    journal::append(transaction, actor, now, event).await?;
    jobs::enqueue(transaction, &Work::Acknowledge { report: report.id.clone() }, now).await?;
    Ok(report)
}
