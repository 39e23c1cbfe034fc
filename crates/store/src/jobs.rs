//! Jobs: work that is done after a request was answered, by whichever node takes it first.
//!
//! A job is written in the transaction of the change that wants it, so it exists when the change does. A node takes one
//! at a time for a limited while (a lease) and prolongs it while it works; when the node dies, the lease runs out and
//! another node takes the job up. A job may therefore be begun twice, and what it does must bear that.

use jiff::Timestamp;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::JobId;
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;

/// How far a job has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It waits for its moment or for a free node.
    Queued,
    /// A node has it.
    Running,
    /// It is done.
    Done,
    /// It failed too often; a person has to look.
    Failed,
}

impl State {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Queued, Self::Running, Self::Done, Self::Failed];

    /// The word in the database and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
        }
    }

    /// The state written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == text)
    }
}

/// A job.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    /// Id.
    pub id: JobId,
    /// What kind of work.
    pub kind: String,
    /// What exactly, as JSON.
    pub payload: String,
    /// While it waits, no second job with this key is written.
    pub unique_key: Option<String>,
    /// How far it has come.
    pub state: State,
    /// Not before.
    pub run_after: Timestamp,
    /// How often it was begun.
    pub attempts: i64,
    /// Who has it.
    pub locked_by: Option<String>,
    /// Until when, unless prolonged.
    pub locked_until: Option<Timestamp>,
    /// Why the last try failed.
    pub problem: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was done or given up.
    pub finished_at: Option<Timestamp>,
}

impl Job {
    /// A job that waits, to be begun at once.
    pub fn new(kind: &str, payload: String, now: Timestamp) -> Self {
        Self {
            id: JobId::new(now),
            kind: kind.to_owned(),
            payload,
            unique_key: None,
            state: State::Queued,
            run_after: now,
            attempts: 0,
            locked_by: None,
            locked_until: None,
            problem: None,
            created_at: now,
            finished_at: None,
        }
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", JobId::parse)?,
            kind: row.text("kind")?,
            payload: row.text("payload")?,
            unique_key: row.maybe_text("unique_key")?,
            state: row.parsed("state", State::parse)?,
            run_after: row.moment("run_after")?,
            attempts: row.number("attempts")?,
            locked_by: row.maybe_text("locked_by")?,
            locked_until: row.maybe_moment("locked_until")?,
            problem: row.maybe_text("problem")?,
            created_at: row.moment("created_at")?,
            finished_at: row.maybe_moment("finished_at")?,
        })
    }
}

/// The jobs of a kind that wait, the next first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn waiting(on: &mut dyn Sql, kind: &str) -> Result<Vec<Job>, StoreError> {
    let text = "SELECT * FROM jobs WHERE state = 'queued' AND kind = $1 ORDER BY run_after, id";
    on.rows(text, values![kind]).await?.iter().map(Job::from_row).collect()
}

/// Writes a job; whether it was written, for one with the same unique key may wait already.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn enqueue(transaction: &mut Transaction, job: &Job) -> Result<bool, StoreError> {
    let touched = transaction
        .execute(
            "INSERT INTO jobs (id, kind, payload, unique_key, state, run_after, attempts, locked_by, locked_until,
                               problem, created_at, finished_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
             ON CONFLICT (unique_key) DO NOTHING",
            values![
                &job.id,
                &job.kind,
                &job.payload,
                &job.unique_key,
                job.state.id(),
                job.run_after,
                job.attempts,
                &job.locked_by,
                job.locked_until,
                &job.problem,
                job.created_at,
                job.finished_at
            ],
        )
        .await?;
    Ok(touched > 0)
}

