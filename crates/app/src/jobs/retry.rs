//! Letting a job that was given up run again.

use gongkai_store::id::JobId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{bodies, jobs};

use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Lets a job that was given up run again, once whoever keeps the installation has looked at it.
///
/// # Errors
/// [`AppError::NotNow`] when it was not given up, [`AppError::Forbidden`] for people who do not keep the installation.
pub async fn retry(app: &App, caller: &Caller, id: &JobId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let root = bodies::root(&mut transaction).await?.ok_or(AppError::NotFound)?;
    caller.require(Permission::ManageSettings, &root)?;
    let job = jobs::by_id(&mut transaction, id).await?;
    let now = app.now();
    if !jobs::retry(&mut transaction, id, now).await? {
        return Err(AppError::NotNow { reason: "job-not-failed" });
    }
    let event = Event::system("job", id, "job_retried").with(&job.kind);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}
