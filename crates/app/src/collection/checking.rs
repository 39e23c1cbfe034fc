//! Checking a report that was read: what it is checked against, the checks themselves, keeping what they found.
//!
//! The reading of a file is never changed. Corrections lie over it, the checks see the corrected cells, and findings are
//! put in the place of those before; decisions hang on the findings' keys and stay.

mod corrected;

use std::collections::BTreeSet;

use gongkai_law::Severity;
use gongkai_report::check::{self, BodyKind, Context, Settings};
use gongkai_report::stored::{self, StoredFinding};
use gongkai_report::{CellState, Report};
use gongkai_store::bodies::{Body, Kind, Level};
use gongkai_store::findings::Finding;
use gongkai_store::id::{FindingId, ReportId};
use gongkai_store::reports::{self, Counts, State};
use gongkai_store::{Sql, Transaction, bodies, corrections, findings, publications};
use jiff::Timestamp;

use crate::error::AppError;
use crate::settings::{Checks, Due, effective};
pub use corrected::{corrected, latest};

/// The version of the reader and the checks: reports read by another one can be read anew.
pub const ENGINE: &str = env!("CARGO_PKG_VERSION");

/// The code of the finding that concerns several reports; it is made by [`super::copied`].
pub(super) const COPIED_IN_BATCH: &str = "copied-in-batch";

/// What a report is checked against.
#[derive(Debug)]
pub struct Against {
    /// The same body's report about the year before.
    prior: Option<Report>,
    settings: Settings,
    kind: Option<BodyKind>,
}

impl Against {
    /// Gathers it: the body's settings, and its report of the year before (the published one, else the newest accepted).
    ///
    /// # Errors
    /// [`AppError::Store`] when it cannot be read.
    pub async fn of(on: &mut impl Sql, body: &Body, year: i16) -> Result<Self, AppError> {
        let checks = effective::<Checks>(on, body).await?.value;
        let due = effective::<Due>(on, body).await?.value;
        let before = year.saturating_sub(1);
        let prior = match publications::current(on, &body.id, before).await? {
            Some(published) => Some(published.reading),
            None => accepted(on, body, before).await?,
        };
        // A prior report an older version kept in another way is as good as none.
        let prior = prior.and_then(|reading| stored::from_json(&reading).ok());
        Ok(Self { prior, settings: checks.with(due), kind: body_kind(body.kind, body.level) })
    }

    /// The settings of the checks.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }
}

async fn accepted(on: &mut impl Sql, body: &Body, year: i16) -> Result<Option<String>, AppError> {
    let versions = reports::versions(on, &body.id, year).await?;
    let Some(accepted) = versions.into_iter().find(|report| report.state == State::Accepted) else { return Ok(None) };
    let Some(reading) = reports::reading(on, &accepted.id).await? else { return Ok(None) };
    let Ok(report) = stored::from_json(&reading) else { return Ok(None) };
    let corrections = corrections::of_report(on, &accepted.id).await?;
    Ok(Some(stored::to_json(&corrected(report, &corrections))))
}

/// The kind of body as the checks tell them apart.
pub fn body_kind(kind: Kind, level: Level) -> Option<BodyKind> {
    match kind {
        Kind::Government if level == Level::County => Some(BodyKind::CountyGovernment),
        Kind::Government => Some(BodyKind::HigherGovernment),
        Kind::Department | Kind::Institution => Some(BodyKind::Department),
        Kind::Street => Some(BodyKind::Street),
        Kind::Township => Some(BodyKind::Township),
        Kind::Community | Kind::Village => None,
    }
}

/// What checking found.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked {
    /// The findings, those of reading first.
    pub findings: Vec<StoredFinding>,
    /// How many, and how many cells are uncertain.
    pub counts: Counts,
}

/// Checks a report as it stands: `report` with corrections applied, `of_reading` what reading it found, `of_batch` what
/// comparing it with the collection's other reports found, `settled` the cells a person has corrected.
///
/// What reading found about nothing but corrected cells is settled, and left out.
pub fn check(
    report: &Report,
    of_reading: Vec<StoredFinding>,
    of_batch: Option<StoredFinding>,
    settled: &BTreeSet<String>,
    against: &Against,
) -> Checked {
    let open =
        |finding: &StoredFinding| finding.cells.is_empty() || finding.cells.iter().any(|cell| !settled.contains(cell));
    let mut all: Vec<StoredFinding> = of_reading.into_iter().filter(open).collect();
    let off = |finding: &StoredFinding| against.settings.off.contains(&finding.code);
    all.retain(|finding| !off(finding));
    let context = Context { prior: against.prior.as_ref(), settings: &against.settings, body_kind: against.kind };
    all.extend(check::check(report, &context).iter().map(StoredFinding::from));
    all.extend(of_batch.filter(|finding| !off(finding)));
    let counts = counts(&all, report);
    Checked { findings: all, counts }
}

