//! Sign-ins begun here that are under way at an identity provider.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// A sign-in a browser was sent to the identity provider for.
#[derive(Clone, PartialEq, Eq)]
pub struct ForeignSignIn {
    /// Hash of the secret in the browser's cookie.
    pub token_hash: String,
    /// What the provider hands back unchanged.
    pub state: String,
    /// What the provider puts into its token.
    pub nonce: String,
    /// What proves that the code is redeemed by who asked for it (PKCE).
    pub verifier: String,
    /// Where to go then.
    pub next: String,
    /// Until when the browser may come back.
    pub expires_at: Timestamp,
}

impl std::fmt::Debug for ForeignSignIn {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("ForeignSignIn").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

impl ForeignSignIn {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            token_hash: row.text("token_hash")?,
            state: row.text("state")?,
            nonce: row.text("nonce")?,
            verifier: row.text("verifier")?,
            next: row.text("next")?,
            expires_at: row.moment("expires_at")?,
        })
    }
}

/// Notes one, and forgets those that ran out.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert(transaction: &mut Transaction, begun: &ForeignSignIn, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM foreign_sign_ins WHERE expires_at <= $1", values![now]).await?;
    transaction
        .execute(
            "INSERT INTO foreign_sign_ins (token_hash, state, nonce, verifier, next, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
            values![&begun.token_hash, &begun.state, &begun.nonce, &begun.verifier, &begun.next, begun.expires_at],
        )
        .await?;
    Ok(())
}

/// Takes the one with a secret's hash: nobody gets it a second time. `None` when there is none or it ran out.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be taken.
pub async fn take(
    transaction: &mut Transaction,
    token_hash: &str,
    now: Timestamp,
) -> Result<Option<ForeignSignIn>, StoreError> {
    let text = "DELETE FROM foreign_sign_ins WHERE token_hash = $1 RETURNING *";
    let taken = transaction.row(text, values![token_hash]).await?;
    let taken = taken.as_ref().map(ForeignSignIn::from_row).transpose()?;
    Ok(taken.filter(|begun| begun.expires_at > now))
}
