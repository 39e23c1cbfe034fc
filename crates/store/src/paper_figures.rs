//! Figures of a report that is known on paper only: typed in, so that the next year's can be checked against them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::BodyId;
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// Some figures of a body's report about a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperFigures {
    /// Whose.
    pub body: BodyId,
    /// The year.
    pub year: i16,
    /// Cells as typed, by address; what is not there is not known.
    pub cells: BTreeMap<String, String>,
    /// Where they stand: the paper they were typed from.
    pub source: String,
    /// When they last changed.
    pub updated_at: Timestamp,
    /// Who changed them last.
    pub updated_by: String,
}

impl PaperFigures {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            cells: row.json("cells")?,
            source: row.text("source")?,
            updated_at: row.moment("updated_at")?,
            updated_by: row.text("updated_by")?,
        })
    }
}

/// The figures of a body's report about a year, when some were typed in.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_year(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Option<PaperFigures>, StoreError> {
    let text = "SELECT * FROM paper_figures WHERE body_id = $1 AND year = $2";
    on.row(text, values![body, year]).await?.as_ref().map(PaperFigures::from_row).transpose()
}

/// Keeps the figures of a year, in the place of those typed before.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be written.
pub async fn save(transaction: &mut Transaction, figures: &PaperFigures) -> Result<(), StoreError> {
    let cells = serde_json::to_string(&figures.cells).unwrap_or_default();
    transaction
        .execute(
            "INSERT INTO paper_figures (body_id, year, cells, source, updated_at, updated_by)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (body_id, year) DO UPDATE SET cells = excluded.cells, source = excluded.source,
                 updated_at = excluded.updated_at, updated_by = excluded.updated_by",
            values![&figures.body, figures.year, cells, &figures.source, figures.updated_at, &figures.updated_by],
        )
        .await?;
    Ok(())
}

/// Takes the figures of a year away; whether there were some.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be removed.
pub async fn remove(transaction: &mut Transaction, body: &BodyId, year: i16) -> Result<bool, StoreError> {
    let text = "DELETE FROM paper_figures WHERE body_id = $1 AND year = $2";
    Ok(transaction.execute(text, values![body, year]).await? > 0)
}
