//! How the telling of webhooks stands: the newest delivery to each, and when the next is tried.

use std::collections::BTreeMap;

use gongkai_store::id::WebhookId;
use gongkai_store::webhooks::{self, Delivery};
use gongkai_store::{Sql, jobs};
use jiff::Timestamp;

use crate::error::AppError;
use crate::jobs::Work;

/// How the telling of a webhook stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The newest delivery; none while it was never told.
    pub newest: Option<Delivery>,
    /// When that was tried last; none while it was not, or is being tried now.
    pub tried_at: Option<Timestamp>,
    /// When the next delivery that waits is tried, whichever it is.
    pub next_at: Option<Timestamp>,
}

/// How each webhook stands that was told or is to be.
pub(super) async fn standings(on: &mut dyn Sql) -> Result<BTreeMap<WebhookId, Standing>, AppError> {
    let mut standings: BTreeMap<WebhookId, Standing> = BTreeMap::new();
    let waiting: BTreeMap<String, WebhookId> = webhooks::waiting(on).await?.into_iter().collect();
    // A job that tries again was written when the try before it failed.
    let mut put_off = BTreeMap::new();
    for job in jobs::waiting(on, Work::DELIVER_WEBHOOK).await? {
        let Some(Work::DeliverWebhook { delivery }) = Work::of(&job.payload) else { continue };
        let Some(webhook) = waiting.get(&delivery) else { continue };
        // The first of them is the next.
        standings.entry(webhook.clone()).or_default().next_at.get_or_insert(job.run_after);
        put_off.insert(delivery, job.created_at);
    }
    for delivery in webhooks::newest(on).await? {
        let standing = standings.entry(delivery.webhook.clone()).or_default();
        let was_tried = delivery.attempts > 0;
        standing.tried_at = delivery.finished_at.or(put_off.get(&delivery.id).copied().filter(|_| was_tried));
        standing.newest = Some(delivery);
    }
    Ok(standings)
}
