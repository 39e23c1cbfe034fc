//! Annual reports as they came in: one row per version of a body's report about a year.
//!
//! A row holds the file (by blob), what was read from it, and where it stands. Lists leave the reading out: it is
//! fetched by [`reading`] when it is needed.

mod browsed;
mod listed;
mod members;
mod said;
mod sums;
mod take_back;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{BodyId, ObligationId, ReportId};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;
pub use browsed::{Browse, browsed};
pub use listed::{Listed, Scope, count_listed, listed, of_collection, of_ids, on_no_roll, to_publish, years};
pub use members::{add_members, is_member, members};
pub use said::{Said, said, set_said};
pub use sums::{SignedSums, Sums, set_sums, signed_sums};
pub use take_back::take_back;

/// Where a report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// The file is here, not read yet.
    Received,
    /// Read cell by cell.
    Read,
    /// Read and checked; waits for a judgement.
    Checked,
    /// Sent back to its body for mending.
    Returned,
    /// Accepted; may be published.
    Accepted,
    /// A newer version took its place.
    Superseded,
}

impl State {
    /// All states, in the order a report goes through them.
    pub const ALL: [Self; 6] =
        [Self::Received, Self::Read, Self::Checked, Self::Returned, Self::Accepted, Self::Superseded];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Read => "read",
            Self::Checked => "checked",
            Self::Returned => "returned",
            Self::Accepted => "accepted",
            Self::Superseded => "superseded",
        }
    }

    /// The state written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == text)
    }
}

/// How a report came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// A file somebody uploaded.
    Upload,
    /// Written in the form here and signed.
    Draft,
    /// Added up here from members.
    Total,
    /// Handed in through the API.
    Api,
}

impl Channel {
    /// All channels.
    pub const ALL: [Self; 4] = [Self::Upload, Self::Draft, Self::Total, Self::Api];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Upload => "upload",
            Self::Draft => "draft",
            Self::Total => "total",
            Self::Api => "api",
        }
    }

    /// The channel written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.id() == text)
    }
}

/// How much is wrong or uncertain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// Findings of severity error.
    pub errors: i64,
    /// Findings of severity warning.
    pub warnings: i64,
    /// Findings of severity info.
    pub infos: i64,
    /// Cells that are missing or hold text.
    pub uncertain: i64,
}

/// One version of a report, without its reading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Report {
    /// Id.
    pub id: ReportId,
    /// Whose.
    pub body: BodyId,
    /// The year it is about.
    pub year: i16,
    /// Number among the versions of that body and year, from 1.
    pub version: i64,
    /// The obligation it meets, if it was collected.
    pub obligation: Option<ObligationId>,
    /// How it came in.
    pub channel: Channel,
    /// The file, by hash.
    pub blob: String,
    /// The file's name as it came.
    pub file_name: String,
    /// The file's format, such as `docx`.
    pub format: String,
    /// The file's size.
    pub size_bytes: i64,
    /// Where it stands.
    pub state: State,
    /// The title that was read.
    pub title: Option<String>,
    /// Which version of the reader read it.
    pub engine: Option<String>,
    /// How much is wrong or uncertain.
    pub counts: Counts,
    /// When it came in.
    pub received_at: Timestamp,
    /// Who brought it, by name.
    pub received_by: Option<String>,
    /// When it was read.
    pub read_at: Option<Timestamp>,
}

/// The columns of a [`Report`], from a table called `r`.
macro_rules! columns {
    () => {
        "r.id, r.body_id, r.year, r.version, r.obligation_id, r.channel, r.blob, r.file_name, r.format, r.size_bytes,
         r.state, r.title, r.engine, r.errors, r.warnings, r.infos, r.uncertain, r.received_at, r.received_by,
         r.read_at"
    };
}
pub(crate) use columns;

/// When the newest publication made from a report was withdrawn.
macro_rules! withdrawn_last {
    () => {
        "(SELECT p.withdrawn_at FROM publications p WHERE p.report_id = r.id ORDER BY p.version DESC LIMIT 1)"
    };
}
pub(crate) use withdrawn_last;

/// Whether the body of a row is changing its report of that year, as [`crate::drafts::Draft::changes_report`] says it.
macro_rules! being_changed {
    ($of:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM drafts d WHERE d.body_id = ",
            $of,
            ".body_id AND d.year = ",
            $of,
            ".year AND (d.state = 'submitted' OR d.signed_as IS NOT NULL))"
        )
    };
}
pub(crate) use being_changed;

