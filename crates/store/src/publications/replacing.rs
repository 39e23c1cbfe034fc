//! Which reports come in the place of another version that was published.

use crate::attachments::Attachment;
use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Dialect, Row, Sql};
use crate::values;

/// A report of which an earlier version was published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacing {
    /// Which.
    pub report: ReportId,
    /// The name of its body.
    pub body_name: String,
    /// The year it is about.
    pub year: i16,
    /// What was read from its file, without corrections.
    pub read: Option<String>,
    /// Its files.
    pub files: Vec<Attachment>,
    /// Whether the body said what it corrects.
    pub has_note: bool,
    /// What the public reads; `None` where that is withdrawn.
    pub public: Option<Replaced>,
}

/// What the public reads, as a report that comes in its place is held against it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// The number of the published version.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Its reading.
    pub reading: String,
    /// The files of the report it was made from.
    pub files: Vec<Attachment>,
}

impl Replaced {
    fn from_row(row: &Row) -> Result<Option<Self>, StoreError> {
        let Some(version) = row.maybe_number("version")? else { return Ok(None) };
        let (title, reading) = (row.text("title")?, row.text("reading")?);
        Ok(Some(Self { version, title, reading, files: row.json("public_files")? }))
    }
}

/// Those of some reports that were not published themselves, while another version of them was.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn replacing(on: &mut dyn Sql, reports: &[ReportId]) -> Result<Vec<Replacing>, StoreError> {
    macro_rules! replacing {
        ($reports:literal) => {
            concat!(
                "SELECT r.id, b.name AS body_name, r.year, r.reading AS own, r.attachments,
                        r.correction_note IS NOT NULL AS has_note,
                        c.version, c.title, c.reading, f.attachments AS public_files
                 FROM reports r JOIN bodies b ON b.id = r.body_id
                 LEFT JOIN publications c ON c.body_id = r.body_id AND c.year = r.year AND c.is_current
                 LEFT JOIN reports f ON f.id = c.report_id
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
    let one = |row: &Row| {
        Ok(Replacing {
            report: row.parsed("id", ReportId::parse)?,
            body_name: row.text("body_name")?,
            year: row.year("year")?,
            read: row.maybe_text("own")?,
            files: row.json("attachments")?,
            has_note: row.flag("has_note")?,
            public: Replaced::from_row(row)?,
        })
    };
    rows.iter().map(one).collect()
}
