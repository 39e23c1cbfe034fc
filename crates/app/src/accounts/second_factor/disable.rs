//! Giving the second factor up.

use gongkai_store::journal::{self, Event};
use gongkai_store::people;

use crate::access::Caller;
use crate::accounts::proof::prove;
use crate::app::App;
use crate::error::AppError;
use crate::settings;

/// Gives the caller's second factor up; the password is asked for.
///
/// # Errors
/// [`AppError::Invalid`] when the password is wrong, [`AppError::NotNow`] when everybody must have a second factor.
pub async fn disable(app: &App, caller: &Caller, password: &str) -> Result<(), AppError> {
    let id = caller.person_id().ok_or(AppError::SignedOut)?;
    if settings::passwords(app).await?.second_factor {
        return Err(AppError::NotNow { reason: "second-factor-required" });
    }
    let proof = prove(app, id, password, "password").await?;
    let mut transaction = app.database.begin().await?;
    let mut person = proof.hold(&mut transaction).await?;
    person.totp_secret = None;
    person.totp_since = None;
    person.totp_last_step = None;
    person.recovery_codes.clear();
    people::update(&mut transaction, &person).await?;
    let event = Event::system("person", id, "second_factor_disabled");
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}