fn counts(findings: &[StoredFinding], report: &Report) -> Counts {
    let uncertain = report.cells.0.values().filter(|cell| matches!(cell.state, CellState::Missing | CellState::Text));
    Counts { uncertain: i64::try_from(uncertain.count()).unwrap_or(i64::MAX), ..severities(findings) }
}

fn severities(findings: &[StoredFinding]) -> Counts {
    let of = |severity| {
        i64::try_from(findings.iter().filter(|finding| finding.severity == severity).count()).unwrap_or(i64::MAX)
    };
    Counts { errors: of(Severity::Error), warnings: of(Severity::Warning), infos: of(Severity::Info), uncertain: 0 }
}

/// Puts what was found in the place of what was found before.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn keep(
    transaction: &mut Transaction,
    report: &ReportId,
    checked: &Checked,
    now: Timestamp,
) -> Result<(), AppError> {
    let keys = stored::fingerprints(&checked.findings);
    let rows: Vec<Finding> = checked
        .findings
        .iter()
        .zip(keys)
        .zip(0_i64..)
        .map(|((finding, fingerprint), ordinal)| Finding {
            id: FindingId::new(now),
            report: report.clone(),
            ordinal,
            code: finding.code.clone(),
            severity: finding.severity.id().to_owned(),
            fingerprint,
            finding: serde_json::to_string(finding).unwrap_or_default(),
        })
        .collect();
    findings::replace(transaction, report, &rows).await?;
    reports::set_counts(transaction, report, checked.counts).await?;
    Ok(())
}

/// Checks a report that was read once more, after a correction or another setting; its state stays. Returns `None` for
/// one that was not read yet.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read or written, [`AppError::Internal`] when what is kept is damaged.
pub async fn recheck(
    transaction: &mut Transaction,
    id: &ReportId,
    now: Timestamp,
) -> Result<Option<Checked>, AppError> {
    let report = reports::by_id(transaction, id).await?;
    let Some(reading) = reports::reading(transaction, id).await? else { return Ok(None) };
    let reading = stored::from_json(&reading).map_err(|error| AppError::Internal(error.to_string()))?;
    let body = bodies::by_id(transaction, &report.body).await?;
    let corrections = corrections::of_report(transaction, id).await?;
    let (of_reading, of_batch) = kept(transaction, id).await?;
    let against = Against::of(transaction, &body, report.year).await?;
    let settled = latest(&corrections).into_keys().collect();
    let checked = check(&corrected(reading, &corrections), of_reading, of_batch, &settled, &against);
    keep(transaction, id, &checked, now).await?;
    Ok(Some(checked))
}

/// Puts a finding in the place of those with its code and leaves all others; `None` when nothing is left to change.
pub(super) async fn exchange(
    transaction: &mut Transaction,
    id: &ReportId,
    code: &str,
    found: Option<StoredFinding>,
    now: Timestamp,
) -> Result<Option<Counts>, AppError> {
    let rows = findings::of_report(transaction, id).await?;
    let all = rows.iter().filter_map(|row| serde_json::from_str::<StoredFinding>(&row.finding).ok());
    let (of_code, mut others): (Vec<_>, Vec<_>) = all.partition(|finding| finding.code == code);
    if of_code == found.iter().cloned().collect::<Vec<_>>() {
        return Ok(None);
    }
    others.extend(found);
    let uncertain = reports::by_id(transaction, id).await?.counts.uncertain;
    let checked = Checked { counts: Counts { uncertain, ..severities(&others) }, findings: others };
    keep(transaction, id, &checked, now).await?;
    Ok(Some(checked.counts))
}

/// The kept findings no check makes anew: those of reading, and that of the comparison with other reports.
pub(super) async fn kept(
    on: &mut impl Sql,
    id: &ReportId,
) -> Result<(Vec<StoredFinding>, Option<StoredFinding>), AppError> {
    let rows = findings::of_report(on, id).await?;
    let all = rows.iter().filter_map(|row| serde_json::from_str::<StoredFinding>(&row.finding).ok());
    let (of_checks, of_reading): (Vec<_>, Vec<_>) = all.partition(|finding| is_of_checks(&finding.code));
    Ok((of_reading, of_checks.into_iter().find(|finding| finding.code == COPIED_IN_BATCH)))
}

fn is_of_checks(code: &str) -> bool {
    check::CODES.iter().any(|known| known.0 == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_finding_about_copies_is_a_check_of_the_report_floor() {
        assert!(is_of_checks(COPIED_IN_BATCH));
    }
}
