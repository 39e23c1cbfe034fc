//! What every request goes through: who it is ([`introduce`]), whether they may ([`admit`]), whether a form is ours.

mod cookies;
mod form_token;
mod limit;
mod typed;
mod visitor;
mod way_back;

use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use gongkai_app::AppError;
use gongkai_app::accounts::sessions::Resumed;

use crate::error::{Failure, unknown_visitor};
use crate::routes::Access;
use crate::site::Site;
pub(crate) use cookies::{Cookie, clear_cookie, set_cookie};
pub(crate) use form_token::{matches as token_matches, prepare as prepare_form_token};
pub(crate) use limit::{Limits, network_of};
pub(crate) use typed::{Parts, Typed};
pub use visitor::Visitor;
pub(crate) use way_back::{form_page, local};

/// What a route needs, with what it takes to find out.
#[derive(Debug, Clone)]
pub(crate) struct Needs {
    pub(crate) site: Site,
    pub(crate) access: Access,
}

/// Finds out whose request it is and puts a [`Visitor`] into its extensions.
pub(crate) async fn introduce(State(site): State<Site>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    match Visitor::of(&site, request.headers(), request.uri(), peer).await {
        Ok(visitor) => {
            request.extensions_mut().insert(Arc::new(visitor));
            next.run(request).await
        }
        Err(error) => {
            let lang = visitor::lang(request.headers(), request.uri(), None);
            unknown_visitor(error, lang, &request)
        }
    }
}

/// Lets a request through, or says why not.
pub(crate) async fn admit(State(needs): State<Needs>, request: Request, next: Next) -> Response {
    let Some(visitor) = request.extensions().get::<Arc<Visitor>>().cloned() else {
        return Failure::from(AppError::SignedOut).into_response();
    };
    if let Err(refusal) = permitted(needs.access, &visitor, request.method(), request.uri()) {
        // Whoever's session ended while they wrote gets back what they wrote.
        let ended = refusal.status() == StatusCode::UNAUTHORIZED && !visitor.by_token;
        return if ended { with_typed(&needs.site, *refusal, request).await } else { *refusal };
    }
    let by_programs = matches!(needs.access, Access::Api(_) | Access::ApiPublic);
    if by_programs && !needs.site.requests().allows(&network_of(&visitor.address)) {
        return Failure::from(AppError::TooMany { seconds: 60 }).into_response();
    }
    let writes = !matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !writes || visitor.by_token {
        return next.run(request).await;
    }
    match ours(needs.access, &visitor, request).await {
        Ok((request, form)) => carried_out(request, &form, next).await,
        Err((failure, Some(request))) => with_typed(&needs.site, failure.into_response(), *request).await,
        Err((failure, None)) => failure.into_response(),
    }
}

/// The answer to a form of ours, with what was typed into it when it is not taken.
async fn carried_out(mut request: Request, form: &[u8], next: Next) -> Response {
    if !typed::is_given_back(request.headers(), request.uri()) {
        return next.run(request).await;
    }
    let parts = Parts::default();
    request.extensions_mut().insert(parts.clone());
    let mut response = next.run(request).await;
    if response.status().is_client_error() || response.status().is_server_error() {
        let typed = if form.is_empty() { parts.typed() } else { Typed::in_form(form) };
        response.extensions_mut().insert(typed);
    }
    response
}

/// A refusal with what was typed into the form it refuses.
async fn with_typed(site: &Site, mut refusal: Response, request: Request) -> Response {
    let longest = usize::try_from(site.app().upload_bytes()).unwrap_or(usize::MAX);
    refusal.extensions_mut().insert(Typed::in_request(request, longest).await);
    refusal
}

/// Whether the visitor has what the route needs; the answer to give when not.
fn permitted(access: Access, visitor: &Visitor, method: &Method, uri: &Uri) -> Result<(), Box<Response>> {
    let refused = |error: AppError| Err(Box::new(Failure::from(error).into_response()));
    let led_to = |redirect: Redirect| Err(Box::new(redirect.into_response()));
    let permission = match access {
        // A token nobody gave out is told at once: who shows one believes to be somebody.
        Access::ApiPublic if visitor.by_token && visitor.signed.is_none() => return refused(AppError::SignedOut),
        Access::Public | Access::PublicForm | Access::ApiPublic => return Ok(()),
        Access::SignedIn => None,
        Access::Needs(permission) | Access::Api(permission) => Some(permission),
    };
    let by_programs = matches!(access, Access::Api(_));
    let Some(signed) = &visitor.signed else {
        let page = !by_programs && *method == Method::GET;
        return if page { led_to(to_sign_in(uri)) } else { refused(AppError::SignedOut) };
    };
    // A token is for the API: what a person does to their own account, a program must not.
    if visitor.by_token && !by_programs {
        return refused(AppError::SignedOut);
    }
    if let Some(page) = unfinished(signed).filter(|page| !belongs_to(page, uri.path())) {
        let reason = "account-unfinished";
        return if by_programs { refused(AppError::NotNow { reason }) } else { led_to(Redirect::to(page)) };
    }
    match permission {
        Some(permission) if signed.caller.only_looks_at(permission) => {
            Err(Box::new(Failure::ReadOnlyToken.into_response()))
        }
        Some(permission) if !signed.caller.may_somewhere(permission) => refused(AppError::Forbidden { permission }),
        Some(_) | None => Ok(()),
    }
}

/// The page of what somebody who signed in must do before anything else.
fn unfinished(signed: &Resumed) -> Option<&'static str> {
    // Who signed in elsewhere did not use the password that is to be changed.
    if signed.person.must_change_password && !signed.session.elsewhere {
        Some("/account/password")
    } else if signed.session.must_enrol {
        Some("/account/second-factor")
    } else {
        None
    }
}

/// Whether a path is part of a page; going away is always possible.
fn belongs_to(page: &str, path: &str) -> bool {
    path == "/sign-out" || path.strip_prefix(page).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn to_sign_in(uri: &Uri) -> Redirect {
    let wanted = uri.path_and_query().map_or("/office", |wanted| wanted.as_str());
    Redirect::to(&format!("/sign-in?next={}", form_encoded(wanted)))
}

/// A text as a value in an address.
pub(crate) fn form_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'/' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect()
}

/// Whether a writing request comes from a page of ours: the browser says so, and the form carries its token.
async fn ours(
    access: Access,
    visitor: &Visitor,
    request: Request<Body>,
) -> Result<(Request, Bytes), form_token::Refused> {
    if !form_token::same_origin(request.headers()) {
        return Err((Failure::ForeignForm, None));
    }
    // What everybody may read nobody can write: the router says so.
    if matches!(access, Access::Public | Access::ApiPublic) {
        return Ok((request, Bytes::new()));
    }
    if matches!(access, Access::Api(_)) {
        // What scripts of our pages send holds the token in its header; forms do not come here.
        let known = form_token::in_header(visitor, &request);
        return if known { Ok((request, Bytes::new())) } else { Err((Failure::ForeignForm, None)) };
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.starts_with("multipart/form-data") {
        // The token is the form's first field; `extract::Files` checks it before it takes any file.
        return Ok((request, Bytes::new()));
    }
    form_token::check(visitor, request).await
}
