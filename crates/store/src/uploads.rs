//! Uploaded files, in batches, until it is known whose report each is.

mod listed;

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{BatchId, BodyId, CollectionId, PersonId, ReportId, UploadId};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;
pub use listed::{BatchListed, Listed, Pick, Tally, batches, of_batch, picked, tallies, unsettled};

/// What became of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// It is here and waits to be read.
    Waiting,
    /// It is an archive; its files stand beside it.
    Unpacked,
    /// It is this body's report about this year.
    Matched,
    /// A person has to say whose it is.
    Doubtful,
    /// It cannot be read.
    Unreadable,
    /// The same file is here already.
    Duplicate,
    /// A person said that it is nobody's.
    SetAside,
}

impl State {
    /// All states.
    pub const ALL: [Self; 7] = [
        Self::Waiting,
        Self::Doubtful,
        Self::Unreadable,
        Self::Matched,
        Self::Duplicate,
        Self::SetAside,
        Self::Unpacked,
    ];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Unpacked => "unpacked",
            Self::Matched => "matched",
            Self::Doubtful => "doubtful",
            Self::Unreadable => "unreadable",
            Self::Duplicate => "duplicate",
            Self::SetAside => "set_aside",
        }
    }

    /// The state written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.id() == text)
    }
}

/// Why a file is in its state: the id of a message and what it tells.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Problem {
    /// Id of the message.
    pub code: String,
    /// Values for the message's placeholders.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Problem {
    /// A problem without values.
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), args: BTreeMap::new() }
    }

    /// Adds a value.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }
}

/// Files that were sent together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Batch {
    /// Id.
    pub id: BatchId,
    /// For which collection.
    pub collection: CollectionId,
    /// Who sent them.
    pub person: Option<PersonId>,
    /// How they came: `office` or `api`.
    pub channel: String,
    /// When the first came.
    pub created_at: Timestamp,
}

impl Batch {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", BatchId::parse)?,
            collection: row.parsed("collection_id", CollectionId::parse)?,
            person: row.maybe_text("person_id")?.and_then(|id| PersonId::parse(&id)),
            channel: row.text("channel")?,
            created_at: row.moment("created_at")?,
        })
    }
}

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Upload {
    /// Id.
    pub id: UploadId,
    /// In which batch.
    pub batch: BatchId,
    /// For which collection.
    pub collection: CollectionId,
    /// Its name; of a file from an archive the archive's name and a slash before it.
    pub name: String,
    /// In how many archives it lay.
    pub depth: i64,
    /// What the sender calls this sending, so that a repeated one is recognised.
    pub send_key: Option<String>,
    /// The file, by hash.
    pub blob: String,
    /// Its size.
    pub size_bytes: i64,
    /// Its format, once it was read.
    pub format: Option<String>,
    /// What became of it.
    pub state: State,
    /// Why.
    pub problem: Option<Problem>,
    /// What was found in it and whose it may be, as JSON.
    pub found: Option<String>,
    /// Whose it is.
    pub body: Option<BodyId>,
    /// The year it is about.
    pub year: Option<i16>,
    /// The report it became.
    pub report: Option<ReportId>,
    /// When it came.
    pub created_at: Timestamp,
    /// When it was settled.
    pub finished_at: Option<Timestamp>,
}

impl Upload {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        let problem = match row.maybe_text("problem")? {
            None => None,
            Some(_) => Some(row.json("problem")?),
        };
        Ok(Self {
            id: row.parsed("id", UploadId::parse)?,
            batch: row.parsed("batch_id", BatchId::parse)?,
            collection: row.parsed("collection_id", CollectionId::parse)?,
            name: row.text("name")?,
            depth: row.number("depth")?,
            send_key: row.maybe_text("send_key")?,
            blob: row.text("blob")?,
            size_bytes: row.number("size_bytes")?,
            format: row.maybe_text("format")?,
            state: row.parsed("state", State::parse)?,
            problem,
            found: row.maybe_text("found")?,
            body: row.maybe_text("body_id")?.and_then(|id| BodyId::parse(&id)),
            year: row.maybe_number("year")?.and_then(|year| i16::try_from(year).ok()),
            report: row.maybe_text("report_id")?.and_then(|id| ReportId::parse(&id)),
            created_at: row.moment("created_at")?,
            finished_at: row.maybe_moment("finished_at")?,
        })
    }
}

/// A file that has just come in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incoming {
    /// Id.
    pub id: UploadId,
    /// Its name.
    pub name: String,
    /// In how many archives it lay.
    pub depth: i64,
    /// What the sender calls this sending.
    pub send_key: Option<String>,
    /// The file, by hash.
    pub blob: String,
    /// Its size.
    pub size_bytes: i64,
}

/// Enters a batch; nothing changes when it is there already, since its files come one by one.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert_batch(transaction: &mut Transaction, batch: &Batch) -> Result<bool, StoreError> {
    let touched = transaction
        .execute(
            "INSERT INTO batches (id, collection_id, person_id, channel, created_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (id) DO NOTHING",
            values![&batch.id, &batch.collection, &batch.person, &batch.channel, batch.created_at],
        )
        .await?;
    Ok(touched > 0)
}

