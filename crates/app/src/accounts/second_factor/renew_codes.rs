//! New recovery codes instead of the old.

use gongkai_store::journal::{self, Event};
use gongkai_store::people;

use super::new_codes;
use crate::access::Caller;
use crate::accounts::proof::prove;
use crate::app::App;
use crate::error::AppError;

/// Makes new recovery codes for the caller, told once; the old ones are good for nothing then. The password is asked for.
///
/// # Errors
/// [`AppError::Invalid`] when the password is wrong, [`AppError::NotNow`] when there is no second factor.
pub async fn renew_codes(app: &App, caller: &Caller, password: &str) -> Result<Vec<String>, AppError> {
    let id = caller.person_id().ok_or(AppError::SignedOut)?;
    let proof = prove(app, id, password, "password").await?;
    let mut transaction = app.database.begin().await?;
    let mut person = proof.hold(&mut transaction).await?;
    if person.totp_since.is_none() {
        return Err(AppError::NotNow { reason: "second-factor-not-begun" });
    }
    let (codes, kept) = new_codes()?;
    person.recovery_codes = kept;
    people::update(&mut transaction, &person).await?;
    let event = Event::system("person", id, "recovery_codes_renewed");
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(codes)
}
