//! Telling the webhooks of a body and of those above it.

use gongkai_store::Transaction;
use gongkai_store::bodies::Body;
use gongkai_store::id::JobId;
use gongkai_store::webhooks::{self, Delivery};
use serde_json::{Value, json};

use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};

/// Writes a delivery for each webhook that is told of the body, in the transaction of the change.
///
/// # Errors
/// [`AppError::Store`] when it cannot be written.
pub async fn tell(
    app: &App,
    transaction: &mut Transaction,
    body: &Body,
    event: &str,
    detail: Value,
) -> Result<(), AppError> {
    let now = app.now();
    for webhook in webhooks::told_of(transaction, &body.path).await? {
        let id = JobId::new(now).to_string();
        let payload = json!({
            "id": id,
            "event": event,
            "at": now.to_string(),
            "body": {"id": body.id, "name": body.name},
            "detail": detail,
        });
        let delivery = Delivery {
            id: id.clone(),
            webhook: webhook.id,
            event: event.to_owned(),
            payload: payload.to_string(),
            state: "queued".to_owned(),
            attempts: 0,
            status: None,
            problem: None,
            created_at: now,
            finished_at: None,
        };
        webhooks::insert_delivery(transaction, &delivery).await?;
        jobs::enqueue(transaction, &Work::DeliverWebhook { delivery: id }, now).await?;
    }
    Ok(())
}
