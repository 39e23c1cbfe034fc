//! Who owes a report about a year, as the public is told: bodies excused are left out.

use jiff::civil::Date;

use crate::error::StoreError;
use crate::id::BodyId;
use crate::sql::Sql;
use crate::values;

/// A body that owes a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owing {
    /// Whose.
    pub body: BodyId,
    /// Until when, by the collection that gives most time.
    pub due_on: Date,
}

/// The bodies that owe a report about a year.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn about(on: &mut dyn Sql, year: i16) -> Result<Vec<Owing>, StoreError> {
    let text = "SELECT body_id, MAX(due_on) AS due_on FROM obligations
                WHERE year = $1 AND excused IS NULL GROUP BY body_id ORDER BY body_id";
    let rows = on.rows(text, values![year]).await?;
    rows.iter()
        .map(|row| Ok(Owing { body: row.parsed("body_id", BodyId::parse)?, due_on: row.day("due_on")? }))
        .collect()
}

/// The newest year before another that anybody owes a report about.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn newest_year(on: &mut dyn Sql, before: i16) -> Result<Option<i16>, StoreError> {
    let text = "SELECT year FROM obligations WHERE excused IS NULL AND year < $1 ORDER BY year DESC LIMIT 1";
    on.row(text, values![before]).await?.map(|row| row.year("year")).transpose()
}
