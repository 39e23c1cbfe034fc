//! Webhooks: addresses that are told when something is published, and the deliveries to them.

use jiff::Timestamp;
use serde::Serialize;

use crate::error::StoreError;
use crate::id::{BodyId, WebhookId};
use crate::messages::Unsent;
use crate::sql::{Row, Sql, Transaction};
use crate::values;

/// A webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Webhook {
    /// Id.
    pub id: WebhookId,
    /// Whose publications it is told of: the body and all below it.
    pub body: BodyId,
    /// Where to.
    pub url: String,
    /// What its messages are signed with.
    pub secret: String,
    /// Whether it is told at all.
    pub active: bool,
    /// When its receiver said that it is gone, and it was switched off for that.
    pub gone_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// Who made it.
    pub created_by: String,
}

/// One message to a webhook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Id, sortable by time.
    pub id: String,
    /// To which webhook.
    pub webhook: WebhookId,
    /// What happened, such as `report_published`.
    pub event: String,
    /// The JSON that is sent.
    pub payload: String,
    /// `queued`, `sent` or `failed`.
    pub state: String,
    /// How often it was tried.
    pub attempts: i64,
    /// The last answer's status.
    pub status: Option<i64>,
    /// Why the last try failed.
    pub problem: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was settled.
    pub finished_at: Option<Timestamp>,
}

impl Webhook {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parsed("id", WebhookId::parse)?,
            body: row.parsed("body_id", BodyId::parse)?,
            url: row.text("url")?,
            secret: row.text("secret")?,
            active: row.flag("active")?,
            gone_at: row.maybe_moment("gone_at")?,
            created_at: row.moment("created_at")?,
            created_by: row.text("created_by")?,
        })
    }
}

impl Delivery {
    fn from_row(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.text("id")?,
            webhook: row.parsed("webhook_id", WebhookId::parse)?,
            event: row.text("event")?,
            payload: row.text("payload")?,
            state: row.text("state")?,
            attempts: row.number("attempts")?,
            status: row.maybe_number("status")?,
            problem: row.maybe_text("problem")?,
            created_at: row.moment("created_at")?,
            finished_at: row.maybe_moment("finished_at")?,
        })
    }
}

/// Enters a webhook, whose receiver is there.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert(transaction: &mut Transaction, webhook: &Webhook) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO webhooks (id, body_id, url, secret, active, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            values![
                &webhook.id,
                &webhook.body,
                &webhook.url,
                &webhook.secret,
                webhook.active,
                webhook.created_at,
                &webhook.created_by
            ],
        )
        .await?;
    Ok(())
}

/// Switches a webhook on or off; that its receiver was gone is forgotten.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn switch(transaction: &mut Transaction, id: &WebhookId, active: bool) -> Result<(), StoreError> {
    let text = "UPDATE webhooks SET active = $2, gone_at = NULL WHERE id = $1";
    let touched = transaction.execute(text, values![id, active]).await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// Switches a webhook off because its receiver said that it is gone; whether it was on until then.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn note_gone(transaction: &mut Transaction, id: &WebhookId, now: Timestamp) -> Result<bool, StoreError> {
    let text = "UPDATE webhooks SET active = $2, gone_at = $3 WHERE id = $1 AND active";
    Ok(transaction.execute(text, values![id, false, now]).await? > 0)
}

/// Removes a webhook with the record of what it was told.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn remove(transaction: &mut Transaction, id: &WebhookId) -> Result<(), StoreError> {
    transaction.execute("DELETE FROM deliveries WHERE webhook_id = $1", values![id]).await?;
    let touched = transaction.execute("DELETE FROM webhooks WHERE id = $1", values![id]).await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// A webhook.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn by_id(on: &mut dyn Sql, id: &WebhookId) -> Result<Webhook, StoreError> {
    let row = on.row("SELECT * FROM webhooks WHERE id = $1", values![id]).await?;
    row.as_ref().map(Webhook::from_row).ok_or(StoreError::NotFound)?
}

/// All webhooks, oldest first.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn all(on: &mut dyn Sql) -> Result<Vec<Webhook>, StoreError> {
    on.rows("SELECT * FROM webhooks ORDER BY id", values![]).await?.iter().map(Webhook::from_row).collect()
}

