//! Closing a collection when the year is done with, and opening it again.

use gongkai_store::collections;
use gongkai_store::id::CollectionId;
use gongkai_store::journal::{self, Event};
use serde_json::json;

use super::load::for_running;
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Closes a collection: no more files are taken, nobody is reminded. Nothing that came in is touched.
///
/// # Errors
/// [`AppError::NotNow`] when it is closed.
pub async fn close_collection(app: &App, caller: &Caller, id: &CollectionId) -> Result<(), AppError> {
    change(app, caller, id, true).await
}

/// Opens a closed collection again.
///
/// # Errors
/// [`AppError::NotNow`] when it is open.
pub async fn reopen_collection(app: &App, caller: &Caller, id: &CollectionId) -> Result<(), AppError> {
    change(app, caller, id, false).await
}

async fn change(app: &App, caller: &Caller, id: &CollectionId, close: bool) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (collection, body) = for_running(&mut transaction, caller, id).await?;
    if collection.is_open() != close {
        return Err(AppError::NotNow {
            reason: if close { "not-now-collection-closed" } else { "not-now-collection-open" },
        });
    }
    let now = app.now();
    collections::set_closed(&mut transaction, id, close.then_some(now)).await?;
    let action = if close { "collection_closed" } else { "collection_reopened" };
    let event = Event::of(&body.id, "collection", id, action).with(json!({"year": collection.year}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
