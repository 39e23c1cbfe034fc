//! Which reports come in the place of another version that was published.

use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Dialect, Sql};
use crate::values;

/// A report of which an earlier version was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacing {
    /// Which.
    pub report: ReportId,
    /// The title of what the public reads; `None` where that is withdrawn.
    pub title: Option<String>,
    /// Whether the body said what it corrects.
    pub has_note: bool,
}

/// Those of some reports that were not published themselves, while another version of them was.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn replacing(on: &mut dyn Sql, reports: &[ReportId]) -> Result<Vec<Replacing>, StoreError> {
    macro_rules! replacing {
        ($reports:literal) => {
            concat!(
                "SELECT r.id, r.correction_note IS NOT NULL AS has_note,
                        (SELECT c.title FROM publications c
                         WHERE c.body_id = r.body_id AND c.year = r.year AND c.is_current) AS title
                 FROM reports r
                 WHERE EXISTS (SELECT 1 FROM publications p WHERE p.body_id = r.body_id AND p.year = r.year)
                   AND NOT EXISTS (SELECT 1 FROM publications o WHERE o.report_id = r.id)
                   AND r.id IN (",
                $reports,
                ") ORDER BY r.id"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => replacing!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => replacing!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    let reports = serde_json::to_string(reports).unwrap_or_default();
    let rows = on.rows(text, values![reports]).await?;
    let one = |row: &crate::sql::Row| {
        Ok(Replacing {
            report: row.parsed("id", ReportId::parse)?,
            title: row.maybe_text("title")?,
            has_note: row.flag("has_note")?,
        })
    };
    rows.iter().map(one).collect()
}
