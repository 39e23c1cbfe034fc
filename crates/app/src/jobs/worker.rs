//! The workers of a node: they take jobs one by one, prolong their leases while they work, and note what came of it.

use std::time::Duration;

use gongkai_store::jobs::{self, Job};
use gongkai_store::{Database, StoreError};
use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use super::perform::perform;
use super::schedule;
use super::work::Work;
use crate::app::App;
use crate::error::AppError;
use crate::secret::Secret;

/// How long a node may be silent before another takes its job.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How often a working node prolongs.
const PROLONGED_EVERY: Duration = Duration::from_secs(15);
/// How often an idle worker looks without having been woken: for work of other nodes and for moments that come.
const POLLED_EVERY: Duration = Duration::from_secs(2);
/// How often the periodic tasks are looked at.
const SCHEDULES_EVERY: Duration = Duration::from_secs(30);
/// A job begun this often without success is given up.
const MOST_ATTEMPTS: i64 = 6;
/// The wait after the first failure; it grows fourfold each time: 10 s, 40 s, 3 min, 11 min, 43 min.
const FIRST_WAIT_SECONDS: i64 = 10;

/// Works until `stop` turns true, with `workers` jobs at once. A job in progress is finished first.
pub async fn run(app: App, workers: usize, stop: watch::Receiver<bool>) {
    let node = Secret::new().map_or_else(|_| "node".to_owned(), |secret| secret.hash().chars().take(8).collect());
    let mut all: Vec<_> =
        (0..workers).map(|number| tokio::spawn(work(app.clone(), format!("{node}-{number}"), stop.clone()))).collect();
    all.push(tokio::spawn(keep_schedules(app, stop)));
    for each in all {
        if let Err(error) = each.await {
            tracing::error!(%error, "a worker ended");
        }
    }
}

/// Does everything that is due, one after another, until nothing is: for tests and demonstrations. Says how many jobs
/// were begun.
///
/// # Errors
/// [`AppError::Store`] when the queue cannot be read or written; a failing job is noted, not returned.
pub async fn run_all_due(app: &App) -> Result<usize, AppError> {
    let mut begun = 0_usize;
    while take_one(app, "here").await? {
        begun = begun.saturating_add(1);
    }
    Ok(begun)
}

async fn work(app: App, name: String, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match take_one(&app, &name).await {
            Ok(true) => {}
            Ok(false) => {
                tokio::select! {
                    () = app.woken() => {}
                    () = tokio::time::sleep(POLLED_EVERY) => {}
                    _ = stop.changed() => {}
                }
            }
            Err(error) => {
                tracing::warn!(%error, worker = name, "the queue cannot be reached");
                tokio::select! {
                    () = tokio::time::sleep(POLLED_EVERY) => {}
                    _ = stop.changed() => {}
                }
            }
        }
    }
}

async fn keep_schedules(app: App, mut stop: watch::Receiver<bool>) {
    while !*stop.borrow() {
        match schedule::write_due(&app).await {
            Ok(0) => {}
            Ok(_) => app.wake(),
            Err(error) => tracing::warn!(%error, "the schedules cannot be kept"),
        }
        tokio::select! {
            () = tokio::time::sleep(SCHEDULES_EVERY) => {}
            _ = stop.changed() => {}
        }
    }
}

/// Takes one job and does it; `false` when there is none.
async fn take_one(app: &App, worker: &str) -> Result<bool, AppError> {
    let now = app.now();
    if !jobs::is_due(&mut &app.database, now).await? {
        return Ok(false);
    }
    let mut transaction = app.database.begin().await?;
    let Some(job) = jobs::claim(&mut transaction, worker, now, lease(now)).await? else { return Ok(false) };
    transaction.commit().await?;
    let result = if job.attempts > MOST_ATTEMPTS {
        // Its nodes died under it again and again.
        Err(AppError::Internal("begun too often without an end".to_owned()))
    } else {
        done(app, &job, worker).await
    };
    note(app, &job, worker, result).await?;
    Ok(true)
}

/// Does the job in a task of its own, so that a panic ends the job and not the worker, and prolongs the lease meanwhile.
async fn done(app: &App, job: &Job, worker: &str) -> Result<(), AppError> {
    let Some(work) = Work::of(&job.payload) else {
        return Err(AppError::Internal(format!("unknown work: {}", job.kind)));
    };
    let own = app.clone();
    let mut task = tokio::spawn(async move { perform(&own, work).await });
    loop {
        tokio::select! {
            ended = &mut task => {
                return ended.unwrap_or_else(|error| Err(AppError::Internal(error.to_string())));
            }
            () = tokio::time::sleep(PROLONGED_EVERY) => {
                if let Err(error) = prolong(&app.database, job, worker, lease(app.now())).await {
                    tracing::warn!(%error, job = %job.id, "a lease could not be prolonged");
                }
            }
        }
    }
}

async fn prolong(database: &Database, job: &Job, worker: &str, until: Timestamp) -> Result<(), StoreError> {
    let mut transaction = database.begin().await?;
    jobs::prolong(&mut transaction, &job.id, worker, until).await?;
    transaction.commit().await
}

async fn note(app: &App, job: &Job, worker: &str, result: Result<(), AppError>) -> Result<(), AppError> {
    let now = app.now();
    let mut transaction = app.database.begin().await?;
    let kept = match result {
        Ok(()) => jobs::succeed(&mut transaction, &job.id, worker, now).await?,
        Err(error) => {
            let again = if is_lasting(&error) { None } else { next_try(job.attempts, now) };
            let text = chain(&error);
            tracing::warn!(job = %job.id, kind = job.kind, error = text, given_up = again.is_none(), "a job failed");
            jobs::fail(&mut transaction, &job.id, worker, &text, again, now).await?
        }
    };
    transaction.commit().await?;
    if !kept {
        tracing::warn!(job = %job.id, "a job was taken up by another worker meanwhile");
    }
    Ok(())
}

/// Whether trying again would end the same way.
fn is_lasting(error: &AppError) -> bool {
    match error {
        AppError::SignedOut
        | AppError::Forbidden { .. }
        | AppError::NotFound
        | AppError::Invalid(_)
        | AppError::NotNow { .. }
        | AppError::Withdrawn { .. } => true,
        AppError::Stale | AppError::TooMany { .. } | AppError::Random | AppError::Store(_) | AppError::Internal(_) => {
            false
        }
    }
}

fn next_try(attempts: i64, now: Timestamp) -> Option<Timestamp> {
    if attempts >= MOST_ATTEMPTS {
        return None;
    }
    let before = u32::try_from(attempts.saturating_sub(1)).unwrap_or_default();
    let wait = FIRST_WAIT_SECONDS.saturating_mul(4_i64.saturating_pow(before));
    now.checked_add(SignedDuration::from_secs(wait)).ok()
}

fn lease(now: Timestamp) -> Timestamp {
    now.checked_add(LEASE).unwrap_or(now)
}

fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_come_less_and_less_often_and_end() {
        let now: Timestamp = "2024-01-15T01:00:00Z".parse().unwrap();
        let waits: Vec<Option<i64>> =
            (1..=7).map(|attempts| Some(next_try(attempts, now)?.duration_since(now).as_secs())).collect();
        assert_eq!(waits, [Some(10), Some(40), Some(160), Some(640), Some(2560), None, None]);
    }
}
