//! Looking at the queue.

use gongkai_store::bodies;
use gongkai_store::jobs::{self, Job, State};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// The most failed jobs shown.
const MOST: u32 = 200;

/// The queue as it stands.
#[derive(Debug, Clone)]
pub struct Queue {
    /// How many jobs are in each state.
    pub counts: Vec<(State, u64)>,
    /// Jobs that were given up, newest first.
    pub failed: Vec<Job>,
}

/// The queue, for those who keep the installation.
///
/// # Errors
/// [`AppError::Forbidden`] without permission at the topmost body.
pub async fn queue(app: &App, caller: &Caller) -> Result<Queue, AppError> {
    let mut on = &app.database;
    let root = bodies::root(&mut on).await?.ok_or(AppError::NotFound)?;
    if !caller.may(Permission::ViewHealth, &root) {
        return Err(AppError::Forbidden { permission: Permission::ViewHealth });
    }
    let counts = jobs::counts(&mut on).await?;
    Ok(Queue { counts, failed: jobs::list(&mut on, Some(State::Failed), MOST).await? })
}
