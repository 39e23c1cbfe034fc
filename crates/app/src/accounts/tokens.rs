//! API tokens: made by a person for a program, with a scope and an end.

mod create;
mod revoke;

use gongkai_store::id::SessionId;
use gongkai_store::people;
use gongkai_store::sessions::Session;
use gongkai_store::tokens::{self, Scope, Token};
use jiff::SignedDuration;

use super::sessions::Resumed;
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;
use crate::secret::Secret;
pub use create::{NewToken, create};
pub use revoke::revoke;

/// Use is noted at most this often.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(15);

/// The person whose program shows a token; `None` when it ran out, was revoked, or never was.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn resume(app: &App, secret: &Secret) -> Result<Option<Resumed>, AppError> {
    let now = app.now();
    let mut on = &app.database;
    let Some(token) = tokens::by_hash(&mut on, &secret.hash(), now).await? else { return Ok(None) };
    let person = people::by_id(&mut on, &token.person).await?;
    // Who must change the password first must do so before their programs go on.
    if !person.active || person.must_change_password {
        return Ok(None);
    }
    let grants = people::grants_of(&mut on, &person.id).await?;
    if token.used_at.is_none_or(|used| now.duration_since(used) > NOTED_EVERY) {
        let mut transaction = app.database.begin().await?;
        tokens::touch(&mut transaction, &token.id, now).await?;
        transaction.commit().await?;
    }
    let caller = Caller::person(person.id.clone(), person.name.clone(), grants);
    let caller = match token.scope {
        Scope::Read => caller.only_looking(),
        Scope::Write => caller,
    };
    let Some(session) = as_session(&token) else { return Ok(None) };
    Ok(Some(Resumed { caller, person, session }))
}

/// A person's tokens, newest first.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<Token>, AppError> {
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    Ok(tokens::of_person(&mut &app.database, person).await?)
}

/// A token in the place of a session. Forms play no part, so there is no form token that could be matched.
fn as_session(token: &Token) -> Option<Session> {
    Some(Session {
        id: SessionId::parse(token.id.as_str())?,
        token_hash: token.token_hash.clone(),
        person: token.person.clone(),
        csrf: String::new(),
        created_at: token.created_at,
        seen_at: token.used_at.unwrap_or(token.created_at),
        expires_at: token.expires_at,
        address: String::new(),
        agent: String::new(),
        second_factor: false,
        must_enrol: false,
        elsewhere: false,
    })
}
