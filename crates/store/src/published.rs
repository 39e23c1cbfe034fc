//! What is published, as the public reads it: one named query a page. Writing publications is in
//! [`crate::publications`].

use jiff::Timestamp;
use jiff::civil::Date;

use crate::error::StoreError;
use crate::id::{BodyId, PublicationId};
use crate::sql::{Row, Sql};
use crate::values;

mod search;

pub use search::{Found, TERMS, Terms, count_found, found};

/// One published version of a report, without its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Id.
    pub id: PublicationId,
    /// Whose report.
    pub body: BodyId,
    /// About which year.
    pub year: i16,
    /// 1 for the first publication, one more with each correction.
    pub version: i64,
    /// Title.
    pub title: String,
    /// When it was published.
    pub published_at: Timestamp,
    /// Why there is this version; `None` for the first.
    pub reason: Option<String>,
    /// Whether it is the newest.
    pub is_current: bool,
}

/// A published version with its reading and the file it came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// Which.
    pub listed: Listed,
    /// The reading, as `gongkai_report::stored` keeps it.
    pub reading: String,
    /// The file.
    pub original: Original,
}

/// The file a report came in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its bytes' name among the blobs.
    pub blob: String,
    /// The name it was sent with.
    pub file_name: String,
    /// Its format, such as `docx`.
    pub format: String,
    /// Its size.
    pub size_bytes: i64,
}

/// The reading of a body's current report about a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Whose.
    pub body: BodyId,
    /// About which year.
    pub year: i16,
    /// Version published.
    pub version: i64,
    /// When it was published.
    pub published_at: Timestamp,
    /// Title.
    pub title: String,
    /// The reading.
    pub reading: String,
}

/// A body that owes a report about a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owing {
    /// Whose.
    pub body: BodyId,
    /// Until when, at the latest of its collections.
    pub due_on: Date,
}

/// How many reports are published about a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearCount {
    /// The year.
    pub year: i16,
    /// Reports published.
    pub published: u64,
}

/// The newest versions published, the newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn newest(on: &mut impl Sql, limit: u32) -> Result<Vec<Listed>, StoreError> {
    let text = "SELECT id, body_id, year, version, title, published_at, reason, is_current FROM publications
                ORDER BY published_at DESC, id DESC LIMIT $1";
    list(on.rows(text, values![limit]).await?)
}

/// The current version of every report, by year from the newest, then in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn current(on: &mut impl Sql, year: Option<i16>) -> Result<Vec<Listed>, StoreError> {
    let text = "SELECT p.id, p.body_id, p.year, p.version, p.title, p.published_at, p.reason, p.is_current
                FROM publications p JOIN bodies b ON b.id = p.body_id
                WHERE p.is_current = TRUE AND ($1 IS NULL OR p.year = $1)
                ORDER BY p.year DESC, b.path, b.id";
    list(on.rows(text, values![year]).await?)
}

/// Every version of every report of a body, the newest year and version first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_body(on: &mut impl Sql, body: &BodyId) -> Result<Vec<Listed>, StoreError> {
    let text = "SELECT id, body_id, year, version, title, published_at, reason, is_current FROM publications
                WHERE body_id = $1 ORDER BY year DESC, version DESC";
    list(on.rows(text, values![body]).await?)
}

/// The years there are reports about, the newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn years(on: &mut impl Sql) -> Result<Vec<YearCount>, StoreError> {
    let text = "SELECT year, COUNT(*) AS published FROM publications WHERE is_current = TRUE
                GROUP BY year ORDER BY year DESC";
    let rows = on.rows(text, values![]).await?;
    rows.iter().map(|row| Ok(YearCount { year: row.year("year")?, published: row.count("published")? })).collect()
}

/// A version of a report; the current one when `version` is `None`.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not published.
pub async fn version(
    on: &mut impl Sql,
    body: &BodyId,
    year: i16,
    version: Option<i64>,
) -> Result<Published, StoreError> {
    let text = "SELECT p.id, p.body_id, p.year, p.version, p.title, p.published_at, p.reason, p.is_current, p.reading,
                       r.blob, r.file_name, r.format, r.size_bytes
                FROM publications p JOIN reports r ON r.id = p.report_id
                WHERE p.body_id = $1 AND p.year = $2
                  AND (($3 IS NULL AND p.is_current = TRUE) OR p.version = $3)";
    let row = on.row(text, values![body, year, version]).await?.ok_or(StoreError::NotFound)?;
    Ok(Published {
        listed: Listed::from_row(&row)?,
        reading: row.text("reading")?,
        original: Original {
            blob: row.text("blob")?,
            file_name: row.text("file_name")?,
            format: row.text("format")?,
            size_bytes: row.number("size_bytes")?,
        },
    })
}

/// The readings of the current reports of a body and all below it about a year, in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn readings_below(on: &mut impl Sql, path: &str, year: i16) -> Result<Vec<Reading>, StoreError> {
    let text = "SELECT p.body_id, p.year, p.version, p.published_at, p.title, p.reading
                FROM publications p JOIN bodies b ON b.id = p.body_id
                WHERE p.is_current = TRUE AND p.year = $2 AND b.path LIKE $1 || '%'
                ORDER BY b.path, b.id";
    readings(on.rows(text, values![path, year]).await?)
}

/// The readings of a body's current reports, the oldest year first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn readings_of(on: &mut impl Sql, body: &BodyId) -> Result<Vec<Reading>, StoreError> {
    let text = "SELECT body_id, year, version, published_at, title, reading FROM publications
                WHERE body_id = $1 AND is_current = TRUE ORDER BY year";
    readings(on.rows(text, values![body]).await?)
}

/// The bodies that owe a report about a year, those excused left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn owing(on: &mut impl Sql, year: i16) -> Result<Vec<Owing>, StoreError> {
    let text = "SELECT body_id, MAX(due_on) AS due_on FROM obligations
                WHERE year = $1 AND excused IS NULL GROUP BY body_id";
    let rows = on.rows(text, values![year]).await?;
    let body = |row: &Row| row.parsed("body_id", BodyId::parse);
    rows.iter().map(|row| Ok(Owing { body: body(row)?, due_on: row.day("due_on")? })).collect()
}

impl Listed {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", PublicationId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            version: row.number("version")?,
            title: row.text("title")?,
            published_at: row.moment("published_at")?,
            reason: row.maybe_text("reason")?,
            is_current: row.flag("is_current")?,
        })
    }
}

fn list(rows: Vec<Row>) -> Result<Vec<Listed>, StoreError> {
    rows.iter().map(Listed::from_row).collect()
}

fn readings(rows: Vec<Row>) -> Result<Vec<Reading>, StoreError> {
    let reading = |row: &Row| {
        Ok(Reading {
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            version: row.number("version")?,
            published_at: row.moment("published_at")?,
            title: row.text("title")?,
            reading: row.text("reading")?,
        })
    };
    rows.iter().map(reading).collect()
}
