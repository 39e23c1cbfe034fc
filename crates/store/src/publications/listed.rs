//! Lists of publications with the names of their bodies and the original file, without text and reading.

use jiff::Timestamp;
use jiff::tz::{self, TimeZone};
use serde::Serialize;

use crate::bodies::{Body, name_on};
use crate::error::StoreError;
use crate::id::{BodyId, PublicationId, ReportId};
use crate::reports::Scope;
use crate::sql::{Row, Sql};
use crate::values;

/// That a publication was withdrawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Withdrawal {
    /// When.
    pub at: Timestamp,
    /// By whom, by name.
    pub by: String,
    /// Why, as the public is told.
    pub reason: String,
}

impl Withdrawal {
    pub(super) fn from_row(row: &Row) -> Result<Option<Self>, StoreError> {
        let Some(at) = row.maybe_moment("withdrawn_at")? else { return Ok(None) };
        Ok(Some(Self { at, by: row.text("withdrawn_by")?, reason: row.text("withdrawn_for")? }))
    }
}

/// A publication in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// Id.
    pub id: PublicationId,
    /// Whose.
    pub body: BodyId,
    /// The name the body had when it was published.
    pub body_name: String,
    /// The year it is about.
    pub year: i16,
    /// Number among the publications of that body and year.
    pub version: i64,
    /// The report it was made from.
    pub report: ReportId,
    /// The title.
    pub title: String,
    /// When it was published.
    pub published_at: Timestamp,
    /// When the first version about that year was: what is held against the last day.
    pub first_published_at: Timestamp,
    /// By whom, by name.
    pub published_by: String,
    /// Why it was corrected, or published again; `None` for the first version.
    pub reason: Option<String>,
    /// Whether the version before it was withdrawn then: it was published again, which need not correct anything.
    pub follows_withdrawal: bool,
    /// Whether it is the newest version.
    pub is_current: bool,
    /// That nobody is shown it any more.
    pub withdrawn: Option<Withdrawal>,
    /// The format of the original file.
    pub format: String,
    /// The original file, by hash.
    pub blob: String,
    /// The name of the original file.
    pub file_name: String,
    /// The size of the original file.
    pub size_bytes: i64,
}

impl Listed {
    /// When it was corrected, or published again; `None` for the first version.
    pub fn corrected_at(&self) -> Option<Timestamp> {
        super::corrected_at(self.version, self.published_at)
    }

    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        let published_at = row.moment("published_at")?;
        let name = row.text("body_name")?;
        let former = row.json("former_names")?;
        // A day is one of Beijing.
        let day = published_at.to_zoned(TimeZone::fixed(tz::offset(8))).date();
        Ok(Self {
            id: row.parsed("id", PublicationId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            body_name: name_on(&name, &former, day).to_owned(),
            year: row.year("year")?,
            version: row.number("version")?,
            report: row.parsed("report_id", ReportId::parse)?,
            title: row.text("title")?,
            published_at,
            first_published_at: row.moment("first_published_at")?,
            published_by: row.text("published_by")?,
            reason: row.maybe_text("reason")?,
            follows_withdrawal: row.flag("follows_withdrawal")?,
            is_current: row.flag("is_current")?,
            withdrawn: Withdrawal::from_row(row)?,
            format: row.text("format")?,
            blob: row.text("blob")?,
            file_name: row.text("file_name")?,
            size_bytes: row.number("size_bytes")?,
        })
    }
}

macro_rules! columns {
    () => {
        "p.id, p.body_id, b.name AS body_name, b.former_names, p.year, p.version, p.report_id, p.title, p.published_at, p.published_by,
         EXISTS (SELECT 1 FROM publications earlier WHERE earlier.body_id = p.body_id AND earlier.year = p.year
                 AND earlier.version = p.version - 1 AND earlier.withdrawn_at <= p.published_at) AS follows_withdrawal,
         (SELECT MIN(first.published_at) FROM publications first
                 WHERE first.body_id = p.body_id AND first.year = p.year) AS first_published_at,
         p.reason, p.is_current, p.withdrawn_at, p.withdrawn_by, p.withdrawn_for, r.format, r.blob, r.file_name, r.size_bytes"
    };
}

