//! Sessions: opened on sign-in, resumed with every request, ended by the person or by time.

use gongkai_store::id::SessionId;
use gongkai_store::people::{self, Person};
use gongkai_store::sessions::{self, Session};
use jiff::{SignedDuration, Timestamp};

use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;
use crate::secret::Secret;

/// How long an unused session lasts.
const IDLE: SignedDuration = SignedDuration::from_hours(8);
/// How long any session lasts, however much it is used.
const LONGEST: SignedDuration = SignedDuration::from_hours(24);
/// Use is noted at most this often, so that reading a page does not always write.
const NOTED_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// A person at work.
#[derive(Debug, Clone)]
pub struct Resumed {
    /// What use cases are called with.
    pub caller: Caller,
    /// The person.
    pub person: Person,
    /// The session.
    pub session: Session,
}

/// Opens a session for a person who has proved who they are; the secret goes into the browser's cookie.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn open(
    app: &App,
    person: &Person,
    address: &str,
    agent: &str,
    second_factor: bool,
) -> Result<(Secret, Session), AppError> {
    let now = app.now();
    let secret = Secret::new()?;
    let session = Session {
        id: SessionId::new(now),
        token_hash: secret.hash(),
        person: person.id.clone(),
        csrf: Secret::new()?.reveal().to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: expiry(now, now),
        address: address.to_owned(),
        agent: agent.chars().take(200).collect(),
        second_factor,
    };
    let mut transaction = app.database.begin().await?;
    sessions::forget_expired(&mut transaction, now).await?;
    sessions::insert(&mut transaction, &session).await?;
    transaction.commit().await?;
    Ok((secret, session))
}

/// The person whose browser shows a secret; `None` when the session ran out, was ended, or the person may not sign in.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn resume(app: &App, secret: &Secret) -> Result<Option<Resumed>, AppError> {
    let now = app.now();
    let mut on = &app.database;
    let Some(session) = sessions::by_token(&mut on, &secret.hash(), now).await? else { return Ok(None) };
    let person = people::by_id(&mut on, &session.person).await?;
    if !person.active {
        return Ok(None);
    }
    let grants = people::grants_of(&mut on, &person.id).await?;
    if now.duration_since(session.seen_at) > NOTED_EVERY {
        let mut transaction = app.database.begin().await?;
        sessions::touch(&mut transaction, &session.id, now, expiry(now, session.created_at)).await?;
        transaction.commit().await?;
    }
    let caller = Caller::person(person.id.clone(), person.name.clone(), grants);
    Ok(Some(Resumed { caller, person, session }))
}

fn expiry(now: Timestamp, created: Timestamp) -> Timestamp {
    let after = |from: Timestamp, time| from.checked_add(time).unwrap_or(from);
    after(now, IDLE).min(after(created, LONGEST))
}
