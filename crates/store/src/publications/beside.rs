//! What is published beside what stands at the desk, to tell whether anything changed.

use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Dialect, Sql};
use crate::values;

/// A report that the public reads, with what was read from its file and what was published of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// Which report.
    pub report: ReportId,
    /// The name of its body.
    pub body_name: String,
    /// The year it is about.
    pub year: i16,
    /// What was read from its file, without corrections.
    pub read: Option<String>,
    /// The title it is published under.
    pub title: String,
    /// The reading that is published.
    pub reading: String,
}

/// Those of some reports that are what the public reads.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn beside(on: &mut dyn Sql, reports: &[ReportId]) -> Result<Vec<Beside>, StoreError> {
    macro_rules! beside {
        ($reports:literal) => {
            concat!(
                "SELECT r.id, b.name AS body_name, r.year, r.reading AS own, p.title, p.reading
                 FROM reports r JOIN bodies b ON b.id = r.body_id
                 JOIN publications p ON p.report_id = r.id AND p.is_current
                 WHERE r.id IN (",
                $reports,
                ")"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => beside!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => beside!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    let reports = serde_json::to_string(reports).unwrap_or_default();
    let rows = on.rows(text, values![reports]).await?;
    rows.iter()
        .map(|row| {
            Ok(Beside {
                report: row.parsed("id", ReportId::parse)?,
                body_name: row.text("body_name")?,
                year: row.year("year")?,
                read: row.maybe_text("own")?,
                title: row.text("title")?,
                reading: row.text("reading")?,
            })
        })
        .collect()
}
