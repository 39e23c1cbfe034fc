//! Keeping a person out, and letting them in again.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{pending_sign_ins, people, sessions, tokens};

use super::{Over, not_oneself, require};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Keeps a person from signing in; their sessions end and their tokens are revoked. Roles stay, for the journal's readers
/// and for the day they come back.
///
/// # Errors
/// [`AppError::NotNow`] for oneself, [`AppError::Forbidden`] outside the caller's reach.
pub async fn deactivate(app: &App, caller: &Caller, id: &PersonId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Whole).await?;
    not_oneself(caller, &person, "people-not-oneself")?;
    if !person.active {
        return Ok(());
    }
    let now = app.now();
    person.active = false;
    person.updated_at = now;
    people::update(&mut transaction, &person).await?;
    sessions::revoke_others(&mut transaction, id, None).await?;
    pending_sign_ins::forget(&mut transaction, id).await?;
    tokens::revoke_all(&mut transaction, id, now).await?;
    journal::append(&mut transaction, caller.actor(), now, Event::system("person", id, "person_deactivated")).await?;
    transaction.commit().await?;
    Ok(())
}

/// Lets a person sign in again.
///
/// # Errors
/// [`AppError::Forbidden`] outside the caller's reach.
pub async fn activate(app: &App, caller: &Caller, id: &PersonId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Whole).await?;
    if person.active {
        return Ok(());
    }
    let now = app.now();
    person.active = true;
    person.updated_at = now;
    people::update(&mut transaction, &person).await?;
    journal::append(&mut transaction, caller.actor(), now, Event::system("person", id, "person_activated")).await?;
    transaction.commit().await?;
    Ok(())
}
