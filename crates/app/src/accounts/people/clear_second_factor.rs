//! Clearing the second factor of a person who lost telephone and recovery codes.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{pending_sign_ins, people, sessions};

use super::{Over, not_oneself, require};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Clears a person's second factor and ends their sessions.
///
/// # Errors
/// [`AppError::NotNow`] for oneself, [`AppError::Forbidden`] outside the caller's reach.
pub async fn clear_second_factor(app: &App, caller: &Caller, id: &PersonId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Whole).await?;
    not_oneself(caller, &person, "people-not-oneself")?;
    if person.totp_secret.is_none() {
        return Ok(());
    }
    let now = app.now();
    person.totp_secret = None;
    person.totp_since = None;
    person.totp_last_step = None;
    person.recovery_codes.clear();
    person.updated_at = now;
    people::update(&mut transaction, &person).await?;
    sessions::revoke_others(&mut transaction, id, None).await?;
    pending_sign_ins::forget(&mut transaction, id).await?;
    journal::append(&mut transaction, caller.actor(), now, Event::system("person", id, "second_factor_cleared"))
        .await?;
    transaction.commit().await?;
    Ok(())
}
