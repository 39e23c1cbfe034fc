//! Obligations: who owes a report in a collection, by when, and what has become of it. The rows of the roll.
//!
//! A body may stand on the rolls of several collections (its district's and its city's). What becomes of its report is
//! noted on all of them, so these queries go by body and year.

mod listed;

pub(crate) use gongkai_law::roll::spared;
pub use gongkai_law::roll::{Spared, State};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::{BodyId, CollectionId, ObligationId, ReportId};
use crate::reports::standing;
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;
pub use listed::{Browse, Listed, Member, Mending, Tally, browsed, listed, members, of_body_listed, tallies};

/// One row of the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Obligation {
    /// Id.
    pub id: ObligationId,
    /// On which roll.
    pub collection: CollectionId,
    /// Who owes.
    pub body: BodyId,
    /// The year the report is about.
    pub year: i16,
    /// The last day.
    pub due_on: Date,
    /// How far its report has come.
    pub state: State,
    /// The current version of its report.
    pub report: Option<ReportId>,
    /// When a report first came in: what lateness is told by.
    pub received_at: Option<Timestamp>,
    /// Why it need not report; `None` when it has to.
    pub excused: Option<String>,
    /// When the row last changed.
    pub updated_at: Timestamp,
}

/// Whether a row `o` of its body `b` owes nothing: what [`spared`] says, in a query.
macro_rules! spared {
    ($o:literal) => {
        concat!(
            "(",
            $o,
            ".state = 'owed' AND (",
            $o,
            ".excused IS NOT NULL OR EXISTS (SELECT 1 FROM bodies gone WHERE gone.id = ",
            $o,
            ".body_id AND CAST(SUBSTR(CAST(gone.closed_on AS TEXT), 1, 4) AS INTEGER) <= ",
            $o,
            ".year)))"
        )
    };
}
pub(crate) use spared as spared_in;

impl Obligation {
    /// Why its body, closed since a day, owes no report.
    pub fn spared(&self, closed_on: Option<Date>) -> Option<Spared> {
        spared(self.state, self.excused.is_some(), closed_on, self.year)
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", ObligationId::parse)?,
            collection: row.parsed("collection_id", CollectionId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            due_on: row.day("due_on")?,
            state: row.parsed("state", State::parse)?,
            report: row.maybe_text("report_id")?.and_then(|id| ReportId::parse(&id)),
            received_at: row.maybe_moment("received_at")?,
            excused: row.maybe_text("excused")?,
            updated_at: row.moment("updated_at")?,
        })
    }
}

/// A body put on the roll.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Owing {
    /// Id of the new row.
    pub id: ObligationId,
    /// Who owes.
    pub body: BodyId,
    /// The last day.
    pub due_on: Date,
}

/// What the newest version of the body's report makes of a row.
macro_rules! newest {
    () => {
        concat!(
            "report_id = (SELECT r.id FROM reports r WHERE r.body_id = obligations.body_id
                          AND r.year = obligations.year ORDER BY r.version DESC LIMIT 1),
             received_at = (SELECT MIN(r.received_at) FROM reports r
                            WHERE r.body_id = obligations.body_id AND r.year = obligations.year),
             state = COALESCE((SELECT ",
            standing!(),
            " FROM reports r WHERE r.body_id = obligations.body_id AND r.year = obligations.year
              ORDER BY r.version DESC LIMIT 1), 'owed')"
        )
    };
}

/// Puts bodies on a roll, and notes reports of theirs that are here already (another collection's, a draft's).
///
/// # Errors
/// [`StoreError::Conflict`] when one stands on it.
pub async fn insert(
    transaction: &mut Transaction,
    collection: &CollectionId,
    year: i16,
    owing: &[Owing],
    now: Timestamp,
) -> Result<(), StoreError> {
    // One statement however many there are: the rows travel as one JSON text.
    let text = match transaction.dialect() {
        Dialect::Sqlite => {
            "INSERT INTO obligations (id, collection_id, body_id, year, due_on, state, updated_at)
             SELECT value ->> 'id', $1, value ->> 'body', $2, value ->> 'due_on', 'owed', $4 FROM json_each($3)"
        }
        Dialect::Postgres => {
            "INSERT INTO obligations (id, collection_id, body_id, year, due_on, state, updated_at)
             SELECT value ->> 'id', $1, value ->> 'body', $2, CAST(value ->> 'due_on' AS DATE), 'owed', $4
             FROM jsonb_array_elements($3::JSONB) AS rows (value)"
        }
    };
    let rows = serde_json::to_string(owing).unwrap_or_default();
    transaction.execute(text, values![collection, year, rows, now]).await?;
    transaction
        .execute(
            concat!(
                "UPDATE obligations SET ",
                newest!(),
                " WHERE collection_id = $1 AND updated_at = $2 AND state = 'owed'
                    AND EXISTS (SELECT 1 FROM reports r
                                WHERE r.body_id = obligations.body_id AND r.year = obligations.year)"
            ),
            values![collection, now],
        )
        .await?;
    Ok(())
}

