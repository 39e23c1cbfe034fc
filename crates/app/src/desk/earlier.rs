//! Corrections made on earlier versions of a report that a newer one reads otherwise: told until they are taken over or left
//! aside, so that no version loses them without a word.

use std::collections::BTreeMap;

use gongkai_report::{Cell, CellAddress, CellState, Report, stored};
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
    Ok(unsettled_of(on, std::slice::from_ref(id)).await?.remove(id).unwrap_or_default())
}

/// How many some versions have; those without any are not named.
pub(crate) async fn counts(on: &mut dyn Sql, ids: &[ReportId]) -> Result<BTreeMap<ReportId, usize>, AppError> {
    let unsettled = unsettled_of(on, ids).await?;
    Ok(unsettled.into_iter().map(|(id, unsettled)| (id, unsettled.len())).collect())
}

/// Those of some versions, however many, by three queries; a version without any is not named.
async fn unsettled_of(on: &mut dyn Sql, ids: &[ReportId]) -> Result<BTreeMap<ReportId, Vec<Earlier>>, AppError> {
    let mut made: BTreeMap<ReportId, Vec<OfEarlier>> = BTreeMap::new();
    let mut own = corrections::of_reports(on, ids).await?;
    for of in corrections::of_earlier(on, ids).await? {
        if !is_settled(&of, own.get(&of.newer).map_or(&[], Vec::as_slice)) {
            made.entry(of.newer.clone()).or_default().push(of);
        }
    }
    let open: Vec<ReportId> = made.keys().cloned().collect();
    if open.is_empty() {
        return Ok(BTreeMap::new());
    }
    let readings = reports::readings(on, &open).await?;
    let work = move || {
        let told = readings.into_iter().map(|(id, kept)| {
            let read = stored::from_json(&kept).map_err(|error| AppError::Internal(error.to_string()))?;
            let report = corrected(read, &own.remove(&id).unwrap_or_default());
            let unsettled = read_otherwise(&report, made.remove(&id).unwrap_or_default());
            Ok((id, unsettled))
        });
        told.filter(|told| !matches!(told, Ok((_, unsettled)) if unsettled.is_empty())).collect()
    };
    tokio::task::spawn_blocking(work).await.map_err(|error| AppError::Internal(error.to_string()))?
}

/// Whether a version has an answer to a correction of an earlier one.
fn is_settled(of: &OfEarlier, own: &[Correction]) -> bool {
    // One that was made on the published version while this one was here already is not known to it.
    own.iter().any(|own| own.address == of.correction.address && own.at >= of.correction.at)
}

/// What is wrong with going on while some are unsettled.
pub(crate) fn problems(count: usize) -> Problems {
    let mut problems = Problems::new();
    if count > 0 {
        problems.add_with("earlier", "desk-earlier-open", vec![("count", count.to_string())]);
    }
    problems
}

/// Those of some corrections a version has otherwise, as they stand in the form.
fn read_otherwise(report: &Report, made: Vec<OfEarlier>) -> Vec<Earlier> {
    let told = made.into_iter().filter_map(|of| {
        let address = CellAddress::parse(&of.correction.address)?;
        // A table of another edition has no such cell: nothing of it is read otherwise.
        earlier(of, address, report.cells.get(address)?)
    });
    let mut told: Vec<Earlier> = told.collect();
    told.sort_by_key(|of| of.address);
    told
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
