//! Heads of chains, to be compared with heads kept elsewhere.

use crate::error::StoreError;
use crate::sql::Sql;
use crate::values;

/// Where a chain ends.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Head {
    /// The chain.
    pub chain: String,
    /// How many entries it has.
    pub entries: i64,
    /// The hash of its last entry.
    pub head: String,
}

/// The heads of all chains that have entries, in order of their names.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn heads(on: &mut dyn Sql) -> Result<Vec<Head>, StoreError> {
    let text = "SELECT chain, seq, hash FROM journal_heads WHERE seq > 0 ORDER BY chain";
    let head =
        |row: &crate::Row| Ok(Head { chain: row.text("chain")?, entries: row.number("seq")?, head: row.text("hash")? });
    on.rows(text, values![]).await?.iter().map(head).collect()
}

/// The hash of one entry; `None` when the chain has no such entry.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn hash_at(on: &mut dyn Sql, chain: &str, seq: i64) -> Result<Option<String>, StoreError> {
    let text = "SELECT hash FROM journal WHERE chain = $1 AND seq = $2";
    on.row(text, values![chain, seq]).await?.map(|row| row.text("hash")).transpose()
}

/// When the newest entry of the whole journal was written; `None` for an empty one.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn newest_moment(on: &mut dyn Sql) -> Result<Option<jiff::Timestamp>, StoreError> {
    let text = "SELECT at FROM journal ORDER BY position DESC LIMIT 1";
    on.row(text, values![]).await?.map(|row| row.moment("at")).transpose()
}
