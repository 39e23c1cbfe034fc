//! Giving a role.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::journal::{self, Event};
use gongkai_store::people::{self, Grant, Role};
use serde_json::json;

use super::{Over, require};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Gives a person a role at a body within the caller's reach. Having it already is no error.
///
/// # Errors
/// [`AppError::Forbidden`] or [`AppError::NotFound`] when body or person is outside the caller's reach.
pub async fn grant_role(app: &App, caller: &Caller, id: &PersonId, body: &BodyId, role: Role) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Some).await?;
    let body = bodies::by_id(&mut transaction, body).await?;
    caller.require(Permission::ManagePeople, &body)?;
    let now = app.now();
    let grant = Grant { person: id.clone(), body: body.id.clone(), role };
    if !people::grant_role(&mut transaction, &grant, now).await? {
        return Ok(());
    }
    let event = Event::of(&body.id, "person", id, "role_granted").with(json!({ "role": role }));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}

/// The bodies where the caller may give roles, in the order of the tree's paths.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn grantable(app: &App, caller: &Caller) -> Result<Vec<Body>, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    Ok(all.into_iter().filter(|body| body.active && caller.may(Permission::ManagePeople, body)).collect())
}
