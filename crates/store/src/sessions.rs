//! Sign-in sessions, kept on the server; the browser holds a secret of which only the hash is here.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::id::{PersonId, SessionId};
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// A session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Id, shown in lists and used to revoke.
    pub id: SessionId,
    /// Hash of the secret in the cookie.
    pub token_hash: String,
    /// Whose.
    pub person: PersonId,
    /// The token forms carry.
    pub csrf: String,
    /// Since when.
    pub created_at: Timestamp,
    /// Last used.
    pub seen_at: Timestamp,
    /// Until when, if it is not used.
    pub expires_at: Timestamp,
    /// From which network address it was opened.
    pub address: String,
    /// With which browser.
    pub agent: String,
    /// Whether the second factor was given.
    pub second_factor: bool,
    /// Whether a second factor must be set up before anything else.
    pub must_enrol: bool,
}

impl Session {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", SessionId::parse)?,
            token_hash: row.text("token_hash")?,
            person: row.parsed("person_id", PersonId::parse)?,
            csrf: row.text("csrf")?,
            created_at: row.moment("created_at")?,
            seen_at: row.moment("seen_at")?,
            expires_at: row.moment("expires_at")?,
            address: row.text("address")?,
            agent: row.text("agent")?,
            second_factor: row.flag("second_factor")?,
            must_enrol: row.flag("must_enrol")?,
        })
    }
}

/// Opens a session.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert(transaction: &mut Transaction, session: &Session) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO sessions (id, token_hash, person_id, csrf, created_at, seen_at, expires_at, address, agent,
                                   second_factor, must_enrol)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            values![
                &session.id,
                &session.token_hash,
                &session.person,
                &session.csrf,
                session.created_at,
                session.seen_at,
                session.expires_at,
                &session.address,
                &session.agent,
                session.second_factor,
                session.must_enrol
            ],
        )
        .await?;
    Ok(())
}

/// The session with a secret's hash that has not run out.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn by_token(on: &mut dyn Sql, token_hash: &str, now: Timestamp) -> Result<Option<Session>, StoreError> {
    let text = "SELECT * FROM sessions WHERE token_hash = $1 AND expires_at > $2";
    on.row(text, values![token_hash, now]).await?.as_ref().map(Session::from_row).transpose()
}

/// A person's sessions that have not run out, last used first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_person(on: &mut dyn Sql, person: &PersonId, now: Timestamp) -> Result<Vec<Session>, StoreError> {
    let text = "SELECT * FROM sessions WHERE person_id = $1 AND expires_at > $2 ORDER BY seen_at DESC";
    on.rows(text, values![person, now]).await?.iter().map(Session::from_row).collect()
}

/// Notes that a session was used, and until when it now lasts.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn touch(
    transaction: &mut Transaction,
    id: &SessionId,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), StoreError> {
    let text = "UPDATE sessions SET seen_at = $2, expires_at = $3 WHERE id = $1";
    transaction.execute(text, values![id, now, expires_at]).await?;
    Ok(())
}

/// Notes that a person set up the second factor, in the session they are working in.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn enrolled(
    transaction: &mut Transaction,
    person: &PersonId,
    working_in: &SessionId,
) -> Result<(), StoreError> {
    transaction.execute("UPDATE sessions SET must_enrol = FALSE WHERE person_id = $1", values![person]).await?;
    let text = "UPDATE sessions SET second_factor = TRUE WHERE person_id = $1 AND id = $2";
    transaction.execute(text, values![person, working_in]).await?;
    Ok(())
}

/// Ends a person's session; whether there was one.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn revoke(transaction: &mut Transaction, person: &PersonId, id: &SessionId) -> Result<bool, StoreError> {
    let text = "DELETE FROM sessions WHERE id = $1 AND person_id = $2";
    Ok(transaction.execute(text, values![id, person]).await? > 0)
}

/// Ends all sessions of a person but one; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn revoke_others(
    transaction: &mut Transaction,
    person: &PersonId,
    but: Option<&SessionId>,
) -> Result<u64, StoreError> {
    let text = "DELETE FROM sessions WHERE person_id = $1 AND ($2 IS NULL OR id <> $2)";
    transaction.execute(text, values![person, but]).await
}

/// Forgets sessions that ran out; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn forget_expired(transaction: &mut Transaction, now: Timestamp) -> Result<u64, StoreError> {
    transaction.execute("DELETE FROM sessions WHERE expires_at <= $1", values![now]).await
}
