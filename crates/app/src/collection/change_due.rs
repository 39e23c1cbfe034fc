//! Another last day for everybody on a roll.

use gongkai_store::id::CollectionId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{collections, obligations};
use jiff::civil::Date;
use serde_json::json;

use super::load::for_running;
use super::open::possible_due;
use crate::access::Caller;
use crate::app::App;
use crate::error::{AppError, Problems};

/// Sets one last day for everybody from whom nothing has come in, and for who is put on the roll later. Whose report is
/// here keeps the day it was owed by.
///
/// # Errors
/// [`AppError::Invalid`] without a day or for one that cannot be meant, [`AppError::NotNow`] when the collection is closed.
pub async fn change_due_of_all(
    app: &App,
    caller: &Caller,
    id: &CollectionId,
    due_on: Option<Date>,
) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (collection, supervisor) = for_running(&mut transaction, caller, id).await?;
    if !collection.is_open() {
        return Err(AppError::NotNow { reason: "not-now-collection-closed" });
    }
    let due_on = due_on.ok_or_else(|| Problems::one("due_on", "problem-day"))?;
    possible_due(collection.year, due_on, app.today())?;
    let now = app.now();
    collections::set_due_on(&mut transaction, id, due_on).await?;
    let rows = obligations::set_due_of_owed(&mut transaction, id, due_on, now).await?;
    if rows == 0 && collection.due_on == Some(due_on) {
        return Ok(());
    }
    let event = Event::of(&supervisor.id, "collection", id, "collection_due_changed")
        .with(json!({"year": collection.year, "to": due_on, "bodies": rows}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
