//! Ending one's own sessions elsewhere.

use gongkai_store::id::SessionId;
use gongkai_store::journal::{self, Event};
use gongkai_store::sessions;
use serde_json::json;

use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;

/// Ends one of the caller's own sessions.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or another person's.
pub async fn end_session(app: &App, caller: &Caller, id: &SessionId) -> Result<(), AppError> {
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    let mut transaction = app.database.begin().await?;
    if !sessions::revoke(&mut transaction, person, id).await? {
        return Err(AppError::NotFound);
    }
    let event = Event::system("person", person, "sessions_ended").with(json!({ "count": 1 }));
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Ends all of the caller's sessions but the one they are working in; how many.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn end_other_sessions(app: &App, caller: &Caller, working_in: &SessionId) -> Result<u64, AppError> {
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    let mut transaction = app.database.begin().await?;
    let count = sessions::revoke_others(&mut transaction, person, Some(working_in)).await?;
    if count == 0 {
        return Ok(0);
    }
    let event = Event::system("person", person, "sessions_ended").with(json!({ "count": count }));
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(count)
}
