//! Settings: due dates, checks, passwords, messages.
//!
//! Each group is a struct whose fields have a default. A body sets only what differs; everything else comes from the
//! body above it, field by field, and last from the default ([`Effective`] says which). What the program needs it reads
//! through [`due()`], [`checks()`], [`passwords()`] and [`messages()`].

mod checks;
mod due;
mod effective;
mod messages;
mod passwords;
mod save;
mod view;

pub use checks::Checks;
pub use due::Due;
pub use effective::{Effective, Group, Source, effective};
pub use messages::{Messages, QuietHours};
pub use passwords::Passwords;
pub use save::{save, seen_again, seen_of};
pub use view::{Settings, view};

use gongkai_report::check;
use gongkai_store::bodies::{self, Body};

use crate::app::App;
use crate::error::AppError;

/// By when the bodies below one (and itself) owe their reports.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn due(app: &App, body: &Body) -> Result<Due, AppError> {
    Ok(effective::<Due>(&mut &app.database, body).await?.value)
}

/// How a body's reports are checked.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn checks(app: &App, body: &Body) -> Result<Checks, AppError> {
    Ok(effective::<Checks>(&mut &app.database, body).await?.value)
}

/// What the report floor's checks are given for a body: [`checks()`] and [`due()`] together.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn check_settings(app: &App, body: &Body) -> Result<check::Settings, AppError> {
    Ok(checks(app, body).await?.with(due(app, body).await?))
}

/// What passwords must be like. People belong to no single body: the topmost body's rules hold for all.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn passwords(app: &App) -> Result<Passwords, AppError> {
    match bodies::root(&mut &app.database).await? {
        Some(root) => Ok(effective::<Passwords>(&mut &app.database, &root).await?.value),
        None => Ok(Passwords::default()),
    }
}

/// How messages go out from a body.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn messages(app: &App, body: &Body) -> Result<Messages, AppError> {
    Ok(effective::<Messages>(&mut &app.database, body).await?.value)
}
