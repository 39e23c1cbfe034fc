//! Looking at the settings of a body.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::BodyId;

use super::effective::{Effective, effective};
use super::{Checks, Due, Messages, Passwords};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// All settings as they hold at a body.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The body.
    pub body: Body,
    /// Those above it, whose values may hold.
    pub above: Vec<Body>,
    /// Due dates.
    pub due: Effective<Due>,
    /// Checks.
    pub checks: Effective<Checks>,
    /// Passwords: the topmost body's.
    pub passwords: Effective<Passwords>,
    /// Messages.
    pub messages: Effective<Messages>,
}

/// The settings of a body the caller keeps.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] as for every body.
pub async fn view(app: &App, caller: &Caller, id: &BodyId) -> Result<Settings, AppError> {
    let mut on = &app.database;
    let body = bodies::by_id(&mut on, id).await?;
    caller.require(Permission::ManageSettings, &body)?;
    let all = bodies::all(&mut on).await?;
    Ok(Settings {
        due: effective(&mut on, &body).await?,
        checks: effective(&mut on, &body).await?,
        passwords: effective(&mut on, &body).await?,
        messages: effective(&mut on, &body).await?,
        above: all.into_iter().filter(|other| other.id != body.id && body.is_within(&other.id)).collect(),
        body,
    })
}
