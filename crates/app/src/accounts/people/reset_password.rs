//! A new temporary password for a person who forgot theirs.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{pending_sign_ins, people, sessions, tokens};

use super::{Over, not_oneself, require};
use crate::access::Caller;
use crate::accounts::password;
use crate::accounts::temporary_password::temporary_password;
use crate::app::App;
use crate::error::AppError;
use crate::settings;

/// Gives a person a temporary password, told once, to be changed on the next sign-in. Their sessions end and their
/// tokens are revoked: who forgot a password may also have lost it to somebody.
///
/// # Errors
/// [`AppError::NotNow`] for oneself, [`AppError::Forbidden`] outside the caller's reach.
pub async fn reset_password(app: &App, caller: &Caller, id: &PersonId) -> Result<String, AppError> {
    let person = people::by_id(&mut &app.database, id).await?;
    require(&mut &app.database, caller, &person, Over::Whole).await?;
    not_oneself(caller, &person, "people-not-oneself")?;
    let temporary = temporary_password(&settings::passwords(app).await?)?;
    let hash = password::hash(&temporary).await?;
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    // A role given in between may have put the person out of reach.
    require(&mut transaction, caller, &person, Over::Whole).await?;
    let now = app.now();
    person.password_hash = Some(hash);
    person.must_change_password = true;
    person.password_changed_at = Some(now);
    person.failed_sign_ins = 0;
    person.locked_until = None;
    person.updated_at = now;
    people::update(&mut transaction, &person).await?;
    sessions::revoke_others(&mut transaction, id, None).await?;
    pending_sign_ins::forget(&mut transaction, id).await?;
    tokens::revoke_all(&mut transaction, id, now).await?;
    journal::append(&mut transaction, caller.actor(), now, Event::system("person", id, "password_reset")).await?;
    transaction.commit().await?;
    Ok(temporary)
}
