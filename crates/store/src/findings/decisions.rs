//! Decisions about findings: to be mended, accepted with a reason, no fault.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Finding;
use crate::error::StoreError;
use crate::id::{BodyId, PersonId, ReportId};
use crate::sql::{Dialect, Row, Sql, Transaction};
use crate::values;

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decided {
    /// The body has to mend it.
    Mend,
    /// It stays, for a reason.
    Accept,
    /// The finding is mistaken.
    NotAFault,
}

impl Decided {
    /// All.
    pub const ALL: [Self; 3] = [Self::Mend, Self::Accept, Self::NotAFault];

    /// The word in the database, in data and in message ids.
    pub fn id(self) -> &'static str {
        match self {
            Self::Mend => "mend",
            Self::Accept => "accept",
            Self::NotAFault => "not_a_fault",
        }
    }

    /// The decision written so.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|decided| decided.id() == text)
    }
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Decision {
    /// About whose report.
    pub body: BodyId,
    /// About which year's.
    pub year: i16,
    /// About which finding.
    pub fingerprint: String,
    /// What.
    pub decided: Decided,
    /// Why; may be empty for [`Decided::Mend`].
    pub reason: String,
    /// Who.
    pub person_id: PersonId,
    /// Who, by name.
    pub person: String,
    /// When.
    pub at: Timestamp,
}

impl Decision {
    pub(super) fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            body: row.parsed("body_id", BodyId::parse)?,
            year: row.year("year")?,
            fingerprint: row.text("fingerprint")?,
            decided: row.parsed("decision", Decided::parse)?,
            reason: row.text("reason")?,
            person_id: row.parsed("person_id", PersonId::parse)?,
            person: row.text("person")?,
            at: row.moment("at")?,
        })
    }
}

/// Decides, in the place of what was decided before.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn decide(transaction: &mut Transaction, decision: &Decision) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO decisions (body_id, year, fingerprint, decision, reason, person_id, person, at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
             ON CONFLICT (body_id, year, fingerprint) DO UPDATE
             SET decision = excluded.decision, reason = excluded.reason, person_id = excluded.person_id,
                 person = excluded.person, at = excluded.at",
            values![
                &decision.body,
                decision.year,
                &decision.fingerprint,
                decision.decided.id(),
                &decision.reason,
                &decision.person_id,
                &decision.person,
                decision.at
            ],
        )
        .await?;
    Ok(())
}

/// Takes a decision back; whether there was one. The journal keeps that it was made.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn undecide(
    transaction: &mut Transaction,
    body: &BodyId,
    year: i16,
    fingerprint: &str,
) -> Result<bool, StoreError> {
    let text = "DELETE FROM decisions WHERE body_id = $1 AND year = $2 AND fingerprint = $3";
    Ok(transaction.execute(text, values![body, year, fingerprint]).await? > 0)
}

/// All decisions about a body's report of a year.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn decisions(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Vec<Decision>, StoreError> {
    let text = "SELECT * FROM decisions WHERE body_id = $1 AND year = $2 ORDER BY fingerprint";
    on.rows(text, values![body, year]).await?.iter().map(Decision::from_row).collect()
}

/// A report's findings with what was decided about each, in the order they were found.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn decided_by_report(
    on: &mut dyn Sql,
    report: &ReportId,
) -> Result<Vec<(Finding, Option<Decision>)>, StoreError> {
    let text = "SELECT f.*, d.body_id, d.year, d.decision, d.reason, d.person_id, d.person, d.at
                FROM findings f JOIN reports r ON r.id = f.report_id
                LEFT JOIN decisions d
                  ON d.body_id = r.body_id AND d.year = r.year AND d.fingerprint = f.fingerprint
                WHERE f.report_id = $1 ORDER BY f.ordinal";
    on.rows(text, values![report]).await?.iter().map(with_decision).collect()
}

/// Findings of reports by some rules, with what was decided about each.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn decided_by_rules(
    on: &mut dyn Sql,
    reports: &[ReportId],
    codes: &[&str],
) -> Result<Vec<(Finding, Option<Decision>)>, StoreError> {
    macro_rules! decided {
        ($reports:literal, $codes:literal) => {
            concat!(
                "SELECT f.*, d.body_id, d.year, d.decision, d.reason, d.person_id, d.person, d.at
                 FROM findings f JOIN reports r ON r.id = f.report_id
                 LEFT JOIN decisions d
                   ON d.body_id = r.body_id AND d.year = r.year AND d.fingerprint = f.fingerprint
                 WHERE f.report_id IN (",
                $reports,
                ") AND f.code IN (",
                $codes,
                ") ORDER BY f.report_id, f.ordinal"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => decided!("SELECT value FROM json_each($1)", "SELECT value FROM json_each($2)"),
        Dialect::Postgres => {
            decided!("SELECT jsonb_array_elements_text($1::JSONB)", "SELECT jsonb_array_elements_text($2::JSONB)")
        }
    };
    let reports = serde_json::to_string(reports).unwrap_or_default();
    let codes = serde_json::to_string(codes).unwrap_or_default();
    on.rows(text, values![reports, codes]).await?.iter().map(with_decision).collect()
}

/// Which findings of a report.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Browse {
    /// Of this severity only.
    pub severity: Option<String>,
    /// Only those nobody has decided about.
    pub undecided: bool,
    /// Those whose place among the report's findings is after this one.
    pub after: Option<i64>,
}

/// Findings of a report with what was decided about each, in the order they were found, at most `limit`.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn browsed(
    on: &mut dyn Sql,
    report: &ReportId,
    browse: &Browse,
    limit: u32,
) -> Result<Vec<(Finding, Option<Decision>)>, StoreError> {
    let text = "SELECT f.*, d.body_id, d.year, d.decision, d.reason, d.person_id, d.person, d.at
                FROM findings f JOIN reports r ON r.id = f.report_id
                LEFT JOIN decisions d
                  ON d.body_id = r.body_id AND d.year = r.year AND d.fingerprint = f.fingerprint
                WHERE f.report_id = $1 AND ($2 IS NULL OR f.severity = $2) AND (NOT $3 OR d.fingerprint IS NULL)
                  AND ($4 IS NULL OR f.ordinal > $4)
                ORDER BY f.ordinal LIMIT $5";
    let values = values![report, &browse.severity, browse.undecided, browse.after, limit];
    on.rows(text, values).await?.iter().map(with_decision).collect()
}

/// A finding with the decision about it, of a row that has both.
pub(super) fn with_decision(row: &Row) -> Result<(Finding, Option<Decision>), StoreError> {
    let decision = row.maybe_text("decision")?.map(|_| Decision::from_row(row)).transpose()?;
    Ok((Finding::from_row(row)?, decision))
}