macro_rules! joined {
    () => {
        " FROM publications p JOIN bodies b ON b.id = p.body_id JOIN reports r ON r.id = p.report_id "
    };
}

macro_rules! listed {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), joined!(), $rest)
    };
}

macro_rules! with_reading {
    ($rest:literal) => {
        concat!("SELECT ", columns!(), ", p.reading", joined!(), $rest)
    };
}

/// All versions of a body's report about a year, newest first, those withdrawn among them.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn versions(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Vec<Listed>, StoreError> {
    let text = listed!("WHERE p.body_id = $1 AND p.year = $2 ORDER BY p.version DESC");
    on.rows(text, values![body, year]).await?.iter().map(Listed::from_row).collect()
}

/// The current publications of a body, newest year first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_body(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<Listed>, StoreError> {
    let text = listed!("WHERE p.body_id = $1 AND p.is_current ORDER BY p.year DESC");
    on.rows(text, values![body]).await?.iter().map(Listed::from_row).collect()
}

/// The current publications about a year of a body and all below it, bodies in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_year(on: &mut dyn Sql, top: &Body, year: i16) -> Result<Vec<Listed>, StoreError> {
    let text = listed!("WHERE b.path LIKE $1 AND p.year = $2 AND p.is_current ORDER BY b.path");
    on.rows(text, values![Scope::subtree(top).pattern(), year]).await?.iter().map(Listed::from_row).collect()
}

/// What was withdrawn of a body and all below it, about a year or about any, with nothing in its place: the newest version of
/// each report, bodies in the order of the tree, the newest year first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn withdrawn(on: &mut dyn Sql, top: &Body, year: Option<i16>) -> Result<Vec<Listed>, StoreError> {
    // Nothing takes the place of what is withdrawn but a newer version.
    let text = listed!(
        "WHERE b.path LIKE $1 AND ($2 IS NULL OR p.year = $2) AND p.withdrawn_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM publications n
                           WHERE n.body_id = p.body_id AND n.year = p.year AND (n.version > p.version OR n.is_current))
         ORDER BY b.path, p.year DESC"
    );
    on.rows(text, values![Scope::subtree(top).pattern(), year]).await?.iter().map(Listed::from_row).collect()
}

/// What was withdrawn of one body with nothing in its place: the newest version about each year, the newest year first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn withdrawn_of_body(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<Listed>, StoreError> {
    let text = listed!(
        "WHERE p.body_id = $1 AND p.withdrawn_at IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM publications n
                           WHERE n.body_id = p.body_id AND n.year = p.year AND (n.version > p.version OR n.is_current))
         ORDER BY p.year DESC"
    );
    on.rows(text, values![body]).await?.iter().map(Listed::from_row).collect()
}

/// All current publications, the newest year first, bodies in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn all(on: &mut dyn Sql) -> Result<Vec<Listed>, StoreError> {
    let text = listed!("WHERE p.is_current ORDER BY p.year DESC, b.path");
    on.rows(text, values![]).await?.iter().map(Listed::from_row).collect()
}

/// The years a body and all below it have published about, newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn years(on: &mut dyn Sql, top: &Body) -> Result<Vec<i16>, StoreError> {
    let text = "SELECT DISTINCT p.year FROM publications p JOIN bodies b ON b.id = p.body_id
                WHERE b.path LIKE $1 AND p.is_current ORDER BY p.year DESC";
    on.rows(text, values![Scope::subtree(top).pattern()]).await?.iter().map(|row| row.year("year")).collect()
}

/// The newest publications and corrections, newest first; an older version whose correction was withdrawn is none.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn newest(on: &mut dyn Sql, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let text = listed!(
        "WHERE p.withdrawn_at IS NULL
           AND EXISTS (SELECT 1 FROM publications n WHERE n.body_id = p.body_id AND n.year = p.year AND n.is_current)
         ORDER BY p.published_at DESC, p.id DESC LIMIT $1"
    );
    on.rows(text, values![limit]).await?.iter().map(Listed::from_row).collect()
}

