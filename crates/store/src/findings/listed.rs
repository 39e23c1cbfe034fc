//! Findings across reports: by rule and by body. Only the newest version of each report counts.

use serde::Serialize;

use super::decisions::with_decision;
use super::{Decision, Finding};
use crate::error::StoreError;
use crate::id::{BodyId, CollectionId, FindingId, ReportId};
use crate::reports::Scope;
use crate::sql::{Dialect, Row, Sql};
use crate::values;

/// Which findings.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Of whose reports, about which year, in which state.
    pub scope: Scope,
    /// Of this severity only.
    pub severity: Option<String>,
    /// Of this rule only.
    pub code: Option<String>,
    /// Only those nobody has decided about.
    pub undecided: bool,
}

/// A finding in a list.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Listed {
    /// The finding.
    pub finding: Finding,
    /// What was decided about it.
    pub decision: Option<Decision>,
    /// Whose report.
    pub body: BodyId,
    /// The name of the body.
    pub body_name: String,
    /// The year of the report.
    pub year: i16,
}

/// How often a rule was broken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleCount {
    /// The rule's code.
    pub code: String,
    /// `error`, `warning` or `info`.
    pub severity: String,
    /// How many findings.
    pub findings: i64,
    /// In how many reports.
    pub reports: i64,
    /// How many nobody has decided about.
    pub undecided: i64,
}

/// How much is wrong with a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportCount {
    /// The report.
    pub report: ReportId,
    /// The name of its body.
    pub body_name: String,
    /// The year.
    pub year: i16,
    /// Errors.
    pub errors: i64,
    /// Warnings.
    pub warnings: i64,
    /// Infos.
    pub infos: i64,
    /// How many nobody has decided about.
    pub undecided: i64,
}

/// How much is wrong with the reports of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BodyCount {
    /// Whose.
    pub body: BodyId,
    /// The name of the body.
    pub body_name: String,
    /// In how many reports.
    pub reports: i64,
    /// Errors.
    pub errors: i64,
    /// Warnings.
    pub warnings: i64,
    /// Infos.
    pub infos: i64,
    /// How many nobody has decided about.
    pub undecided: i64,
}

/// `$1` path pattern, `$2` year, `$3` state, `$4` severity, `$5` code, `$6` undecided only.
macro_rules! filtered {
    () => {
        " FROM findings f JOIN reports r ON r.id = f.report_id JOIN bodies b ON b.id = r.body_id
          LEFT JOIN decisions d ON d.body_id = r.body_id AND d.year = r.year AND d.fingerprint = f.fingerprint
          WHERE b.path LIKE $1 AND ($2 IS NULL OR r.year = $2) AND ($3 IS NULL OR r.state = $3)
            AND ($4 IS NULL OR f.severity = $4) AND ($5 IS NULL OR f.code = $5)
            AND (NOT $6 OR d.fingerprint IS NULL)
            AND NOT EXISTS (SELECT 1 FROM reports n
                            WHERE n.body_id = r.body_id AND n.year = r.year AND n.version > r.version)"
    };
}

impl Filter {
    fn values(&self) -> Vec<crate::Value> {
        values![
            self.scope.pattern(),
            self.scope.year,
            self.scope.state.map(gongkai_law::roll::State::id),
            &self.severity,
            &self.code,
            self.undecided
        ]
    }
}

/// Findings that fit, newest year first, bodies in the order of the tree.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_filter(on: &mut dyn Sql, filter: &Filter, limit: i64, skip: i64) -> Result<Vec<Listed>, StoreError> {
    let text = concat!(
        "SELECT f.*, d.decision, d.reason, d.person_id, d.person, d.at, r.body_id, r.year, b.name AS body_name",
        filtered!(),
        " ORDER BY r.year DESC, b.path, r.id, f.ordinal LIMIT $7 OFFSET $8"
    );
    let mut values = filter.values();
    values.extend(values![limit, skip]);
    on.rows(text, values).await?.iter().map(Listed::from_row).collect()
}

/// How often each rule was broken, gravest first, then most often.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn counts_by_rule(on: &mut dyn Sql, filter: &Filter) -> Result<Vec<RuleCount>, StoreError> {
    let text = concat!(
        "SELECT f.code, f.severity, COUNT(*) AS findings, COUNT(DISTINCT r.id) AS reports,
                COUNT(*) - COUNT(d.fingerprint) AS undecided",
        filtered!(),
        " GROUP BY f.code, f.severity
          ORDER BY CASE f.severity WHEN 'error' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, COUNT(*) DESC, f.code"
    );
    let of = |row: &Row| {
        Ok(RuleCount {
            code: row.text("code")?,
            severity: row.text("severity")?,
            findings: row.number("findings")?,
            reports: row.number("reports")?,
            undecided: row.number("undecided")?,
        })
    };
    on.rows(text, filter.values()).await?.iter().map(of).collect()
}

macro_rules! by_severity {
    () => {
        "COUNT(CASE f.severity WHEN 'error' THEN 1 END) AS errors,
         COUNT(CASE f.severity WHEN 'warning' THEN 1 END) AS warnings,
         COUNT(CASE f.severity WHEN 'info' THEN 1 END) AS infos,
         COUNT(*) - COUNT(d.fingerprint) AS undecided"
    };
}

