//! Keeping what was typed.

use std::collections::BTreeMap;

use gongkai_report::EditionId;
use gongkai_report::draft::OPENING;
use gongkai_store::drafts::Draft;
use gongkai_store::id::DraftId;
use serde_json::{Map, Value, json};

use super::changing::Changing;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

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

/// Keeps what was typed; the new revision, or the same when nothing differs. What is no figure is kept, too: it is told
/// by the checks, and nobody's work is lost for a slip.
///
/// # Errors
/// [`AppError::Stale`] when somebody changed the draft since `revision`, [`AppError::Invalid`] when a text is too long or
/// a cell not of the form, [`AppError::NotNow`] when the draft is before the leader or signed.
pub async fn save(app: &App, caller: &Caller, id: &DraftId, typed: Typed, revision: i64) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    check(&changing.draft, &typed)?;
    let cells = take_cells(&mut changing.draft, typed.cells);
    let sections = take_sections(&mut changing.draft, typed.sections);
    if cells.is_empty() && sections.is_empty() {
        return Ok(revision);
    }
    let detail = json!({ "revision": revision.saturating_add(1), "cells": cells, "sections": sections });
    changing.finish(caller, "draft_saved", detail).await
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

/// Takes the cells that differ; each with what stood there and what does.
fn take_cells(draft: &mut Draft, cells: BTreeMap<String, String>) -> Map<String, Value> {
    let mut changed = Map::new();
    for (address, text) in cells {
        let text = text.trim().to_owned();
        let before = draft.cells.get(&address).cloned().unwrap_or_default();
        if before == text {
            continue;
        }
        changed.insert(address.clone(), json!({ "from": before, "to": text }));
        if text.is_empty() {
            draft.cells.remove(&address);
        } else {
            draft.cells.insert(address, text);
        }
    }
    changed
}

/// Takes the sections that differ; their numbers.
fn take_sections(draft: &mut Draft, sections: BTreeMap<u8, String>) -> Vec<u8> {
    let mut changed = Vec::new();
    for (number, text) in sections {
        // Browsers send line ends in two characters.
        let text = text.replace("\r\n", "\n").trim_end().to_owned();
        if draft.sections.get(&number).map_or("", String::as_str) == text {
            continue;
        }
        changed.push(number);
        if text.is_empty() {
            draft.sections.remove(&number);
        } else {
            draft.sections.insert(number, text);
        }
    }
    changed
}
