//! Taking the report that came in as a file for the beginning of the draft.

use std::collections::BTreeMap;

use gongkai_report::draft::Draft as Form;
use gongkai_report::{CellAddress, CellState, Report as Reading, stored};
use gongkai_store::drafts::Draft;
use gongkai_store::id::{DraftId, ReportId};
use gongkai_store::journal::Entry;
use gongkai_store::reports::{self, Report};
use gongkai_store::{Sql, corrections};
use serde_json::{Value, json};

use super::changing::Changing;
use super::corrected::{SEEN, Shown, newest as newest_corrections};
use super::form::{blank_cells, form_of};
use super::from_file::FILLED_FROM_FILE;
use super::open::{Opened, open};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::corrections::{corrected, holding};
use crate::error::AppError;

/// What a draft would have of a report that came in as a file.
#[derive(Debug, Clone)]
pub struct Basis {
    /// The version.
    pub report: Report,
    /// Its figures as they are typed, corrections made on the desk in the place of what was read.
    pub cells: BTreeMap<String, String>,
    /// Its texts by number.
    pub sections: BTreeMap<u8, String>,
    /// Cells of the form that were not read, with the words that stood there instead: they stay blank.
    pub unread: Vec<(CellAddress, String)>,
    /// How many of the figures are corrections.
    pub corrected: usize,
    /// The corrections that are in it: by cell the number of the newest.
    seen: Shown,
}

impl Basis {
    /// How many cells and texts of a draft would become others, or nothing.
    pub fn replaces(&self, draft: &Draft) -> (usize, usize) {
        let other = |own: &str, new: Option<&String>| !own.trim().is_empty() && new.map(String::as_str) != Some(own);
        let cells = draft.cells.iter().filter(|(address, own)| other(own, self.cells.get(*address))).count();
        let sections = draft.sections.iter().filter(|(number, own)| other(own, self.sections.get(number))).count();
        (cells, sections)
    }

    /// Whether a draft has all of it already, and nothing else.
    pub fn is_in(&self, draft: &Draft) -> bool {
        let held = |own: Option<&String>, of: &String| own.map_or(of.trim().is_empty(), |own| own == of);
        self.replaces(draft) == (0, 0)
            && self.cells.iter().all(|(address, of)| held(draft.cells.get(address), of))
            && self.sections.iter().all(|(number, of)| held(draft.sections.get(number), of))
    }
}

/// A draft with what it would have of the body's newest report; `None` where that is the draft's own, or was not read.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] as with [`open()`].
pub async fn basis(app: &App, caller: &Caller, id: &DraftId) -> Result<(Opened, Option<Basis>), AppError> {
    let opened = open(app, caller, id).await?;
    caller.require(Permission::DraftReport, &opened.body)?;
    let basis = read(&mut &app.database, &opened.row, &opened.form).await?;
    Ok((opened, basis))
}

/// Puts the figures and texts of a report that came in as a file into the draft, in the place of what stands there. What
/// was not read stays blank. `report` is the version the officer saw: another one may have come since.
///
/// # Errors
/// [`AppError::Stale`] when a newer version came in or the draft changed since `revision`, [`AppError::NotNow`] when there
/// is no such report, or the draft is before the leader or signed.
pub async fn fill_from_report(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    report: &ReportId,
    revision: i64,
) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let form = form_of(&changing.draft, &changing.body);
    let basis = read(&mut changing.transaction, &changing.draft, &form).await?;
    let basis = basis.ok_or(AppError::NotNow { reason: "draft-no-report" })?;
    if basis.report.id != *report {
        return Err(AppError::Stale);
    }
    let (cells, sections) = basis.replaces(&changing.draft);
    let unread: Vec<&str> = basis.unread.iter().map(|(address, _)| address.as_str()).collect();
    let detail = json!({
        "report": basis.report.id, "version": basis.report.version, "cells": basis.cells.len(),
        "sections": basis.sections.keys().collect::<Vec<_>>(), "corrected": basis.corrected, "unread": unread,
        "replaced": { "cells": cells, "sections": sections }, (SEEN): basis.seen,
    });
    let draft = &mut changing.draft;
    (draft.cells, draft.sections) = (basis.cells, basis.sections);
    // Its figures are no total's any more.
    (draft.members, draft.absent, draft.absent_reason) = (Vec::new(), None, None);
    (draft.sums, draft.override_reason) = (None, None);
    changing.finish(caller, FILLED, detail).await
}

