//! Findings about reports, and what was decided about them.
//!
//! Findings belong to one reading and are replaced by the next; a decision belongs to body, year and fingerprint and
//! outlives readings and versions.

mod decisions;
mod listed;

use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{FindingId, ReportId};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;
pub use decisions::{
    Browse, Decided, Decision, browsed, decide, decided_by_report, decided_by_rules, decisions, undecide,
};
pub use listed::{
    BodyCount, Filter, Listed, ReportCount, RuleCount, Sizes, counts_by_body, counts_by_report, counts_by_rule,
    of_filter, of_ids, sizes, undecided_by_collection,
};

/// A finding about a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Id.
    pub id: FindingId,
    /// About which report.
    pub report: ReportId,
    /// Its place among the report's findings, from 0.
    pub ordinal: i64,
    /// The rule's code.
    pub code: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// The key a decision hangs on, unique within the report.
    pub fingerprint: String,
    /// The whole finding as JSON.
    pub finding: String,
}

impl Finding {
    pub(crate) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", FindingId::parse)?,
            report: row.parsed("report_id", ReportId::parse)?,
            ordinal: row.number("ordinal")?,
            code: row.text("code")?,
            severity: row.text("severity")?,
            fingerprint: row.text("fingerprint")?,
            finding: row.text("finding")?,
        })
    }
}

/// Puts these findings in the place of all a report had.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be written.
pub async fn replace(transaction: &mut Transaction, report: &ReportId, findings: &[Finding]) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM findings WHERE report_id = $1", values![report]).await?;
    // One statement however many there are: the rows travel as one JSON text.
    let text = match transaction.dialect() {
        Dialect::Sqlite => {
            "INSERT INTO findings (id, report_id, ordinal, code, severity, fingerprint, finding)
             SELECT value ->> 'id', $1, value ->> 'ordinal', value ->> 'code', value ->> 'severity',
                    value ->> 'fingerprint', value ->> 'finding'
             FROM json_each($2)"
        }
        Dialect::Postgres => {
            "INSERT INTO findings (id, report_id, ordinal, code, severity, fingerprint, finding)
             SELECT value ->> 'id', $1, CAST(value ->> 'ordinal' AS BIGINT), value ->> 'code', value ->> 'severity',
                    value ->> 'fingerprint', value ->> 'finding'
             FROM jsonb_array_elements($2::JSONB) AS rows (value)"
        }
    };
    let rows = serde_json::to_string(findings).unwrap_or_default();
    transaction.execute(text, values![report, rows]).await?;
    Ok(())
}

/// A report's findings, in the order they were found.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_report(on: &mut dyn Sql, report: &ReportId) -> Result<Vec<Finding>, StoreError> {
    let rows = on.rows("SELECT * FROM findings WHERE report_id = $1 ORDER BY ordinal", values![report]).await?;
    rows.iter().map(Finding::from_row).collect()
}