/// How much is wrong with each report, most errors first. Reports without such findings are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn counts_by_report(
    on: &mut dyn Sql,
    filter: &Filter,
    limit: i64,
    skip: i64,
) -> Result<Vec<ReportCount>, StoreError> {
    let text = concat!(
        "SELECT r.id AS report_id, b.name AS body_name, r.year, ",
        by_severity!(),
        filtered!(),
        " GROUP BY r.id, b.name, b.path, r.year ORDER BY errors DESC, warnings DESC, b.path, r.year DESC
          LIMIT $7 OFFSET $8"
    );
    let of = |row: &Row| {
        Ok(ReportCount {
            report: row.parsed("report_id", ReportId::parse)?,
            body_name: row.text("body_name")?,
            year: row.year("year")?,
            errors: row.number("errors")?,
            warnings: row.number("warnings")?,
            infos: row.number("infos")?,
            undecided: row.number("undecided")?,
        })
    };
    let mut values = filter.values();
    values.extend(values![limit, skip]);
    on.rows(text, values).await?.iter().map(of).collect()
}

/// How much is wrong with the reports of each body, most errors first. Bodies without such findings are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn counts_by_body(
    on: &mut dyn Sql,
    filter: &Filter,
    limit: i64,
    skip: i64,
) -> Result<Vec<BodyCount>, StoreError> {
    let text = concat!(
        "SELECT b.id AS body_id, b.name AS body_name, COUNT(DISTINCT r.id) AS reports, ",
        by_severity!(),
        filtered!(),
        " GROUP BY b.id, b.name, b.path ORDER BY errors DESC, warnings DESC, b.path LIMIT $7 OFFSET $8"
    );
    let of = |row: &Row| {
        Ok(BodyCount {
            body: row.parsed("body_id", BodyId::parse)?,
            body_name: row.text("body_name")?,
            reports: row.number("reports")?,
            errors: row.number("errors")?,
            warnings: row.number("warnings")?,
            infos: row.number("infos")?,
            undecided: row.number("undecided")?,
        })
    };
    let mut values = filter.values();
    values.extend(values![limit, skip]);
    on.rows(text, values).await?.iter().map(of).collect()
}

/// How many findings, reports and bodies there are in all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Sizes {
    /// Findings.
    pub findings: i64,
    /// Reports with any.
    pub reports: i64,
    /// Rules that were broken.
    pub rules: i64,
    /// Bodies with any.
    pub bodies: i64,
}

/// How many findings, reports, rules and bodies fit.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be asked.
pub async fn sizes(on: &mut dyn Sql, filter: &Filter) -> Result<Sizes, StoreError> {
    let text = concat!(
        "SELECT COUNT(*) AS findings, COUNT(DISTINCT r.id) AS reports, COUNT(DISTINCT f.code) AS rules,
                COUNT(DISTINCT b.id) AS bodies",
        filtered!()
    );
    let row = on.row(text, filter.values()).await?.ok_or(StoreError::NotFound)?;
    Ok(Sizes {
        findings: row.number("findings")?,
        reports: row.number("reports")?,
        rules: row.number("rules")?,
        bodies: row.number("bodies")?,
    })
}

/// How many findings nobody has decided about wait in reports that are still to be judged, by open collection: in the
/// reports about its year of its body and all below it. Collections without any are left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn undecided_by_collection(on: &mut dyn Sql) -> Result<Vec<(CollectionId, u64)>, StoreError> {
    let text = "SELECT c.id AS collection_id, COUNT(*) AS findings
                FROM collections c JOIN bodies top ON top.id = c.body_id
                JOIN bodies b ON b.path LIKE top.path || '%'
                JOIN reports r ON r.body_id = b.id AND r.year = c.year AND r.state = 'checked'
                JOIN findings f ON f.report_id = r.id
                LEFT JOIN decisions d ON d.body_id = r.body_id AND d.year = r.year AND d.fingerprint = f.fingerprint
                WHERE c.closed_at IS NULL AND d.fingerprint IS NULL
                  AND NOT EXISTS (SELECT 1 FROM reports n
                                  WHERE n.body_id = r.body_id AND n.year = r.year AND n.version > r.version)
                GROUP BY c.id ORDER BY c.id";
    let rows = on.rows(text, values![]).await?;
    rows.iter().map(|row| Ok((row.parsed("collection_id", CollectionId::parse)?, row.count("findings")?))).collect()
}

/// Findings by their ids, report by report. What is not there any more is left out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn of_ids(on: &mut dyn Sql, ids: &[FindingId]) -> Result<Vec<Listed>, StoreError> {
    macro_rules! joined {
        ($ids:literal) => {
            concat!(
                "SELECT f.*, d.decision, d.reason, d.person_id, d.person, d.at, r.body_id, r.year, b.name AS body_name
                 FROM findings f JOIN reports r ON r.id = f.report_id JOIN bodies b ON b.id = r.body_id
                 LEFT JOIN decisions d
                   ON d.body_id = r.body_id AND d.year = r.year AND d.fingerprint = f.fingerprint
                 WHERE f.id IN (",
                $ids,
                ") ORDER BY f.report_id, f.ordinal"
            )
        };
    }
    let text = match on.dialect() {
        Dialect::Sqlite => joined!("SELECT value FROM json_each($1)"),
        Dialect::Postgres => joined!("SELECT jsonb_array_elements_text($1::JSONB)"),
    };
    let ids = serde_json::to_string(ids).unwrap_or_default();
    on.rows(text, values![ids]).await?.iter().map(Listed::from_row).collect()
}

impl Listed {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        let (finding, decision) = with_decision(row)?;
        Ok(Self {
            finding,
            decision,
            body: row.parsed("body_id", BodyId::parse)?,
            body_name: row.text("body_name")?,
            year: row.year("year")?,
        })
    }
}
