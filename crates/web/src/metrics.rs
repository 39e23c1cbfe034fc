//! Figures for the operator, in the text format Prometheus reads; and the two answers a watchdog asks for.

use std::sync::atomic::AtomicU64;

use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::registry::Registry;

use crate::routes::{Access, Route};
use crate::site::Site;

/// The counters.
#[derive(Debug)]
pub(crate) struct Metrics {
    registry: Registry,
    requests: Family<Vec<(&'static str, String)>, Counter<u64, AtomicU64>>,
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::with_prefix("gongkai");
        let requests = Family::<Vec<(&'static str, String)>, Counter<u64, AtomicU64>>::default();
        registry.register("http_requests", "Requests answered, by status class", requests.clone());
        Self { registry, requests }
    }
}

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/healthz", Access::Public, health), Route::get("/metrics", Access::Public, show)]
}

/// Counts a request by the class of its answer; addresses and names are not kept.
pub(crate) async fn count(State(site): State<Site>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let class = format!("{}xx", response.status().as_u16() / 100);
    site.metrics().requests.get_or_create(&vec![("status", class)]).inc();
    response
}

/// Whether the program can do its work: the database answers.
async fn health(State(site): State<Site>) -> Response {
    match site.app().position().await {
        Ok(_) => (StatusCode::OK, "ok\n").into_response(),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, [(header::CONTENT_TYPE, "text/plain; charset=utf-8")], "database\n")
                .into_response()
        }
    }
}

async fn show(State(site): State<Site>) -> Response {
    let mut text = String::new();
    if encode(&mut text, &site.metrics().registry).is_err() {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    let kind = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}
