//! Signing in at an identity provider: there, back, and out.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use gongkai_app::accounts::Step;
use gongkai_app::accounts::elsewhere::{self, Answered};
use gongkai_app::{AppError, Problems, Secret};
use serde::Deserialize;

use super::super::OIDC_CALLBACK;
use super::{Asked, device_of, local, page, to_code, welcome, within_limit};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::{Cookie, Visitor, clear_cookie, set_cookie};
use crate::page::{again, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "account/signed_out.html")]
struct SignedOutPage {
    frame: Frame,
    provider: String,
    address: Option<String>,
}

/// What the provider sends along.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Returned {
    code: String,
    state: String,
    iss: Option<String>,
}

/// A link leads here, not a form: browsers do not let a form lead to another site.
pub(crate) async fn begin(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    within_limit(&site, &visitor)?;
    match elsewhere::begin(site.app(), &back(&site), local(&asked.next)).await {
        Ok(begun) => {
            let cookie = set_cookie(&site, Cookie::Elsewhere, begun.secret.reveal());
            Ok((AppendHeaders(cookie), Redirect::to(&begun.address)).into_response())
        }
        Err(AppError::Invalid(problems)) => refused(&site, visitor, asked.next, problems).await,
        Err(other) => Err(other.into()),
    }
}

pub(crate) async fn callback(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
) -> Result<Response, Failure> {
    // Whoever comes back was counted when they left.
    let secret = Cookie::Elsewhere.read(&headers, site.config().secure_cookies).map(Secret::shown);
    let Some(secret) = secret else {
        // Nobody began here: a stale page of the provider's, or somebody else's link.
        let problems = Problems(vec![problem("sign-in-elsewhere-lost")]);
        return refused(&site, visitor, String::new(), problems).await;
    };
    let back = back(&site);
    let answered =
        Answered { state: &returned.state, code: &returned.code, issuer: returned.iss.as_deref(), back: &back };
    let response = match elsewhere::complete(site.app(), &secret, &answered, device_of(&visitor)).await {
        Ok(arrived) => match arrived.step {
            Step::SignedIn(secret, _) => welcome(&site, &visitor, &secret, &arrived.next).await?,
            Step::SecondFactor(secret) => to_code(&site, &secret, &arrived.next),
        },
        Err(AppError::Invalid(problems)) => refused(&site, visitor, String::new(), problems).await?,
        Err(other) => return Err(other.into()),
    };
    Ok((AppendHeaders(clear_cookie(&site, Cookie::Elsewhere)), response).into_response())
}

/// Signed out here; whether at the provider, too, is the visitor's choice.
pub(crate) async fn signed_out(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let provider = site.app().elsewhere().ok_or(AppError::NotFound)?;
    let address = elsewhere::sign_out_address(site.app(), &format!("{}/", site.config().public_url)).await;
    let frame = Frame::new(&site, &visitor, site.root().await?.as_ref());
    Ok(show_page(&SignedOutPage { provider: provider.name(frame.lang).to_owned(), address, frame }))
}

fn back(site: &Site) -> String {
    format!("{}{OIDC_CALLBACK}", site.config().public_url)
}

fn problem(message: &'static str) -> gongkai_app::Problem {
    gongkai_app::Problem { field: "elsewhere".to_owned(), message, args: Vec::new() }
}

async fn refused(site: &Site, visitor: Visitor, next: String, problems: Problems) -> Result<Response, Failure> {
    Ok(again(page(site, visitor, String::new(), next, false, problems).await?))
}
