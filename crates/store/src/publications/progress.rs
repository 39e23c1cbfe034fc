//! How far a year has come, counted.

use crate::bodies::Body;
use crate::error::StoreError;
use crate::owing::last_day;
use crate::reports::Scope;
use crate::sql::Sql;
use crate::values;

/// How far the reports about a year have come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bodies that owe a report or published one; those excused are left out unless they did.
    pub counted: u64,
    /// Those of them that published.
    pub published: u64,
    /// Those of them that are on a roll: none when nobody collects.
    pub owing: u64,
}

/// How far the reports of a body and all below it have come about a year.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be counted.
pub async fn progress(on: &mut dyn Sql, top: &Body, year: i16) -> Result<Progress, StoreError> {
    let text = "SELECT COUNT(*) AS counted, CAST(COALESCE(SUM(published), 0) AS BIGINT) AS published,
                       CAST(COALESCE(SUM(owing), 0) AS BIGINT) AS owing
                FROM (SELECT CASE WHEN EXISTS (SELECT 1 FROM publications p
                                               WHERE p.body_id = b.id AND p.year = $2 AND p.is_current)
                                  THEN 1 ELSE 0 END AS published,
                             CASE WHEN EXISTS (SELECT 1 FROM obligations o
                                               WHERE o.body_id = b.id AND o.year = $2 AND o.excused IS NULL
                                                 AND (b.closed_on IS NULL OR b.closed_on > $3))
                                  THEN 1 ELSE 0 END AS owing
                      FROM bodies b WHERE b.path LIKE $1) AS told
                WHERE published + owing > 0";
    let row = on
        .row(text, values![Scope::subtree(top).pattern(), year, last_day(year)])
        .await?
        .ok_or(StoreError::NotFound)?;
    Ok(Progress { counted: row.count("counted")?, published: row.count("published")?, owing: row.count("owing")? })
}