/// The current publications, newest first: of each report one, the version the public reads.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn newest_current(on: &mut dyn Sql, limit: i64) -> Result<Vec<Listed>, StoreError> {
    let text = listed!("WHERE p.is_current ORDER BY p.published_at DESC, p.id DESC LIMIT $1");
    on.rows(text, values![limit]).await?.iter().map(Listed::from_row).collect()
}

/// The current publications of a body and all below it in the order they were published, those after `after` only, at
/// most `limit`: for programs that read on from where they were.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn browsed(
    on: &mut dyn Sql,
    top: &Body,
    year: Option<i16>,
    after: Option<&PublicationId>,
    limit: u32,
) -> Result<Vec<Listed>, StoreError> {
    let text = listed!(
        "WHERE b.path LIKE $1 AND p.is_current AND ($2 IS NULL OR p.year = $2) AND ($3 IS NULL OR p.id > $3)
         ORDER BY p.id LIMIT $4"
    );
    let values = values![Scope::subtree(top).pattern(), year, after, limit];
    on.rows(text, values).await?.iter().map(Listed::from_row).collect()
}

/// What to look for among the current publications.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// Words that stand in the title, the text or the body's name; empty finds all.
    pub words: String,
    /// About this year only.
    pub year: Option<i16>,
    /// Of this body only.
    pub body: Option<BodyId>,
}

impl Search {
    fn values(&self) -> Vec<crate::Value> {
        values![contains(&self.words), self.year, &self.body]
    }
}

macro_rules! hit {
    () => {
        "WHERE p.is_current AND ($2 IS NULL OR p.year = $2) AND ($3 IS NULL OR p.body_id = $3)
           AND (LOWER(p.title) LIKE $1 ESCAPE '\\' OR LOWER(b.name) LIKE $1 ESCAPE '\\'
                OR LOWER(p.text) LIKE $1 ESCAPE '\\')"
    };
}

/// Current publications that fit, newest year first, then the newest published.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn search(on: &mut dyn Sql, search: &Search, limit: i64, skip: i64) -> Result<Vec<Listed>, StoreError> {
    let text = concat!(
        "SELECT ",
        columns!(),
        joined!(),
        hit!(),
        " ORDER BY p.year DESC, p.published_at DESC, p.id LIMIT $4 OFFSET $5"
    );
    let mut values = search.values();
    values.extend(values![limit, skip]);
    on.rows(text, values).await?.iter().map(Listed::from_row).collect()
}

/// How many [`search`] has in all.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn found(on: &mut dyn Sql, search: &Search) -> Result<i64, StoreError> {
    let row = on.row(concat!("SELECT COUNT(*) AS many", joined!(), hit!()), search.values()).await?;
    row.ok_or(StoreError::NotFound)?.number("many")
}

/// The current publications of a body with their readings, oldest year first: what trends are drawn from.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn readings_of_body(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<(Listed, String)>, StoreError> {
    let text = with_reading!("WHERE p.body_id = $1 AND p.is_current ORDER BY p.year");
    on.rows(text, values![body]).await?.iter().map(reading).collect()
}

/// The current publications about a year of a body and all below it with their readings, bodies in the order of the
/// tree: what leagues and totals are made from.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn readings_of_year(on: &mut dyn Sql, top: &Body, year: i16) -> Result<Vec<(Listed, String)>, StoreError> {
    let text = with_reading!("WHERE b.path LIKE $1 AND p.year = $2 AND p.is_current ORDER BY b.path");
    on.rows(text, values![Scope::subtree(top).pattern(), year]).await?.iter().map(reading).collect()
}

fn reading(row: &Row) -> Result<(Listed, String), StoreError> {
    Ok((Listed::from_row(row)?, row.text("reading")?))
}

/// A pattern for what contains these words, whatever special characters are among them.
fn contains(words: &str) -> String {
    let mut pattern = String::from("%");
    for letter in words.trim().to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}
