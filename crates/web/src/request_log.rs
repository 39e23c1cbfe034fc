//! One line of log a request: what was asked for by its route, how it ended, how long it took. The route holds no ids, the
//! line no names and no addresses.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use crate::site::Site;

/// The header that ties an answer to its line.
const HEADER: HeaderName = HeaderName::from_static("x-request-id");
/// Asked for all the time, by programs.
const QUIET: [&str; 3] = ["/healthz", "/metrics", "/assets/{name}"];

/// Keeps the log.
pub(crate) async fn keep(State(site): State<Site>, request: Request, next: Next) -> Response {
    let id = id(&site, request.headers());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().map_or("-", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, %method, route);
    let started = Instant::now();
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), started.elapsed());
    let milliseconds = took.as_secs_f64() * 1000.0;
    span.in_scope(|| {
        if QUIET.contains(&route.as_str()) {
            tracing::debug!(status, milliseconds, "answered");
        } else {
            tracing::info!(status, milliseconds, "answered");
        }
    });
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// The proxy's own id where there is a proxy, else a new one.
fn id(site: &Site, headers: &HeaderMap) -> String {
    let given = headers.get(HEADER).and_then(|value| value.to_str().ok());
    let is_plain = |text: &&str| {
        (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    if let Some(given) = given.filter(is_plain).filter(|_| site.config().behind_proxy) {
        return given.to_owned();
    }
    let mut bytes = [0; 6];
    match getrandom::fill(&mut bytes) {
        Ok(()) => gongkai_store::blobs::hex(&bytes),
        Err(_) => "-".to_owned(),
    }
}
