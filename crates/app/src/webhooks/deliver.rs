//! Delivering to a webhook.

use gongkai_store::blobs::hex;
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::webhooks;
use hmac::{Hmac, KeyInit, Mac};
use jiff::SignedDuration;
use serde_json::json;
use sm3::Sm3;

use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};
use crate::messages::channel::post_json;
use crate::outgoing::Trouble;

/// How often a delivery is tried, over about a day.
const TRIES: i64 = 8;
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);

/// The answer of a receiver that is gone for good.
const GONE: u16 = 410;

/// Posts a delivery, and notes what became of it. One that was taken, or refused as such, is not posted again; a webhook whose
/// receiver says that it is gone is switched off, which administrators find on their start page.
pub(crate) async fn deliver(app: &App, id: &str) -> Result<(), AppError> {
    let mut delivery = webhooks::delivery(&mut &app.database, id).await?;
    let webhook = webhooks::by_id(&mut &app.database, &delivery.webhook).await?;
    if delivery.state != "queued" {
        return Ok(());
    }
    let signature = signature(&webhook.secret, &delivery.payload)?;
    let headers = vec![("x-gongkai-event", delivery.event.clone()), ("x-gongkai-signature", signature)];
    let told = webhook.url.clone();
    let answer = if webhook.active {
        post_json(app.webhook_reach(), webhook.url, headers, delivery.payload.clone()).await
    } else {
        Err(Trouble::Off)
    };
    let now = app.now();
    delivery.attempts = delivery.attempts.saturating_add(1);
    delivery.status = answer.as_ref().ok().map(|status| i64::from(*status));
    delivery.problem = answer.as_ref().err().map(ToString::to_string);
    let is_lasting = answer.map_or_else(|trouble| trouble, Trouble::Http).is_lasting();
    if answer.is_ok_and(|status| (200..300).contains(&status)) {
        "sent".clone_into(&mut delivery.state);
        delivery.finished_at = Some(now);
    } else if delivery.attempts >= TRIES || is_lasting {
        "failed".clone_into(&mut delivery.state);
        delivery.finished_at = Some(now);
    }
    let mut transaction = app.database.begin().await?;
    webhooks::update_delivery(&mut transaction, &delivery).await?;
    if delivery.state == "queued" {
        let factor = (1..delivery.attempts).fold(1_i32, |factor, _| factor.saturating_mul(4));
        let later = now.checked_add(FIRST_WAIT.saturating_mul(factor)).unwrap_or(now);
        jobs::enqueue_for(&mut transaction, &Work::DeliverWebhook { delivery: id.to_owned() }, later, now).await?;
    }
    if answer == Ok(GONE) && webhooks::note_gone(&mut transaction, &webhook.id, now).await? {
        let event = Event::of(&webhook.body, "webhook", &webhook.id, "webhook_switched_off");
        let event = event.with(json!({"url": told, "status": GONE}));
        journal::append(&mut transaction, &Actor::program("webhooks"), now, event).await?;
    }
    transaction.commit().await?;
    Ok(())
}

/// By what the receiver knows that it was us: HMAC (RFC 2104) with SM3 (GB/T 32905), in hexadecimal.
fn signature(secret: &str, payload: &str) -> Result<String, AppError> {
    let mut mac =
        Hmac::<Sm3>::new_from_slice(secret.as_bytes()).map_err(|error| AppError::Internal(error.to_string()))?;
    mac.update(payload.as_bytes());
    Ok(hex(&mac.finalize().into_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delivery_is_signed_with_hmac_sm3() {
        // As `openssl dgst -sm3 -hmac` gives it.
        let expected = "256edc2a1dfcbeeef659b254d6ab033b54de1bdb1c2dfb0f3866d2b921a16b69";
        assert_eq!(signature("geheim", "{\"event\":\"report_published\"}").unwrap(), expected);
    }
}
