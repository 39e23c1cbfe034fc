//! Proving again who one is, with the password, before something that matters; and counting wrong tries.

use gongkai_store::Transaction;
use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::people::{self, Person};
use jiff::Timestamp;

use super::lock_out::{lock_after, locked_for};
use super::password;
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::settings::{self, Passwords};

/// That a person gave their password just now.
#[derive(Debug)]
pub(super) struct Proof {
    person: Person,
}

impl Proof {
    /// The person as they were when they gave it.
    pub(super) fn person(&self) -> &Person {
        &self.person
    }

    /// The person, held for a change.
    ///
    /// # Errors
    /// [`AppError::Stale`] when the password was changed or the person may no longer sign in since.
    pub(super) async fn hold(&self, transaction: &mut Transaction) -> Result<Person, AppError> {
        let held = people::hold(transaction, &self.person.id).await?;
        if held.active && held.password_hash == self.person.password_hash { Ok(held) } else { Err(AppError::Stale) }
    }
}

/// Asks for the password of somebody who is signed in. A wrong one counts as on sign-in: a session that was left open
/// must not be a place to guess without end.
///
/// # Errors
/// [`AppError::Invalid`] naming `field` when it is wrong, [`AppError::TooMany`] while the person is locked.
pub(super) async fn prove(app: &App, id: &PersonId, given: &str, field: &str) -> Result<Proof, AppError> {
    let rules = settings::passwords(app).await?;
    let person = people::by_id(&mut &app.database, id).await?;
    let right = password::verify(person.password_hash.as_deref(), given).await?;
    let mut transaction = app.database.begin().await?;
    let held = people::hold(&mut transaction, id).await?;
    let now = app.now();
    if let Some(left) = locked_for(&held, now) {
        return Err(AppError::TooMany { seconds: u64::try_from(left.as_secs()).unwrap_or_default().saturating_add(1) });
    }
    if right {
        return Ok(Proof { person });
    }
    count_wrong(&mut transaction, &rules, held, now).await?;
    transaction.commit().await?;
    Err(Problems::one(field, "problem-password-wrong"))
}

/// Counts a wrong password or code of a held person, locks them when it was one too many, and says so in the journal.
pub(super) async fn count_wrong(
    transaction: &mut Transaction,
    rules: &Passwords,
    mut person: Person,
    now: Timestamp,
) -> Result<(), AppError> {
    let actor = Actor::program("sign-in");
    person.failed_sign_ins = person.failed_sign_ins.saturating_add(1);
    journal::append(transaction, &actor, now, Event::system("person", &person.id, "sign_in_refused")).await?;
    if let Some(length) = lock_after(rules, person.failed_sign_ins) {
        person.locked_until = now.checked_add(length).ok();
        let event = Event::system("person", &person.id, "person_locked");
        let event = event.with(serde_json::json!({ "seconds": length.as_secs() }));
        journal::append(transaction, &actor, now, event).await?;
    }
    people::update(transaction, &person).await?;
    Ok(())
}
