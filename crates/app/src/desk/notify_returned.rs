//! Telling a body that its report was returned.

use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::journal::{self, Event};
use gongkai_store::returns::Return;
use jiff::Timestamp;
use serde_json::json;

use crate::access::Caller;
use crate::error::AppError;

/// Tells a body that its report was returned, in the transaction of the return.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn notify_returned(
    transaction: &mut Transaction,
    caller: &Caller,
    body: &Body,
    returned: &Return,
    now: Timestamp,
) -> Result<(), AppError> {
    let detail = json!({ "year": returned.year, "due_on": returned.due_on, "findings": returned.findings.len() });
    let event = Event::of(&body.id, "return", &returned.id, "return_notified").with(detail);
    journal::append(transaction, caller.actor(), now, event).await?;
    Ok(())
}
