//! The second step of signing in: a code.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{AppendHeaders, IntoResponse, Response};
use gongkai_app::accounts::{self, give_second_factor};
use gongkai_app::{AppError, Problems, Secret};
use serde::Deserialize;

use super::{Asked, device_of, local, welcome, within_limit};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::{Cookie, Visitor, form_encoded, prepare_form_token};
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "account/code.html")]
struct CodePage {
    frame: Frame,
    next: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Entered {
    code: String,
    #[serde(default)]
    next: String,
}

pub(crate) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    let waits = match step(&site, &headers) {
        Some(secret) => accounts::sign_in::is_pending(site.app(), &secret).await?,
        None => false,
    };
    if !waits {
        return Ok(too_late(&asked.next));
    }
    page(&site, visitor, asked.next, Problems::new()).await
}

pub(crate) async fn enter(
    State(site): State<Site>,
    visitor: Visitor,
    headers: HeaderMap,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    within_limit(&site, &visitor)?;
    let Some(secret) = step(&site, &headers) else { return Ok(too_late(&entered.next)) };
    match give_second_factor(site.app(), &secret, &entered.code, device_of(&visitor)).await {
        Err(AppError::NotNow { .. }) => Ok(too_late(&entered.next)),
        done => match mendable(done)? {
            Ok((secret, _)) => welcome(&site, &visitor, &secret, &entered.next).await,
            Err(problems) => Ok(again(page(&site, visitor, entered.next, problems).await?)),
        },
    }
}

fn step(site: &Site, headers: &HeaderMap) -> Option<Secret> {
    Cookie::Step.read(headers, site.config().secure_cookies).map(Secret::shown)
}

/// Back to the password: it was given too long ago, or never.
fn too_late(next: &str) -> Response {
    redirect(&format!("/sign-in?late=1&next={}", form_encoded(local(next))))
}

async fn page(site: &Site, mut visitor: Visitor, next: String, problems: Problems) -> Result<Response, Failure> {
    let cookie = prepare_form_token(site, &mut visitor)?;
    let root = site.root().await?;
    let page = show_page(&CodePage { frame: Frame::new(site, &visitor, root.as_ref()), next, problems });
    Ok((AppendHeaders(cookie), page).into_response())
}
