//! Corrections made on earlier versions of a report that a newer one reads otherwise: told until they are taken over or left
//! aside, so that no version loses them without a word.

use std::collections::BTreeMap;

use gongkai_report::{Cell, CellAddress, CellState, stored};
use gongkai_store::Sql;
use gongkai_store::corrections::{self, Correction, OfEarlier};
use gongkai_store::id::ReportId;
use gongkai_store::reports;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::correct::{Correctable, LONGEST, said};
use super::corrections::corrected;
use crate::access::Caller;
use crate::app::App;
use crate::error::{AppError, Problems};

/// A correction of an earlier version that a newer one neither reads nor has an answer to.
#[derive(Debug, Clone, PartialEq)]
pub struct Earlier {
    /// Which cell.
    pub address: CellAddress,
    /// On which version it was made.
    pub version: i64,
    /// Its number among the cell's corrections there.
    pub seq: i64,
    /// What was read there.
    pub read: Cell,
    /// What it was corrected to.
    pub corrected: Cell,
    /// What the newer version has.
    pub own: Cell,
    /// Who corrected it.
    pub person: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
}

/// Those of a version nobody has settled, as the form has its cells; none while it was not read.
pub(crate) async fn unsettled(on: &mut dyn Sql, id: &ReportId) -> Result<Vec<Earlier>, AppError> {
    let made = corrections::of_earlier(on, std::slice::from_ref(id)).await?;
    of_one(on, id, made).await
}

/// How many some versions have; those without any are not named.
pub(crate) async fn counts(on: &mut dyn Sql, ids: &[ReportId]) -> Result<BTreeMap<ReportId, usize>, AppError> {
    let mut by_report: BTreeMap<ReportId, Vec<OfEarlier>> = BTreeMap::new();
    for of in corrections::of_earlier(on, ids).await? {
        by_report.entry(of.newer.clone()).or_default().push(of);
    }
    let mut counts = BTreeMap::new();
    for (id, made) in by_report {
        let count = of_one(on, &id, made).await?.len();
        if count > 0 {
            counts.insert(id, count);
        }
    }
    Ok(counts)
}

/// What is wrong with going on while some are unsettled.
pub(crate) fn problems(count: usize) -> Problems {
    let mut problems = Problems::new();
    if count > 0 {
        problems.add_with("earlier", "desk-earlier-open", vec![("count", count.to_string())]);
    }
    problems
}

async fn of_one(on: &mut dyn Sql, id: &ReportId, made: Vec<OfEarlier>) -> Result<Vec<Earlier>, AppError> {
    if made.is_empty() {
        return Ok(Vec::new());
    }
    let Some(kept) = reports::reading(on, id).await? else { return Ok(Vec::new()) };
    let read = stored::from_json(&kept).map_err(|error| AppError::Internal(error.to_string()))?;
    let own = corrections::of_report(on, id).await?;
    let report = corrected(read, &own);
    let is_settled = |of: &OfEarlier| {
        // One that was made on the published version while this one was here already is not known to it.
        own.iter().any(|own| own.address == of.correction.address && own.at >= of.correction.at)
    };
    let mut unsettled: Vec<Earlier> = made
        .into_iter()
        .filter(|of| !is_settled(of))
        .filter_map(|of| {
            let address = CellAddress::parse(&of.correction.address)?;
            // A table of another edition has no such cell: nothing of it is read otherwise.
            earlier(of, address, report.cells.get(address)?)
        })
        .collect();
    // As they stand in the form.
    unsettled.sort_by_key(|of| of.address);
    Ok(unsettled)
}

fn earlier(of: OfEarlier, address: CellAddress, own: &Cell) -> Option<Earlier> {
    let OfEarlier { version, correction, .. } = of;
    let corrected: Cell = serde_json::from_str(correction.cell.as_deref()?).ok()?;
    (!is_same(&corrected, own)).then(|| Earlier {
        address,
        version,
        seq: correction.seq,
        read: serde_json::from_str(&correction.read_cell).unwrap_or_else(|_| Cell::missing()),
        corrected,
        own: own.clone(),
        person: correction.person,
        at: correction.at,
        reason: correction.reason,
    })
}

