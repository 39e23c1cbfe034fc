//! Taking a role away.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Event};
use gongkai_store::people::{self, Grant, Role};
use serde_json::json;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Takes a person's role at a body within the caller's reach away. Not having it is no error.
///
/// # Errors
/// [`AppError::NotNow`] when the caller would lose the administration of the body,
/// [`AppError::Forbidden`] or [`AppError::NotFound`] when it is outside their reach.
pub async fn revoke_role(app: &App, caller: &Caller, id: &PersonId, body: &BodyId, role: Role) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let body = bodies::by_id(&mut transaction, body).await?;
    caller.require(Permission::ManagePeople, &body)?;
    people::hold(&mut transaction, id).await?;
    if caller.person_id() == Some(id) && !keeps_administration(caller, &body, role) {
        return Err(AppError::NotNow { reason: "people-last-administrator" });
    }
    let grant = Grant { person: id.clone(), body: body.id.clone(), role };
    if !people::revoke_role(&mut transaction, &grant).await? {
        return Ok(());
    }
    let event = Event::of(&body.id, "person", id, "role_revoked").with(json!({ "role": role }));
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Whether the caller would still keep the people of a body without this role of their own. If they would not, somebody
/// else must take it from them, so that a body is never left without.
fn keeps_administration(caller: &Caller, body: &Body, without: Role) -> bool {
    let left = caller.grants().iter().filter(|grant| !(grant.body == body.id && grant.role == without)).cloned();
    let Some(id) = caller.person_id() else { return true };
    Caller::person(id.clone(), caller.name(), left.collect()).may(Permission::ManagePeople, body)
}
