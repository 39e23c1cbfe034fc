//! Beginning to set up the second factor.

use gongkai_store::journal::{self, Event};
use gongkai_store::{bodies, people};

use super::{new_secret, totp};
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// What is shown to a person who is setting up the second factor.
#[derive(Debug, Clone)]
pub struct Enrolment {
    /// The secret in base32, for typing.
    pub secret: String,
    /// The same with everything else an application must know, for a picture to be scanned.
    pub uri: String,
}

/// Makes a new secret for the caller; codes are asked for only after one was confirmed.
///
/// # Errors
/// [`AppError::NotNow`] when the second factor is set up already.
pub async fn begin(app: &App, caller: &Caller) -> Result<(), AppError> {
    let id = caller.person_id().ok_or(AppError::SignedOut)?;
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    if person.totp_since.is_some() {
        return Err(AppError::NotNow { reason: "second-factor-there" });
    }
    person.totp_secret = Some(new_secret()?);
    person.totp_last_step = None;
    people::update(&mut transaction, &person).await?;
    let event = Event::system("person", id, "second_factor_begun");
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}

/// What to show the caller while the second factor is being set up; `None` before and after.
///
/// # Errors
/// [`AppError::Store`] when it cannot be read.
pub async fn enrolment(app: &App, caller: &Caller) -> Result<Option<Enrolment>, AppError> {
    let id = caller.person_id().ok_or(AppError::SignedOut)?;
    let person = people::by_id(&mut &app.database, id).await?;
    if person.totp_since.is_some() {
        return Ok(None);
    }
    let Some(secret) = person.totp_secret.clone() else { return Ok(None) };
    let root = bodies::root(&mut &app.database).await?;
    let issuer = root.map_or_else(|| "gongkai".to_owned(), |root| root.name);
    let uri = totp(&person, Some(&issuer))?.to_url().map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Some(Enrolment { secret, uri }))
}
