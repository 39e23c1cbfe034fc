//! Settings of a body, as JSON by name. A setting not found here is looked for at the body above, then is the default.

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::error::StoreError;
use crate::sql::{Sql, Transaction};
use crate::values;

/// The owner of settings of the whole installation.
pub const INSTALLATION: &str = "installation";

/// A setting of a body (or of [`INSTALLATION`]); `None` when it has none of its own.
///
/// # Errors
/// [`StoreError::Column`] when it does not fit the type any more.
pub async fn read<T: DeserializeOwned>(on: &mut impl Sql, body: &str, name: &str) -> Result<Option<T>, StoreError> {
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