/// A row of the roll.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &ObligationId) -> Result<Obligation, StoreError> {
    let row = on.row("SELECT * FROM obligations WHERE id = $1", values![id]).await?;
    row.as_ref().map(Obligation::from_row).ok_or(StoreError::NotFound)?
}

/// The rows of a body and year on all rolls, the earliest due date first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_year(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Vec<Obligation>, StoreError> {
    let text = "SELECT * FROM obligations WHERE body_id = $1 AND year = $2 ORDER BY due_on, id";
    on.rows(text, values![body, year]).await?.iter().map(Obligation::from_row).collect()
}

/// The row of a body on one roll.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn of_collection_and_body(
    on: &mut dyn Sql,
    collection: &CollectionId,
    body: &BodyId,
) -> Result<Option<Obligation>, StoreError> {
    let text = "SELECT * FROM obligations WHERE collection_id = $1 AND body_id = $2";
    on.row(text, values![collection, body]).await?.as_ref().map(Obligation::from_row).transpose()
}

/// Notes that a version of a body's report came in. The moment of the first one stays: a report that was returned in
/// time is not late when it comes back.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn note_receipt(
    transaction: &mut Transaction,
    body: &BodyId,
    year: i16,
    report: &ReportId,
    state: State,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let text = "UPDATE obligations SET state = $4, report_id = $3, received_at = COALESCE(received_at, $5),
                                       updated_at = $5
                WHERE body_id = $1 AND year = $2";
    transaction.execute(text, values![body, year, report, state.id(), now]).await
}

/// Notes how far a body's report has come, on all rolls; how many rows it touched.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn set_state(
    transaction: &mut Transaction,
    body: &BodyId,
    year: i16,
    state: State,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let text = "UPDATE obligations SET state = $3, updated_at = $4 WHERE body_id = $1 AND year = $2";
    transaction.execute(text, values![body, year, state.id(), now]).await
}

/// Lets the rows of a body about a year follow the newest version of its report there is; nothing came when there is none.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn follow_newest(
    transaction: &mut Transaction,
    body: &BodyId,
    year: i16,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let text = concat!("UPDATE obligations SET ", newest!(), ", updated_at = $3 WHERE body_id = $1 AND year = $2");
    transaction.execute(text, values![body, year, now]).await
}

/// Sets another last day for one row.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn set_due(
    transaction: &mut Transaction,
    id: &ObligationId,
    due_on: Date,
    now: Timestamp,
) -> Result<(), StoreError> {
    let text = "UPDATE obligations SET due_on = $2, updated_at = $3 WHERE id = $1";
    there(transaction.execute(text, values![id, due_on, now]).await?)
}

/// Sets another last day for every row of a roll to which nothing has come in; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn set_due_of_owed(
    transaction: &mut Transaction,
    collection: &CollectionId,
    due_on: Date,
    now: Timestamp,
) -> Result<u64, StoreError> {
    let text = "UPDATE obligations SET due_on = $2, updated_at = $3
                WHERE collection_id = $1 AND received_at IS NULL AND due_on <> $2";
    transaction.execute(text, values![collection, due_on, now]).await
}

/// Excuses a body from reporting, or takes that back.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn set_excused(
    transaction: &mut Transaction,
    id: &ObligationId,
    reason: Option<&str>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let text = "UPDATE obligations SET excused = $2, updated_at = $3 WHERE id = $1";
    there(transaction.execute(text, values![id, reason, now]).await?)
}

/// Takes a body off the roll.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not on it, or when something has come in: that stays.
pub async fn remove(transaction: &mut Transaction, id: &ObligationId) -> Result<(), StoreError> {
    let text = "DELETE FROM obligations WHERE id = $1 AND state = 'owed' AND report_id IS NULL";
    there(transaction.execute(text, values![id]).await?)
}

fn there(touched: u64) -> Result<(), StoreError> {
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
