//! Checking a reading and keeping what comes of it.

use gongkai_law::Severity;
use gongkai_report::check::{BodyKind, Context, Settings, check};
use gongkai_report::draft::Draft;
use gongkai_report::stored::{self, StoredFinding, fingerprints};
use gongkai_report::{CellAddress, CellState, EditionId, Report, matching};
use gongkai_store::bodies::{Body, Kind, Level};
use gongkai_store::findings::{self, Finding};
use gongkai_store::id::{BodyId, FindingId};
use gongkai_store::paper_figures::{self, PaperFigures};
use gongkai_store::reports::{self, Counts, Reading};
use gongkai_store::{Sql, Transaction, corrections};
use jiff::Timestamp;

use super::corrections::corrected;
use super::reading::ENGINE;
use crate::error::AppError;

/// A finding the checks of a single report do not make: it comes from comparing the reports of a batch.
pub(crate) const OF_THE_BATCH: &str = "copied-in-batch";

/// Keeps a fresh reading of a report's file and the findings of the checks on it; corrections made before hold on.
///
/// The report's state and the journal are the caller's.
///
/// # Errors
/// [`AppError::Store`] when it cannot be kept.
pub async fn keep_reading(
    transaction: &mut Transaction,
    row: &reports::Report,
    body: &Body,
    settings: &Settings,
    read: Report,
    now: Timestamp,
) -> Result<Counts, AppError> {
    let kept = Reading {
        title: read.title.as_ref().map(|title| title.text.clone()),
        reading: stored::to_json(&read),
        engine: ENGINE.to_owned(),
        counts: Counts::default(),
        at: now,
    };
    reports::set_reading(transaction, &row.id, &kept).await?;
    recheck(transaction, row, body, settings, read, now).await
}

/// Checks a report as it was read, with its corrections, and puts the findings in the place of those it had.
///
/// `read` carries the findings of reading itself, as [`gongkai_report::read()`] gives them.
///
/// # Errors
/// [`AppError::Store`] when it cannot be kept.
pub async fn recheck(
    transaction: &mut Transaction,
    row: &reports::Report,
    body: &Body,
    settings: &Settings,
    read: Report,
    now: Timestamp,
) -> Result<Counts, AppError> {
    let report = corrected(read, &corrections::of_report(transaction, &row.id).await?);
    let prior = prior(transaction, &row.body, row.year).await?;
    let known = known(body);
    let context = Context { prior: prior.as_ref(), settings, body_kind: known.kind, body: Some(&known) };
    let made = report.findings.iter().map(StoredFinding::from);
    let mut all: Vec<StoredFinding> = made.chain(check(&report, &context).iter().map(StoredFinding::from)).collect();
    let before = findings::of_report(transaction, &row.id).await?;
    let of_the_batch = before.iter().filter(|finding| finding.code == OF_THE_BATCH);
    all.extend(of_the_batch.filter_map(|finding| serde_json::from_str(&finding.finding).ok()));
    let uncertain = report.cells.0.values().filter(|cell| is_uncertain(cell.state)).count();
    keep_findings(transaction, row, &all, i64::try_from(uncertain).unwrap_or(i64::MAX), now).await
}

/// Puts findings in the place of those a report had; `uncertain` is how many of its cells are not certain.
///
/// # Errors
/// [`AppError::Store`] when they cannot be kept.
pub(crate) async fn keep_findings(
    transaction: &mut Transaction,
    row: &reports::Report,
    all: &[StoredFinding],
    uncertain: i64,
    now: Timestamp,
) -> Result<Counts, AppError> {
    findings::replace(transaction, &row.id, &rows(row, all, now)).await?;
    let counts = Counts { uncertain, ..severities(all) };
    reports::set_counts(transaction, &row.id, counts).await?;
    Ok(counts)
}

/// The body's report of the year before, corrections applied; where none was read, what was typed of it from paper.
///
/// # Errors
/// [`AppError::Store`] when it cannot be asked.
pub async fn prior(on: &mut dyn Sql, body: &BodyId, year: i16) -> Result<Option<Report>, AppError> {
    let before = year.saturating_sub(1);
    if let Some(row) = reports::current(on, body, before).await?
        && let Some(reading) = reports::reading(on, &row.id).await?
        && let Ok(read) = stored::from_json(&reading)
    {
        return Ok(Some(corrected(read, &corrections::of_report(on, &row.id).await?)));
    }
    Ok(paper_figures::of_year(on, body, before).await?.map(|typed| from_paper(&typed)))
}

/// The few figures known of a report on paper, as a report in which everything else is missing.
fn from_paper(typed: &PaperFigures) -> Report {
    let edition = EditionId::for_year(typed.year);
    let mut draft = Draft { edition, year: typed.year, ..Draft::new("", typed.year) };
    let cells = typed.cells.iter();
    draft.cells = cells.filter_map(|(cell, text)| Some((CellAddress::parse(cell)?, text.clone()))).collect();
    let written = draft.report();
    let mut report = Report { year: Some(typed.year), tables: written.tables, ..Report::default() };
    let known = written.cells.0.into_iter().filter(|(address, _)| draft.cells.contains_key(address));
    report.cells.0.extend(known);
    report
}

/// A body as checks and matching are told of it, without its area.
pub(crate) fn known(body: &Body) -> matching::Body {
    matching::Body {
        id: body.id.to_string(),
        kind: body_kind(body.kind, body.level),
        name: body.name.clone(),
        other_names: body.other_names.clone(),
        area: None,
    }
}

/// The kind of body the checks are told; `None` for those the Regulation does not name.
pub(crate) fn body_kind(kind: Kind, level: Level) -> Option<BodyKind> {
    match (kind, level) {
        (Kind::Street, _) => Some(BodyKind::Street),
        (Kind::Township, _) | (Kind::Government, Level::Township | Level::Village) => Some(BodyKind::Township),
        (Kind::Department | Kind::Institution, _) => Some(BodyKind::Department),
        (Kind::Government, Level::Province | Level::City) => Some(BodyKind::HigherGovernment),
        (Kind::Government, Level::County) => Some(BodyKind::CountyGovernment),
        (Kind::Community | Kind::Village, _) => None,
    }
}

fn rows(row: &reports::Report, all: &[StoredFinding], now: Timestamp) -> Vec<Finding> {
    let keys = fingerprints(all);
    let numbered = (0_i64..).zip(all.iter().zip(keys));
    numbered
        .map(|(ordinal, (finding, fingerprint))| Finding {
            id: FindingId::new(now),
            report: row.id.clone(),
            ordinal,
            code: finding.code.clone(),
            severity: finding.severity.id().to_owned(),
            fingerprint,
            finding: serde_json::to_string(finding).unwrap_or_default(),
        })
        .collect()
}

fn severities(all: &[StoredFinding]) -> Counts {
    let of = |severity: Severity| {
        i64::try_from(all.iter().filter(|finding| finding.severity == severity).count()).unwrap_or(i64::MAX)
    };
    Counts { errors: of(Severity::Error), warnings: of(Severity::Warning), infos: of(Severity::Info), uncertain: 0 }
}

/// Whether what stands in a cell, or whether anything does, is not certain.
pub fn is_uncertain(state: CellState) -> bool {
    match state {
        CellState::Missing | CellState::Text => true,
        CellState::Value | CellState::Blank | CellState::Slash => false,
    }
}
