//! Sessions: opened on sign-in, resumed with every request, ended by the person or by time.

use gongkai_store::Transaction;
use gongkai_store::id::SessionId;
use gongkai_store::people::{self, Person};
use gongkai_store::sessions::{self, Session};
use jiff::{SignedDuration, Timestamp};

use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;
use crate::secret::Secret;
use crate::settings::{self, Passwords};

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

/// Where somebody sits.
#[derive(Debug, Clone, Copy)]
pub struct Device<'a> {
    /// Network address.
    pub address: &'a str,
    /// What the browser calls itself.
    pub agent: &'a str,
}

/// How a person proved who they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Proved {
    /// Whether a code of the second factor kept here was given, too.
    pub(super) second_factor: bool,
    /// Whether it was an identity provider that told, not the password kept here.
    pub(super) elsewhere: bool,
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
    let rules = settings::passwords(app).await?;
    let mut transaction = app.database.begin().await?;
    let device = Device { address, agent };
    let proved = Proved { second_factor, elsewhere: false };
    let opened = insert(&mut transaction, &rules, person, device, proved, app.now()).await?;
    transaction.commit().await?;
    Ok(opened)
}

/// Opens a session in a transaction that does more.
pub(super) async fn insert(
    transaction: &mut Transaction,
    rules: &Passwords,
    person: &Person,
    device: Device<'_>,
    proved: Proved,
    now: Timestamp,
) -> Result<(Secret, Session), AppError> {
    let secret = Secret::new()?;
    let session = Session {
        id: SessionId::new(now),
        token_hash: secret.hash(),
        person: person.id.clone(),
        csrf: Secret::new()?.reveal().to_owned(),
        created_at: now,
        seen_at: now,
        expires_at: expiry(rules, now, now),
        address: device.address.to_owned(),
        agent: device.agent.chars().take(200).collect(),
        second_factor: proved.second_factor,
        // Who signs in elsewhere gives a second factor there.
        must_enrol: rules.second_factor
            && !proved.elsewhere
            && person.totp_since.is_none()
            && person.password_hash.is_some(),
        elsewhere: proved.elsewhere,
    };
    sessions::forget_expired(transaction, now).await?;
    sessions::insert(transaction, &session).await?;
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
    if is_worth_noting(&session, now) {
        let rules = settings::passwords(app).await?;
        let mut transaction = app.database.begin().await?;
        sessions::touch(&mut transaction, &session.id, now, expiry(&rules, now, session.created_at)).await?;
        transaction.commit().await?;
    }
    let caller = Caller::person(person.id.clone(), person.name.clone(), grants);
    Ok(Some(Resumed { caller, person, session }))
}

/// A person's sessions, last used first.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<Session>, AppError> {
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    Ok(sessions::of_person(&mut &app.database, person, app.now()).await?)
}

/// Some minutes after the last time; sooner where unused sessions end after few minutes.
fn is_worth_noting(session: &Session, now: Timestamp) -> bool {
    let quarter = session.expires_at.duration_since(session.seen_at) / 4;
    now.duration_since(session.seen_at) > NOTED_EVERY.min(quarter)
}

fn expiry(rules: &Passwords, now: Timestamp, created: Timestamp) -> Timestamp {
    let after = |from: Timestamp, time| from.checked_add(time).unwrap_or(from);
    let idle = SignedDuration::from_mins(i64::from(rules.idle_minutes.max(1)));
    after(now, idle).min(after(created, LONGEST))
}
