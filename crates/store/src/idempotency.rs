//! Keys under which programs send a request that must be carried out once, however often it arrives.
//!
//! A key's row is claimed in a transaction of its own before the request is carried out, so that of several nodes one
//! only does the work. That the work is done is noted in the transaction of the work itself, by the [journal], so that a
//! program that stops at any moment has done it once or not at all; afterwards the answer is kept for whoever asks again.
//!
//! [journal]: crate::journal::append

use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// The status of a key whose request is being carried out.
const IN_PROGRESS: i64 = 0;
/// The status of a key whose request was carried out, while its answer is not kept.
const CARRIED_OUT: i64 = 1;

/// A key of somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Whose: two people may use the same key.
    pub actor: String,
    /// What the sender calls the request.
    pub key: String,
}

/// A request that holds its key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The key.
    pub key: Key,
    /// When the request was begun.
    pub begun: Timestamp,
}

/// How far the request of a key has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// It is being carried out, or its program was stopped.
    InProgress,
    /// It was carried out, and its answer is not kept: it comes in a moment, or the program was stopped before.
    CarriedOut,
    /// It was answered.
    Answered(Answer),
}

/// What is kept under a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// What was asked, by hash.
    pub request_hash: String,
    /// How far it has come.
    pub stand: Stand,
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
        let stand = match row.number("status")? {
            IN_PROGRESS => Stand::InProgress,
            CARRIED_OUT => Stand::CarriedOut,
            status => {
                let unexpected = |_| StoreError::Column { column: "status".to_owned(), detail: status.to_string() };
                let status = u16::try_from(status).map_err(unexpected)?;
                Stand::Answered(Answer { status, response: row.text("response")? })
            }
        };
        Ok(Self { request_hash: row.text("request_hash")?, stand, at: row.moment("at")? })
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

/// Notes that the request of a claim is carried out when this transaction commits.
///
/// # Errors
/// [`StoreError::ClaimLost`] when the claim was given to a later request: nothing must be done then.
pub(crate) async fn carried_out(transaction: &mut Transaction, claim: &Claim) -> Result<(), StoreError> {
    let text = "UPDATE idempotency SET status = $4 WHERE actor = $1 AND key = $2 AND at = $3 AND status IN ($4, $5)";
    let values = values![&claim.key.actor, &claim.key.key, claim.begun, CARRIED_OUT, IN_PROGRESS];
    if transaction.execute(text, values).await? > 0 { Ok(()) } else { Err(StoreError::ClaimLost) }
}

/// Keeps the answer to the request that holds a claim; whether the claim still held.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn keep(transaction: &mut Transaction, claim: &Claim, answer: &Answer) -> Result<bool, StoreError> {
    let text = "UPDATE idempotency SET status = $4, response = $5
                WHERE actor = $1 AND key = $2 AND at = $3 AND status IN ($6, $7)";
    let Claim { key, begun } = claim;
    let status = i64::from(answer.status);
    let values = values![&key.actor, &key.key, *begun, status, &answer.response, IN_PROGRESS, CARRIED_OUT];
    Ok(transaction.execute(text, values).await? > 0)
}

/// Gives a claim up: the key may be used again, unless its request was carried out.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn release(transaction: &mut Transaction, claim: &Claim) -> Result<(), StoreError> {
    let text = "DELETE FROM idempotency WHERE actor = $1 AND key = $2 AND at = $3 AND status = $4";
    transaction.execute(text, values![&claim.key.actor, &claim.key.key, claim.begun, IN_PROGRESS]).await?;
    Ok(())
}

/// Gives up all claims whose requests were not carried out; how many. Only where no other program works on the database.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn release_all(transaction: &mut Transaction) -> Result<u64, StoreError> {
    transaction.execute("DELETE FROM idempotency WHERE status = $1", values![IN_PROGRESS]).await
}

/// Forgets keys that came before a moment; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn forget_before(transaction: &mut Transaction, moment: Timestamp) -> Result<u64, StoreError> {
    transaction.execute("DELETE FROM idempotency WHERE at < $1", values![moment]).await
}
