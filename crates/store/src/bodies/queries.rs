//! Reading and writing bodies.

use super::Body;
use crate::error::StoreError;
use crate::id::{BodyId, PersonId};
use crate::sql::{Sql, Transaction};
use crate::values;

/// Enters a body.
///
/// # Errors
/// [`StoreError::Conflict`] when a sibling has the name or another body the credit code.
pub async fn insert(transaction: &mut Transaction, body: &Body) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO bodies (id, name, other_names, kind, level, region_code, credit_code, parent_id, path,
                                 supervisor_id, sort, active, closed_on, successor_id, profile, created_at, updated_at,
                                 former_names)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
            body.values(),
        )
        .await?;
    Ok(())
}

/// Writes a body anew.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there, [`StoreError::Conflict`] as with [`insert`].
pub async fn update(transaction: &mut Transaction, body: &Body) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE bodies SET name = $2, other_names = $3, kind = $4, level = $5, region_code = $6, credit_code = $7,
                               parent_id = $8, path = $9, supervisor_id = $10, sort = $11, active = $12, closed_on = $13,
                               successor_id = $14, profile = $15, created_at = $16, updated_at = $17,
                               former_names = $18
             WHERE id = $1",
            body.values(),
        )
        .await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Moves everything below a body when its own path changes.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn move_subtree(transaction: &mut Transaction, from: &str, to: &str) -> Result<u64, StoreError> {
    transaction
        .execute(
            "UPDATE bodies SET path = $2 || SUBSTR(path, LENGTH($1) + 1) WHERE path LIKE $1 || '_%'",
            values![from, to],
        )
        .await
}

/// A body.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &BodyId) -> Result<Body, StoreError> {
    let row = on.row("SELECT * FROM bodies WHERE id = $1", values![id]).await?;
    row.as_ref().map(Body::from_row).ok_or(StoreError::NotFound)?
}

/// A body, held until the transaction ends, so that nobody changes or moves it in between.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn lock(transaction: &mut Transaction, id: &BodyId) -> Result<Body, StoreError> {
    let row = transaction.row("UPDATE bodies SET sort = sort WHERE id = $1 RETURNING *", values![id]).await?;
    row.as_ref().map(Body::from_row).ok_or(StoreError::NotFound)?
}

/// Holds the shape of the tree until the transaction ends: whoever enters, moves, closes or reopens a body comes here
/// first, so that no path is made from one that is being changed.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be held.
pub async fn lock_tree(transaction: &mut Transaction) -> Result<(), StoreError> {
    transaction.execute("UPDATE bodies SET sort = sort WHERE parent_id IS NULL", values![]).await?;
    Ok(())
}

/// All bodies, held until the transaction ends, in no order. After [`lock_tree`], for changes of many bodies at once.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn lock_all(transaction: &mut Transaction) -> Result<Vec<Body>, StoreError> {
    let rows = transaction.rows("UPDATE bodies SET sort = sort RETURNING *", values![]).await?;
    rows.iter().map(Body::from_row).collect()
}

/// All bodies, in the order of the tree's paths.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn all(on: &mut dyn Sql) -> Result<Vec<Body>, StoreError> {
    let rows = on.rows("SELECT * FROM bodies ORDER BY path", values![]).await?;
    rows.iter().map(Body::from_row).collect()
}

/// Whether the public is told of a body although it is closed: it published a report or stood on a roll once, or one below it
/// did.
macro_rules! told_of_closed {
    ($body:literal) => {
        concat!(
            "EXISTS (SELECT 1 FROM bodies below WHERE below.path LIKE ",
            $body,
            ".path || '%'
                     AND (EXISTS (SELECT 1 FROM publications p WHERE p.body_id = below.id)
                          OR EXISTS (SELECT 1 FROM obligations o WHERE o.body_id = below.id)))"
        )
    };
}
pub(super) use told_of_closed;

/// The bodies the public is told of: those that exist, and those closed that ever published a report or stood on a roll, or
/// have such bodies below them; in the order of the tree's paths.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn told(on: &mut dyn Sql) -> Result<Vec<Body>, StoreError> {
    let text = concat!("SELECT * FROM bodies WHERE active OR ", told_of_closed!("bodies"), " ORDER BY path");
    let rows = on.rows(text, values![]).await?;
    rows.iter().map(Body::from_row).collect()
}

/// A body and all below it, in the order of the tree's paths.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn subtree(on: &mut dyn Sql, upper: &Body) -> Result<Vec<Body>, StoreError> {
    let rows = on.rows("SELECT * FROM bodies WHERE path LIKE $1 || '%' ORDER BY path", values![&upper.path]).await?;
    rows.iter().map(Body::from_row).collect()
}

/// The topmost body: the one whose installation this is. `None` before one was entered.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn root(on: &mut dyn Sql) -> Result<Option<Body>, StoreError> {
    let text = "SELECT * FROM bodies WHERE parent_id IS NULL ORDER BY sort, created_at LIMIT 1";
    on.row(text, values![]).await?.as_ref().map(Body::from_row).transpose()
}

/// The bodies where a person has a role, in the order of the tree's paths.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn with_roles_of(on: &mut dyn Sql, person: &PersonId) -> Result<Vec<Body>, StoreError> {
    let text = "SELECT * FROM bodies WHERE id IN (SELECT body_id FROM roles WHERE person_id = $1) ORDER BY path";
    on.rows(text, values![person]).await?.iter().map(Body::from_row).collect()
}
