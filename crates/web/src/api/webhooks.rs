//! Webhooks 推送: the addresses that are told, and what they are told, described for the generated document. What is
//! sent is made by `gongkai_app::webhooks`.

use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use gongkai_app::webhooks::{self, Kept};
use gongkai_store::id::{BodyId, WebhookId};
use gongkai_store::webhooks as kept;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::asking::{Asking, Of};
use super::input::{Body, id};
use super::problem::{ReadRefusals, WriteRefusals};
use super::shapes::{BodyName, Id, KeyHeader, Whole, Words, Year, maybe_moment, moment};
use crate::error::Failure;

/// An address that is told of publications.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Webhook {
    /// Its id.
    id: Id,
    /// The body whose publications it is told of, and of all below it.
    body: BodyName,
    /// Where to.
    #[schema(example = "https://news.example.gov.cn/hooks/xxgk")]
    url: String,
    /// Whether it is told at all.
    active: bool,
    /// When its receiver answered 410, and it was switched off for that; null once it is switched on again.
    #[schema(format = DateTime)]
    gone_at: Option<String>,
    /// The newest delivery; null while it was never told.
    newest_delivery: Option<Delivery>,
    /// When that was tried last; null while it was not, or is being tried.
    #[schema(format = DateTime)]
    tried_at: Option<String>,
    /// When the next delivery that waits is tried, be it the newest or an older one; null when none waits or it is switched off.
    #[schema(format = DateTime)]
    next_try_at: Option<String>,
}

impl Webhook {
    fn of(kept: &Kept) -> Self {
        Self {
            id: Id::of(&kept.id),
            body: BodyName { id: Id::of(&kept.body), name: kept.body_name.clone() },
            url: kept.url.clone(),
            active: kept.active,
            gone_at: maybe_moment(kept.gone_at),
            newest_delivery: kept.standing.newest.clone().map(Delivery::of),
            tried_at: maybe_moment(kept.standing.tried_at),
            next_try_at: maybe_moment(kept.standing.next_at),
        }
    }
}

/// A webhook just entered.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct EnteredWebhook {
    /// The webhook.
    #[serde(flatten)]
    webhook: Webhook,
    /// What deliveries are signed with. It is told this once.
    secret: String,
}

/// A webhook and what it was told.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ToldWebhook {
    /// The webhook.
    #[serde(flatten)]
    webhook: Webhook,
    /// The newest deliveries, a hundred at most.
    deliveries: Vec<Delivery>,
}

/// How far a delivery has come.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum DeliveryState {
    /// It is tried, or will be again.
    Queued,
    /// It was taken.
    Sent,
    /// It was given up.
    Failed,
}

/// An event on its way to a webhook.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Delivery {
    /// What happened.
    event: String,
    /// How far it has come.
    state: DeliveryState,
    /// How often it was tried.
    attempts: i64,
    /// The status of the last answer.
    status: Option<i64>,
    /// Why the last try failed.
    problem: Option<String>,
    /// When it happened.
    #[schema(format = DateTime)]
    created_at: String,
    /// When it was taken or given up.
    #[schema(format = DateTime)]
    finished_at: Option<String>,
}

impl Delivery {
    fn of(delivery: kept::Delivery) -> Self {
        Self {
            event: delivery.event,
            state: match delivery.state.as_str() {
                "sent" => DeliveryState::Sent,
                "failed" => DeliveryState::Failed,
                _ => DeliveryState::Queued,
            },
            attempts: delivery.attempts,
            status: delivery.status,
            problem: delivery.problem,
            created_at: moment(delivery.created_at),
            finished_at: maybe_moment(delivery.finished_at),
        }
    }
}

/// Lists the webhooks the token's person may keep.
#[utoipa::path(
    get, path = "/api/v1/webhooks", tag = "webhooks", operation_id = "list_webhooks",
    security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The webhooks.", body = Whole<Webhook>), ReadRefusals)
)]
pub(super) async fn list(asking: Asking) -> Result<Json<Whole<Webhook>>, Failure> {
    let all = webhooks::list(asking.app(), asking.caller()?).await?;
    Ok(Json(Whole { items: all.iter().map(Webhook::of).collect() }))
}

/// A webhook to be entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnteringWebhook {
    /// The body whose publications it is told of, and of all below it.
    #[schema(value_type = Id)]
    body: String,
    /// Where to.
    #[schema(value_type = String, max_length = 500, example = "https://news.example.gov.cn/hooks/xxgk")]
    url: Words,
}

/// Enters a webhook.
///
/// A body has an address once: entering it again is refused (`409`). For another secret, remove it first.
#[utoipa::path(
    post, path = "/api/v1/webhooks", tag = "webhooks", operation_id = "enter_webhook", params(KeyHeader),
    security(("token" = []), ("session" = [])), request_body = EnteringWebhook,
    responses(
        (status = 201, description = "The webhook and its secret.", body = EnteredWebhook,
         headers(("Location" = String, description = "The webhook."))),
        WriteRefusals
    )
)]
pub(super) async fn enter(asking: Asking, Body(entering): Body<EnteringWebhook>) -> Result<Response, Failure> {
    let body = id(&entering.body, BodyId::parse)?;
    let (app, caller) = (asking.app(), asking.caller()?);
    let (of, secret) = webhooks::enter(app, caller, &body, entering.url.as_str()).await?;
    let (entered, _) = webhooks::deliveries(app, caller, &of).await?;
    let place = format!("/api/v1/webhooks/{of}");
    let entered = EnteredWebhook { webhook: Webhook::of(&entered), secret: secret.reveal().to_owned() };
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(entered)).into_response())
}

