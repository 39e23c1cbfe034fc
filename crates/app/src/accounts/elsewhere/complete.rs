//! Taking a browser back from the identity provider.

use gongkai_store::id::PersonId;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::people::{self, Person};
use gongkai_store::{StoreError, Transaction, foreign_sign_ins};
use jiff::Timestamp;
use serde_json::json;

use super::provider::{Identity, Redeeming};
use super::{Elsewhere, Unknown};
use crate::accounts::people::check_sign_in;
use crate::accounts::sessions::{Device, Proved};
use crate::accounts::sign_in::{Step, actor, go_on, normal};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::secret::{Secret, same};
use crate::settings;

/// What a browser came back with.
#[derive(Debug, Clone, Copy)]
pub struct Answered<'a> {
    /// What it was to bring back unchanged.
    pub state: &'a str,
    /// The provider's code; empty when somebody broke off there.
    pub code: &'a str,
    /// Who the provider says it is, when it says so.
    pub issuer: Option<&'a str>,
    /// Where the browser was sent back to.
    pub back: &'a str,
}

/// Somebody who signed in elsewhere.
#[derive(Debug)]
pub struct Arrived {
    /// How far the sign-in has come.
    pub step: Step,
    /// Where they wanted to go.
    pub next: String,
}

/// Completes a sign-in at the identity provider. `secret` is what the browser's cookie holds; it is good once.
///
/// A lock after wrong passwords does not count here, for nothing was guessed; a second factor kept here is asked for.
///
/// # Errors
/// [`AppError::NotFound`] when there is no provider, [`AppError::Invalid`] when the sign-in is refused.
pub async fn complete(
    app: &App,
    secret: &Secret,
    answered: &Answered<'_>,
    device: Device<'_>,
) -> Result<Arrived, AppError> {
    let elsewhere = app.elsewhere().ok_or(AppError::NotFound)?;
    let mut transaction = app.database.begin().await?;
    let begun = foreign_sign_ins::take(&mut transaction, &secret.hash(), app.now()).await?;
    // Before anything is asked of the provider: whatever comes of it, nobody comes back a second time.
    transaction.commit().await?;
    let begun = begun.filter(|begun| same(&begun.state, answered.state));
    let begun = begun.ok_or_else(|| refused("sign-in-elsewhere-lost"))?;
    // Another provider's answer must not be redeemed at this one.
    if answered.code.is_empty() || answered.issuer.is_some_and(|issuer| issuer != elsewhere.provider.issuer()) {
        return Err(refused("sign-in-elsewhere-broken-off"));
    }
    let redeeming = Redeeming {
        code: answered.code.to_owned(),
        nonce: begun.nonce.clone(),
        verifier: begun.verifier.clone(),
        back: answered.back.to_owned(),
    };
    let identity = elsewhere.provider.identify(&redeeming, app.now()).await.map_err(|error| {
        tracing::warn!(%error, "a sign-in elsewhere failed");
        refused("sign-in-elsewhere-failed")
    })?;

    let rules = settings::passwords(app).await?;
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let Some(person) = person(&mut transaction, elsewhere, &identity, now).await? else {
        transaction.commit().await?;
        return Err(refused("sign-in-elsewhere-unknown"));
    };
    let proved = Proved { second_factor: false, elsewhere: true };
    let step = go_on(&mut transaction, &rules, person, device, proved, now).await?;
    transaction.commit().await?;
    Ok(Arrived { step, next: begun.next })
}

fn refused(why: &'static str) -> AppError {
    Problems::one("elsewhere", why)
}

/// The account of an identity, held: the one linked to it, the one it names (linked now), or a new one where that is
/// allowed. `None` when there is none, or it may not be used.
async fn person(
    transaction: &mut Transaction,
    elsewhere: &Elsewhere,
    identity: &Identity,
    now: Timestamp,
) -> Result<Option<Person>, AppError> {
    if let Some(linked) = people::by_oidc_subject(transaction, &identity.subject).await? {
        let person = people::hold(transaction, &linked.id).await?;
        return if person.active { Ok(Some(person)) } else { turned_away(transaction, &person, "inactive", now).await };
    }
    let Some(account) = identity.account.as_deref().map(normal).filter(|account| !account.is_empty()) else {
        return Ok(None);
    };
    let Some(named) = people::by_sign_in(transaction, &account).await? else {
        return match elsewhere.unknown {
            Unknown::Refuse => Ok(None),
            Unknown::Enter => enter(transaction, elsewhere, identity, account, now).await,
        };
    };
    let mut person = people::hold(transaction, &named.id).await?;
    if !person.active {
        return turned_away(transaction, &person, "inactive", now).await;
    }
    if person.oidc_subject.is_some() {
        return turned_away(transaction, &person, "other_identity", now).await;
    }
    person.oidc_subject = Some(identity.subject.clone());
    person.updated_at = now;
    people::update(transaction, &person).await.map_err(taken)?;
    let event = Event::system("person", &person.id, "identity_linked");
    let event = event.with(json!({ "issuer": elsewhere.provider.issuer() }));
    journal::append(transaction, &actor(&person), now, event).await?;
    Ok(Some(person))
}

async fn turned_away(
    transaction: &mut Transaction,
    person: &Person,
    why: &'static str,
    now: Timestamp,
) -> Result<Option<Person>, AppError> {
    let event = Event::system("person", &person.id, "identity_refused").with(json!({ "reason": why }));
    journal::append(transaction, &Actor::program("sign-in"), now, event).await?;
    Ok(None)
}

/// Enters somebody without any role: an administrator gives them one, or not.
async fn enter(
    transaction: &mut Transaction,
    elsewhere: &Elsewhere,
    identity: &Identity,
    account: String,
    now: Timestamp,
) -> Result<Option<Person>, AppError> {
    let mut problems = Problems::new();
    check_sign_in(&mut problems, &account);
    if problems.check().is_err() {
        return Ok(None);
    }
    let name = identity.name.as_deref().map(str::trim).filter(|name| !name.is_empty()).unwrap_or(&account);
    let person = Person {
        id: PersonId::new(now),
        name: name.chars().take(60).collect(),
        sign_in: account,
        email: None,
        phone: None,
        lang: gongkai_law::Lang::default().tag().to_owned(),
        password_hash: None,
        must_change_password: false,
        password_changed_at: None,
        totp_secret: None,
        totp_since: None,
        totp_last_step: None,
        recovery_codes: Vec::new(),
        oidc_subject: Some(identity.subject.clone()),
        failed_sign_ins: 0,
        locked_until: None,
        active: true,
        created_at: now,
        updated_at: now,
    };
    people::insert(transaction, &person).await.map_err(taken)?;
    let event = Event::system("person", &person.id, "person_entered");
    let event = event.with(json!({ "issuer": elsewhere.provider.issuer() }));
    journal::append(transaction, &Actor::program("sign-in"), now, event).await?;
    Ok(Some(person))
}

/// The same identity signed in twice in one moment.
fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Conflict => AppError::Stale,
        other => other.into(),
    }
}
