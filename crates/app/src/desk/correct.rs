//! Correcting a cell that was read, and taking corrections back.

use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report, stored};
use gongkai_store::corrections::{self, Correction};
use gongkai_store::id::ReportId;
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, State};
use gongkai_store::{StoreError, bodies};
use serde_json::json;

use super::checking::recheck;
use super::source::found_by_reading;
use super::typed::typed;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::settings;

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// What a cell shall be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// A figure, as typed.
    Figure(String),
    /// Empty.
    Blank,
    /// A slash.
    Slash,
    /// What was read: corrections are taken back.
    AsRead,
}

/// A correction to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correcting {
    /// Which cell.
    pub address: String,
    /// What it shall be.
    pub wanted: Wanted,
    /// Why.
    pub reason: String,
    /// The number of the cell's newest correction the caller saw; 0 when it had none.
    pub seen: i64,
}

/// Corrects a cell. The checks run again at once, in the same transaction.
///
/// # Errors
/// [`AppError::Invalid`] for what is no such figure or has no reason, [`AppError::Stale`] when somebody else corrected
/// the cell in between, [`AppError::NotNow`] for a version that was superseded or never read.
pub async fn correct(app: &App, caller: &Caller, id: &ReportId, correcting: Correcting) -> Result<(), AppError> {
    let row = reports::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &row.body).await?;
    caller.require_with_thing(Permission::CorrectCells, &body)?;
    let person = caller.person_id().ok_or(AppError::SignedOut)?.clone();
    let settings = settings::check_settings(app, &body).await?;
    let found = found_by_reading(app, &row).await?;

    let mut transaction = app.database.begin().await?;
    let row = reports::by_id(&mut transaction, id).await?;
    let mut read = correctable(&row, reports::reading(&mut transaction, id).await?)?;
    read.findings = found;
    let known = corrections::of_report(&mut transaction, id).await?;
    let newest = known.iter().rfind(|known| known.address == correcting.address);
    if newest.map_or(0, |newest| newest.seq) != correcting.seen {
        return Err(AppError::Stale);
    }
    let (address, cell) = check(&read, &correcting, newest)?;
    let now = app.now();
    let was = read.cells.get(address).cloned().unwrap_or_else(Cell::missing);
    let correction = Correction {
        report: id.clone(),
        address: address.to_string(),
        seq: correcting.seen.saturating_add(1),
        read_cell: json_of(&was),
        cell: cell.as_ref().map(json_of),
        reason: correcting.reason.trim().to_owned(),
        person_id: person,
        person: caller.name().to_owned(),
        at: now,
    };
    match corrections::insert(&mut transaction, &correction).await {
        Err(StoreError::Conflict) => return Err(AppError::Stale),
        other => other?,
    }
    let counts = recheck(&mut transaction, &row, &body, &settings, read, now).await?;
    let detail = json!({
        "cell": address.as_str(), "seq": correction.seq, "read": said(&was), "corrected": cell.as_ref().map(said),
        "reason": correction.reason, "errors": counts.errors, "warnings": counts.warnings,
    });
    let action = if cell.is_some() { "cell_corrected" } else { "correction_taken_back" };
    let event = Event::of(&row.body, "report", id, action).with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// The reading of a version that may be corrected.
pub(super) fn correctable(row: &reports::Report, kept: Option<String>) -> Result<Report, AppError> {
    match row.state {
        State::Superseded => return Err(AppError::NotNow { reason: "desk-superseded" }),
        State::Received => return Err(AppError::NotNow { reason: "desk-unread" }),
        State::Read | State::Checked | State::Returned | State::Accepted => {}
    }
    let kept = kept.ok_or(AppError::NotNow { reason: "desk-unread" })?;
    stored::from_json(&kept).map_err(|error| AppError::Internal(error.to_string()))
}

fn check(
    read: &Report,
    correcting: &Correcting,
    newest: Option<&Correction>,
) -> Result<(CellAddress, Option<Cell>), AppError> {
    let mut problems = Problems::new();
    let address = CellAddress::parse(&correcting.address).filter(|address| read.cells.get(*address).is_some());
    let Some(address) = address else { return Err(Problems::one("address", "desk-cell-unknown")) };
    let cell = match wanted(read, address, &correcting.wanted) {
        Ok(cell) => cell,
        Err(message) => {
            problems.add("value", message);
            None
        }
    };
    let holds = newest.and_then(|newest| newest.cell.as_deref()).and_then(|cell| serde_json::from_str(cell).ok());
    if problems.0.is_empty() && cell.as_ref().map(said) == holds.as_ref().map(said) {
        problems.add("value", "desk-cell-unchanged");
    }
    let reason = correcting.reason.trim();
    if reason.is_empty() {
        problems.add("reason", "problem-required");
    }
    if reason.chars().nth(LONGEST).is_some() {
        problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    Ok((address, cell))
}

fn wanted(read: &Report, address: CellAddress, wanted: &Wanted) -> Result<Option<Cell>, &'static str> {
    let was = read.cells.get(address);
    let at = was.and_then(|cell| cell.at.clone());
    let empty = |state, raw: &str| Cell { state, value: None, raw: Some(raw.to_owned()), unit: None, at: at.clone() };
    Ok(match wanted {
        Wanted::Figure(text) => Some(Cell { at: at.clone(), ..typed(edition_of(read, address), address, text)? }),
        Wanted::Blank => Some(empty(CellState::Blank, "")),
        Wanted::Slash => Some(empty(CellState::Slash, "/")),
        Wanted::AsRead => None,
    })
}

/// The edition the cell's table is of.
pub fn edition_of(read: &Report, address: CellAddress) -> EditionId {
    let by_year = || EditionId::for_year(read.year.unwrap_or(i16::MAX));
    read.tables.get(&address.table()).map_or_else(by_year, |table| table.edition)
}

fn json_of(cell: &Cell) -> String {
    serde_json::to_string(cell).unwrap_or_default()
}

/// What a cell says, without its place.
fn said(cell: &Cell) -> serde_json::Value {
    json!({ "state": cell.state, "value": cell.value.map(|value| value.normalize().to_string()), "raw": cell.raw })
}
