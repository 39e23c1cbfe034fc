//! What a body owes: its rows on all rolls.

use gongkai_store::id::BodyId;
use gongkai_store::{bodies, obligations};

use super::roll::Row;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// What a body owes and owed, newest year first.
///
/// # Errors
/// [`AppError::NotFound`] or [`AppError::Forbidden`] when its reports are not for the caller to see.
pub async fn owed_by(app: &App, caller: &Caller, id: &BodyId) -> Result<Vec<Row>, AppError> {
    let mut on = &app.database;
    let body = bodies::by_id(&mut on, id).await?;
    caller.require(Permission::ViewReports, &body)?;
    let today = app.today();
    let rows = obligations::of_body_listed(&mut on, id).await?;
    Ok(rows.into_iter().map(|row| Row::on(row, today)).collect())
}
