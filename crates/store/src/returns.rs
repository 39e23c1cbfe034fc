//! Returns of reports to their bodies, with what has to be mended and the answer.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::{BodyId, ReportId, ReturnId};
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// A finding that has to be mended, as it was when the report was returned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Demand {
    /// Its key.
    pub fingerprint: String,
    /// The whole finding.
    pub finding: serde_json::Value,
}

/// Who wrote a letter to whom, as they were called on its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parties {
    /// The body that wrote.
    pub from: String,
    /// How to reach it.
    pub contact: Option<String>,
    /// The body it wrote to.
    pub to: String,
}

/// Another day that was set to mend a returned report by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    /// The day until then.
    pub from: Date,
    /// The day from then on.
    pub to: Date,
    /// Why.
    pub reason: String,
    /// When it was set.
    pub at: Timestamp,
    /// By whom, by name.
    pub by: String,
}

/// A return.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Return {
    /// Id.
    pub id: ReturnId,
    /// Which report.
    pub report: ReportId,
    /// Whose.
    pub body: BodyId,
    /// About which year.
    pub year: i16,
    /// What the supervising office says.
    pub note: String,
    /// Until when it has to come back, as it is now.
    pub due_on: Date,
    /// The other days set since, oldest first.
    pub extensions: Vec<Extension>,
    /// What has to be mended.
    pub findings: Vec<Demand>,
    /// Who wrote its letter to whom; `None` when an older program returned it.
    pub parties: Option<Parties>,
    /// When it was returned.
    pub returned_at: Timestamp,
    /// By whom, by name.
    pub returned_by: String,
    /// What the body answered.
    pub answer: Option<String>,
    /// When.
    pub answered_at: Option<Timestamp>,
    /// By whom, by name.
    pub answered_by: Option<String>,
    /// When it was done with: a new version came in, or the report was accepted after all.
    pub closed_at: Option<Timestamp>,
}

impl Return {
    /// The day of its letter: by when it had to come back before another day was set.
    pub fn first_due_on(&self) -> Date {
        self.extensions.first().map_or(self.due_on, |extension| extension.from)
    }

    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", ReturnId::parse)?,
            report: row.parsed("report_id", ReportId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            note: row.text("note")?,
            due_on: row.day("due_on")?,
            extensions: match row.maybe_text("extensions")? {
                Some(_) => row.json("extensions")?,
                None => Vec::new(),
            },
            findings: row.json("findings")?,
            parties: row.maybe_text("parties")?.and_then(|parties| serde_json::from_str(&parties).ok()),
            returned_at: row.moment("returned_at")?,
            returned_by: row.text("returned_by")?,
            answer: row.maybe_text("answer")?,
            answered_at: row.maybe_moment("answered_at")?,
            answered_by: row.maybe_text("answered_by")?,
            closed_at: row.maybe_moment("closed_at")?,
        })
    }
}

/// Enters a return, which nobody has extended yet.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert(transaction: &mut Transaction, of: &Return) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO returns (id, report_id, body_id, year, note, due_on, findings, parties, returned_at, returned_by,
                                  answer, answered_at, answered_by, closed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            values![
                &of.id,
                &of.report,
                &of.body,
                of.year,
                &of.note,
                of.due_on,
                serde_json::to_string(&of.findings).unwrap_or_default(),
                of.parties.as_ref().map(|parties| serde_json::to_string(parties).unwrap_or_default()),
                of.returned_at,
                &of.returned_by,
                &of.answer,
                of.answered_at,
                &of.answered_by,
                of.closed_at
            ],
        )
        .await?;
    Ok(())
}

/// Keeps the body's answer and whether the return is done with; nothing else of a return changes.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn update(transaction: &mut Transaction, of: &Return) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE returns SET answer = $2, answered_at = $3, answered_by = $4, closed_at = $5 WHERE id = $1",
            values![&of.id, &of.answer, of.answered_at, &of.answered_by, of.closed_at],
        )
        .await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Sets another day for a return as it was read.
///
/// # Errors
/// [`StoreError::Conflict`] when it has another day by now, was answered or is done with.
pub async fn extend(transaction: &mut Transaction, of: &Return, extension: &Extension) -> Result<(), StoreError> {
    let all: Vec<&Extension> = of.extensions.iter().chain([extension]).collect();
    let touched = transaction
        .execute(
            "UPDATE returns SET due_on = $3, extensions = $4, extended_at = $5
             WHERE id = $1 AND due_on = $2 AND answered_at IS NULL AND closed_at IS NULL",
            values![&of.id, of.due_on, extension.to, serde_json::to_string(&all).unwrap_or_default(), extension.at],
        )
        .await?;
    if touched == 0 { Err(StoreError::Conflict) } else { Ok(()) }
}

