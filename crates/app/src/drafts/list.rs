//! The years of the bodies a person draws up reports for.

use gongkai_store::bodies::{self, Body};
use gongkai_store::drafts::{self, Listed};
use gongkai_store::id::BodyId;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// A body with its years, newest first.
#[derive(Debug, Clone)]
pub struct OfBody {
    /// The body.
    pub body: Body,
    /// Its years.
    pub years: Vec<Listed>,
}

/// The bodies whose drafts the caller sees, in the order of the tree.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<OfBody>, AppError> {
    let all = bodies::all(&mut &app.database).await?;
    let own: Vec<Body> = all.into_iter().filter(|body| caller.may(Permission::ViewDrafts, body)).collect();
    let ids: Vec<BodyId> = own.iter().map(|body| body.id.clone()).collect();
    let listed = drafts::listed(&mut &app.database, &ids).await?;
    let years = |body: &Body| listed.iter().filter(|row| row.body == body.id).cloned().collect();
    Ok(own.into_iter().map(|body| OfBody { years: years(&body), body }).collect())
}
