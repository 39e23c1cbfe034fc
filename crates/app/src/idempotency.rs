//! Requests that carry a key are carried out once: a repeated one gets the answer of the first.
//!
//! [`begin`] before the request, then [`finish`] with its answer, or [`give_up`] when the program itself failed. The caller
//! [holds](Caller::holding) the claim meanwhile, so that the change and its key are kept together.

use gongkai_store::idempotency::{self, Answer, Claim, Horizon, Key, Stand};
use jiff::{SignedDuration, Timestamp};

use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// How long a key is remembered.
pub const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A request that was not carried out after so long ended with its node; no request takes longer than two minutes.
const LONGEST: SignedDuration = SignedDuration::from_mins(5);

/// What becomes of a request with a key.
#[derive(Debug, Clone)]
pub enum Begun {
    /// It is the first: carry it out.
    First(Claim),
    /// It was answered: answer the same.
    Answered(Answer),
    /// It is being carried out now.
    InProgress,
    /// It was carried out, and its answer is not kept: it comes in a moment, or never, when the program was stopped.
    CarriedOut,
    /// The key belongs to another request.
    Other,
}

/// Begins a request with a key.
///
/// # Errors
/// [`AppError::SignedOut`] for the program itself, [`AppError::Store`] when the key cannot be written.
pub async fn begin(app: &App, caller: &Caller, key: &str, request_hash: &str) -> Result<Begun, AppError> {
    let actor = caller.person_id().ok_or(AppError::SignedOut)?.to_string();
    let key = Key { actor, key: key.to_owned() };
    let now = app.now();
    let horizon = Horizon { kept_since: before(now, KEPT), begun_since: before(now, LONGEST) };
    let mut transaction = app.database.begin().await?;
    let claimed = idempotency::claim(&mut transaction, &key, request_hash, horizon, now).await?;
    let kept = if claimed { None } else { idempotency::find(&mut transaction, &key).await? };
    transaction.commit().await?;
    Ok(match kept {
        None if claimed => Begun::First(Claim { key, begun: now }),
        // Given up between the two questions.
        None => Begun::InProgress,
        Some(kept) if kept.request_hash != request_hash => Begun::Other,
        Some(kept) => match kept.stand {
            Stand::InProgress => Begun::InProgress,
            Stand::CarriedOut => Begun::CarriedOut,
            Stand::Answered(answer) => Begun::Answered(answer),
        },
    })
}

/// Keeps the answer to a request that holds its key.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn finish(app: &App, claim: &Claim, answer: &Answer) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    idempotency::keep(&mut transaction, claim, answer).await?;
    transaction.commit().await?;
    Ok(())
}

/// Lets go of the key of a request that failed for reasons of the program: it may be sent again. When it was carried out all
/// the same, the key stays.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn give_up(app: &App, claim: &Claim) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    idempotency::release(&mut transaction, claim).await?;
    transaction.commit().await?;
    Ok(())
}

/// A moment before now.
pub(crate) fn before(now: Timestamp, long: SignedDuration) -> Timestamp {
    now.checked_sub(long).unwrap_or(now)
}