/// A batch.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn batch(on: &mut dyn Sql, id: &BatchId) -> Result<Batch, StoreError> {
    let row = on.row("SELECT * FROM batches WHERE id = $1", values![id]).await?;
    row.as_ref().map(Batch::from_row).ok_or(StoreError::NotFound)?
}

/// Enters files that wait to be read.
///
/// # Errors
/// [`StoreError::Conflict`] when one with the same sending key is there.
pub async fn insert(
    transaction: &mut Transaction,
    batch: &Batch,
    incoming: &[Incoming],
    now: Timestamp,
) -> Result<(), StoreError> {
    // One statement however many there are: the rows travel as one JSON text.
    let text = match transaction.dialect() {
        Dialect::Sqlite => {
            "INSERT INTO uploads (id, batch_id, collection_id, name, depth, send_key, blob, size_bytes, state, created_at)
             SELECT value ->> 'id', $1, $2, value ->> 'name', value ->> 'depth', value ->> 'send_key',
                    value ->> 'blob', value ->> 'size_bytes', 'waiting', $4
             FROM json_each($3)"
        }
        Dialect::Postgres => {
            "INSERT INTO uploads (id, batch_id, collection_id, name, depth, send_key, blob, size_bytes, state, created_at)
             SELECT value ->> 'id', $1, $2, value ->> 'name', CAST(value ->> 'depth' AS BIGINT), value ->> 'send_key',
                    value ->> 'blob', CAST(value ->> 'size_bytes' AS BIGINT), 'waiting', $4
             FROM jsonb_array_elements($3::JSONB) AS rows (value)"
        }
    };
    let rows = serde_json::to_string(incoming).unwrap_or_default();
    transaction.execute(text, values![&batch.id, &batch.collection, rows, now]).await?;
    Ok(())
}

/// A file.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &UploadId) -> Result<Upload, StoreError> {
    let row = on.row("SELECT * FROM uploads WHERE id = $1", values![id]).await?;
    row.as_ref().map(Upload::from_row).ok_or(StoreError::NotFound)?
}

/// Some files, in the order they came; those that are not there are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn by_ids(on: &mut dyn Sql, ids: &[UploadId]) -> Result<Vec<Upload>, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => "SELECT * FROM uploads WHERE id IN (SELECT value FROM json_each($1)) ORDER BY id",
        Dialect::Postgres => {
            "SELECT * FROM uploads WHERE id IN (SELECT jsonb_array_elements_text($1::JSONB)) ORDER BY id"
        }
    };
    let ids = serde_json::to_string(ids).unwrap_or_default();
    on.rows(text, values![ids]).await?.iter().map(Upload::from_row).collect()
}

/// The file of a batch that came with a sending key.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn by_key(on: &mut dyn Sql, batch: &BatchId, key: &str) -> Result<Option<Upload>, StoreError> {
    let text = "SELECT * FROM uploads WHERE batch_id = $1 AND send_key = $2";
    on.row(text, values![batch, key]).await?.as_ref().map(Upload::from_row).transpose()
}

/// The first file of the same content that came to the collection before this one and was neither unreadable nor set
/// aside: what makes this one a duplicate.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn same_before(on: &mut dyn Sql, upload: &Upload) -> Result<Option<Upload>, StoreError> {
    let text = "SELECT * FROM uploads
                WHERE collection_id = $1 AND blob = $2 AND id < $3
                  AND state NOT IN ('unreadable', 'set_aside', 'duplicate')
                ORDER BY id LIMIT 1";
    let row = on.row(text, values![&upload.collection, &upload.blob, &upload.id]).await?;
    row.as_ref().map(Upload::from_row).transpose()
}

/// Another file of the same batch that became the report of a body about a year, if any.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn beside(on: &mut dyn Sql, upload: &Upload, body: &BodyId, year: i16) -> Result<Option<Upload>, StoreError> {
    let text = "SELECT * FROM uploads
                WHERE batch_id = $1 AND body_id = $2 AND year = $3 AND state = 'matched' AND id <> $4 ORDER BY id LIMIT 1";
    on.row(text, values![&upload.batch, body, year, &upload.id]).await?.as_ref().map(Upload::from_row).transpose()
}

/// Writes what became of a file. Name, content and batch never change.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn update(transaction: &mut Transaction, upload: &Upload) -> Result<(), StoreError> {
    let problem = upload.problem.as_ref().map(|problem| serde_json::to_string(problem).unwrap_or_default());
    let touched = transaction
        .execute(
            "UPDATE uploads SET format = $2, state = $3, problem = $4, found = $5, body_id = $6, year = $7,
                                report_id = $8, finished_at = $9
             WHERE id = $1",
            values![
                &upload.id,
                &upload.format,
                upload.state.id(),
                problem,
                &upload.found,
                &upload.body,
                upload.year,
                &upload.report,
                upload.finished_at
            ],
        )
        .await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
