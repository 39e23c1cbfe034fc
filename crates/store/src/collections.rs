//! A year's collection of annual reports by a supervising office.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::{BodyId, CollectionId};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;

/// A collection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collection {
    /// Id.
    pub id: CollectionId,
    /// The supervising body that collects.
    pub body: BodyId,
    /// The year the reports are about.
    pub year: i16,
    /// The due dates by kind of body as they were when it was opened, as JSON.
    pub due: String,
    /// The last day of everybody, when one was set instead of those by kind.
    pub due_on: Option<Date>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was closed; `None` while reports are taken.
    pub closed_at: Option<Timestamp>,
}

impl Collection {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", CollectionId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            due: row.text("due")?,
            due_on: row.maybe_day("due_on")?,
            opened_at: row.moment("opened_at")?,
            closed_at: row.maybe_moment("closed_at")?,
        })
    }

    /// Whether reports are taken.
    pub fn is_open(&self) -> bool {
        self.closed_at.is_none()
    }
}

/// Enters a collection.
///
/// # Errors
/// [`StoreError::Conflict`] when the body has one of that year.
pub async fn insert(transaction: &mut Transaction, collection: &Collection) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO collections (id, body_id, year, due, due_on, opened_at, closed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            values![
                &collection.id,
                &collection.body,
                collection.year,
                &collection.due,
                collection.due_on,
                collection.opened_at,
                collection.closed_at
            ],
        )
        .await?;
    Ok(())
}

/// Closes a collection, or opens it again.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn set_closed(
    transaction: &mut Transaction,
    id: &CollectionId,
    closed_at: Option<Timestamp>,
) -> Result<(), StoreError> {
    let text = "UPDATE collections SET closed_at = $2 WHERE id = $1";
    let touched = transaction.execute(text, values![id, closed_at]).await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Sets the last day of everybody.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn set_due_on(transaction: &mut Transaction, id: &CollectionId, due_on: Date) -> Result<(), StoreError> {
    let text = "UPDATE collections SET due_on = $2 WHERE id = $1";
    let touched = transaction.execute(text, values![id, due_on]).await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// A collection.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &CollectionId) -> Result<Collection, StoreError> {
    let row = on.row("SELECT * FROM collections WHERE id = $1", values![id]).await?;
    row.as_ref().map(Collection::from_row).ok_or(StoreError::NotFound)?
}

/// A body's collection of a year.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn of_year(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Option<Collection>, StoreError> {
    let text = "SELECT * FROM collections WHERE body_id = $1 AND year = $2";
    on.row(text, values![body, year]).await?.as_ref().map(Collection::from_row).transpose()
}

/// A body's collections, newest year first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_body(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<Collection>, StoreError> {
    let text = "SELECT * FROM collections WHERE body_id = $1 ORDER BY year DESC";
    on.rows(text, values![body]).await?.iter().map(Collection::from_row).collect()
}

/// All collections, newest year first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn all(on: &mut dyn Sql) -> Result<Vec<Collection>, StoreError> {
    let rows = on.rows("SELECT * FROM collections ORDER BY year DESC, id", values![]).await?;
    rows.iter().map(Collection::from_row).collect()
}

/// The collections of some bodies in the order they were opened, those after `after` only, at most `limit`: for programs
/// that read on from where they were.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn browsed(
    on: &mut dyn Sql,
    bodies: &[BodyId],
    year: Option<i16>,
    after: Option<&CollectionId>,
    limit: u32,
) -> Result<Vec<Collection>, StoreError> {
    macro_rules! browsed {
        ($bodies:literal) => {
            concat!(
                "SELECT * FROM collections
                 WHERE ($2 IS NULL OR year = $2) AND ($3 IS NULL OR id > $3) AND body_id IN (",
                $bodies,
                ") ORDER BY id LIMIT $4"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => browsed!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => browsed!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    let bodies = serde_json::to_string(bodies).unwrap_or_default();
    on.rows(text, values![bodies, year, after, limit]).await?.iter().map(Collection::from_row).collect()
}
