//! Keeping webhooks.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, WebhookId};
use gongkai_store::journal::{self, Event};
use gongkai_store::webhooks::{self, Delivery, Webhook};
use jiff::Timestamp;
use serde_json::json;

use super::standing::{Standing, standings};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};
use crate::jobs::{self, Work};
use crate::outgoing::{Reach, names_inside};
use crate::secret::Secret;
use crate::web_address::trouble_with;

/// The most characters an address may have.
const LONGEST: usize = 500;

/// A webhook with its body's name; the secret stays behind.
#[derive(Debug, Clone)]
pub struct Kept {
    /// Id.
    pub id: WebhookId,
    /// The body whose publications it is told of, and of all below it.
    pub body: BodyId,
    /// The body's name.
    pub body_name: String,
    /// Where to.
    pub url: String,
    /// Whether it is told at all.
    pub active: bool,
    /// When its receiver said that it is gone, and it was switched off for that.
    pub gone_at: Option<Timestamp>,
    /// How the telling stands.
    pub standing: Standing,
}

impl Kept {
    fn of(webhook: Webhook, body: &Body, standing: Option<Standing>) -> Self {
        let standing = standing.unwrap_or_default();
        Self {
            id: webhook.id,
            body: webhook.body,
            body_name: body.name.clone(),
            url: webhook.url,
            active: webhook.active,
            gone_at: webhook.gone_at,
            // Nothing is sent to one that is off.
            standing: Standing { next_at: standing.next_at.filter(|_| webhook.active), ..standing },
        }
    }
}

/// The webhooks the caller may keep.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn list(app: &App, caller: &Caller) -> Result<Vec<Kept>, AppError> {
    let mut on = &app.database;
    let bodies = bodies::all(&mut on).await?;
    let mut standings = standings(&mut on).await?;
    let kept = |webhook: Webhook| {
        let body = bodies.iter().find(|body| body.id == webhook.body)?;
        let standing = standings.remove(&webhook.id);
        caller.may(Permission::ManageWebhooks, body).then(|| Kept::of(webhook, body, standing))
    };
    Ok(webhooks::all(&mut on).await?.into_iter().filter_map(kept).collect())
}

/// Enters a webhook; its id, and its secret, shown once.
///
/// # Errors
/// [`AppError::Invalid`] when the address is none, [`AppError::NotNow`] when the body has it already.
pub async fn enter(app: &App, caller: &Caller, body: &BodyId, url: &str) -> Result<(WebhookId, Secret), AppError> {
    let mut transaction = app.database.begin().await?;
    let body = bodies::by_id(&mut transaction, body).await?;
    caller.require(Permission::ManageWebhooks, &body)?;
    let url = url.trim();
    if let Some(message) = trouble_with(url) {
        return Err(Problems::one("url", message));
    }
    if url.chars().nth(LONGEST).is_some() {
        let mut problems = Problems::new();
        problems.add_with("url", "problem-too-long", vec![("most", LONGEST.to_string())]);
        return Err(AppError::Invalid(problems));
    }
    if app.webhook_reach() == Reach::Public && names_inside(url) {
        return Err(Problems::one("url", "problem-private-address"));
    }
    let (now, secret) = (app.now(), Secret::new()?);
    let webhook = Webhook {
        id: WebhookId::new(now),
        body: body.id.clone(),
        url: url.to_owned(),
        secret: secret.reveal().to_owned(),
        active: true,
        gone_at: None,
        created_at: now,
        created_by: caller.name().to_owned(),
    };
    webhooks::insert(&mut transaction, &webhook).await?;
    let event = Event::of(&body.id, "webhook", &webhook.id, "webhook_entered").with(json!({"host": host(url)}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    // Looked for last: one transaction at a time appends to a body's journal, so none that enters the same is missed.
    // However its host is written: in Chinese or in the letters it stands for.
    let written = |of: &str| url::Url::parse(of).map_or_else(|_| of.to_owned(), String::from);
    let all = webhooks::all(&mut transaction).await?.into_iter().filter(|kept| kept.body == body.id);
    if all.filter(|kept| written(&kept.url) == written(url)).count() > 1 {
        return Err(AppError::NotNow { reason: "webhook-there-already" });
    }
    transaction.commit().await?;
    Ok((webhook.id, secret))
}

/// Removes a webhook, with the record of what it was told; the journal keeps where it led and that it is gone.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or not the caller's to keep.
pub async fn remove(app: &App, caller: &Caller, id: &WebhookId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (webhook, body) = load(&mut transaction, caller, id).await?;
    webhooks::remove(&mut transaction, id).await?;
    let event = Event::of(&body.id, "webhook", id, "webhook_removed").with(json!({"url": webhook.url}));
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}

/// Switches a webhook on or off.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or not the caller's to keep.
pub async fn switch(app: &App, caller: &Caller, id: &WebhookId, active: bool) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (webhook, body) = load(&mut transaction, caller, id).await?;
    webhooks::switch(&mut transaction, id, active).await?;
    let action = if active { "webhook_switched_on" } else { "webhook_switched_off" };
    let event = Event::of(&body.id, "webhook", id, action).with(json!({"host": host(&webhook.url)}));
    journal::append(&mut transaction, caller.actor(), app.now(), event).await?;
    transaction.commit().await?;
    Ok(())
}

/// The newest deliveries to a webhook.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there or not the caller's to keep.
pub async fn deliveries(app: &App, caller: &Caller, id: &WebhookId) -> Result<(Kept, Vec<Delivery>), AppError> {
    let mut on = &app.database;
    let (webhook, body) = load(&mut on, caller, id).await?;
    let standing = standings(&mut on).await?.remove(id);
    Ok((Kept::of(webhook, &body, standing), webhooks::deliveries(&mut on, id, 100).await?))
}

/// Tries a failed delivery once more.
///
/// # Errors
/// [`AppError::NotNow`] when it did not fail.
pub async fn retry(app: &App, caller: &Caller, delivery: &str) -> Result<WebhookId, AppError> {
    let mut transaction = app.database.begin().await?;
    let mut delivery = webhooks::delivery(&mut transaction, delivery).await?;
    let (webhook, body) = load(&mut transaction, caller, &delivery.webhook).await?;
    if delivery.state != "failed" {
        return Err(AppError::NotNow { reason: "not-now-message-not-failed" });
    }
    let now = app.now();
    "queued".clone_into(&mut delivery.state);
    delivery.attempts = 0;
    delivery.finished_at = None;
    webhooks::update_delivery(&mut transaction, &delivery).await?;
    jobs::enqueue(&mut transaction, &Work::DeliverWebhook { delivery: delivery.id.clone() }, now).await?;
    let event = Event::of(&body.id, "webhook", &delivery.webhook, "delivery_tried_again");
    let event = event.with(json!({"host": host(&webhook.url)}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    app.wake();
    Ok(delivery.webhook)
}

/// Which system an address is at, for the journal: what stands behind the host may be a key.
fn host(url: &str) -> Option<String> {
    url::Url::parse(url).ok()?.host_str().map(str::to_owned)
}

async fn load(on: &mut impl gongkai_store::Sql, caller: &Caller, id: &WebhookId) -> Result<(Webhook, Body), AppError> {
    let webhook = webhooks::by_id(on, id).await?;
    let body = bodies::by_id(on, &webhook.body).await?;
    caller.require_with_thing(Permission::ManageWebhooks, &body)?;
    Ok((webhook, body))
}
