//! Lists of uploaded files and batches.

use jiff::Timestamp;
use serde::Serialize;

use super::{State, Upload};
use crate::error::StoreError;
use crate::id::{BatchId, CollectionId, UploadId};
use crate::sql::{Dialect, Row, Sql};
use crate::values;

/// A file with the name of the body it was found to be of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Listed {
    /// The file.
    pub upload: Upload,
    /// The body's name.
    pub body_name: Option<String>,
}

impl Listed {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self { upload: Upload::from_row(row)?, body_name: row.maybe_text("body_name")? })
    }
}

/// The files of a batch, in the order they came.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_batch(on: &mut dyn Sql, batch: &BatchId) -> Result<Vec<Listed>, StoreError> {
    let text = "SELECT u.*, b.name AS body_name FROM uploads u LEFT JOIN bodies b ON b.id = u.body_id
                WHERE u.batch_id = $1 ORDER BY u.id";
    on.rows(text, values![batch]).await?.iter().map(Listed::from_row).collect()
}

/// Which files of a batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pick {
    /// In these states only; none named means all.
    pub states: Vec<State>,
    /// Those that came after this one.
    pub after: Option<UploadId>,
    /// At most so many.
    pub most: u32,
}

impl Default for Pick {
    fn default() -> Self {
        Self { states: Vec::new(), after: None, most: u32::MAX }
    }
}

/// Some files of a batch, in the order they came.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn picked(on: &mut dyn Sql, batch: &BatchId, pick: &Pick) -> Result<Vec<Listed>, StoreError> {
    macro_rules! picked {
        ($states:literal) => {
            concat!(
                "SELECT u.*, b.name AS body_name FROM uploads u LEFT JOIN bodies b ON b.id = u.body_id
                 WHERE u.batch_id = $1 AND ($2 IS NULL OR u.id > $2) AND ($3 = '[]' OR u.state IN (",
                $states,
                ")) ORDER BY u.id LIMIT $4"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => picked!("SELECT value FROM json_each($3)"),
        Dialect::Postgres => picked!("SELECT jsonb_array_elements_text($3::JSONB)"),
    };
    let states = serde_json::to_string(&pick.states).unwrap_or_default();
    on.rows(text, values![batch, &pick.after, states, pick.most]).await?.iter().map(Listed::from_row).collect()
}

/// The files of a collection in a state a person has to look at: doubtful or unreadable, in the order they came.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn unsettled(on: &mut dyn Sql, collection: &CollectionId) -> Result<Vec<Listed>, StoreError> {
    let text = "SELECT u.*, b.name AS body_name FROM uploads u LEFT JOIN bodies b ON b.id = u.body_id
                WHERE u.collection_id = $1 AND u.state IN ('doubtful', 'unreadable') ORDER BY u.id";
    on.rows(text, values![collection]).await?.iter().map(Listed::from_row).collect()
}

/// How many files are in a state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Of which collection.
    pub collection: CollectionId,
    /// Of which batch.
    pub batch: BatchId,
    /// In which state.
    pub state: State,
    /// How many.
    pub files: u64,
}

/// How many files of each batch of a collection (or of all) are in each state.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn tallies(on: &mut dyn Sql, collection: Option<&CollectionId>) -> Result<Vec<Tally>, StoreError> {
    let text = "SELECT collection_id, batch_id, state, COUNT(*) AS files FROM uploads
                WHERE ($1 IS NULL OR collection_id = $1)
                GROUP BY collection_id, batch_id, state ORDER BY batch_id, state";
    let rows = on.rows(text, values![collection]).await?;
    rows.iter()
        .map(|row| {
            Ok(Tally {
                collection: row.parsed("collection_id", CollectionId::parse)?,
                batch: row.parsed("batch_id", BatchId::parse)?,
                state: row.parsed("state", State::parse)?,
                files: row.count("files")?,
            })
        })
        .collect()
}

/// A batch with who sent it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BatchListed {
    /// Id.
    pub id: BatchId,
    /// Who sent it, by name.
    pub person: Option<String>,
    /// When its first file came.
    pub created_at: Timestamp,
}

/// The batches of a collection, newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn batches(on: &mut dyn Sql, collection: &CollectionId) -> Result<Vec<BatchListed>, StoreError> {
    let text = "SELECT t.id, t.created_at, p.name AS person FROM batches t LEFT JOIN people p ON p.id = t.person_id
                WHERE t.collection_id = $1 ORDER BY t.id DESC";
    let rows = on.rows(text, values![collection]).await?;
    rows.iter()
        .map(|row| {
            Ok(BatchListed {
                id: row.parsed("id", BatchId::parse)?,
                person: row.maybe_text("person")?,
                created_at: row.moment("created_at")?,
            })
        })
        .collect()
}
