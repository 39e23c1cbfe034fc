//! What a body says with a version it drew up and signed here.

use jiff::Timestamp;

use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Sql, Transaction};
use crate::values;

/// What a body says with a version.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// What it says about the errors left in it.
    pub explanation: Option<String>,
    /// Of a total: the bodies absent from it, by name.
    pub absent: Vec<String>,
    /// Why it does without them.
    pub absent_reason: Option<String>,
    /// Who put it before the leader with that.
    pub by: Option<String>,
    /// When.
    pub at: Option<Timestamp>,
}

/// Keeps what a body says with a version.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn set_said(transaction: &mut Transaction, id: &ReportId, said: &Said) -> Result<(), StoreError> {
    let absent = (!said.absent.is_empty()).then(|| serde_json::to_string(&said.absent).unwrap_or_default());
    let text = "UPDATE reports SET explanation = $2, absent = $3, absent_reason = $4, submitted_by = $5,
                                   submitted_at = $6 WHERE id = $1";
    let values = values![id, &said.explanation, absent, &said.absent_reason, &said.by, said.at];
    super::there(transaction.execute(text, values).await?)
}

/// What a body says with a version; nothing of one that came as a file.
///
/// # Errors
/// [`StoreError::NotFound`] when the report is not there.
pub async fn said(on: &mut dyn Sql, id: &ReportId) -> Result<Said, StoreError> {
    let text = "SELECT explanation, absent, absent_reason, submitted_by, submitted_at FROM reports WHERE id = $1";
    let row = on.row(text, values![id]).await?.ok_or(StoreError::NotFound)?;
    Ok(Said {
        explanation: row.maybe_text("explanation")?,
        absent: row.maybe_text("absent")?.map(|_| row.json("absent")).transpose()?.unwrap_or_default(),
        absent_reason: row.maybe_text("absent_reason")?,
        by: row.maybe_text("submitted_by")?,
        at: row.maybe_moment("submitted_at")?,
    })
}