/// Marks all open returns of a body's report of a year done with; how many.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn close(transaction: &mut Transaction, body: &BodyId, year: i16, now: Timestamp) -> Result<u64, StoreError> {
    let text = "UPDATE returns SET closed_at = $3 WHERE body_id = $1 AND year = $2 AND closed_at IS NULL";
    transaction.execute(text, values![body, year, now]).await
}

/// A return.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &ReturnId) -> Result<Return, StoreError> {
    let row = on.row("SELECT * FROM returns WHERE id = $1", values![id]).await?;
    row.as_ref().map(Return::from_row).ok_or(StoreError::NotFound)?
}

/// The returns of a body's report of a year, newest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_year(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Vec<Return>, StoreError> {
    let text = "SELECT * FROM returns WHERE body_id = $1 AND year = $2 ORDER BY returned_at DESC, id DESC";
    on.rows(text, values![body, year]).await?.iter().map(Return::from_row).collect()
}

/// The return that was the last one of a body at a moment; of one year when it is said.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be read.
pub async fn last_at(
    on: &mut dyn Sql,
    body: &BodyId,
    year: Option<i16>,
    at: Timestamp,
) -> Result<Option<ReturnId>, StoreError> {
    let text = "SELECT id FROM returns WHERE body_id = $1 AND ($2 IS NULL OR year = $2) AND returned_at <= $3
                ORDER BY returned_at DESC, id DESC LIMIT 1";
    let row = on.row(text, values![body, year, at]).await?;
    row.map(|row| row.parsed("id", ReturnId::parse)).transpose()
}

/// The returns of a body nobody is done with, the most urgent first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn open_of_body(on: &mut dyn Sql, body: &BodyId) -> Result<Vec<Return>, StoreError> {
    let text = "SELECT * FROM returns WHERE body_id = $1 AND closed_at IS NULL ORDER BY due_on, id";
    on.rows(text, values![body]).await?.iter().map(Return::from_row).collect()
}

/// A return nobody is done with, with the name of its body.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Open {
    /// The return.
    pub returned: Return,
    /// The body's name.
    pub body_name: String,
    /// Ids from the root down to the body, each followed by `/`.
    pub body_path: String,
}

/// The returns nobody is done with, the most urgent first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn open(on: &mut dyn Sql) -> Result<Vec<Open>, StoreError> {
    let text = "SELECT t.*, b.name AS body_name, b.path AS body_path FROM returns t JOIN bodies b ON b.id = t.body_id
                WHERE t.closed_at IS NULL ORDER BY t.due_on, t.id";
    on.rows(text, values![]).await?.iter().map(Open::from_row).collect()
}

/// The returns the body has done its part about, in the order of their making: it answered, or sent a new version, which
/// waits to be judged. One that ended with an acceptance is over, whatever comes in later.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn to_judge(on: &mut impl Sql) -> Result<Vec<Open>, StoreError> {
    let text = "SELECT t.*, b.name AS body_name, b.path AS body_path FROM returns t
                JOIN bodies b ON b.id = t.body_id JOIN reports w ON w.id = t.report_id
                JOIN reports r ON r.body_id = t.body_id AND r.year = t.year
                  AND r.version = (SELECT MAX(n.version) FROM reports n WHERE n.body_id = t.body_id AND n.year = t.year)
                WHERE t.id = (SELECT MAX(last.id) FROM returns last WHERE last.body_id = t.body_id AND last.year = t.year)
                  AND ((r.state = 'returned' AND t.answered_at IS NOT NULL)
                    OR (r.state = 'checked' AND t.closed_at IS NOT NULL
                      AND NOT EXISTS (SELECT 1 FROM reports a WHERE a.body_id = t.body_id AND a.year = t.year
                                        AND a.version >= w.version
                                        AND CASE a.state WHEN 'superseded' THEN a.state_before ELSE a.state END
                                            = 'accepted')))
                ORDER BY t.id";
    on.rows(text, values![]).await?.iter().map(Open::from_row).collect()
}

impl Open {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            returned: Return::from_row(row)?,
            body_name: row.text("body_name")?,
            body_path: row.text("body_path")?,
        })
    }
}
