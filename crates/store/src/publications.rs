//! Publications: what the public sees of reports. Each correction is one more version; none is ever
//! erased. One that ought not to be public is withdrawn: nobody is shown it any more, and why stands in its place.

mod beside;
mod listed;
mod progress;
mod replacing;
mod words;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::{BodyId, PublicationId, ReportId};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;
pub use beside::{Beside, beside};
pub use listed::{
    Listed, Search, Withdrawal, all, browsed, found, newest, newest_current, of_body, of_year, readings_of_body,
    readings_of_year, search, versions, withdrawn, withdrawn_of_body, years,
};
pub use progress::{Progress, progress};
pub use replacing::{Replaced, Replacing, replacing};
pub use words::{Hit, MOST_WORDS, Words, count_words, find_words};

/// One published version of a body's report about a year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Publication {
    /// Id.
    pub id: PublicationId,
    /// Whose.
    pub body: BodyId,
    /// The year it is about.
    pub year: i16,
    /// Number among the publications of that body and year, from 1.
    pub version: i64,
    /// The report it was made from; its file is the original.
    pub report: ReportId,
    /// The title.
    pub title: String,
    /// Everything it says as plain text, for search.
    pub text: String,
    /// The reading as JSON (`gongkai.reading/1`), corrections applied.
    pub reading: String,
    /// When it was published.
    pub published_at: Timestamp,
    /// By whom, by name.
    pub published_by: String,
    /// Why it was corrected; `None` for the first version.
    pub reason: Option<String>,
    /// Whether it is the newest version.
    pub is_current: bool,
}

/// When what has this number was published in the place of an earlier version: corrected, or published again. The first
/// version has no such day.
pub(crate) fn corrected_at(version: i64, published_at: Timestamp) -> Option<Timestamp> {
    (version > 1).then_some(published_at)
}

impl Publication {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", PublicationId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            version: row.number("version")?,
            report: row.parsed("report_id", ReportId::parse)?,
            title: row.text("title")?,
            text: row.text("text")?,
            reading: row.text("reading")?,
            published_at: row.moment("published_at")?,
            published_by: row.text("published_by")?,
            reason: row.maybe_text("reason")?,
            is_current: row.flag("is_current")?,
        })
    }
}

/// Publishes a version: it becomes the current one, the one before stays as it is but for that.
///
/// # Errors
/// [`StoreError::Conflict`] when that version is there already: somebody else published in between.
pub async fn insert(transaction: &mut Transaction, publication: &Publication) -> Result<(), StoreError> {
    transaction
        .execute(
            "UPDATE publications SET is_current = FALSE WHERE body_id = $1 AND year = $2 AND is_current",
            values![&publication.body, publication.year],
        )
        .await?;
    transaction
        .execute(
            "INSERT INTO publications (id, body_id, year, version, report_id, title, text, reading, published_at,
                                       published_by, reason, is_current)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, TRUE)",
            values![
                &publication.id,
                &publication.body,
                publication.year,
                publication.version,
                &publication.report,
                &publication.title,
                &publication.text,
                &publication.reading,
                publication.published_at,
                &publication.published_by,
                &publication.reason
            ],
        )
        .await?;
    Ok(())
}

/// Withdraws versions of a body's report about a year, those among them that are published; how many. None of them is the
/// current one then, and nothing takes its place.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn withdraw(
    transaction: &mut Transaction,
    body: &BodyId,
    year: i16,
    versions: &[i64],
    withdrawal: &Withdrawal,
) -> Result<u64, StoreError> {
    macro_rules! withdrawn {
        ($versions:literal) => {
            concat!(
                "UPDATE publications SET withdrawn_at = $4, withdrawn_by = $5, withdrawn_for = $6, is_current = FALSE
                 WHERE body_id = $1 AND year = $2 AND withdrawn_at IS NULL AND version IN (",
                $versions,
                ")"
            )
        };
    }
    let text = match transaction.dialect() {
        Dialect::Sqlite => withdrawn!("SELECT value FROM json_each($3)"),
        Dialect::Postgres => withdrawn!("SELECT CAST(jsonb_array_elements_text($3::JSONB) AS BIGINT)"),
    };
    let versions = serde_json::to_string(versions).unwrap_or_default();
    let Withdrawal { at, by, reason } = withdrawal;
    transaction.execute(text, values![body, year, versions, *at, by, reason]).await
}

/// The number the next publication of a body's report about a year gets.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn next_version(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<i64, StoreError> {
    let text = "SELECT COALESCE(MAX(version), 0) + 1 AS next FROM publications WHERE body_id = $1 AND year = $2";
    on.row(text, values![body, year]).await?.ok_or(StoreError::NotFound)?.number("next")
}

/// A publication.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &PublicationId) -> Result<Publication, StoreError> {
    let row = on.row("SELECT * FROM publications WHERE id = $1", values![id]).await?;
    row.as_ref().map(Publication::from_row).ok_or(StoreError::NotFound)?
}

/// The current publication of a body's report about a year.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn current(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Option<Publication>, StoreError> {
    let text = "SELECT * FROM publications WHERE body_id = $1 AND year = $2 AND is_current";
    on.row(text, values![body, year]).await?.as_ref().map(Publication::from_row).transpose()
}

/// One published version of a body's report about a year; none when it was withdrawn.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn version(
    on: &mut dyn Sql,
    body: &BodyId,
    year: i16,
    version: i64,
) -> Result<Option<Publication>, StoreError> {
    let text = "SELECT * FROM publications WHERE body_id = $1 AND year = $2 AND version = $3 AND withdrawn_at IS NULL";
    on.row(text, values![body, year, version]).await?.as_ref().map(Publication::from_row).transpose()
}
