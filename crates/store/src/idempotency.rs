//! Keys under which programs send a request that must be carried out once, however often it arrives.
//!
//! A key's row is claimed in a transaction of its own before the request is carried out, so that of several nodes one
//! only does the work; afterwards the answer is kept with it for whoever asks again.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// The status of a key whose request is being carried out.
const IN_PROGRESS: i64 = 0;

/// A key of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Whose: two people may use the same key.
    pub actor: String,
    /// What the sender calls the request.
    pub key: String,
}

/// What is kept under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was asked, by hash.
    pub request_hash: String,
    /// The answer; `None` while the request is being carried out.
    pub answer: Option<Answer>,
    /// When the request came.
    pub at: Timestamp,
}

/// An answer given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its status.
    pub status: u16,
    /// Its headers and body, as JSON.
    pub response: String,
}

/// How far back keys hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horizon {
    /// Keys that came before this moment are forgotten.
    pub kept_since: Timestamp,
    /// Requests begun before this moment and still without an answer ended with their node.
    pub begun_since: Timestamp,
}

impl Kept {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let status = row.number("status")?;
        let answer = match u16::try_from(status) {
            Ok(0) | Err(_) => None,
            Ok(status) => Some(Answer { status, response: row.text("response")? }),
        };
        Ok(Self { request_hash: row.text("request_hash")?, answer, at: row.moment("at")? })
    }
}

/// Claims a key for a request; `false` when it is taken. Commit at once: another node waits for it.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn claim(
    transaction: &mut Transaction,
    key: &Key,
    request_hash: &str,
    horizon: Horizon,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let text = "DELETE FROM idempotency
                WHERE actor = $1 AND key = $2 AND (at < $3 OR (status = $4 AND at < $5))";
    let values = values![&key.actor, &key.key, horizon.kept_since, IN_PROGRESS, horizon.begun_since];
    transaction.execute(text, values).await?;
    let text = "INSERT INTO idempotency (actor, key, request_hash, status, response, at)
                VALUES ($1, $2, $3, $4, '', $5) ON CONFLICT (actor, key) DO NOTHING";
    let touched = transaction.execute(text, values![&key.actor, &key.key, request_hash, IN_PROGRESS, now]).await?;
    Ok(touched > 0)
}

/// What is kept under a key.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn find(on: &mut dyn Sql, key: &Key) -> Result<Option<Kept>, StoreError> {
    let text = "SELECT request_hash, status, response, at FROM idempotency WHERE actor = $1 AND key = $2";
    on.row(text, values![&key.actor, &key.key]).await?.as_ref().map(Kept::from_row).transpose()
}

/// Keeps the answer to the request that claimed a key at `begun`; whether the claim still held.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn keep(
    transaction: &mut Transaction,
    key: &Key,
    begun: Timestamp,
    answer: &Answer,
) -> Result<bool, StoreError> {
    let text = "UPDATE idempotency SET status = $4, response = $5
                WHERE actor = $1 AND key = $2 AND at = $3 AND status = $6";
    let values = values![&key.actor, &key.key, begun, i64::from(answer.status), &answer.response, IN_PROGRESS];
    Ok(transaction.execute(text, values).await? > 0)
}

/// Gives up the claim made at `begun`: nothing was done, the key may be used again.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn release(transaction: &mut Transaction, key: &Key, begun: Timestamp) -> Result<(), StoreError> {
    let text = "DELETE FROM idempotency WHERE actor = $1 AND key = $2 AND at = $3 AND status = $4";
    transaction.execute(text, values![&key.actor, &key.key, begun, IN_PROGRESS]).await?;
    Ok(())
}

/// Forgets keys that came before a moment; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn forget_before(transaction: &mut Transaction, moment: Timestamp) -> Result<u64, StoreError> {
    transaction.execute("DELETE FROM idempotency WHERE at < $1", values![moment]).await
}
