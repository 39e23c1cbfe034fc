//! Looking at bodies in the office.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;

use super::order::in_tree_order;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// A body the caller may see.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there, or not for the caller to see.
pub async fn view(app: &App, caller: &Caller, id: &BodyId) -> Result<Body, AppError> {
    let body = bodies::by_id(&mut &app.database, id).await?;
    caller.require(Permission::ViewBody, &body)?;
    Ok(body)
}

/// All bodies the caller may see, in the order of the tree: each before those below it, siblings by number and name.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn tree(app: &App, caller: &Caller) -> Result<Vec<Body>, AppError> {
    where_may(app, caller, Permission::ViewBody).await
}

/// All bodies where something is permitted to the caller, in the order of the tree: for choices in forms.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn where_may(app: &App, caller: &Caller, permission: Permission) -> Result<Vec<Body>, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    Ok(in_tree_order(all.into_iter().filter(|body| caller.may(permission, body)).collect()))
}

/// All bodies that may supervise one: those that exist and do not stand below it. Names of bodies are public.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn supervisors(app: &App, of: Option<&BodyId>) -> Result<Vec<Body>, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    let may = |body: &Body| body.active && !of.is_some_and(|id| body.is_within(id));
    Ok(in_tree_order(all.into_iter().filter(may).collect()))
}
