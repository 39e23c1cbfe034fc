//! Reopening a body that was closed.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use serde_json::json;

use super::close::{checked_reason, set_active};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Reopens a body, with a reason that stays in its journal.
///
/// # Errors
/// [`AppError::NotNow`] when it is not closed, or the one above it is; [`AppError::Invalid`] without a reason.
pub async fn reopen(app: &App, caller: &Caller, id: &BodyId, reason: &str) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    bodies::lock_tree(&mut transaction).await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::ManageBodies, &body)?;
    let reason = checked_reason(reason)?;
    if body.active {
        return Err(AppError::NotNow { reason: "not-now-body-open" });
    }
    if let Some(parent) = &body.parent
        && !bodies::by_id(&mut transaction, parent).await?.active
    {
        return Err(AppError::NotNow { reason: "not-now-upper-closed" });
    }
    let now = app.now();
    set_active(&mut body, true, app.today());
    body.updated_at = now;
    bodies::update(&mut transaction, &body).await?;
    let event = Event::of(id, "body", id, "body_reopened").with(json!({ "reason": reason }));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
