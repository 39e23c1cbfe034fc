//! Confirming the second factor with a first code.

use gongkai_store::id::SessionId;
use gongkai_store::journal::{self, Event};
use gongkai_store::{people, sessions};

use super::{new_codes, step_of};
use crate::access::Caller;
use crate::app::App;
use crate::error::{AppError, Problems};

/// Takes the caller's second factor into use; the recovery codes are told once.
///
/// # Errors
/// [`AppError::NotNow`] when it was not begun or is in use, [`AppError::Invalid`] when the code does not fit.
pub async fn confirm(app: &App, caller: &Caller, working_in: &SessionId, code: &str) -> Result<Vec<String>, AppError> {
    let id = caller.person_id().ok_or(AppError::SignedOut)?;
    let mut transaction = app.database.begin().await?;
    let mut person = people::hold(&mut transaction, id).await?;
    if person.totp_since.is_some() {
        return Err(AppError::NotNow { reason: "second-factor-there" });
    }
    if person.totp_secret.is_none() {
        return Err(AppError::NotNow { reason: "second-factor-not-begun" });
    }
    let now = app.now();
    let step = step_of(&person, code.trim(), now).ok_or_else(|| Problems::one("code", "problem-code-wrong"))?;
    let (codes, kept) = new_codes()?;
    person.totp_since = Some(now);
    person.totp_last_step = Some(step);
    person.recovery_codes = kept;
    people::update(&mut transaction, &person).await?;
    sessions::enrolled(&mut transaction, id, working_in).await?;
    journal::append(&mut transaction, caller.actor(), now, Event::system("person", id, "second_factor_enabled"))
        .await?;
    transaction.commit().await?;
    Ok(codes)
}