/// Whether two cells say the same; how a figure was written is nothing of it.
fn is_same(one: &Cell, other: &Cell) -> bool {
    let is_empty = |cell: &Cell| matches!(cell.state, CellState::Blank | CellState::Missing);
    match (one.state, other.state) {
        (CellState::Value, CellState::Value) => one.value == other.value,
        (CellState::Text, CellState::Text) => one.raw == other.raw,
        (CellState::Slash, CellState::Slash) => true,
        _ => is_empty(one) && is_empty(other),
    }
}

/// What becomes of corrections of earlier versions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settling {
    /// The chosen cells, each with the version it was corrected on and the number of the correction, as a page showed it.
    pub chosen: BTreeMap<String, (i64, i64)>,
    /// Why they are left aside; `None` when they are taken over.
    pub left_because: Option<String>,
}

/// Takes corrections of earlier versions over, each with the reason it had, or leaves them aside: what the newer version
/// reads then stands as a decision of the desk. The checks run again at once.
///
/// # Errors
/// [`AppError::Invalid`] without any chosen, or when they are left aside without a reason; [`AppError::Stale`] when one is not
/// as the page showed it; [`AppError::NotNow`] for a version that was superseded or never read.
pub async fn settle_earlier(app: &App, caller: &Caller, id: &ReportId, settling: &Settling) -> Result<(), AppError> {
    let mut correctable = Correctable::begin(app, caller, id).await?;
    let because = because(settling)?;
    let unsettled = unsettled(&mut correctable.transaction, id).await?;
    let (mut cells, mut versions) = (serde_json::Map::new(), Vec::new());
    let mut is_missed = settling.chosen.len();
    for of in unsettled {
        if settling.chosen.get(of.address.as_str()) != Some(&(of.version, of.seq)) {
            continue;
        }
        is_missed = is_missed.saturating_sub(1);
        let holds = if because.is_some() { &of.own } else { &of.corrected };
        cells.insert(of.address.to_string(), said(holds));
        versions.push(of.version);
        let (cell, reason) = match because {
            Some(because) => (None, because.to_owned()),
            None => (Some(of.corrected), of.reason),
        };
        correctable.insert(of.address, cell, reason).await?;
    }
    if is_missed > 0 {
        return Err(AppError::Stale);
    }
    versions.sort_unstable();
    versions.dedup();
    let (action, name) = match because {
        Some(_) => ("corrections_left_aside", "read"),
        None => ("corrections_carried", "corrected"),
    };
    let detail = json!({ "versions": versions, (name): Value::Object(cells), "reason": because });
    correctable.finish(caller, action, detail).await
}

fn because(settling: &Settling) -> Result<Option<&str>, AppError> {
    let mut problems = Problems::new();
    if settling.chosen.is_empty() {
        problems.add("earlier", "desk-earlier-none");
    }
    let because = settling.left_because.as_deref().map(str::trim);
    match because {
        Some("") => problems.add("earlier-reason", "desk-earlier-no-reason"),
        Some(long) if long.chars().nth(LONGEST).is_some() => {
            problems.add_with("earlier-reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
        }
        Some(_) | None => {}
    }
    problems.check()?;
    Ok(because)
}

/// Whether a cell has such a correction and none of its own: what is read can be chosen then.
pub(super) fn is_open_at(unsettled: &[Earlier], address: CellAddress) -> bool {
    unsettled.iter().any(|of| of.address == address)
}

/// Whether a correction leaves one of an earlier version aside: what is read stands though nothing was corrected here.
pub fn leaves_aside(of: &Correction) -> bool {
    of.seq == 1 && of.cell.is_none()
}
