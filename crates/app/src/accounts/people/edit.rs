//! Editing a person.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{StoreError, people};
use jiff::Timestamp;

use super::{Over, changed_fields, check_sign_in, require};
use crate::access::Caller;
use crate::accounts::contact;
use crate::accounts::sign_in::normal;
use crate::app::App;
use crate::error::{AppError, Problems};

/// What is changed.
#[derive(Debug, Clone, Default)]
pub struct Edited {
    /// What they sign in with.
    pub sign_in: String,
    /// Name.
    pub name: String,
    /// Mail; empty for none.
    pub email: String,
    /// Telephone; empty for none.
    pub phone: String,
}

/// Writes a person anew. `seen` is the moment of the last change the caller saw.
///
/// # Errors
/// [`AppError::Stale`] when somebody changed the person in between, [`AppError::Invalid`] when something does not do.
pub async fn edit(app: &App, caller: &Caller, id: &PersonId, edited: &Edited, seen: Timestamp) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Whole).await?;
    let before = person.clone();
    person.sign_in = normal(&edited.sign_in);
    edited.name.trim().clone_into(&mut person.name);
    person.email = contact::given(&edited.email);
    person.phone = contact::given(&edited.phone);
    let mut problems = Problems::new();
    check_sign_in(&mut problems, &person.sign_in);
    contact::check_name(&mut problems, &person.name);
    contact::check(&mut problems, person.email.as_ref(), person.phone.as_ref());
    problems.check()?;
    if before.updated_at != seen {
        return Err(AppError::Stale);
    }
    if person == before {
        return Ok(());
    }
    let now = app.now();
    person.updated_at = now;
    match people::update(&mut transaction, &person).await {
        Err(StoreError::Conflict) => return Err(Problems::one("sign_in", "problem-sign-in-taken")),
        other => other?,
    }
    let event = Event::system("person", id, "person_edited").with(changed_fields(&before, &person));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
