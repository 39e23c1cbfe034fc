//! Signing out.

use gongkai_store::journal::{self, Event};
use gongkai_store::sessions;

use super::sessions::Resumed;
use crate::app::App;
use crate::error::AppError;

/// Ends the session a person is working in.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn sign_out(app: &App, resumed: &Resumed) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    if !sessions::revoke(&mut transaction, &resumed.person.id, &resumed.session.id).await? {
        return Ok(());
    }
    let event = Event::system("person", &resumed.person.id, "signed_out");
    journal::append(&mut transaction, resumed.caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}
