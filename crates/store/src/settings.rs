//! Settings of a body, as JSON by name. A setting not found here is looked for at the body above, then is the default.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::bodies::Body;
use crate::error::StoreError;
use crate::id::BodyId;
use crate::sql::{Sql, Transaction};
use crate::values;

/// The owner of settings of the whole installation.
pub const INSTALLATION: &str = "installation";

/// A setting of a body (or of [`INSTALLATION`]); `None` when it has none of its own.
///
/// # Errors
/// [`StoreError::Column`] when it does not fit the type any more.
pub async fn read<T: DeserializeOwned>(on: &mut dyn Sql, body: &str, name: &str) -> Result<Option<T>, StoreError> {
    let text = "SELECT value FROM settings WHERE body_id = $1 AND name = $2";
    on.row(text, values![body, name]).await?.map(|row| row.json("value")).transpose()
}

/// Sets it.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn write(
    transaction: &mut Transaction,
    body: &str,
    name: &str,
    value: &(impl Serialize + Sync),
    now: Timestamp,
) -> Result<(), StoreError> {
    let value = serde_json::to_string(value).unwrap_or_default();
    transaction
        .execute(
            "INSERT INTO settings (body_id, name, value, updated_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (body_id, name) DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at",
            values![body, name, value, now],
        )
        .await?;
    Ok(())
}

/// A setting as it stands at one body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Own {
    /// Whose it is.
    pub body: BodyId,
    /// Its value, as JSON text.
    pub value: String,
}

/// A setting as a body and all above it have it, from the topmost down. Bodies that have none of their own are left out.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn along(on: &mut dyn Sql, body: &Body, name: &str) -> Result<Vec<Own>, StoreError> {
    let rows = on
        .rows(
            "SELECT s.body_id, s.value FROM settings s JOIN bodies b ON b.id = s.body_id
             WHERE s.name = $1 AND $2 LIKE b.path || '%' ORDER BY LENGTH(b.path)",
            values![name, &body.path],
        )
        .await?;
    rows.iter().map(|row| Ok(Own { body: row.parsed("body_id", BodyId::parse)?, value: row.text("value")? })).collect()
}

/// Takes a setting away, so that the one of the body above holds; whether there was one.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn remove(transaction: &mut Transaction, body: &str, name: &str) -> Result<bool, StoreError> {
    let text = "DELETE FROM settings WHERE body_id = $1 AND name = $2";
    Ok(transaction.execute(text, values![body, name]).await? > 0)
}
