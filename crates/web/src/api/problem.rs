//! What is answered instead: a problem document (RFC 9457).

use serde::Serialize;
use utoipa::{IntoResponses, ToSchema};

/// Why a request was not carried out. Nothing was changed then.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What kind of problem it is. Stable.
    #[serde(rename = "type")]
    #[schema(example = "urn:gongkai:problem:invalid")]
    pub(crate) kind: String,
    /// The kind in words, in the language of the request.
    #[schema(example = "Something entered needs mending")]
    pub(crate) title: String,
    /// The status of the answer.
    #[schema(minimum = 400, maximum = 599, example = 422)]
    pub(crate) status: u16,
    /// What to do about it, in the language of the request.
    #[schema(example = "Mend what is named and send it again.")]
    pub(crate) detail: String,
    /// The path that was asked for.
    #[schema(example = "/api/v1/reports")]
    pub(crate) instance: String,
    /// What is wrong with which field, when that is known.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schema(required = false)]
    pub(crate) errors: Vec<FieldError>,
    /// A number under which the log has more, when the program itself failed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) incident: Option<String>,
}

/// What is wrong with a field.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FieldError {
    /// The field, parameter or header; empty for the whole.
    #[schema(example = "reason")]
    pub(crate) field: String,
    /// What is wrong. Stable.
    #[schema(example = "problem-required")]
    pub(crate) code: String,
    /// The same in words, in the language of the request.
    #[schema(example = "This is needed")]
    pub(crate) message: String,
}

/// What anybody may be told.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the generated document names these answers; `error.rs` gives them")]
pub(crate) enum OpenRefusals {
    /// A parameter does not fit.
    #[response(status = 400, content_type = "application/problem+json")]
    BadRequest(#[to_schema] Problem),
    /// There is no such thing, or it is not published.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// Too many requests; `Retry-After` says how long to wait.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(#[to_schema] Problem),
}

/// What programs may be told that look at what is not for everybody.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the generated document names these answers; `error.rs` gives them")]
pub(crate) enum ReadRefusals {
    /// A parameter does not fit.
    #[response(status = 400, content_type = "application/problem+json")]
    BadRequest(#[to_schema] Problem),
    /// No token, or one that is no longer good.
    #[response(status = 401, content_type = "application/problem+json")]
    SignedOut(#[to_schema] Problem),
    /// The token's person may not do this.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// There is no such thing, or it is not for the token's person to see.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// It is not in a state in which this can be asked.
    #[response(status = 409, content_type = "application/problem+json")]
    NotNow(#[to_schema] Problem),
    /// Too many requests; `Retry-After` says how long to wait.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(#[to_schema] Problem),
}

/// What programs may be told that change something.
#[derive(IntoResponses)]
#[expect(dead_code, reason = "the generated document names these answers; `error.rs` gives them")]
pub(crate) enum WriteRefusals {
    /// The request cannot be read.
    #[response(status = 400, content_type = "application/problem+json")]
    BadRequest(#[to_schema] Problem),
    /// No token, or one that is no longer good.
    #[response(status = 401, content_type = "application/problem+json")]
    SignedOut(#[to_schema] Problem),
    /// The token only looks, or its person may not do this; or a session's request lacks `X-CSRF-Token`.
    #[response(status = 403, content_type = "application/problem+json")]
    Forbidden(#[to_schema] Problem),
    /// There is no such thing, or it is not for the token's person to see.
    #[response(status = 404, content_type = "application/problem+json")]
    NotFound(#[to_schema] Problem),
    /// It is not in a state in which this can be done, somebody changed it in between, or the request with this
    /// idempotency key is still being carried out.
    #[response(status = 409, content_type = "application/problem+json")]
    NotNow(#[to_schema] Problem),
    /// What was sent is too large.
    #[response(status = 413, content_type = "application/problem+json")]
    TooLarge(#[to_schema] Problem),
    /// What was sent is of a kind that is not taken here.
    #[response(status = 415, content_type = "application/problem+json")]
    MediaType(#[to_schema] Problem),
    /// What was sent does not do; `errors` names each field. Or the idempotency key belongs to another request.
    #[response(status = 422, content_type = "application/problem+json")]
    Invalid(#[to_schema] Problem),
    /// Too many requests; `Retry-After` says how long to wait.
    #[response(status = 429, content_type = "application/problem+json")]
    TooMany(#[to_schema] Problem),
}
