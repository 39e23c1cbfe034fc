//! Signing in: name and password, then the second factor of who has one.
//!
//! A refusal never tells whether the name is known, the password wrong or the person locked, neither in words nor by the
//! time it takes.

use gongkai_store::Transaction;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::pending_sign_ins::{self, PendingSignIn};
use gongkai_store::people::{self, Person, Role};
use gongkai_store::sessions::Session;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::elsewhere::LocalPasswords;
use super::lock_out::locked_for;
use super::proof::count_wrong;
use super::sessions::{Device, Proved, insert};
use super::{password, second_factor};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::secret::Secret;
use crate::settings::{self, Passwords};

/// How long the second factor may be given after the password.
const PATIENCE: SignedDuration = SignedDuration::from_mins(10);

/// Somebody who wants to sign in.
#[derive(Debug, Clone, Copy)]
pub struct Attempt<'a> {
    /// The name they gave.
    pub sign_in: &'a str,
    /// The password they gave.
    pub password: &'a str,
    /// From where.
    pub device: Device<'a>,
}

/// How far a sign-in has come.
#[derive(Debug)]
pub enum Step {
    /// Signed in; the secret goes into the browser's cookie.
    SignedIn(Secret, Session),
    /// The password was right; the second factor is asked for under this secret.
    SecondFactor(Secret),
}

/// A name as it is kept: without blanks around it, in small letters.
pub fn normal(sign_in: &str) -> String {
    sign_in.trim().to_lowercase()
}

/// Signs in by name and password.
///
/// # Errors
/// [`AppError::Invalid`] when it is refused, whatever the reason.
pub async fn sign_in(app: &App, attempt: &Attempt<'_>) -> Result<Step, AppError> {
    let rules = settings::passwords(app).await?;
    let known = people::by_sign_in(&mut &app.database, &normal(attempt.sign_in)).await?;
    let kept = known.as_ref().and_then(|person| person.password_hash.as_deref());
    let right = password::verify(kept, attempt.password).await?;
    let Some(known) = known else { return Err(refused()) };
    let mut transaction = app.database.begin().await?;
    let person = people::hold(&mut transaction, &known.id).await?;
    let now = app.now();
    if !person.active || locked_for(&person, now).is_some() {
        return Err(refused());
    }
    // Somebody may have changed the password while the old one was verified.
    if !right || person.password_hash != known.password_hash {
        count_wrong(&mut transaction, &rules, person, now).await?;
        transaction.commit().await?;
        return Err(refused());
    }
    if !may_use_password(app, &mut transaction, &person).await? {
        return Err(refused());
    }
    let step = go_on(&mut transaction, &rules, person, attempt.device, Proved::default(), now).await?;
    transaction.commit().await?;
    Ok(step)
}

/// Whether a person may sign in by password: where an identity provider is there for everybody else, administrators
/// still may, so that somebody gets in when it is down.
async fn may_use_password(app: &App, transaction: &mut Transaction, person: &Person) -> Result<bool, AppError> {
    match app.elsewhere().map(|elsewhere| elsewhere.passwords) {
        None | Some(LocalPasswords::Everybody) => Ok(true),
        Some(LocalPasswords::Administrators) => {
            let grants = people::grants_of(transaction, &person.id).await?;
            Ok(grants.iter().any(|grant| grant.role == Role::Administrator))
        }
    }
}

/// The next step of a held person who gave the first proof: a code of the second factor for who has one, else a session.
pub(super) async fn go_on(
    transaction: &mut Transaction,
    rules: &Passwords,
    person: Person,
    device: Device<'_>,
    proved: Proved,
    now: Timestamp,
) -> Result<Step, AppError> {
    if person.totp_since.is_some() {
        let secret = Secret::new()?;
        let pending = PendingSignIn {
            token_hash: secret.hash(),
            person: person.id,
            elsewhere: proved.elsewhere,
            expires_at: now.checked_add(PATIENCE).unwrap_or(now),
        };
        pending_sign_ins::insert(transaction, &pending, now).await?;
        return Ok(Step::SecondFactor(secret));
    }
    let (secret, session) = complete(transaction, rules, person, device, proved, now).await?;
    Ok(Step::SignedIn(secret, session))
}