/// What the journal calls it.
pub(super) const FILLED: &str = "draft_filled_from_report";

/// The cells of a form that were not read when the draft was filled, by its entries in the journal, newest first, and are
/// blank still.
pub(super) fn unread(entries: &[Entry], form: &Form) -> Vec<CellAddress> {
    let entry = entries.iter().find(|entry| [FILLED, FILLED_FROM_FILE].contains(&entry.action.as_str()));
    let detail = entry.and_then(|entry| serde_json::from_str::<Value>(&entry.detail).ok());
    let unread: Vec<CellAddress> = detail
        .as_ref()
        .and_then(|detail| detail.get("unread")?.as_array())
        .into_iter()
        .flatten()
        .filter_map(|address| CellAddress::parse(address.as_str()?))
        .collect();
    blank_cells(form).into_iter().filter(|address| unread.contains(address)).collect()
}

/// The body's newest report of a year that did not come from its draft, as far as the form has places for it.
async fn read(on: &mut dyn Sql, draft: &Draft, form: &Form) -> Result<Option<Basis>, AppError> {
    let newest = reports::current(on, &draft.body, draft.year).await?;
    let Some(report) = newest.filter(|row| draft.report.as_ref() != Some(&row.id)) else { return Ok(None) };
    let kept = reports::reading(on, &report.id).await?;
    let Some(read) = kept.and_then(|kept| stored::from_json(&kept).ok()) else { return Ok(None) };
    let corrections = corrections::of_report(on, &report.id).await?;
    let Taken { cells, sections, unread } = Taken::of(corrected(read, &corrections), form);
    let corrected = holding(&corrections).keys().filter(|address| cells.contains_key(address.as_str())).count();
    Ok(Some(Basis { report, cells, sections, unread, corrected, seen: newest_corrections(&corrections) }))
}

/// What of a report goes into a draft.
pub(super) struct Taken {
    /// Its figures as they are typed.
    pub(super) cells: BTreeMap<String, String>,
    /// Its texts by number.
    pub(super) sections: BTreeMap<u8, String>,
    /// Cells of the form that were not read, with the words that stood there instead: they stay blank.
    pub(super) unread: Vec<(CellAddress, String)>,
}

impl Taken {
    /// What of a report the form has places for.
    pub(super) fn of(mut read: Reading, form: &Form) -> Self {
        let forms = || form.edition.edition().cells().iter().map(|form| form.address);
        let is_read = |address: &CellAddress| {
            let state = read.cells.get(*address).map_or(CellState::Missing, |cell| cell.state);
            matches!(state, CellState::Value | CellState::Blank | CellState::Slash)
        };
        let unread: Vec<CellAddress> = forms().filter(|address| !is_read(address)).collect();
        let words = |address| read.cells.get(address).and_then(|cell| cell.raw.clone()).unwrap_or_default();
        let unread: Vec<_> = unread.into_iter().map(|address| (address, words(address).trim().to_owned())).collect();
        for (address, _) in &unread {
            read.cells.0.remove(address);
        }
        let taken = Form::from_report(&read, &form.body, form.year);
        Self {
            cells: taken.cells.into_iter().map(|(address, text)| (address.to_string(), text)).collect(),
            sections: taken.sections.into_iter().filter(|(_, text)| !text.trim().is_empty()).collect(),
            unread,
        }
    }
}
