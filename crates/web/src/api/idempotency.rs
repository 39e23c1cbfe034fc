//! The `Idempotency-Key` header (draft-ietf-httpapi-idempotency-key-header): a request that arrives again under its key
//! is carried out once and answered twice.

use std::sync::Arc;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use gongkai_app::idempotency::{self, Begun};
use gongkai_app::{AppError, Problems};
use gongkai_store::idempotency::{Answer, Claim};
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};

use crate::error::{Failure, as_problem};
use crate::guard::Visitor;
use crate::site::Site;

const HEADER: &str = "idempotency-key";
/// Says that an answer was given before.
const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");
/// The longest key.
const LONGEST: usize = 200;
/// Answers are small objects; a larger one would be a list, and no writing request answers with a list that long.
const LARGEST_ANSWER: usize = 4 * 1024 * 1024;
/// Headers kept with an answer.
const KEPT: [HeaderName; 4] = [header::CONTENT_TYPE, header::CONTENT_LANGUAGE, header::LOCATION, header::RETRY_AFTER];

/// What it takes to carry out a request once.
#[derive(Debug, Clone)]
pub(crate) struct Once {
    pub(crate) site: Site,
    /// The route's method: what answers another one changes nothing.
    pub(crate) method: Method,
    pub(crate) largest_bytes: usize,
}

/// An answer as it is kept.
#[derive(Debug, Serialize, Deserialize)]
struct Kept {
    headers: Vec<(String, String)>,
    body: String,
}

/// Carries a request with a key out once; one without a key as it comes.
pub(crate) async fn once(State(once): State<Once>, request: Request, next: Next) -> Response {
    let key = match key(request.headers()) {
        Some(key) if *request.method() == once.method => key,
        Some(_) | None => return next.run(request).await,
    };
    let answered = match key {
        Ok(key) => keyed(once, key, request, next).await,
        Err(no_key) => Err(no_key.into()),
    };
    answered.unwrap_or_else(IntoResponse::into_response)
}

async fn keyed(once: Once, key: String, request: Request, next: Next) -> Result<Response, Failure> {
    let visitor = request.extensions().get::<Arc<Visitor>>().cloned().ok_or(AppError::SignedOut)?;
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, once.largest_bytes).await.map_err(|_| Failure::TooLarge)?;
    let hash = request_hash(&parts, &bytes);
    let begun = idempotency::begin(once.site.app(), visitor.caller()?, &key, &hash).await?;
    match begun {
        Begun::Other => Err(Failure::KeyReused),
        Begun::InProgress => Err(Failure::KeyInProgress),
        Begun::CarriedOut => Err(Failure::KeyCarriedOut),
        Begun::Answered(answer) => Ok(replayed(&answer)),
        Begun::First(claim) => {
            let mut request = Request::from_parts(parts, Body::from(bytes));
            let visitor = Arc::new((*visitor).clone().holding(&claim));
            request.extensions_mut().insert(visitor.clone());
            // In a task of its own: a sender that goes away meanwhile finds the answer when it comes again.
            let work = carry_out(once.site.clone(), visitor, claim.clone(), request, next);
            match tokio::spawn(work).await {
                Ok(answered) => answered,
                Err(error) => {
                    idempotency::give_up(once.site.app(), &claim).await?;
                    Err(AppError::Internal(error.to_string()).into())
                }
            }
        }
    }
}

async fn carry_out(
    site: Site,
    visitor: Arc<Visitor>,
    claim: Claim,
    request: Request,
    next: Next,
) -> Result<Response, Failure> {
    let path = request.uri().path().to_owned();
    let response = next.run(request).await;
    if response.status().is_server_error() || response.status() == StatusCode::TOO_MANY_REQUESTS {
        idempotency::give_up(site.app(), &claim).await?;
        return Ok(response);
    }
    let (parts, body) = as_problem(response, visitor.lang, &path).into_parts();
    let bytes = to_bytes(body, LARGEST_ANSWER).await.map_err(|error| AppError::Internal(error.to_string()))?;
    let text = |value: &HeaderValue| value.to_str().map(str::to_owned).ok();
    let headers = KEPT.iter().filter_map(|name| Some((name.to_string(), text(parts.headers.get(name)?)?))).collect();
    let kept = Kept { headers, body: String::from_utf8_lossy(&bytes).into_owned() };
    let response = serde_json::to_string(&kept).unwrap_or_default();
    idempotency::finish(site.app(), &claim, &Answer { status: parts.status.as_u16(), response }).await?;
    Ok(Response::from_parts(parts, Body::from(bytes)))
}