/// Shows a webhook and what it was told.
#[utoipa::path(
    get, path = "/api/v1/webhooks/{id}", tag = "webhooks", operation_id = "show_webhook",
    params(("id" = Id, Path, description = "The webhook.")), security(("token" = []), ("session" = [])),
    responses((status = 200, description = "The webhook.", body = ToldWebhook), ReadRefusals)
)]
pub(super) async fn show(asking: Asking, Of(of): Of<WebhookId>) -> Result<Json<ToldWebhook>, Failure> {
    let (kept, told) = webhooks::deliveries(asking.app(), asking.caller()?, &of).await?;
    Ok(Json(ToldWebhook { webhook: Webhook::of(&kept), deliveries: told.into_iter().map(Delivery::of).collect() }))
}

/// Whether a webhook is to be told.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SwitchingWebhook {
    /// Whether it is told at all.
    active: bool,
}

/// Switches a webhook on or off.
#[utoipa::path(
    put, path = "/api/v1/webhooks/{id}", tag = "webhooks", operation_id = "switch_webhook",
    params(("id" = Id, Path, description = "The webhook."), KeyHeader), security(("token" = []), ("session" = [])),
    request_body = SwitchingWebhook,
    responses((status = 200, description = "The webhook.", body = Webhook), WriteRefusals)
)]
pub(super) async fn switch(
    asking: Asking,
    Of(of): Of<WebhookId>,
    Body(switching): Body<SwitchingWebhook>,
) -> Result<Json<Webhook>, Failure> {
    let (app, caller) = (asking.app(), asking.caller()?);
    webhooks::switch(app, caller, &of, switching.active).await?;
    let (kept, _) = webhooks::deliveries(app, caller, &of).await?;
    Ok(Json(Webhook::of(&kept)))
}

/// Removes a webhook, with the record of what it was told.
#[utoipa::path(
    delete, path = "/api/v1/webhooks/{id}", tag = "webhooks", operation_id = "remove_webhook",
    params(("id" = Id, Path, description = "The webhook."), KeyHeader), security(("token" = []), ("session" = [])),
    responses((status = 204, description = "It is gone; the journal keeps that it was there."), WriteRefusals)
)]
pub(super) async fn remove(asking: Asking, Of(of): Of<WebhookId>) -> Result<StatusCode, Failure> {
    webhooks::remove(asking.app(), asking.caller()?, &of).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What happened.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EventKind {
    /// A report was published for the first time.
    ReportPublished,
    /// A corrected version of a published report was published.
    PublicationCorrected,
    /// A published version was withdrawn: whoever keeps a copy is asked to remove it.
    PublicationWithdrawn,
}

/// What a webhook is told.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct WebhookEvent {
    /// The event's id: an event told twice has the same.
    id: Id,
    /// What happened.
    event: EventKind,
    /// When.
    #[schema(format = DateTime, example = "2024-01-30T02:10:00.123456Z")]
    at: String,
    /// At which body.
    body: EventBody,
    /// What exactly.
    detail: EventDetail,
}

/// The body of an event.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventBody {
    /// Its id.
    id: Id,
    /// Its name.
    #[schema(example = "青禾街道办事处")]
    name: String,
}

/// What was published or withdrawn.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventDetail {
    /// The year reported about.
    year: Year,
    /// The number among the publications of that body and year.
    version: i64,
    /// The title.
    title: String,
    /// Why it was corrected or withdrawn; null for the first version.
    reason: Option<String>,
}

/// What comes with an event.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "the generated document describes the headers; `gongkai_app::webhooks` sends them")]
pub(crate) struct EventHeaders {
    /// What happened, as in `event`.
    #[param(rename = "X-Gongkai-Event")]
    event: String,
    /// HMAC-SM3 of the body, byte by byte, under the webhook's secret, in hexadecimal.
    #[param(rename = "X-Gongkai-Signature", pattern = "^[0-9a-f]{64}$")]
    signature: String,
}

/// Tells that a report was published, corrected or withdrawn.
///
/// Posted to the addresses kept here or under 推送 in the office, for the body and all below it. An answer other than 2xx is
/// taken for a failure: it is tried again, less and less often, eight times over about a day.
#[utoipa::path(
    post, path = "publication", operation_id = "publication", tag = "webhooks", params(EventHeaders), request_body = WebhookEvent,
    responses((status = "2XX", description = "Taken."))
)]
#[expect(dead_code, reason = "it is others who answer this")]
pub(crate) fn publication() {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_described_is_what_is_sent() {
        let sent = serde_json::json!({
            "id": "018d0a24c00070008000000000000001", "event": "report_published", "at": "2024-01-30T02:10:00Z",
            "body": {"id": "018d0a24c00070008000000000000002", "name": "青禾街道办事处"},
            "detail": {"year": 2023, "version": 1, "title": "年度报告", "reason": null},
        });
        let read: WebhookEvent = serde_json::from_value(sent.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), sent);
    }
}
