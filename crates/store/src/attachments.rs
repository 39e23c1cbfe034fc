//! Files that go with a report: first with its draft, then with the version it became.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Dialect, Sql, Transaction};
use crate::values;

/// A file that goes with a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The file, by hash.
    pub blob: String,
    /// Its name.
    pub name: String,
    /// Its size.
    pub size_bytes: i64,
    /// When it was attached.
    pub at: Timestamp,
    /// Who attached it.
    pub by: String,
    /// Who sees it.
    #[serde(default)]
    pub seen: Seen,
    /// What was found when it was looked through for personal numbers; `None` where it could not be, or never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub looked: Option<Looked>,
}

/// What was found in a file that was looked through for personal numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Looked {
    /// How many stand in it.
    pub count: usize,
    /// The first of them, masked.
    pub masked: Vec<String>,
    /// Whether all of it could be read: no picture, nothing hidden or embedded, no end before its end.
    pub is_whole: bool,
}

impl Attachment {
    /// The personal numbers the public would read in it.
    pub fn exposes(&self) -> Option<&Looked> {
        let is_public = self.seen == Seen::WithReport;
        self.looked.as_ref().filter(|looked| is_public && looked.count > 0)
    }

    /// Whether the public would get it with nobody having looked through all of it.
    pub fn is_unlooked(&self) -> bool {
        self.seen == Seen::WithReport && self.looked.as_ref().is_none_or(|looked| !looked.is_whole)
    }
}

/// Who sees an attachment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Seen {
    /// It is a part of the report: the public sees it once the report is published.
    WithReport,
    /// It is for the office only.
    #[default]
    InOffice,
}

impl Seen {
    /// The word in data and in forms.
    pub fn id(self) -> &'static str {
        match self {
            Self::WithReport => "with_report",
            Self::InOffice => "in_office",
        }
    }

    /// The one written so.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::WithReport, Self::InOffice].into_iter().find(|seen| seen.id() == text)
    }
}

/// The files that go with a version of a report.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn of_report(on: &mut dyn Sql, report: &ReportId) -> Result<Vec<Attachment>, StoreError> {
    let row = on.row("SELECT attachments FROM reports WHERE id = $1", values![report]).await?;
    row.ok_or(StoreError::NotFound)?.json("attachments")
}

/// The files that go with each of some versions; those without any are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_reports(
    on: &mut dyn Sql,
    reports: &[ReportId],
) -> Result<BTreeMap<ReportId, Vec<Attachment>>, StoreError> {
    macro_rules! attached {
        ($reports:literal) => {
            concat!("SELECT id, attachments FROM reports WHERE attachments <> '[]' AND id IN (", $reports, ")")
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => attached!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => attached!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    let reports = serde_json::to_string(reports).unwrap_or_default();
    let rows = on.rows(text, values![reports]).await?;
    rows.iter().map(|row| Ok((row.parsed("id", ReportId::parse)?, row.json("attachments")?))).collect()
}

/// Gives a version of a report its files.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn set(transaction: &mut Transaction, report: &ReportId, files: &[Attachment]) -> Result<(), StoreError> {
    let files = serde_json::to_string(files).unwrap_or_default();
    let text = "UPDATE reports SET attachments = $2 WHERE id = $1";
    if transaction.execute(text, values![report, files]).await? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