/// The answer given before.
fn replayed(answer: &Answer) -> Response {
    let kept: Kept =
        serde_json::from_str(&answer.response).unwrap_or(Kept { headers: Vec::new(), body: String::new() });
    let mut response = kept.body.into_response();
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK);
    response.headers_mut().remove(header::CONTENT_TYPE);
    for (name, value) in kept.headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

/// What came as a key and is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct NoKey;

impl From<NoKey> for Failure {
    fn from(_: NoKey) -> Self {
        let mut problems = Problems::new();
        problems.add("Idempotency-Key", "api-bad-key");
        Self::BadRequest(problems)
    }
}

/// The key of a request, with or without the quotation marks of a structured field.
fn key(headers: &HeaderMap) -> Option<Result<String, NoKey>> {
    let value = headers.get(HEADER)?;
    let text = value.to_str().unwrap_or_default().trim();
    let bare = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let is_key =
        (1..=LONGEST).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'"');
    Some(if is_key { Ok(bare.to_owned()) } else { Err(NoKey) })
}

/// What is asked: method, address and body. The boundary of a form with files is made anew with each sending, so it does
/// not count.
fn request_hash(parts: &axum::http::request::Parts, bytes: &Bytes) -> String {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let mut hash = Sm3::new();
    hash.update(parts.method.as_str());
    hash.update("\n");
    hash.update(parts.uri.path_and_query().map_or("/", |whole| whole.as_str()));
    hash.update("\n");
    match boundary(kind) {
        None => {
            hash.update(kind);
            hash.update("\n");
            hash.update(bytes);
        }
        Some(boundary) => {
            let edge = format!("--{boundary}");
            let is_edge = |line: &[u8]| line.strip_prefix(edge.as_bytes()).is_some_and(is_end_of_edge);
            for line in
                bytes.split_inclusive(|byte| *byte == b'\n').map(|line| if is_edge(line) { b"--\n" } else { line })
            {
                hash.update(line);
            }
        }
    }
    gongkai_store::blobs::hex(&hash.finalize())
}

fn is_end_of_edge(rest: &[u8]) -> bool {
    matches!(rest, b"" | b"\n" | b"\r\n" | b"--" | b"--\n" | b"--\r\n")
}

fn boundary(kind: &str) -> Option<&str> {
    let rest = kind.strip_prefix("multipart/form-data")?;
    let boundary = rest.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    Some(boundary.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(kind: &str, body: &'static str) -> String {
        let request = Request::builder().uri("/api/v1/x").header("content-type", kind).body(()).unwrap();
        request_hash(&request.into_parts().0, &Bytes::from(body))
    }

    #[test]
    fn a_form_sent_again_is_the_same_whatever_its_boundary() {
        let one = hash("multipart/form-data; boundary=a1", "--a1\r\nx\r\n--a1--\r\n");
        assert_eq!(one, hash("multipart/form-data; boundary=\"b2\"", "--b2\r\nx\r\n--b2--\r\n"));
        assert_ne!(one, hash("multipart/form-data; boundary=a1", "--a1\r\ny\r\n--a1--\r\n"));
        assert_ne!(hash("application/json", "{}"), hash("application/json", "{ }"));
    }

    #[test]
    fn keys_are_plain_words() {
        let of = |value: &'static str| {
            key(&HeaderMap::from_iter([(HeaderName::from_static(HEADER), HeaderValue::from_static(value))]))
        };
        assert_eq!(of("\"8e03978e\""), Some(Ok("8e03978e".to_owned())));
        assert_eq!(of("8e03978e"), Some(Ok("8e03978e".to_owned())));
        for bad in ["", "a b", "\"", "a\"b"] {
            assert_eq!(of(bad), Some(Err(NoKey)), "{bad}");
        }
        assert_eq!(key(&HeaderMap::new()), None);
    }
}
