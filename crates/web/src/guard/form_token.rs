//! Whether a form is ours.
//!
//! Two things must hold. The browser says that the request comes from this origin (`Sec-Fetch-Site`, or `Origin` equal to
//! `Host` in older ones). And the form carries the token of the session, or before sign-in that of a cookie only this
//! site can set.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use bytes::Bytes;
use gongkai_app::{Secret, same};

use super::cookies::{Cookie, set_cookie};
use super::visitor::Visitor;
use crate::error::Failure;
use crate::site::Site;

/// The field and the query parameter.
const FIELD: &str = "csrf";
/// The header scripts send.
const HEADER: &str = "x-csrf-token";
/// The largest form without files: the statutory tables and long sections stay far below.
const LARGEST: usize = 4 * 1024 * 1024;

/// Whether the browser says that the request was made by a page of this origin.
pub(super) fn same_origin(headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    match (text("origin"), text("host")) {
        (Some(origin), Some(host)) => origin.split_once("://").is_some_and(|(_, of)| of == host),
        // Neither is sent by old browsers on plain posts, and by programs; the token decides.
        _ => true,
    }
}

/// Whether a token is the visitor's.
pub(crate) fn matches(visitor: &Visitor, token: &str) -> bool {
    !visitor.form_token.is_empty() && same(&visitor.form_token, token)
}

/// Makes sure that forms shown to somebody who is not signed in carry a token; the cookie to set when it is a new one.
///
/// # Errors
/// [`Failure::App`] when the system has no randomness to give.
pub(crate) fn prepare(
    site: &Site,
    visitor: &mut Visitor,
) -> Result<Option<(header::HeaderName, header::HeaderValue)>, Failure> {
    if !visitor.form_token.is_empty() {
        return Ok(None);
    }
    let token = Secret::new()?;
    token.reveal().clone_into(&mut visitor.form_token);
    Ok(set_cookie(site, Cookie::Form, token.reveal()))
}

/// Whether a request's header holds the visitor's token.
pub(super) fn in_header(visitor: &Visitor, request: &Request) -> bool {
    let token = request.headers().get(HEADER).and_then(|value| value.to_str().ok());
    token.is_some_and(|token| matches(visitor, token))
}

/// Why a form is not taken; the form itself where it is one of ours that is too old.
pub(super) type Refused = (Failure, Option<Box<Request>>);

/// Lets a request through whose header, query or form field holds the visitor's token; with the form, where it was looked
/// into.
pub(super) async fn check(visitor: &Visitor, request: Request) -> Result<(Request, Bytes), Refused> {
    let in_query = request.uri().query().and_then(|query| field(query.as_bytes()));
    if in_header(visitor, &request) || in_query.is_some_and(|token| matches(visitor, &token)) {
        return Ok((request, Bytes::new()));
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/x-www-form-urlencoded") {
        return Err((Failure::ForeignForm, None));
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.map_err(|_| (Failure::TooLarge, None))?;
    let known = field(&bytes).is_some_and(|token| matches(visitor, &token));
    let request = Request::from_parts(parts, Body::from(bytes.clone()));
    if known { Ok((request, bytes)) } else { Err((Failure::ForeignForm, Some(Box::new(request)))) }
}

/// The token in an urlencoded text. Tokens are of characters that need no decoding.
fn field(encoded: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(encoded).ok()?;
    let pair = text.split('&').filter_map(|pair| pair.split_once('=')).find(|(name, _)| *name == FIELD)?;
    Some(pair.1.to_owned())
}
