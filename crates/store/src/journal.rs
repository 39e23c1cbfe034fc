//! The journal: everything that happens is one entry, chained by SM3 hashes, written in the transaction of the change.
//!
//! Each body has its own chain; what concerns no body (people, the installation) is in the chain [`SYSTEM`]. An entry's
//! moment is never before that of the entry before it, so nothing can be back-dated; there is no way to change or
//! remove an entry. [`verify()`] walks a chain and names the first entry that does not fit.

mod find;
mod hash;
mod heads;
mod verify;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::{BodyId, PersonId};
use crate::idempotency::{self, Claim};
use crate::sql::{Row, Sql, Transaction};
use crate::values;
pub use find::{Filter, Scope, entries, entries_onward, newest_of};
pub use hash::GENESIS;
pub use heads::{Head, hash_at, heads, newest_moment};
pub use verify::{Broken, Verified, Why, verify, verify_all};

/// The chain of what concerns no single body.
pub const SYSTEM: &str = "system";

/// Who does it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The person; `None` when the program itself acts (a job, a schedule).
    pub id: Option<PersonId>,
    /// The name at that moment, so that the journal can be read when people have left.
    pub name: String,
    /// The claim of the request that makes them act, where it came with a key.
    pub claim: Option<Claim>,
}

impl Actor {
    /// A person.
    pub fn person(id: PersonId, name: impl Into<String>) -> Self {
        Self { id: Some(id), name: name.into(), claim: None }
    }

    /// The program itself, acting for a job or a schedule.
    pub fn program(what: &str) -> Self {
        Self { id: None, name: format!("gongkai:{what}"), claim: None }
    }
}

/// What is written into the journal.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// The body whose chain it goes into; `None` for [`SYSTEM`].
    pub body: Option<BodyId>,
    /// Kind of thing it is about, such as `report`.
    pub subject_kind: &'static str,
    /// Id of the thing.
    pub subject_id: String,
    /// What happened: a past participle in snake case, such as `report_received`. Stable.
    pub action: &'static str,
    /// Figures and names worth keeping, as JSON. Never passwords, tokens or personal data.
    pub detail: serde_json::Value,
}

impl Event {
    /// An event about a body's thing.
    pub fn of(body: &BodyId, kind: &'static str, subject: impl ToString, action: &'static str) -> Self {
        Self {
            body: Some(body.clone()),
            subject_kind: kind,
            subject_id: subject.to_string(),
            action,
            detail: serde_json::Value::Null,
        }
    }

    /// An event that concerns no single body.
    pub fn system(kind: &'static str, subject: impl ToString, action: &'static str) -> Self {
        Self {
            body: None,
            subject_kind: kind,
            subject_id: subject.to_string(),
            action,
            detail: serde_json::Value::Null,
        }
    }

    /// Adds the detail.
    #[must_use]
    pub fn with(mut self, detail: impl Serialize) -> Self {
        self.detail = serde_json::to_value(detail).unwrap_or_default();
        self
    }
}

/// An entry as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry {
    /// The chain: a body's id or [`SYSTEM`].
    pub chain: String,
    /// Number in the chain, from 1.
    pub seq: i64,
    /// Number in the whole journal, from 1; grows with every change of anything.
    pub position: i64,
    /// When.
    pub at: Timestamp,
    /// Who, by id.
    pub actor_id: Option<String>,
    /// Who, by name.
    pub actor: String,
    /// Kind of thing.
    pub subject_kind: String,
    /// Id of the thing.
    pub subject_id: String,
    /// What happened.
    pub action: String,
    /// Detail as JSON text, exactly as it was hashed.
    pub detail: String,
    /// Hash of the entry before, [`GENESIS`] for the first.
    pub previous_hash: String,
    /// SM3 over all of the above.
    pub hash: String,
}

