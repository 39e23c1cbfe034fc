//! The years of the bodies a person draws up reports for.

use gongkai_store::bodies::{self, Body};
use gongkai_store::drafts::{self, Listed};
use gongkai_store::id::BodyId;
use gongkai_store::returns;

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
    /// The years whose return the body answered in words; the upper level has not judged the answer.
    pub answered: Vec<i16>,
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
    let open = returns::open(&mut &app.database).await?;
    let years = |body: &Body| listed.iter().filter(|row| row.body == body.id).cloned().collect();
    let answered = |body: &Body| {
        let answered = open.iter().map(|of| &of.returned).filter(|of| of.body == body.id && of.answered_at.is_some());
        answered.map(|of| of.year).collect()
    };
    Ok(own.into_iter().map(|body| OfBody { years: years(&body), answered: answered(&body), body }).collect())
}
