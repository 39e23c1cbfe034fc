//! Parting an account from the identity it is linked to.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{people, sessions};

use super::{Over, require};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Parts a person's account from the identity at the provider, and ends their sessions. Who signs in there next under
/// the account's name is linked anew.
///
/// # Errors
/// [`AppError::Forbidden`] outside the caller's reach.
pub async fn unlink(app: &App, caller: &Caller, id: &PersonId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    require(&mut transaction, caller, &person, Over::Whole).await?;
    if person.oidc_subject.take().is_none() {
        return Ok(());
    }
    let now = app.now();
    person.updated_at = now;
    people::update(&mut transaction, &person).await?;
    sessions::revoke_others(&mut transaction, id, None).await?;
    journal::append(&mut transaction, caller.actor(), now, Event::system("person", id, "identity_unlinked")).await?;
    transaction.commit().await?;
    Ok(())
}
