//! A total becomes the beginning of the upper body's own report.

use std::collections::BTreeMap;

use gongkai_report::draft::Draft;
use gongkai_report::edition::{CellForm, ValueType};
use gongkai_report::{Cell, EditionId, Report};
use gongkai_store::StoreError;
use gongkai_store::bodies::Body;
use gongkai_store::drafts;
use gongkai_store::id::{BodyId, DraftId, ReportId};
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::Sums;
use gongkai_store::totals::Which;
use rust_decimal::Decimal;
use serde_json::json;

use super::add_up::{Added, add_up};
use super::overridden::overridden;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::drafts::changing::with_changes;
use crate::drafts::form::form_of;
use crate::drafts::start::{check_year, empty};
use crate::drafts::{Changes, Typed};
use crate::error::AppError;

/// What came of making a total a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Drafted {
    /// The sums stand in the draft.
    Filled(DraftId),
    /// Figures stand in the draft already: nothing was changed, a person has to agree.
    Asks(Refill),
}

/// A figure that filling a draft anew would replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replaced {
    /// Which cell.
    pub address: String,
    /// What stands there.
    pub own: String,
    /// The sum of before, where somebody put another figure in its place by hand.
    pub by_hand_for: Option<String>,
    /// The sum of now; empty where nobody gives a figure.
    pub sum: String,
}

/// What filling an open draft anew would replace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refill {
    /// The draft.
    pub draft: DraftId,
    /// Its revision; who agrees agrees to replacing what this one holds.
    pub revision: i64,
    /// Whose report it is.
    pub body: String,
    /// Cells whose figure would become another, or none.
    pub replaced: Vec<Replaced>,
    /// Cells that would get one and have none.
    pub added: usize,
}

/// Begins the upper body's draft with the sums of what its members gave. Its officer writes the prose, its leader signs
/// it; signed, it is a version of the report that names the reports it was added up from. Cells nobody gives a figure for
/// stay empty. A draft that is open already gets the figures; its texts stay. Where that replaces figures, somebody has
/// to agree first: `agreed` is the revision of the draft whose figures may go.
///
/// # Errors
/// [`AppError::NotNow`] when nothing was added up, or the draft is before the leader or signed.
pub async fn draft(
    app: &App,
    caller: &Caller,
    body: &BodyId,
    year: i16,
    which: Which,
    agreed: Option<i64>,
) -> Result<Drafted, AppError> {
    let added = add_up(app, caller, body, year, which).await?;
    caller.require(Permission::PublishReports, &added.body)?;
    check_year(app, year)?;
    let members: Vec<ReportId> =
        added.members.iter().filter_map(|member| Some(member.report.as_ref()?.id.clone())).collect();
    if members.is_empty() {
        return Err(AppError::NotNow { reason: "totals-nothing" });
    }
    let form = form(&added);
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let known = drafts::of_year(&mut transaction, body, year).await?;
    let is_new = known.is_none();
    let mut draft = known.unwrap_or_else(|| empty(body, year, caller.name(), now));
    if !draft.state.is_open() {
        return Err(AppError::NotNow { reason: "draft-not-open" });
    }
    let cells: BTreeMap<String, String> =
        form.cells.iter().map(|(address, text)| (address.to_string(), text.clone())).collect();
    let before = Typed::of(&draft);
    let refill = refill(&draft, &cells, &added.body);
    if !refill.replaced.is_empty() && agreed != Some(draft.revision) {
        return Ok(Drafted::Asks(refill));
    }
    let absent: Vec<String> = added.absent().map(|member| member.name.clone()).collect();
    // A reason that was given holds for those it was given for.
    if draft.absent.as_ref() != Some(&absent) {
        draft.absent_reason = None;
    }
    draft.absent = Some(absent);
    draft.sums = Some(Sums { which, at: now, cells: cells.clone() });
    draft.override_reason = None;
    draft.cells = cells;
    draft.members = members;
    draft.updated_at = now;
    caller.name().clone_into(&mut draft.updated_by);
    if is_new {
        drafts::insert(&mut transaction, &draft).await.map_err(|error| match error {
            StoreError::Conflict => AppError::Stale,
            other => other.into(),
        })?;
    } else if !drafts::save(&mut transaction, &mut draft).await? {
        return Err(AppError::Stale);
    }
    let incomplete = added.total.cells.values().filter(|cell| cell.is_incomplete()).count();
    let detail = json!({
        "year": year, "which": which, "members": draft.members, "absent": draft.absent,
        "incomplete_cells": incomplete,
    });
    let changes = Changes::between(&before, &Typed::of(&draft), draft.revision);
    let detail = with_changes(detail, &changes);
    let event = Event::of(body, "draft", &draft.id, "draft_filled_from_total").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(Drafted::Filled(draft.id))
}

fn refill(draft: &drafts::Draft, cells: &BTreeMap<String, String>, body: &Body) -> Refill {
    let filled = draft.cells.iter().filter(|(_, text)| !text.trim().is_empty());
    let sums = draft.sums.as_ref().map(|sums| &sums.cells);
    let by_hand = sums.map(|sums| overridden(sums, &form_of(draft, body))).unwrap_or_default();
    let replaced = filled.filter_map(|(address, text)| {
        let sum = cells.get(address).cloned().unwrap_or_default();
        let by_hand_for = by_hand.iter().find(|of| of.address.as_str() == address).map(|of| of.sum.clone());
        (sum != *text).then(|| Replaced { address: address.clone(), own: text.clone(), by_hand_for, sum })
    });
    let is_empty = |address: &String| draft.cells.get(address).is_none_or(|text| text.trim().is_empty());
    Refill {
        draft: draft.id.clone(),
        revision: draft.revision,
        body: body.name.clone(),
        replaced: replaced.collect(),
        added: cells.keys().filter(|address| is_empty(address)).count(),
    }
}

/// The sums of what was given, in the form of the year.
pub fn form(added: &Added) -> Draft {
    Draft::from_report(&report(added), &added.body.name, added.year)
}

fn report(added: &Added) -> Report {
    let edition = EditionId::for_year(added.year);
    let mut report = Report { year: Some(added.year), ..Report::default() };
    for form in edition.edition().cells() {
        if let Some(sum) = added.total.cells.get(&form.address).and_then(|cell| cell.sum_given) {
            report.cells.0.insert(form.address, cell(form, sum));
        }
    }
    report
}

/// Money is added up in 元.
fn cell(form: &CellForm, sum: Decimal) -> Cell {
    let sum = sum.normalize();
    let unit = (form.value_type == ValueType::Decimal).then(|| "元".to_owned());
    let raw = unit.as_ref().map_or_else(|| sum.to_string(), |unit| format!("{sum}{unit}"));
    Cell { raw: Some(raw), unit, ..Cell::of(sum) }
}
