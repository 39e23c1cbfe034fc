//! How requests leave for the provider.

use openidconnect::http::{Method, Request, Response};
use openidconnect::{HttpRequest, HttpResponse};

use crate::outgoing::{Reach, Trouble, agent};

/// The most bytes an answer may have.
const LARGEST: u64 = 1024 * 1024;

/// Why there is no answer; without the address, which may hold a code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct NoAnswer(Trouble);

/// Sends a request. Redirects are not followed: nobody else gets what is meant for the provider.
pub(super) async fn send(request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let answer = tokio::task::spawn_blocking(move || blocking(request)).await;
    answer.map_err(|_| NoAnswer(Trouble::Interrupted))?
}

fn blocking(request: HttpRequest) -> Result<HttpResponse, NoAnswer> {
    let agent = agent(Reach::Anywhere);
    let (parts, body) = request.into_parts();
    let answer = if parts.method == Method::GET {
        agent.run(Request::from_parts(parts, ()))
    } else {
        agent.run(Request::from_parts(parts, body))
    };
    let (parts, mut body) = answer.map_err(|error| NoAnswer(Trouble::of(&error)))?.into_parts();
    let bytes = body.with_config().limit(LARGEST).read_to_vec().map_err(|error| NoAnswer(Trouble::of(&error)))?;
    Ok(Response::from_parts(parts, bytes))
}
