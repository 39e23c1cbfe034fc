//! Looking at bodies in the office.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;

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

/// All bodies the caller may see, in the order of the tree: parents before what is below them.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn tree(app: &App, caller: &Caller) -> Result<Vec<Body>, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    Ok(all.into_iter().filter(|body| caller.may(Permission::ViewBody, body)).collect())
}
