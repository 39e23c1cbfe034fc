//! Files that go with a report: first with its draft, then with the version it became.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Sql, Transaction};
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

/// Gives a version of a report its files.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn set(transaction: &mut Transaction, report: &ReportId, files: &[Attachment]) -> Result<(), StoreError> {
    let files = serde_json::to_string(files).unwrap_or_default();
    let text = "UPDATE reports SET attachments = $2 WHERE id = $1";
    if transaction.execute(text, values![report, files]).await? == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}
