//! Last year's report is known on paper only: the few figures this year's is checked against are typed in.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_report::{CellAddress, EditionId};
use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::id::DraftId;
use gongkai_store::journal::{self, Event};
use gongkai_store::paper_figures::{self, PaperFigures};
use gongkai_store::reports::{self, State};
use serde_json::json;

use super::open::{Opened, open};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::typed::typed;
use crate::error::{AppError, Problems};
use crate::jobs::{self, Work};

/// The longest source, in characters.
const LONGEST: usize = 200;

/// The figures of last year a draft needs, with what was typed of them.
#[derive(Debug, Clone)]
pub struct OnPaper {
    /// The draft.
    pub opened: Opened,
    /// The edition of last year's form.
    pub edition: EditionId,
    /// The cells asked for, in the form's order.
    pub asked: Vec<CellAddress>,
    /// What was typed, by address.
    pub cells: BTreeMap<String, String>,
    /// Where it was typed from.
    pub source: String,
}

/// What of last year's report can be typed in for a draft.
///
/// # Errors
/// As [`open`]; [`AppError::NotNow`] when last year's report is here.
pub async fn on_paper(app: &App, caller: &Caller, id: &DraftId) -> Result<OnPaper, AppError> {
    let opened = open(app, caller, id).await?;
    caller.require(Permission::DraftReport, &opened.body)?;
    if opened.has_prior_report {
        return Err(AppError::NotNow { reason: "draft-prior-here" });
    }
    let before = opened.row.year.saturating_sub(1);
    let kept = paper_figures::of_year(&mut &app.database, &opened.body.id, before).await?;
    let (cells, source) = kept.map(|kept| (kept.cells, kept.source)).unwrap_or_default();
    let asked = asked(opened.form.edition, EditionId::for_year(before));
    Ok(OnPaper { edition: EditionId::for_year(before), asked, cells, source, opened })
}

/// The cells of last year's form that the identities across years ask for.
///
/// Basis: the form's table 3 (requests carried out of one year are carried into the next), table 2 (documents in force).
fn asked(edition: EditionId, before: EditionId) -> Vec<CellAddress> {
    let identities = edition.edition().identities().iter();
    let operands = identities.flat_map(|identity| identity.left.iter().chain(&identity.right));
    let wanted: BTreeSet<CellAddress> =
        operands.filter(|operand| operand.prior).map(|operand| operand.address).collect();
    before.edition().cells().iter().map(|form| form.address).filter(|address| wanted.contains(address)).collect()
}

/// Keeps figures of last year typed from paper; none at all takes them away again. A report about this year that is here
/// already is checked anew.
///
/// # Errors
/// [`AppError::Invalid`] for what is no figure, or without a source; [`AppError::NotNow`] when last year's report is here.
pub async fn type_from_paper(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    cells: BTreeMap<String, String>,
    source: &str,
) -> Result<(), AppError> {
    let form = on_paper(app, caller, id).await?;
    let cells = checked(&form, cells, source)?;
    let before = form.opened.row.year.saturating_sub(1);
    let body = &form.opened.body;
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let detail = json!({ "year": before, "cells": cells, "source": source.trim() });
    if cells.is_empty() {
        paper_figures::remove(&mut transaction, &body.id, before).await?;
    } else {
        let figures = PaperFigures {
            body: body.id.clone(),
            year: before,
            cells,
            source: source.trim().to_owned(),
            updated_at: now,
            updated_by: caller.name().to_owned(),
        };
        paper_figures::save(&mut transaction, &figures).await?;
    }
    let event = Event::of(&body.id, "draft", id, "draft_paper_typed").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    check_again(app, &mut transaction, body, form.opened.row.year).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// The figures without blanks around them, empty ones left out.
fn checked(
    form: &OnPaper,
    cells: BTreeMap<String, String>,
    source: &str,
) -> Result<BTreeMap<String, String>, AppError> {
    let mut problems = Problems::new();
    let mut kept = BTreeMap::new();
    for address in &form.asked {
        let text = cells.get(address.as_str()).map_or("", |text| text.trim());
        if text.is_empty() {
            continue;
        }
        if let Err(why) = typed(form.edition, *address, text) {
            problems.add(address.to_string(), why);
        }
        kept.insert(address.to_string(), text.to_owned());
    }
    let source = source.trim();
    if source.is_empty() && !kept.is_empty() {
        problems.add("source", "problem-required");
    }
    if source.chars().nth(LONGEST).is_some() {
        problems.add_with("source", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    Ok(kept)
}

/// Has the report about the year that was checked without these figures checked with them.
async fn check_again(app: &App, transaction: &mut Transaction, body: &Body, year: i16) -> Result<(), AppError> {
    let Some(report) = reports::current(transaction, &body.id, year).await? else { return Ok(()) };
    match report.state {
        State::Read | State::Checked | State::Returned => {
            Ok(jobs::enqueue(transaction, &Work::ReadReport { report: report.id }, app.now()).await?)
        }
        State::Received | State::Accepted | State::Superseded => Ok(()),
    }
}