/// How far the newest version `r` of a report has come, on the roll and in lists alike: where it stands in the office, and of
/// what was accepted, whether the public reads it or no longer does.
macro_rules! standing {
    () => {
        concat!(
            "CASE WHEN r.state <> 'accepted' THEN r.state WHEN ",
            $crate::reports::withdrawn_last!(),
            " IS NOT NULL THEN 'withdrawn'
             WHEN EXISTS (SELECT 1 FROM publications p WHERE p.report_id = r.id AND p.withdrawn_at IS NULL)
             THEN 'published' ELSE r.state END"
        )
    };
}
pub(crate) use standing;

impl Report {
    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", ReportId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            version: row.number("version")?,
            obligation: row.maybe_text("obligation_id")?.and_then(|id| ObligationId::parse(&id)),
            channel: row.parsed("channel", Channel::parse)?,
            blob: row.text("blob")?,
            file_name: row.text("file_name")?,
            format: row.text("format")?,
            size_bytes: row.number("size_bytes")?,
            state: row.parsed("state", State::parse)?,
            title: row.maybe_text("title")?,
            engine: row.maybe_text("engine")?,
            counts: Counts {
                errors: row.number("errors")?,
                warnings: row.number("warnings")?,
                infos: row.number("infos")?,
                uncertain: row.number("uncertain")?,
            },
            received_at: row.moment("received_at")?,
            received_by: row.maybe_text("received_by")?,
            read_at: row.maybe_moment("read_at")?,
        })
    }
}

/// What was read from a report's file.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The title.
    pub title: Option<String>,
    /// The reading as JSON (`gongkai.reading/1`).
    pub reading: String,
    /// Which version of the reader read it.
    pub engine: String,
    /// How much is wrong or uncertain.
    pub counts: Counts,
    /// When.
    pub at: Timestamp,
}

/// Enters a version. Its number is the one [`next_version`] gave in the same transaction.
///
/// # Errors
/// [`StoreError::Conflict`] when that version is there already.
pub async fn insert(transaction: &mut Transaction, report: &Report) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO reports (id, body_id, year, version, obligation_id, channel, blob, file_name, format,
                                  size_bytes, state, title, engine, errors, warnings, infos, uncertain, received_at,
                                  received_by, read_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
            values![
                &report.id,
                &report.body,
                report.year,
                report.version,
                &report.obligation,
                report.channel.id(),
                &report.blob,
                &report.file_name,
                &report.format,
                report.size_bytes,
                report.state.id(),
                &report.title,
                &report.engine,
                report.counts.errors,
                report.counts.warnings,
                report.counts.infos,
                report.counts.uncertain,
                report.received_at,
                &report.received_by,
                report.read_at
            ],
        )
        .await?;
    Ok(())
}

/// The number the next version of a body's report about a year gets.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn next_version(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<i64, StoreError> {
    let text = "SELECT COALESCE(MAX(version), 0) + 1 AS next FROM reports WHERE body_id = $1 AND year = $2";
    on.row(text, values![body, year]).await?.ok_or(StoreError::NotFound)?.number("next")
}

/// A report.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &ReportId) -> Result<Report, StoreError> {
    let row = on.row(concat!("SELECT ", columns!(), " FROM reports r WHERE r.id = $1"), values![id]).await?;
    row.as_ref().map(Report::from_row).ok_or(StoreError::NotFound)?
}

/// The newest version of a body's report about a year.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn current(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Option<Report>, StoreError> {
    Ok(versions(on, body, year).await?.into_iter().next())
}

/// All versions of a body's report about a year, newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn versions(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Vec<Report>, StoreError> {
    let text =
        concat!("SELECT ", columns!(), " FROM reports r WHERE r.body_id = $1 AND r.year = $2 ORDER BY r.version DESC");
    on.rows(text, values![body, year]).await?.iter().map(Report::from_row).collect()
}

/// The reports that came as this very file, newest first: what tells a duplicate.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn with_blob(on: &mut dyn Sql, blob: &str) -> Result<Vec<Report>, StoreError> {
    let text =
        concat!("SELECT ", columns!(), " FROM reports r WHERE r.blob = $1 ORDER BY r.received_at DESC, r.id DESC");
    on.rows(text, values![blob]).await?.iter().map(Report::from_row).collect()
}

