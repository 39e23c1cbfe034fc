//! Periodic work. Each turn is taken by one node of all, which writes a job for it.

use gongkai_store::{idempotency, jobs, sessions};
use jiff::SignedDuration;

use super::work::Work;
use crate::app::App;
use crate::error::AppError;
use crate::idempotency::{KEPT, before};

/// A periodic task.
#[derive(Debug, Clone, Copy)]
pub struct Schedule {
    /// Its name in the database.
    pub name: &'static str,
    /// How long from one turn to the next.
    pub every: SignedDuration,
    work: fn() -> Work,
}

/// What comes round by itself.
pub const ALL: &[Schedule] = &[
    Schedule { name: "house", every: SignedDuration::from_hours(24), work: || Work::KeepHouse },
    // Hourly, so that a new due date or a machine switched on late is met the same day; each stage is sent once.
    Schedule { name: "reminders", every: SignedDuration::from_hours(1), work: || Work::RunReminders },
];

/// How long finished jobs are kept for looking at.
const JOBS_KEPT: SignedDuration = SignedDuration::from_hours(24 * 14);

/// Writes a job for each periodic task whose turn has come; how many.
///
/// # Errors
/// [`AppError::Store`] when the queue cannot be written.
pub async fn write_due(app: &App) -> Result<usize, AppError> {
    let now = app.now();
    let mut written = 0_usize;
    for schedule in ALL {
        let next = now.checked_add(schedule.every).unwrap_or(now);
        let mut transaction = app.database.begin().await?;
        if jobs::take_turn(&mut transaction, schedule.name, now, next).await? {
            super::enqueue(&mut transaction, &(schedule.work)(), now).await?;
            transaction.commit().await?;
            written = written.saturating_add(1);
        }
    }
    Ok(written)
}

/// Forgets what has served its time.
pub(super) async fn keep_house(app: &App) -> Result<(), AppError> {
    let now = app.now();
    let mut transaction = app.database.begin().await?;
    jobs::forget_done(&mut transaction, before(now, JOBS_KEPT)).await?;
    sessions::forget_expired(&mut transaction, now).await?;
    idempotency::forget_before(&mut transaction, before(now, KEPT)).await?;
    transaction.commit().await?;
    Ok(())
}
