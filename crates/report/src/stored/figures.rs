//! The figures of a kept reading alone, for work on hundreds of reports that needs no prose.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{SCHEMA, StoredError};
use crate::cell::{Cells, TableReading};
use crate::edition::TableId;
use crate::model::Report;

#[derive(Deserialize)]
struct Figures {
    schema: String,
    body: Option<String>,
    year: Option<i16>,
    tables: BTreeMap<TableId, TableReading>,
    cells: Cells,
}

/// The report as it was kept, with body, year, tables and cells only: no title, sections or facts.
///
/// # Errors
/// [`StoredError`] when the text is of another schema or damaged.
pub fn figures_from_json(text: &str) -> Result<Report, StoredError> {
    let figures: Figures = serde_json::from_str(text).map_err(StoredError::Damaged)?;
    if figures.schema != SCHEMA {
        return Err(StoredError::Schema { found: figures.schema });
    }
    Ok(Report {
        body: figures.body,
        year: figures.year,
        tables: figures.tables,
        cells: figures.cells,
        ..Report::default()
    })
}
