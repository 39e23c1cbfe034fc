//! Corrections of cells that were read: append-only, the newest of a cell holds.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::{PersonId, ReportId};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;

/// A correction of one cell.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Correction {
    /// In which report.
    pub report: ReportId,
    /// Which cell.
    pub address: String,
    /// Number among the cell's corrections, from 1.
    pub seq: i64,
    /// The cell as it was read, as JSON.
    pub read_cell: String,
    /// The cell as it shall be, as JSON; `None` takes corrections back: what was read holds again.
    pub cell: Option<String>,
    /// Why.
    pub reason: String,
    /// Who.
    pub person_id: PersonId,
    /// Who, by name.
    pub person: String,
    /// When.
    pub at: Timestamp,
}

impl Correction {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            report: row.parsed("report_id", ReportId::parse)?,
            address: row.text("address")?,
            seq: row.number("seq")?,
            read_cell: row.text("read_cell")?,
            cell: row.maybe_text("cell")?,
            reason: row.text("reason")?,
            person_id: row.parsed("person_id", PersonId::parse)?,
            person: row.text("person")?,
            at: row.moment("at")?,
        })
    }
}

/// Adds a correction.
///
/// # Errors
/// [`StoreError::Conflict`] when the cell has one with that number: somebody corrected it in between.
pub async fn insert(transaction: &mut Transaction, correction: &Correction) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO corrections (report_id, address, seq, read_cell, cell, reason, person_id, person, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            values![
                &correction.report,
                &correction.address,
                correction.seq,
                &correction.read_cell,
                &correction.cell,
                &correction.reason,
                &correction.person_id,
                &correction.person,
                correction.at
            ],
        )
        .await?;
    Ok(())
}

/// All corrections of a report, cell by cell, oldest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_report(on: &mut dyn Sql, report: &ReportId) -> Result<Vec<Correction>, StoreError> {
    let rows = on.rows("SELECT * FROM corrections WHERE report_id = $1 ORDER BY address, seq", values![report]).await?;
    rows.iter().map(Correction::from_row).collect()
}

/// All corrections of some reports, of each as [`of_report`] has them; those without any are not named.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_reports(
    on: &mut dyn Sql,
    reports: &[ReportId],
) -> Result<BTreeMap<ReportId, Vec<Correction>>, StoreError> {
    let text = match on.dialect() {
        Dialect::Sqlite => {
            "SELECT * FROM corrections WHERE report_id IN (SELECT value FROM json_each($1))
             ORDER BY report_id, address, seq"
        }
        Dialect::Postgres => {
            "SELECT * FROM corrections WHERE report_id IN (SELECT jsonb_array_elements_text($1::JSONB))
             ORDER BY report_id, address, seq"
        }
    };
    let reports = serde_json::to_string(reports).unwrap_or_default();
    let mut by_report: BTreeMap<ReportId, Vec<Correction>> = BTreeMap::new();
    for row in &on.rows(text, values![reports]).await? {
        let correction = Correction::from_row(row)?;
        by_report.entry(correction.report.clone()).or_default().push(correction);
    }
    Ok(by_report)
}

/// The newest correction of a cell on the versions before a newer one.
#[derive(Debug, Clone, PartialEq)]
pub struct OfEarlier {
    /// The newer version.
    pub newer: ReportId,
    /// On which version it was made.
    pub version: i64,
    /// The correction.
    pub correction: Correction,
}

/// For some versions, cell by cell, the newest correction made on any version of the same report before it.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_earlier(on: &mut dyn Sql, newer: &[ReportId]) -> Result<Vec<OfEarlier>, StoreError> {
    macro_rules! of_earlier {
        ($newer:literal) => {
            concat!(
                "SELECT n.id AS newer_id, e.version, c.* FROM reports n
                 JOIN reports e ON e.body_id = n.body_id AND e.year = n.year AND e.version < n.version
                 JOIN corrections c ON c.report_id = e.id
                 WHERE n.id IN (",
                $newer,
                ") AND NOT EXISTS (SELECT 1 FROM corrections later
                                  JOIN reports l ON l.id = later.report_id
                                  WHERE l.body_id = n.body_id AND l.year = n.year AND l.version < n.version
                                    AND later.address = c.address
                                    AND (later.at > c.at OR (later.at = c.at AND (l.version > e.version
                                         OR (l.id = e.id AND later.seq > c.seq)))))
                 ORDER BY n.id, c.address"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => of_earlier!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => of_earlier!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    let newer = serde_json::to_string(newer).unwrap_or_default();
    let rows = on.rows(text, values![newer]).await?;
    let of_row = |row: &Row| {
        Ok(OfEarlier {
            newer: row.parsed("newer_id", ReportId::parse)?,
            version: row.number("version")?,
            correction: Correction::from_row(row)?,
        })
    };
    rows.iter().map(of_row).collect()
}
