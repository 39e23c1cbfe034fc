//! Beginning a draft.

use std::collections::BTreeMap;

use gongkai_report::EditionId;
use gongkai_store::drafts::{self, Draft, State};
use gongkai_store::id::{BodyId, DraftId};
use gongkai_store::journal::{self, Event};
use gongkai_store::{StoreError, bodies};
use jiff::Timestamp;
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The first year a report was owed about by the Regulation as revised.
///
/// Basis: 国办公开办函〔2019〕60号.
pub const FIRST_YEAR: i16 = 2019;

/// Begins a draft in the form of the year; the one that is there already when there is one.
///
/// # Errors
/// [`AppError::Invalid`] for a year nothing can be reported about.
pub async fn start(app: &App, caller: &Caller, body: &BodyId, year: i16) -> Result<DraftId, AppError> {
    let mut transaction = app.database.begin().await?;
    let body = bodies::by_id(&mut transaction, body).await?;
    caller.require(Permission::DraftReport, &body)?;
    check_year(app, year)?;
    if let Some(known) = drafts::of_year(&mut transaction, &body.id, year).await? {
        return Ok(known.id);
    }
    let now = app.now();
    let draft = empty(&body.id, year, caller.name(), now);
    match drafts::insert(&mut transaction, &draft).await {
        // Two began it in the same moment: both get the one that was first.
        Err(StoreError::Conflict) => {
            drop(transaction);
            let known = drafts::of_year(&mut &app.database, &body.id, year).await?;
            return known.map(|known| known.id).ok_or(AppError::NotFound);
        }
        other => other?,
    }
    let detail = json!({ "year": year, "edition": draft.edition });
    let event = Event::of(&body.id, "draft", &draft.id, "draft_started").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(draft.id)
}

/// Fails for a year nothing can be reported about: before the form, or not over before last December.
pub(crate) fn check_year(app: &App, year: i16) -> Result<(), AppError> {
    let mut problems = Problems::new();
    let last = app.today().year();
    if !(FIRST_YEAR..=last).contains(&year) {
        problems.add_with(
            "year",
            "draft-year-wrong",
            vec![("first", FIRST_YEAR.to_string()), ("last", last.to_string())],
        );
    }
    problems.check()
}

/// A draft with nothing in it.
pub(crate) fn empty(body: &BodyId, year: i16, by: &str, now: Timestamp) -> Draft {
    Draft {
        id: DraftId::new(now),
        body: body.clone(),
        year,
        edition: EditionId::for_year(year).as_str().to_owned(),
        cells: BTreeMap::new(),
        sections: BTreeMap::new(),
        attachments: Vec::new(),
        members: Vec::new(),
        state: State::Draft,
        revision: 1,
        updated_at: now,
        updated_by: by.to_owned(),
        submitted_at: None,
        submitted_by: None,
        signed_at: None,
        signed_by: None,
        note: None,
        explanation: None,
        report: None,
        signed_as: None,
        absent: None,
        absent_reason: None,
        sums: None,
        override_reason: None,
        correction_note: None,
    }
}
