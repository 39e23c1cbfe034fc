//! Putting a body, with all below it, under another one.

use gongkai_store::StoreError;
use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use jiff::Timestamp;
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// Moves a body. The caller must manage the body, the one above it and the one it goes to. `seen` is the moment of the
/// last change the caller saw.
///
/// # Errors
/// [`AppError::Invalid`] when it would come below itself, below a closed body or beside one of its name,
/// [`AppError::NotNow`] for the topmost body, [`AppError::Stale`] when somebody changed it in between.
pub async fn relocate(
    app: &App,
    caller: &Caller,
    id: &BodyId,
    parent: &BodyId,
    seen: Timestamp,
) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    bodies::lock_tree(&mut transaction).await?;
    let mut body = bodies::lock(&mut transaction, id).await?;
    caller.require(Permission::ManageBodies, &body)?;
    let Some(from) = body.parent.clone() else {
        return Err(AppError::NotNow { reason: "not-now-topmost" });
    };
    let above = bodies::by_id(&mut transaction, &from).await?;
    caller.require(Permission::ManageBodies, &above)?;
    let target = match bodies::by_id(&mut transaction, parent).await {
        Err(StoreError::NotFound) => return Err(Problems::one("parent", "problem-parent-unknown")),
        other => other?,
    };
    caller.require(Permission::ManageBodies, &target)?;
    if target.is_within(id) {
        return Err(Problems::one("parent", "problem-below-itself"));
    }
    if !target.active {
        return Err(Problems::one("parent", "problem-parent-closed"));
    }
    if body.updated_at != seen {
        return Err(AppError::Stale);
    }
    if from == target.id {
        return Ok(());
    }
    let now = app.now();
    let old_path = std::mem::replace(&mut body.path, format!("{}{id}/", target.path));
    body.parent = Some(target.id.clone());
    // Who is now above it need not be named as its supervisor.
    body.supervisor = body.supervisor.filter(|supervisor| *supervisor != target.id);
    body.updated_at = now;
    match bodies::update(&mut transaction, &body).await {
        Err(StoreError::Conflict) => return Err(Problems::one("parent", "problem-name-there")),
        other => other?,
    }
    let below = bodies::move_subtree(&mut transaction, &old_path, &body.path).await?;
    let detail = json!({ "parent": { "from": from, "to": target.id }, "below": below });
    let event = Event::of(id, "body", id, "body_moved").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
