//! What is answered instead: a problem document (RFC 9457).

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
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
    /// Where it stands in the JSON that was sent, as a JSON pointer, when that did not fit its shape.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(example = "/findings/0")]
    pub(crate) pointer: Option<String>,
    /// What is wrong. Stable.
    #[schema(example = "problem-required")]
    pub(crate) code: String,
    /// The same in words, in the language of the request.
    #[schema(example = "This is needed")]
    pub(crate) message: String,
}

/// A JSON pointer as the name of a field: `/cells/0/state` is `cells[0].state`.
pub(crate) fn in_words(pointer: &str) -> String {
    let mut words = String::new();
    for piece in pointer.split('/').skip(1) {
        let piece = piece.replace("~1", "/").replace("~0", "~");
        if !piece.is_empty() && piece.bytes().all(|byte| byte.is_ascii_digit()) {
            words.push_str(&format!("[{piece}]"));
        } else {
            if !words.is_empty() {
                words.push('.');
            }
            words.push_str(&piece);
        }
    }
    words
}

/// What a refusal means: its status and words for the generated document; `error.rs` gives them.
type Refusal = (&'static str, &'static str);

const BAD_REQUEST: Refusal = ("400", "The request cannot be read, or a parameter does not fit.");
const SIGNED_OUT: Refusal = ("401", "No token, or one that is no longer good.");
const NOT_FOUND: Refusal = ("404", "There is no such thing, or it is not for whoever asks to see.");
const GONE: Refusal = ("410", "It was published and is withdrawn; `errors` says when and why.");
const TOO_MANY: Refusal = ("429", "Too many requests; `Retry-After` says how long to wait.");

/// What anybody may be told.
pub(crate) struct OpenRefusals;

/// What programs may be told that look at what is not for everybody.
pub(crate) struct ReadRefusals;

/// What programs may be told that change something.
pub(crate) struct WriteRefusals;

impl IntoResponses for OpenRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[BAD_REQUEST, NOT_FOUND, GONE, TOO_MANY])
    }
}

impl IntoResponses for ReadRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            BAD_REQUEST,
            SIGNED_OUT,
            ("403", "The token's person may not do this."),
            NOT_FOUND,
            ("409", "It is not in a state in which this can be asked."),
            TOO_MANY,
        ])
    }
}

impl IntoResponses for WriteRefusals {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        refusals(&[
            BAD_REQUEST,
            SIGNED_OUT,
            (
                "403",
                "The token only looks, or its person may not do this; or a session's request lacks `X-CSRF-Token`.",
            ),
            NOT_FOUND,
            (
                "409",
                "It is not in a state in which this can be done, somebody changed it in between, or the request with \
                 this idempotency key is still being carried out, or was carried out without leaving its answer.",
            ),
            ("413", "What was sent is too large."),
            ("415", "What was sent is of a kind that is not taken here."),
            (
                "422",
                "What was sent does not do; `errors` names each field. Or the idempotency key belongs to another request.",
            ),
            TOO_MANY,
        ])
    }
}

fn refusals(all: &[Refusal]) -> BTreeMap<String, RefOr<Response>> {
    let response = |description: &str| {
        let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        ResponseBuilder::new().description(description).content("application/problem+json", problem).build()
    };
    all.iter().map(|(status, description)| ((*status).to_owned(), response(description).into())).collect()
}