/// One statement takes a job on either database; on PostgreSQL workers step over each other's rows.
macro_rules! claim_text {
    ($lock:literal) => {
        concat!(
            "UPDATE jobs SET state = 'running', locked_by = $1, locked_until = $2, attempts = attempts + 1,
                             unique_key = NULL
             WHERE id = (SELECT id FROM jobs
                         WHERE (state = 'queued' AND run_after <= $3) OR (state = 'running' AND locked_until <= $3)
                         ORDER BY run_after, id LIMIT 1",
            $lock,
            ") RETURNING *"
        )
    };
}
/// Writes jobs that wait, in one statement however many there are.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be written.
pub async fn enqueue_all(transaction: &mut Transaction, jobs: &[Job], now: Timestamp) -> Result<(), StoreError> {
    let text = match transaction.dialect() {
        Dialect::Sqlite => {
            "INSERT INTO jobs (id, kind, payload, unique_key, state, run_after, attempts, created_at)
             SELECT value ->> 'id', value ->> 'kind', value ->> 'payload', value ->> 'unique_key', 'queued', $2, 0, $2
             FROM json_each($1) WHERE TRUE
             ON CONFLICT (unique_key) DO NOTHING"
        }
        Dialect::Postgres => {
            "INSERT INTO jobs (id, kind, payload, unique_key, state, run_after, attempts, created_at)
             SELECT value ->> 'id', value ->> 'kind', value ->> 'payload', value ->> 'unique_key', 'queued', $2, 0, $2
             FROM jsonb_array_elements($1::JSONB) AS rows (value)
             ON CONFLICT (unique_key) DO NOTHING"
        }
    };
    let row = |job: &Job| serde_json::json!({"id": job.id, "kind": job.kind, "payload": job.payload, "unique_key": job.unique_key});
    let rows: Vec<_> = jobs.iter().map(row).collect();
    transaction.execute(text, values![serde_json::to_string(&rows).unwrap_or_default(), now]).await?;
    Ok(())
}

/// Whether a job is there to be taken: cheap, so that idle nodes can ask often.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn is_due(on: &mut dyn Sql, now: Timestamp) -> Result<bool, StoreError> {
    let text = "SELECT id FROM jobs
                WHERE (state = 'queued' AND run_after <= $1) OR (state = 'running' AND locked_until <= $1) LIMIT 1";
    Ok(on.row(text, values![now]).await?.is_some())
}

/// Takes the job that has waited longest, or one whose node went silent, until `until`. No two callers get the same.
///
/// Its unique key is given up: what asks for the same work from now on asks for it anew.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn claim(
    transaction: &mut Transaction,
    worker: &str,
    now: Timestamp,
    until: Timestamp,
) -> Result<Option<Job>, StoreError> {
    const SQLITE: &str = claim_text!("");
    const POSTGRES: &str = claim_text!(" FOR UPDATE SKIP LOCKED");
    let text = match transaction.dialect() {
        Dialect::Sqlite => SQLITE,
        Dialect::Postgres => POSTGRES,
    };
    transaction.row(text, values![worker, until, now]).await?.as_ref().map(Job::from_row).transpose()
}

/// Prolongs a lease; `false` when the worker has lost the job.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn prolong(
    transaction: &mut Transaction,
    id: &JobId,
    worker: &str,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let text = "UPDATE jobs SET locked_until = $3 WHERE id = $1 AND locked_by = $2 AND state = 'running'";
    Ok(transaction.execute(text, values![id, worker, until]).await? > 0)
}

/// Ends the leases of all nodes, so that their jobs are taken up again at once: for a program that knows it is the only
/// one. How many there were.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn end_leases(transaction: &mut Transaction, now: Timestamp) -> Result<u64, StoreError> {
    transaction.execute("UPDATE jobs SET locked_until = $1 WHERE state = 'running'", values![now]).await
}

/// Marks a job done; `false` when the worker has lost it.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn succeed(
    transaction: &mut Transaction,
    id: &JobId,
    worker: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let text = "UPDATE jobs SET state = 'done', finished_at = $3, locked_by = NULL, locked_until = NULL, problem = NULL
                WHERE id = $1 AND locked_by = $2 AND state = 'running'";
    Ok(transaction.execute(text, values![id, worker, now]).await? > 0)
}

