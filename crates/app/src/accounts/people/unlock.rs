//! Ending a person's lock before its time.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Event};
use gongkai_store::people;

use super::{Over, require};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Lets a person who was locked after wrong passwords try again.
///
/// # Errors
/// [`AppError::Forbidden`] outside the caller's reach.
pub async fn unlock(app: &App, caller: &Caller, id: &PersonId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Whole).await?;
    if person.failed_sign_ins == 0 && person.locked_until.is_none() {
        return Ok(());
    }
    person.failed_sign_ins = 0;
    person.locked_until = None;
    people::update(&mut transaction, &person).await?;
    journal::append(&mut transaction, caller.actor(), app.now(), Event::system("person", id, "person_unlocked"))
        .await?;
    transaction.commit().await?;
    Ok(())
}
