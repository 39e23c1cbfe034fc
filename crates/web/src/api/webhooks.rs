//! What webhooks are told, described for the generated document. What is sent is made by `gongkai_app::webhooks`.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::shapes::{Id, Year};

/// What happened.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EventKind {
    /// A report was published for the first time.
    ReportPublished,
    /// A corrected version of a published report was published.
    PublicationCorrected,
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

/// What was published.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventDetail {
    /// The year reported about.
    year: Year,
    /// The number among the publications of that body and year.
    version: i64,
    /// The title.
    title: String,
    /// Why it was corrected; null for the first version.
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
    /// The SM3, in hexadecimal, of the webhook's secret, a line end, and the body byte by byte.
    #[param(rename = "X-Gongkai-Signature", pattern = "^[0-9a-f]{64}$")]
    signature: String,
}

/// Tells that a report was published.
///
/// Posted to the addresses kept under 推送 in the office, for the body and all below it. An answer other than 2xx is
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
