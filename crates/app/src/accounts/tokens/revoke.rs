//! Revoking an API token.

use gongkai_store::id::TokenId;
use gongkai_store::journal::{self, Event};
use gongkai_store::tokens;
use serde_json::json;

use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Revokes one of the caller's own tokens.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there, revoked already, or another person's.
pub async fn revoke(app: &App, caller: &Caller, id: &TokenId) -> Result<(), AppError> {
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    if !tokens::revoke(&mut transaction, person, id, now).await? {
        return Err(AppError::NotFound);
    }
    let event = Event::system("person", person, "token_revoked").with(json!({ "token": id }));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