/// Completes a sign-in with a code of the second factor, or one of the recovery codes.
///
/// # Errors
/// [`AppError::NotNow`] when the password was given too long ago, [`AppError::Invalid`] when the code is refused.
pub async fn give_second_factor(
    app: &App,
    secret: &Secret,
    code: &str,
    device: Device<'_>,
) -> Result<(Secret, Session), AppError> {
    let rules = settings::passwords(app).await?;
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let pending = pending_sign_ins::by_token(&mut transaction, &secret.hash(), now).await?;
    let pending = pending.ok_or(AppError::NotNow { reason: "sign-in-too-late" })?;
    let mut person = people::hold(&mut transaction, &pending.person).await?;
    // The code may have been given under the same secret while this one waited for the person.
    if pending_sign_ins::by_token(&mut transaction, &secret.hash(), now).await?.is_none() {
        return Err(AppError::NotNow { reason: "sign-in-too-late" });
    }
    let refused = || Problems::one("code", "sign-in-code-refused");
    if !person.active || locked_for(&person, now).is_some() {
        return Err(refused());
    }
    match second_factor::accept(&person, code, now) {
        Some(second_factor::Accepted::Step(step)) => person.totp_last_step = Some(step),
        Some(second_factor::Accepted::Recovery(left)) => {
            let event = Event::system("person", &person.id, "recovery_code_used").with(json!({ "left": left.len() }));
            journal::append(&mut transaction, &actor(&person), now, event).await?;
            person.recovery_codes = left;
        }
        None => {
            count_wrong(&mut transaction, &rules, person, now).await?;
            transaction.commit().await?;
            return Err(refused());
        }
    }
    let proved = Proved { second_factor: true, elsewhere: pending.elsewhere };
    let opened = complete(&mut transaction, &rules, person, device, proved, now).await?;
    transaction.commit().await?;
    Ok(opened)
}

/// Whether a sign-in still waits for its second factor under a secret.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn is_pending(app: &App, secret: &Secret) -> Result<bool, AppError> {
    Ok(pending_sign_ins::by_token(&mut &app.database, &secret.hash(), app.now()).await?.is_some())
}

/// Opens the session of a held person who has proved who they are.
async fn complete(
    transaction: &mut Transaction,
    rules: &Passwords,
    mut person: Person,
    device: Device<'_>,
    proved: Proved,
    now: Timestamp,
) -> Result<(Secret, Session), AppError> {
    // Who signs in elsewhere says nothing about the password kept here: guesses at it still count, its age does not.
    if !proved.elsewhere {
        person.failed_sign_ins = 0;
        person.locked_until = None;
        person.must_change_password = person.must_change_password || has_aged(&person, rules, now);
    }
    people::update(transaction, &person).await?;
    pending_sign_ins::forget(transaction, &person.id).await?;
    let opened = insert(transaction, rules, &person, device, proved, now).await?;
    let detail = json!({ "second_factor": proved.second_factor, "elsewhere": proved.elsewhere });
    let event = Event::system("person", &person.id, "signed_in").with(detail);
    journal::append(transaction, &actor(&person), now, event).await?;
    Ok(opened)
}

/// Whether a password is older than the rules let it grow.
fn has_aged(person: &Person, rules: &Passwords, now: Timestamp) -> bool {
    let longest = SignedDuration::from_hours(24 * i64::from(rules.longest_days));
    let age = person.password_changed_at.map(|changed| now.duration_since(changed));
    !longest.is_zero() && age.is_some_and(|age| age > longest)
}

pub(super) fn actor(person: &Person) -> Actor {
    Actor::person(person.id.clone(), person.name.clone())
}

fn refused() -> AppError {
    Problems::one("sign_in", "sign-in-refused")
}
