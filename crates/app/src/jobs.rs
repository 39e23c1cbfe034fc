//! Jobs: use cases nobody clicks, done after the answer by whichever node takes them first.
//!
//! [`Work`] lists what there is to do; [`enqueue`] writes it in the transaction of the change that wants it; the workers
//! of [`worker`] do it; [`schedule`] brings periodic work. A job may be begun twice (its node died on the way), so every
//! handler first looks whether its work is still to be done.

mod perform;
mod retry;
pub mod schedule;
mod work;
pub mod worker;

use gongkai_store::{StoreError, Transaction, jobs};
use jiff::Timestamp;

pub use retry::retry;
pub use work::Work;
pub use worker::run_all_due;

/// Writes work into the queue, to be begun at once. Call [`crate::App::wake`] after the commit to have it begun now.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn enqueue(transaction: &mut Transaction, work: &Work, now: Timestamp) -> Result<(), StoreError> {
    enqueue_for(transaction, work, now, now).await
}

/// Writes work into the queue, to be begun at a moment.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn enqueue_for(
    transaction: &mut Transaction,
    work: &Work,
    run_after: Timestamp,
    now: Timestamp,
) -> Result<(), StoreError> {
    let job = jobs::Job { run_after, ..job(work, now) };
    jobs::enqueue(transaction, &job).await?;
    Ok(())
}

/// Writes much work into the queue at once.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn enqueue_all(transaction: &mut Transaction, work: &[Work], now: Timestamp) -> Result<(), StoreError> {
    let all: Vec<jobs::Job> = work.iter().map(|work| job(work, now)).collect();
    jobs::enqueue_all(transaction, &all, now).await
}

fn job(work: &Work, now: Timestamp) -> jobs::Job {
    jobs::Job { unique_key: Some(work.unique_key()), ..jobs::Job::new(work.kind(), work.payload(), now) }
}
