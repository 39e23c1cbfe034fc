//! How the installation is: database, files, clock.

use gongkai_store::bodies;
use gongkai_store::health::{self, DatabaseFacts};
use jiff::Timestamp;

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// How the installation is.
#[derive(Debug, Clone)]
pub struct Health {
    /// Version of the program.
    pub version: &'static str,
    /// The database.
    pub database: DatabaseFacts,
    /// What went wrong when a file was written and removed on trial.
    pub blobs_problem: Option<String>,
    /// The program's clock.
    pub now: Timestamp,
    /// Number of the newest journal entry.
    pub position: i64,
}

/// How the installation is, for those who keep the topmost body.
///
/// # Errors
/// [`AppError::Forbidden`] without permission at the topmost body.
pub async fn health(app: &App, caller: &Caller) -> Result<Health, AppError> {
    let mut on = &app.database;
    let root = bodies::root(&mut on).await?.ok_or(AppError::NotFound)?;
    if !caller.may(Permission::ViewHealth, &root) {
        return Err(AppError::Forbidden { permission: Permission::ViewHealth });
    }
    Ok(Health {
        version: env!("CARGO_PKG_VERSION"),
        database: health::database(&app.database).await?,
        blobs_problem: app.blobs.probe().await.err().map(|error| chain(&error)),
        now: app.now(),
        position: app.position().await?,
    })
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}