/// What was read from a report's file, as JSON; `None` while it has not been read.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn reading(on: &mut dyn Sql, id: &ReportId) -> Result<Option<String>, StoreError> {
    let row = on.row("SELECT reading FROM reports WHERE id = $1", values![id]).await?;
    row.ok_or(StoreError::NotFound)?.maybe_text("reading")
}

/// What was read from the files of some reports, as JSON; those that have not been read are not named.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn readings(on: &mut dyn Sql, reports: &[ReportId]) -> Result<BTreeMap<ReportId, String>, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => {
            "SELECT id, reading FROM reports
             WHERE reading IS NOT NULL AND id IN (SELECT value FROM json_each($1))"
        }
        Dialect::Postgres => {
            "SELECT id, reading FROM reports
             WHERE reading IS NOT NULL AND id IN (SELECT jsonb_array_elements_text($1::JSONB))"
        }
    };
    let reports = serde_json::to_string(reports).unwrap_or_default();
    let rows = on.rows(text, values![reports]).await?;
    rows.iter().map(|row| Ok((row.parsed("id", ReportId::parse)?, row.text("reading")?))).collect()
}

/// Puts a report into another state.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn set_state(transaction: &mut Transaction, id: &ReportId, state: State) -> Result<(), StoreError> {
    let touched = transaction.execute("UPDATE reports SET state = $2 WHERE id = $1", values![id, state.id()]).await?;
    there(touched)
}

/// Keeps what was read. The state is not touched.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn set_reading(transaction: &mut Transaction, id: &ReportId, reading: &Reading) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE reports SET title = $2, reading = $3, engine = $4, errors = $5, warnings = $6, infos = $7,
                                uncertain = $8, read_at = $9
             WHERE id = $1",
            values![
                id,
                &reading.title,
                &reading.reading,
                &reading.engine,
                reading.counts.errors,
                reading.counts.warnings,
                reading.counts.infos,
                reading.counts.uncertain,
                reading.at
            ],
        )
        .await?;
    there(touched)
}

/// Keeps how much is wrong or uncertain, after the checks were run again.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn set_counts(transaction: &mut Transaction, id: &ReportId, counts: Counts) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE reports SET errors = $2, warnings = $3, infos = $4, uncertain = $5 WHERE id = $1",
            values![id, counts.errors, counts.warnings, counts.infos, counts.uncertain],
        )
        .await?;
    there(touched)
}

/// Keeps what the body says a version corrects.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn set_correction_note(transaction: &mut Transaction, id: &ReportId, note: &str) -> Result<(), StoreError> {
    let text = "UPDATE reports SET correction_note = $2 WHERE id = $1";
    there(transaction.execute(text, values![id, note]).await?)
}

/// What the body says that versions of its report about a year correct, those of which it says so.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn correction_notes(
    on: &mut dyn Sql,
    body: &BodyId,
    year: i16,
) -> Result<BTreeMap<ReportId, String>, StoreError> {
    let text = "SELECT id, correction_note FROM reports
                WHERE body_id = $1 AND year = $2 AND correction_note IS NOT NULL";
    let rows = on.rows(text, values![body, year]).await?;
    rows.iter().map(|row| Ok((row.parsed("id", ReportId::parse)?, row.text("correction_note")?))).collect()
}

/// Marks the versions before `newer` superseded, those that were never published; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn supersede_before(transaction: &mut Transaction, newer: &Report) -> Result<u64, StoreError> {
    transaction
        .execute(
            "UPDATE reports SET state_before = state, state = 'superseded'
             WHERE body_id = $1 AND year = $2 AND version < $3 AND state <> 'superseded'
               AND NOT EXISTS (SELECT 1 FROM publications p
                                           WHERE p.report_id = reports.id AND p.withdrawn_at IS NULL)",
            values![&newer.body, newer.year, newer.version],
        )
        .await
}

/// Lets the roll follow: the obligation that points at a report, if any, gets its state (`published` included).
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn obligation_follows(
    transaction: &mut Transaction,
    report: &ReportId,
    state: &'static str,
    now: Timestamp,
) -> Result<(), StoreError> {
    let text = "UPDATE obligations SET state = $2, updated_at = $3 WHERE report_id = $1";
    transaction.execute(text, values![report, state, now]).await?;
    Ok(())
}

fn there(touched: u64) -> Result<(), StoreError> {
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
