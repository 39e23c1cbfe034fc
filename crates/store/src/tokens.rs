//! API tokens: a secret a program shows instead of signing in; only its hash is here.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{PersonId, TokenId};
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// What a token lets its program do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Look only.
    Read,
    /// Whatever the person may.
    Write,
}

impl Scope {
    /// All scopes.
    pub const ALL: [Self; 2] = [Self::Read, Self::Write];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
        }
    }

    /// The scope written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.id() == text)
    }
}

/// A token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Id, shown in lists and used to revoke.
    pub id: TokenId,
    /// Hash of the secret.
    pub token_hash: String,
    /// Whose.
    pub person: PersonId,
    /// What the person calls it.
    pub name: String,
    /// What it is good for.
    pub scope: Scope,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when.
    pub expires_at: Timestamp,
    /// When it was last used, give or take some minutes.
    pub used_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
}

impl Token {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", TokenId::parse)?,
            token_hash: row.text("token_hash")?,
            person: row.parsed("person_id", PersonId::parse)?,
            name: row.text("name")?,
            scope: row.parsed("scope", Scope::parse)?,
            created_at: row.moment("created_at")?,
            expires_at: row.moment("expires_at")?,
            used_at: row.maybe_moment("used_at")?,
            revoked_at: row.maybe_moment("revoked_at")?,
        })
    }

    /// Whether it opens anything at a moment.
    pub fn is_good(&self, now: Timestamp) -> bool {
        self.revoked_at.is_none() && self.expires_at > now
    }
}

/// Makes a token.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert(transaction: &mut Transaction, token: &Token) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO tokens (id, token_hash, person_id, name, scope, created_at, expires_at, used_at, revoked_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            values![
                &token.id,
                &token.token_hash,
                &token.person,
                &token.name,
                token.scope.id(),
                token.created_at,
                token.expires_at,
                token.used_at,
                token.revoked_at
            ],
        )
        .await?;
    Ok(())
}

/// The token with a secret's hash, if it is still good.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn by_hash(on: &mut dyn Sql, token_hash: &str, now: Timestamp) -> Result<Option<Token>, StoreError> {
    let text = "SELECT * FROM tokens WHERE token_hash = $1 AND expires_at > $2 AND revoked_at IS NULL";
    on.row(text, values![token_hash, now]).await?.as_ref().map(Token::from_row).transpose()
}

/// A person's tokens, newest first, those that are no longer good included.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_person(on: &mut dyn Sql, person: &PersonId) -> Result<Vec<Token>, StoreError> {
    let text = "SELECT * FROM tokens WHERE person_id = $1 ORDER BY created_at DESC, id DESC";
    on.rows(text, values![person]).await?.iter().map(Token::from_row).collect()
}

/// Notes that a token was used.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn touch(transaction: &mut Transaction, id: &TokenId, now: Timestamp) -> Result<(), StoreError> {
    transaction.execute("UPDATE tokens SET used_at = $2 WHERE id = $1", values![id, now]).await?;
    Ok(())
}

/// Revokes a person's token; whether there was one that was not revoked.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn revoke(
    transaction: &mut Transaction,
    person: &PersonId,
    id: &TokenId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let text = "UPDATE tokens SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL";
    Ok(transaction.execute(text, values![id, person, now]).await? > 0)
}

/// Revokes all tokens of a person; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn revoke_all(transaction: &mut Transaction, person: &PersonId, now: Timestamp) -> Result<u64, StoreError> {
    let text = "UPDATE tokens SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";
    transaction.execute(text, values![person, now]).await
}
