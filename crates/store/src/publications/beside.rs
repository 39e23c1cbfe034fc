//! What was published beside what stands at the desk, to tell whether anything changed.

use super::Withdrawal;
use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Dialect, Sql};
use crate::values;

/// What was read from a report's file, beside one version that was published of it or, withdrawn since, of the same files.
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
    /// The number of the published version.
    pub version: i64,
    /// The title of that version.
    pub title: String,
    /// Its reading.
    pub reading: String,
    /// Whether it is what the public reads.
    pub is_current: bool,
    /// That it was withdrawn.
    pub withdrawn: Option<Withdrawal>,
}

/// What was published of each of some reports, the newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn beside(on: &mut dyn Sql, reports: &[ReportId]) -> Result<Vec<Beside>, StoreError> {
    // What was withdrawn does not become another thing by being handed in again; its attachments are files of it, too.
    macro_rules! beside {
        ($reports:literal) => {
            concat!(
                "SELECT r.id, b.name AS body_name, r.year, r.reading AS own, p.version, p.title, p.reading, p.is_current,
                        p.withdrawn_at, p.withdrawn_by, p.withdrawn_for
                 FROM reports r JOIN bodies b ON b.id = r.body_id
                 JOIN publications p ON p.body_id = r.body_id AND p.year = r.year
                 JOIN reports f ON f.id = p.report_id
                 WHERE (f.id = r.id OR p.withdrawn_at IS NOT NULL AND f.blob = r.blob AND f.attachments = r.attachments)
                   AND r.id IN (",
                $reports,
                ") ORDER BY r.id, p.version DESC"
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
                version: row.number("version")?,
                title: row.text("title")?,
                reading: row.text("reading")?,
                is_current: row.flag("is_current")?,
                withdrawn: Withdrawal::from_row(row)?,
            })
        })
        .collect()
}