/// Writes an entry. The chain's head is locked until the transaction ends, so entries of one chain follow each other.
///
/// What is written here is done when the transaction commits: where it was asked for under a key, the key says so, too.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written, [`StoreError::ClaimLost`] when the key is another request's by now.
pub async fn append(
    transaction: &mut Transaction,
    actor: &Actor,
    now: Timestamp,
    event: Event,
) -> Result<Entry, StoreError> {
    if let Some(claim) = &actor.claim {
        idempotency::carried_out(transaction, claim).await?;
    }
    let chain = event.body.as_ref().map_or(SYSTEM, BodyId::as_str).to_owned();
    // First what all chains share: two transactions that write into the same two chains then cannot wait for each other.
    let position = next_position(transaction).await?;
    let (previous_seq, previous_hash, previous_at) = lock_head(transaction, &chain, now).await?;
    let mut entry = Entry {
        chain,
        seq: previous_seq.saturating_add(1),
        position,
        // A clock that was set back must not put an entry before the one it follows.
        at: microseconds(now).max(previous_at),
        actor_id: actor.id.as_ref().map(ToString::to_string),
        actor: actor.name.clone(),
        subject_kind: event.subject_kind.to_owned(),
        subject_id: event.subject_id,
        action: event.action.to_owned(),
        detail: event.detail.to_string(),
        previous_hash,
        hash: String::new(),
    };
    entry.hash = hash::of(&entry);
    insert(transaction, &entry).await?;
    Ok(entry)
}

/// The number of the newest entry of the whole journal; 0 when it is empty. What caches are keyed by.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn position(on: &mut dyn Sql) -> Result<i64, StoreError> {
    let row = on.row("SELECT position FROM journal_position WHERE id = 1", values![]).await?;
    row.map_or(Ok(0), |row| row.number("position"))
}

/// Entries after a position, oldest first, at most `limit`: the feed for indexes and webhooks.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn after(on: &mut dyn Sql, position: i64, limit: u32) -> Result<Vec<Entry>, StoreError> {
    let rows = on
        .rows("SELECT * FROM journal WHERE position > $1 ORDER BY position LIMIT $2", values![position, limit])
        .await?;
    rows.iter().map(Entry::from_row).collect()
}

impl Entry {
    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            chain: row.text("chain")?,
            seq: row.number("seq")?,
            position: row.number("position")?,
            at: row.moment("at")?,
            actor_id: row.maybe_text("actor_id")?,
            actor: row.text("actor")?,
            subject_kind: row.text("subject_kind")?,
            subject_id: row.text("subject_id")?,
            action: row.text("action")?,
            detail: row.text("detail")?,
            previous_hash: row.text("previous_hash")?,
            hash: row.text("hash")?,
        })
    }
}

/// Databases keep microseconds; what is hashed must be what is read back.
fn microseconds(now: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}

async fn lock_head(
    transaction: &mut Transaction,
    chain: &str,
    now: Timestamp,
) -> Result<(i64, String, Timestamp), StoreError> {
    let now = microseconds(now);
    transaction
        .execute(
            "INSERT INTO journal_heads (chain, seq, hash, at) VALUES ($1, 0, $2, $3) ON CONFLICT (chain) DO NOTHING",
            values![chain, GENESIS, now],
        )
        .await?;
    let head = "UPDATE journal_heads SET seq = seq WHERE chain = $1 RETURNING seq, hash, at";
    let row = transaction.row(head, values![chain]).await?.ok_or(StoreError::NotFound)?;
    let seq = row.number("seq")?;
    // The row made above holds this moment, not that of an entry.
    let at = if seq == 0 { now } else { row.moment("at")? };
    Ok((seq, row.text("hash")?, at))
}

async fn next_position(transaction: &mut Transaction) -> Result<i64, StoreError> {
    let next = "UPDATE journal_position SET position = position + 1 WHERE id = 1 RETURNING position";
    transaction.row(next, values![]).await?.ok_or(StoreError::NotFound)?.number("position")
}

async fn insert(transaction: &mut Transaction, entry: &Entry) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO journal (chain, seq, position, at, actor_id, actor, subject_kind, subject_id, action, detail,
                                  previous_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            values![
                &entry.chain,
                entry.seq,
                entry.position,
                entry.at,
                &entry.actor_id,
                &entry.actor,
                &entry.subject_kind,
                &entry.subject_id,
                &entry.action,
                &entry.detail,
                &entry.previous_hash,
                &entry.hash
            ],
        )
        .await?;
    transaction
        .execute(
            "UPDATE journal_heads SET seq = $2, hash = $3, at = $4 WHERE chain = $1",
            values![&entry.chain, entry.seq, &entry.hash, entry.at],
        )
        .await?;
    Ok(())
}
