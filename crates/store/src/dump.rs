//! Tables as lines of JSON, out of one database and into another, whichever of the two kinds each is.
//!
//! What is dumped is asked of the database itself ([`tables`]), so a table made by a new step of the schema is never
//! forgotten. [`lines`] reads through a [snapshot](crate::Database::snapshot): all tables as they were at one moment.

mod load;
mod schema;

use serde_json::{Map, Value as Json};

use crate::error::StoreError;
use crate::sql::{Row, Transaction};
pub use load::{Loader, empty, is_unused};
pub use schema::{Column, Kind, Reference, Table, tables};

/// Tables that hold nothing worth keeping: who is signed in or signing in, and the numbers of the schema's steps.
pub const PASSING: [&str; 4] = ["schema_steps", "sessions", "pending_sign_ins", "foreign_sign_ins"];

/// Hands the rows of a table on as JSON objects, one by one.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read, and whatever `each` returns.
pub async fn lines<E: From<StoreError>>(
    snapshot: &mut Transaction,
    table: &Table,
    mut each: impl FnMut(Json) -> Result<(), E>,
) -> Result<(), E> {
    snapshot.each_row(table.select(), |row| each(object(table, &row)?)).await
}

fn object(table: &Table, row: &Row) -> Result<Json, StoreError> {
    let mut object = Map::new();
    for column in &table.columns {
        object.insert(column.name.clone(), column.json(row)?);
    }
    Ok(Json::Object(object))
}
