//! Closing a body that was abolished or merged. Its reports and its journal stay.

use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The longest reason, in characters.
const LONGEST: usize = 500;

/// Closes a body, with a reason that stays in its journal.
///
/// # Errors
/// [`AppError::NotNow`] for the topmost body, one that is closed already and one with others below it that are not;
/// [`AppError::Invalid`] without a reason.
pub async fn close(app: &App, caller: &Caller, id: &BodyId, reason: &str) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    bodies::lock_tree(&mut transaction).await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::ManageBodies, &body)?;
    let reason = checked_reason(reason)?;
    if body.parent.is_none() {
        return Err(AppError::NotNow { reason: "not-now-topmost" });
    }
    if !body.active {
        return Err(AppError::NotNow { reason: "not-now-body-closed" });
    }
    let below = bodies::subtree(&mut transaction, &body).await?;
    if below.iter().any(|other| other.active && other.id != *id) {
        return Err(AppError::NotNow { reason: "not-now-bodies-below" });
    }
    let now = app.now();
    body.active = false;
    body.updated_at = now;
    bodies::update(&mut transaction, &body).await?;
    let event = Event::of(id, "body", id, "body_closed").with(json!({ "reason": reason }));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// A reason that is one.
pub(super) fn checked_reason(reason: &str) -> Result<String, AppError> {
    let reason = reason.trim();
    let mut problems = Problems::new();
    if reason.is_empty() {
        problems.add("reason", "problem-required");
    } else if reason.chars().count() > LONGEST {
        problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    Ok(reason.to_owned())
}
