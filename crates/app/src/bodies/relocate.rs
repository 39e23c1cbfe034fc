//! Putting a body, with all below it, under another one.

use gongkai_store::StoreError;
use gongkai_store::bodies;
use gongkai_store::id::BodyId;
use gongkai_store::journal::{self, Event};
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::meanwhile::{self, Conflict, Edited, Seen, Whose};

/// Moves a body. The caller must manage the body, the one above it and the one it goes to. `seen` is the body above as the
/// caller saw it (field `parent`).
///
/// # Errors
/// [`AppError::Invalid`] when it would come below itself, below a closed body or beside one of its name,
/// [`AppError::NotNow`] for the topmost body.
pub async fn relocate(
    app: &App,
    caller: &Caller,
    id: &BodyId,
    parent: &BodyId,
    seen: &Seen,
) -> Result<Edited<BodyId>, AppError> {
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
    match seen.whose("parent", from.as_str(), target.id.as_str()) {
        Whose::Kept => return Ok(Edited::Saved),
        Whose::Wanted => {}
        Whose::Asked => {
            let entries = meanwhile::entries(&mut transaction, ("body", id.as_str()), "body_moved").await?;
            let last = meanwhile::last_change(&entries, "parent");
            let conflicts = vec![Conflict { field: "parent", theirs: from.to_string(), last }];
            let seen = Seen::of([("parent", from.as_str())]);
            return Ok(Edited::Asked { together: Box::new(target.id), seen, conflicts });
        }
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
    Ok(Edited::Saved)
}