/// The webhooks that are told of what happens at a body: those of the body and of all above it.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn told_of(on: &mut dyn Sql, path: &str) -> Result<Vec<Webhook>, StoreError> {
    let text = "SELECT webhooks.* FROM webhooks JOIN bodies ON bodies.id = webhooks.body_id
                WHERE webhooks.active AND $1 LIKE bodies.path || '%' ORDER BY webhooks.id";
    on.rows(text, values![path]).await?.iter().map(Webhook::from_row).collect()
}

/// Writes a delivery.
///
/// # Errors
/// [`StoreError::Database`] when it cannot be written.
pub async fn insert_delivery(transaction: &mut Transaction, delivery: &Delivery) -> Result<(), StoreError> {
    transaction
        .execute(
            "INSERT INTO deliveries (id, webhook_id, event, payload, state, attempts, status, problem, created_at,
                                     finished_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            values![
                &delivery.id,
                &delivery.webhook,
                &delivery.event,
                &delivery.payload,
                &delivery.state,
                delivery.attempts,
                delivery.status,
                &delivery.problem,
                delivery.created_at,
                delivery.finished_at
            ],
        )
        .await?;
    Ok(())
}

/// Notes what became of a delivery.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn update_delivery(transaction: &mut Transaction, delivery: &Delivery) -> Result<(), StoreError> {
    let touched = transaction
        .execute(
            "UPDATE deliveries SET state = $2, attempts = $3, status = $4, problem = $5, finished_at = $6 WHERE id = $1",
            values![
                &delivery.id,
                &delivery.state,
                delivery.attempts,
                delivery.status,
                &delivery.problem,
                delivery.finished_at
            ],
        )
        .await?;
    if touched == 0 { Err(StoreError::NotFound) } else { Ok(()) }
}

/// A delivery.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn delivery(on: &mut dyn Sql, id: &str) -> Result<Delivery, StoreError> {
    let row = on.row("SELECT * FROM deliveries WHERE id = $1", values![id]).await?;
    row.as_ref().map(Delivery::from_row).ok_or(StoreError::NotFound)?
}

/// How many deliveries are tried again after a failure, and how many were given up, to all webhooks that are on: what a webhook
/// that was switched off was not told is nobody's trouble.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn unsent(on: &mut dyn Sql) -> Result<Unsent, StoreError> {
    let text = "SELECT COUNT(CASE WHEN d.state = 'queued' THEN 1 END) AS retried,
                       COUNT(CASE WHEN d.state = 'failed' THEN 1 END) AS failed
                FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id
                WHERE w.active AND (d.state = 'failed' OR (d.state = 'queued' AND d.attempts > 0))";
    on.row(text, values![]).await?.as_ref().map_or(Ok(Unsent::default()), Unsent::from_row)
}

/// How many deliveries to webhooks that are switched off have not gone out.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be counted.
pub async fn held_off(on: &mut dyn Sql) -> Result<u64, StoreError> {
    let text = "SELECT COUNT(*) AS many FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id
                WHERE NOT w.active AND d.state IN ('queued', 'failed')";
    on.row(text, values![]).await?.map_or(Ok(0), |row| row.count("many"))
}

/// The newest deliveries to a webhook, at most `limit`.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn deliveries(on: &mut dyn Sql, webhook: &WebhookId, limit: u32) -> Result<Vec<Delivery>, StoreError> {
    let text = "SELECT * FROM deliveries WHERE webhook_id = $1 ORDER BY id DESC LIMIT $2";
    on.rows(text, values![webhook, limit]).await?.iter().map(Delivery::from_row).collect()
}

/// The newest delivery to each webhook that was ever told.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn newest(on: &mut dyn Sql) -> Result<Vec<Delivery>, StoreError> {
    let text = "SELECT * FROM deliveries WHERE id IN (SELECT MAX(id) FROM deliveries GROUP BY webhook_id)";
    on.rows(text, values![]).await?.iter().map(Delivery::from_row).collect()
}

/// The deliveries that wait, each with its webhook.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn waiting(on: &mut dyn Sql) -> Result<Vec<(String, WebhookId)>, StoreError> {
    let rows = on.rows("SELECT id, webhook_id FROM deliveries WHERE state = 'queued'", values![]).await?;
    rows.iter().map(|row| Ok((row.text("id")?, row.parsed("webhook_id", WebhookId::parse)?))).collect()
}
