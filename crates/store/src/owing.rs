//! Who owes a report about a year, as the public is told: bodies excused are left out, and those closed by the end of the year.

use jiff::civil::Date;

use crate::error::StoreError;
use crate::id::BodyId;
use crate::sql::{Row, Sql};
use crate::values;

/// A body that owes a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owing {
    /// Whose.
    pub body: BodyId,
    /// Until when: the earliest day that an open collection sets; of closed ones only, the earliest of all.
    pub due_on: Date,
}

/// The bodies that owe a report about a year.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn about(on: &mut dyn Sql, year: i16) -> Result<Vec<Owing>, StoreError> {
    let text =
        "SELECT o.body_id, COALESCE(MIN(CASE WHEN c.closed_at IS NULL THEN o.due_on END), MIN(o.due_on)) AS due_on
                FROM obligations o JOIN bodies b ON b.id = o.body_id JOIN collections c ON c.id = o.collection_id
                WHERE o.year = $1 AND o.excused IS NULL AND (b.closed_on IS NULL OR b.closed_on > $2)
                GROUP BY o.body_id ORDER BY o.body_id";
    let rows = on.rows(text, values![year, last_day(year)]).await?;
    rows.iter()
        .map(|row| Ok(Owing { body: row.parsed("body_id", BodyId::parse)?, due_on: row.day("due_on")? }))
        .collect()
}

/// The bodies on each roll of a year, excused ones among them, each with the body that collects: who stood below whom then, as
/// far as it is kept.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn on_rolls(on: &mut dyn Sql, year: i16) -> Result<Vec<(BodyId, BodyId)>, StoreError> {
    let text =
        "SELECT o.body_id, c.body_id AS collected_by FROM obligations o JOIN collections c ON c.id = o.collection_id
                WHERE o.year = $1 ORDER BY o.body_id, c.body_id";
    let rows = on.rows(text, values![year]).await?;
    let of = |row: &Row| Ok((row.parsed("body_id", BodyId::parse)?, row.parsed("collected_by", BodyId::parse)?));
    rows.iter().map(of).collect()
}

/// Whether an office other than the body itself collects its report about a year.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn is_collected_above(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<bool, StoreError> {
    let text = "SELECT o.id FROM obligations o JOIN collections c ON c.id = o.collection_id
                WHERE o.body_id = $1 AND o.year = $2 AND c.body_id <> o.body_id LIMIT 1";
    Ok(on.row(text, values![body, year]).await?.is_some())
}

/// The last day of a year: who was closed by then owes no report about it ([`crate::bodies::Body::owes_about`]).
pub(crate) fn last_day(year: i16) -> Date {
    jiff::civil::date(year, 12, 31)
}

/// The newest year before another that anybody owes a report about.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn newest_year(on: &mut dyn Sql, before: i16) -> Result<Option<i16>, StoreError> {
    let text = "SELECT year FROM obligations WHERE excused IS NULL AND year < $1 ORDER BY year DESC LIMIT 1";
    on.row(text, values![before]).await?.map(|row| row.year("year")).transpose()
}