/// Notes that a try failed: the job waits until `again`, or is given up when that is `None`. `false` when the worker has
/// lost it.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn fail(
    transaction: &mut Transaction,
    id: &JobId,
    worker: &str,
    problem: &str,
    again: Option<Timestamp>,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let state = if again.is_some() { State::Queued } else { State::Failed };
    let finished = again.is_none().then_some(now);
    let text = "UPDATE jobs SET state = $3, run_after = $4, problem = $5, finished_at = $6, locked_by = NULL,
                                locked_until = NULL
                WHERE id = $1 AND locked_by = $2 AND state = 'running'";
    let values = values![id, worker, state.id(), again.unwrap_or(now), problem, finished];
    Ok(transaction.execute(text, values).await? > 0)
}

/// Lets a job that was given up wait again, to be begun at once; `false` when it was not given up.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn retry(transaction: &mut Transaction, id: &JobId, now: Timestamp) -> Result<bool, StoreError> {
    let text = "UPDATE jobs SET state = 'queued', attempts = 0, run_after = $2, finished_at = NULL
                WHERE id = $1 AND state = 'failed'";
    Ok(transaction.execute(text, values![id, now]).await? > 0)
}

/// Jobs in a state (or in any), newest first, at most `limit`.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn list(on: &mut dyn Sql, state: Option<State>, limit: u32) -> Result<Vec<Job>, StoreError> {
    let text = "SELECT * FROM jobs WHERE ($1 IS NULL OR state = $1) ORDER BY id DESC LIMIT $2";
    on.rows(text, values![state.map(State::id), limit]).await?.iter().map(Job::from_row).collect()
}

/// A job.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &JobId) -> Result<Job, StoreError> {
    let row = on.row("SELECT * FROM jobs WHERE id = $1", values![id]).await?;
    row.as_ref().map(Job::from_row).ok_or(StoreError::NotFound)?
}

/// How many jobs are in each state; states without jobs are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn counts(on: &mut dyn Sql) -> Result<Vec<(State, u64)>, StoreError> {
    let rows = on.rows("SELECT state, COUNT(*) AS jobs FROM jobs GROUP BY state", values![]).await?;
    rows.iter().map(|row| Ok((row.parsed("state", State::parse)?, row.count("jobs")?))).collect()
}

/// Since when the oldest due job has waited; `None` when none waits.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn oldest_due(on: &mut dyn Sql, now: Timestamp) -> Result<Option<Timestamp>, StoreError> {
    let text = "SELECT run_after FROM jobs WHERE state = 'queued' AND run_after <= $1 ORDER BY run_after LIMIT 1";
    on.row(text, values![now]).await?.map(|row| row.moment("run_after")).transpose()
}

/// Forgets jobs that were done before a moment; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn forget_done(transaction: &mut Transaction, before: Timestamp) -> Result<u64, StoreError> {
    transaction.execute("DELETE FROM jobs WHERE state = 'done' AND finished_at < $1", values![before]).await
}

/// Takes the turn of a periodic task and sets when the next is; `false` when it is not yet due or another node has it.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn take_turn(
    transaction: &mut Transaction,
    name: &str,
    now: Timestamp,
    next: Timestamp,
) -> Result<bool, StoreError> {
    let text = "INSERT INTO schedules (name, next_at, ran_at) VALUES ($1, $2, NULL) ON CONFLICT (name) DO NOTHING";
    transaction.execute(text, values![name, now]).await?;
    let text = "UPDATE schedules SET next_at = $3, ran_at = $2 WHERE name = $1 AND next_at <= $2";
    Ok(transaction.execute(text, values![name, now, next]).await? > 0)
}

/// When a periodic task ran last; `None` when it never did.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn ran_at(on: &mut dyn Sql, name: &str) -> Result<Option<Timestamp>, StoreError> {
    let row = on.row("SELECT ran_at FROM schedules WHERE name = $1", values![name]).await?;
    row.map_or(Ok(None), |row| row.maybe_moment("ran_at"))
}
