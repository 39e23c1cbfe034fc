//! Correcting a cell that was read, and taking corrections back.

use gongkai_report::check::Settings;
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report, stored};
use gongkai_store::bodies::{self, Body};
use gongkai_store::corrections::{self, Correction};
use gongkai_store::id::{PersonId, ReportId};
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, State};
use gongkai_store::{StoreError, Transaction};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::checking::recheck;
use super::earlier::{is_open_at, unsettled};
use super::source::found_by_reading;
use super::step::require_judge;
use super::typed::typed;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::settings;

/// The longest reason, in characters.
pub(super) const LONGEST: usize = 500;

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
/// the cell in between, [`AppError::NotNow`] for a version that was superseded or never read, or whose desk is above.
pub async fn correct(app: &App, caller: &Caller, id: &ReportId, correcting: Correcting) -> Result<(), AppError> {
    let mut correctable = Correctable::begin(app, caller, id).await?;
    let newest = correctable.newest(&correcting.address).cloned();
    if newest.as_ref().map_or(0, |newest| newest.seq) != correcting.seen {
        return Err(AppError::Stale);
    }
    let address = CellAddress::parse(&correcting.address);
    let unsettled = unsettled(&mut correctable.transaction, id).await?;
    let leaves_aside = correcting.wanted == Wanted::AsRead && address.is_some_and(|at| is_open_at(&unsettled, at));
    let (address, cell) = check(&correctable.read, &correcting, newest.as_ref(), leaves_aside)?;
    let was = correctable.was(address);
    let reason = correcting.reason.trim().to_owned();
    let seq = correctable.insert(address, cell.clone(), reason.clone()).await?;
    let action = match &cell {
        Some(_) => "cell_corrected",
        None if leaves_aside => "corrections_left_aside",
        None => "correction_taken_back",
    };
    let detail = json!({
        "cell": address.as_str(), "seq": seq, "read": said(&was), "corrected": cell.as_ref().map(said), "reason": reason,
    });
    correctable.finish(caller, action, detail).await
}

/// A version whose cells are about to be corrected.
pub(super) struct Correctable {
    pub(super) transaction: Transaction,
    row: reports::Report,
    body: Body,
    settings: Settings,
    /// As it was read.
    read: Report,
    /// Its corrections, those just made among them.
    known: Vec<Correction>,
    person: PersonId,
    person_name: String,
    now: Timestamp,
}

impl Correctable {
    /// Loads it for somebody who may correct it.
    pub(super) async fn begin(app: &App, caller: &Caller, id: &ReportId) -> Result<Self, AppError> {
        let row = reports::by_id(&mut &app.database, id).await?;
        let body = bodies::by_id(&mut &app.database, &row.body).await?;
        require_judge(&mut &app.database, caller, Permission::CorrectCells, &body, row.year).await?;
        let person = caller.person_id().ok_or(AppError::SignedOut)?.clone();
        let settings = settings::check_settings(app, &body).await?;
        let found = found_by_reading(app, &row).await?;

        let mut transaction = app.database.begin().await?;
        let row = reports::by_id(&mut transaction, id).await?;
        let mut read = correctable(&row, reports::reading(&mut transaction, id).await?)?;
        read.findings = found;
        let known = corrections::of_report(&mut transaction, id).await?;
        let (person_name, now) = (caller.name().to_owned(), app.now());
        Ok(Self { transaction, row, body, settings, read, known, person, person_name, now })
    }

    fn newest(&self, address: &str) -> Option<&Correction> {
        self.known.iter().filter(|known| known.address == address).max_by_key(|known| known.seq)
    }

    fn was(&self, address: CellAddress) -> Cell {
        self.read.cells.get(address).cloned().unwrap_or_else(Cell::missing)
    }

    /// Adds a correction, `None` for what was read; its number.
    pub(super) async fn insert(
        &mut self,
        address: CellAddress,
        cell: Option<Cell>,
        reason: String,
    ) -> Result<i64, AppError> {
        let correction = Correction {
            report: self.row.id.clone(),
            address: address.to_string(),
            seq: self.newest(address.as_str()).map_or(0, |newest| newest.seq).saturating_add(1),
            read_cell: json_of(&self.was(address)),
            cell: cell.as_ref().map(json_of),
            reason,
            person_id: self.person.clone(),
            person: self.person_name.clone(),
            at: self.now,
        };
        match corrections::insert(&mut self.transaction, &correction).await {
            Err(StoreError::Conflict) => return Err(AppError::Stale),
            other => other?,
        }
        let seq = correction.seq;
        self.known.push(correction);
        Ok(seq)
    }

    /// Checks it anew, writes the journal with what is found now, and commits.
    pub(super) async fn finish(
        mut self,
        caller: &Caller,
        action: &'static str,
        mut detail: Value,
    ) -> Result<(), AppError> {
        let counts = recheck(&mut self.transaction, &self.row, &self.body, &self.settings, self.read, self.now).await?;
        if let Some(fields) = detail.as_object_mut() {
            fields.insert("errors".to_owned(), json!(counts.errors));
            fields.insert("warnings".to_owned(), json!(counts.warnings));
        }
        let event = Event::of(&self.row.body, "report", &self.row.id, action).with(detail);
        journal::append(&mut self.transaction, caller.actor(), self.now, event).await?;
        self.transaction.commit().await?;
        Ok(())
    }
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
    leaves_aside: bool,
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
    if problems.0.is_empty() && !leaves_aside && cell.as_ref().map(said) == holds.as_ref().map(said) {
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
pub(super) fn said(cell: &Cell) -> Value {
    json!({ "state": cell.state, "value": cell.value.map(|value| value.normalize().to_string()), "raw": cell.raw })
}
