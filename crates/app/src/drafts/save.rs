//! Keeping what was typed.

use std::collections::BTreeMap;

use gongkai_report::EditionId;
use gongkai_report::draft::OPENING;
use gongkai_store::drafts::Draft;
use gongkai_store::id::DraftId;
use serde_json::json;

use super::changing::Changing;
use super::meanwhile::{self, Field, Sent};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::meanwhile::with_plain_line_ends;

/// The longest text of one cell, in characters: far beyond any figure.
const LONGEST_CELL: usize = 60;
/// The longest section, in characters.
const LONGEST_SECTION: usize = 60_000;

/// What was typed: only what the page has fields for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typed {
    /// Cells by address.
    pub cells: BTreeMap<String, String>,
    /// Section texts by number.
    pub sections: BTreeMap<u8, String>,
}

impl Typed {
    /// What stands in a draft.
    pub fn of(draft: &Draft) -> Self {
        Self { cells: draft.cells.clone(), sections: draft.sections.clone() }
    }

    /// The text of a field, empty when there is none.
    pub fn text(&self, field: &Field) -> &str {
        let text = match field {
            Field::Cell(address) => self.cells.get(address),
            Field::Section(number) => self.sections.get(number),
        };
        text.map_or("", String::as_str)
    }

    /// Fields and their texts.
    pub fn fields(&self) -> impl Iterator<Item = (Field, &str)> {
        let cells = self.cells.iter().map(|(address, text)| (Field::Cell(address.clone()), text.as_str()));
        cells.chain(self.sections.iter().map(|(number, text)| (Field::Section(*number), text.as_str())))
    }

    /// Puts a text into a field.
    pub fn put(&mut self, field: &Field, text: &str) {
        match field {
            Field::Cell(address) => drop(self.cells.insert(address.clone(), text.to_owned())),
            Field::Section(number) => drop(self.sections.insert(*number, text.to_owned())),
        }
    }

    /// Takes a field away.
    pub fn remove(&mut self, field: &Field) {
        match field {
            Field::Cell(address) => drop(self.cells.remove(address)),
            Field::Section(number) => drop(self.sections.remove(number)),
        }
    }
}

/// Keeps what was typed; the new revision, or the same when nothing differs. What is no figure is kept, too: it is told
/// by the checks, and nobody's work is lost for a slip.
///
/// # Errors
/// [`AppError::Stale`] when somebody changed the draft since the page was made, [`AppError::Invalid`] when a text is too
/// long or a cell not of the form, [`AppError::NotNow`] when the draft is before the leader or signed.
pub async fn save(app: &App, caller: &Caller, id: &DraftId, sent: Sent) -> Result<i64, AppError> {
    let changing = Changing::begin(app, caller, id, Permission::DraftReport, sent.revision).await?;
    changing.require_open()?;
    if !sent.undecided.is_empty() {
        return Err(AppError::Stale);
    }
    keep(changing, caller, sent.typed, sent.is_chosen).await
}

/// Keeps what was typed beside what was saved elsewhere meanwhile: the new revision, and whether anything was.
///
/// # Errors
/// [`AppError::Stale`] when both changed a field, otherwise as with [`save()`].
pub async fn save_beside(app: &App, caller: &Caller, id: &DraftId, sent: &Sent) -> Result<(i64, bool), AppError> {
    let mut changing = Changing::whatever(app, caller, id, Permission::DraftReport).await?;
    changing.require_open()?;
    let is_beside = changing.draft.revision != sent.revision;
    let beside = meanwhile::of(&mut changing.transaction, &changing.draft, sent).await?;
    if !beside.conflicts.is_empty() {
        return Err(AppError::Stale);
    }
    let typed = if is_beside { beside.typed } else { sent.typed.clone() };
    Ok((keep(changing, caller, typed, is_beside || sent.is_chosen).await?, is_beside))
}

/// `beside`: what somebody else saved meanwhile was looked at.
async fn keep(mut changing: Changing, caller: &Caller, typed: Typed, beside: bool) -> Result<i64, AppError> {
    check(&changing.draft, &typed)?;
    let before = Typed::of(&changing.draft);
    take_cells(&mut changing.draft, typed.cells);
    take_sections(&mut changing.draft, typed.sections);
    if before == Typed::of(&changing.draft) {
        return Ok(changing.draft.revision);
    }
    changing.finish(caller, "draft_saved", if beside { json!({ "beside": true }) } else { json!({}) }).await
}

fn check(draft: &Draft, typed: &Typed) -> Result<(), AppError> {
    let mut problems = Problems::new();
    let edition = EditionId::parse(&draft.edition).unwrap_or_else(|| EditionId::for_year(draft.year));
    for (address, text) in &typed.cells {
        if !edition.edition().cells().iter().any(|form| form.address.as_str() == address) {
            problems.add(address.clone(), "draft-cell-unknown");
        } else if text.chars().nth(LONGEST_CELL).is_some() {
            problems.add_with(address.clone(), "problem-too-long", vec![("most", LONGEST_CELL.to_string())]);
        }
    }
    for (number, text) in &typed.sections {
        let field = format!("section-{number}");
        if !(OPENING..=6).contains(number) {
            problems.add(field, "draft-section-unknown");
        } else if text.chars().nth(LONGEST_SECTION).is_some() {
            problems.add_with(field, "problem-too-long", vec![("most", LONGEST_SECTION.to_string())]);
        }
    }
    problems.check()
}

fn take_cells(draft: &mut Draft, cells: BTreeMap<String, String>) {
    for (address, text) in cells {
        let text = text.trim().to_owned();
        if text.is_empty() {
            draft.cells.remove(&address);
        } else {
            draft.cells.insert(address, text);
        }
    }
}

fn take_sections(draft: &mut Draft, sections: BTreeMap<u8, String>) {
    for (number, text) in sections {
        let text = with_plain_line_ends(&text).trim_end().to_owned();
        if text.is_empty() {
            draft.sections.remove(&number);
        } else {
            draft.sections.insert(number, text);
        }
    }
}
