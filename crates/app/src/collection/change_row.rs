//! Changing one row of the roll: another last day, an excuse, off the roll, onto the roll.

use gongkai_store::id::{BodyId, CollectionId, ObligationId};
use gongkai_store::journal::{self, Event};
use gongkai_store::{StoreError, bodies, obligations};
use jiff::civil::Date;
use serde_json::json;

use super::decide_upload::reason_in;
use super::load::{for_running, row_for_running};
use super::open::{Terms, owing, possible_due};
use crate::access::Caller;
use crate::app::App;
use crate::error::{AppError, Problems};

/// Sets another last day for one body.
///
/// # Errors
/// [`AppError::Invalid`] for a day that does not lie between the year reported about and the end of the next one.
pub async fn change_due(app: &App, caller: &Caller, id: &ObligationId, due_on: Option<Date>) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, collection) = row_for_running(&mut transaction, caller, id).await?;
    let due_on = due_on.ok_or_else(|| Problems::one("due_on", "problem-day"))?;
    possible_due(row.year, due_on, app.today())?;
    if due_on == row.due_on {
        return Ok(());
    }
    let now = app.now();
    obligations::set_due(&mut transaction, id, due_on, now).await?;
    let event = Event::of(&row.body, "obligation", id, "due_changed")
        .with(json!({"year": collection.year, "from": row.due_on, "to": due_on}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Excuses a body from reporting, for a reason.
///
/// # Errors
/// [`AppError::Invalid`] without a reason, [`AppError::NotNow`] when its report has come.
pub async fn excuse(app: &App, caller: &Caller, id: &ObligationId, reason: &str) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, collection) = row_for_running(&mut transaction, caller, id).await?;
    if row.state != obligations::State::Owed {
        return Err(AppError::NotNow { reason: "row-has-reported" });
    }
    let reason = reason_in(reason)?;
    let now = app.now();
    obligations::set_excused(&mut transaction, id, Some(&reason), now).await?;
    let event =
        Event::of(&row.body, "obligation", id, "body_excused").with(json!({"year": collection.year, "reason": reason}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes an excuse back: the body owes a report again.
///
/// # Errors
/// [`AppError::NotNow`] when it was not excused.
pub async fn take_excuse_back(app: &App, caller: &Caller, id: &ObligationId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, collection) = row_for_running(&mut transaction, caller, id).await?;
    if row.excused.is_none() {
        return Err(AppError::NotNow { reason: "row-not-excused" });
    }
    let now = app.now();
    obligations::set_excused(&mut transaction, id, None, now).await?;
    let event = Event::of(&row.body, "obligation", id, "excuse_taken_back").with(json!({"year": collection.year}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Takes a body off the roll, as long as nothing has come in from it.
///
/// # Errors
/// [`AppError::NotNow`] when something has come in.
pub async fn remove_body(app: &App, caller: &Caller, id: &ObligationId) -> Result<CollectionId, AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, collection) = row_for_running(&mut transaction, caller, id).await?;
    match obligations::remove(&mut transaction, id).await {
        Err(StoreError::NotFound) => return Err(AppError::NotNow { reason: "row-has-report" }),
        other => other?,
    }
    let now = app.now();
    let event = Event::of(&row.body, "obligation", id, "body_taken_off_roll").with(json!({"year": collection.year}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(collection.id)
}

/// Puts a body of the supervising body's subtree on the roll, whatever its kind.
///
/// # Errors
/// [`AppError::Invalid`] when it is on it, was closed, or lies elsewhere.
pub async fn add_body(app: &App, caller: &Caller, id: &CollectionId, body: Option<BodyId>) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (collection, supervisor) = for_running(&mut transaction, caller, id).await?;
    if !collection.is_open() {
        return Err(AppError::NotNow { reason: "not-now-collection-closed" });
    }
    let body = body.ok_or_else(|| Problems::one("body", "problem-required"))?;
    let body = bodies::by_id(&mut transaction, &body).await?;
    if !body.active || !body.is_within(&supervisor.id) {
        return Err(Problems::one("body", "problem-not-below"));
    }
    let now = app.now();
    let owing = owing(&body, &Terms::of(&collection), collection.year, now)?;
    match obligations::insert(&mut transaction, id, collection.year, std::slice::from_ref(&owing), now).await {
        Err(StoreError::Conflict) => return Err(Problems::one("body", "problem-on-roll")),
        other => other?,
    }
    let event = Event::of(&body.id, "obligation", &owing.id, "body_put_on_roll")
        .with(json!({"year": collection.year, "due_on": owing.due_on}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
