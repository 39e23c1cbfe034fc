//! How requests leave for the provider.

use std::time::Duration;

use openidconnect::http::{Method, Request, Response};
use openidconnect::{HttpRequest, HttpResponse};
use ureq::Agent;

/// How long the provider is waited for.
const PATIENCE: Duration = Duration::from_secs(15);
/// The most bytes an answer may have.
const LARGEST: u64 = 1024 * 1024;

/// Why there is no answer; without the address, which may hold a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct NoAnswer(&'static str);

/// Sends a request. Redirects are not followed: nobody else gets what is meant for the provider.
pub(super) async fn send(request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let answer = tokio::task::spawn_blocking(move || blocking(request)).await;
    answer.map_err(|_| NoAnswer("interrupted"))?
}

fn blocking(request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let config = Agent::config_builder()
        .timeout_global(Some(PATIENCE))
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .build();
    let agent = Agent::new_with_config(config);
    let (parts, body) = request.into_parts();
    let answer = if parts.method == Method::GET {
        agent.run(Request::from_parts(parts, ()))
    } else {
        agent.run(Request::from_parts(parts, body))
    };
    let (parts, mut body) = answer.map_err(|error| NoAnswer(plain(&error)))?.into_parts();
    let bytes = body.with_config().limit(LARGEST).read_to_vec().map_err(|error| NoAnswer(plain(&error)))?;
    Ok(Response::from_parts(parts, bytes))
}

fn plain(error: &ureq::Error) -> &'static str {
    match error {
        ureq::Error::Timeout(_) => "timeout",
        ureq::Error::HostNotFound => "host not found",
        ureq::Error::ConnectionFailed | ureq::Error::Io(_) => "connection failed",
        ureq::Error::BadUri(_) => "bad address",
        ureq::Error::BodyExceedsLimit(_) => "answer too large",
        _ => "failed",
    }
}
