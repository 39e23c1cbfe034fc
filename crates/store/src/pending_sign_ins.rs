//! Sign-ins whose password was right and whose second factor is still to come.
//!
//! They are kept apart from sessions, so that a forgotten condition can never take one for somebody signed in.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::id::PersonId;
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// A sign-in that waits for its second factor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingSignIn {
    /// Hash of the secret in the cookie.
    pub token_hash: String,
    /// Who.
    pub person: PersonId,
    /// Until when the second factor may be given.
    pub expires_at: Timestamp,
}

impl PendingSignIn {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            token_hash: row.text("token_hash")?,
            person: row.parsed("person_id", PersonId::parse)?,
            expires_at: row.moment("expires_at")?,
        })
    }
}

/// Notes one, and forgets those that ran out.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert(transaction: &mut Transaction, pending: &PendingSignIn, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM pending_sign_ins WHERE expires_at <= $1", values![now]).await?;
    transaction
        .execute(
            "INSERT INTO pending_sign_ins (token_hash, person_id, expires_at) VALUES ($1, $2, $3)",
            values![&pending.token_hash, &pending.person, pending.expires_at],
        )
        .await?;
    Ok(())
}

/// The one with a secret's hash that has not run out.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn by_token(on: &mut dyn Sql, token_hash: &str, now: Timestamp) -> Result<Option<PendingSignIn>, StoreError> {
    let text = "SELECT * FROM pending_sign_ins WHERE token_hash = $1 AND expires_at > $2";
    on.row(text, values![token_hash, now]).await?.as_ref().map(PendingSignIn::from_row).transpose()
}

/// Forgets all of a person: one of them was completed, or their password changed.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn forget(transaction: &mut Transaction, person: &PersonId) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM pending_sign_ins WHERE person_id = $1", values![person]).await?;
    Ok(())
}
