//! Signing in and out.

pub(super) mod code;
pub(super) mod elsewhere;

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use gongkai_app::accounts::elsewhere::LocalPasswords;
use gongkai_app::accounts::sessions::Device;
use gongkai_app::accounts::{self, Attempt, Step};
use gongkai_app::{AppError, Problems, Secret};
use serde::Deserialize;

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::{Cookie, Visitor, clear_cookie, form_encoded, local, network_of, prepare_form_token, set_cookie};
use crate::page::{again, redirect, show as show_page};
use crate::site::{DemonstrationSignIn, Site};

#[derive(Debug, Template)]
#[template(path = "account/sign_in.html")]
struct SignInPage {
    frame: Frame,
    sign_in: String,
    next: String,
    late: bool,
    problems: Problems,
    demonstration: Vec<DemonstrationSignIn>,
    /// What the identity provider is called, and where to begin there.
    elsewhere: Option<(String, String)>,
    /// Whether passwords are for administrators only.
    only_administrators: bool,
}

/// Where to go then, and why one is here.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    next: String,
    late: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    sign_in: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Query(asked): Query<Asked>,
) -> Result<Response, Failure> {
    if visitor.signed.is_some() && !visitor.by_token {
        return Ok(redirect(local(&asked.next)));
    }
    page(&site, visitor, String::new(), asked.next, asked.late.is_some(), Problems::new()).await
}

pub(super) async fn enter(
    State(site): State<Site>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    within_limit(&site, &visitor)?;
    let attempt = Attempt { sign_in: &entered.sign_in, password: &entered.password, device: device_of(&visitor) };
    match mendable(accounts::sign_in(site.app(), &attempt).await)? {
        Ok(Step::SignedIn(secret, _)) => welcome(&site, &visitor, &secret, &entered.next).await,
        Ok(Step::SecondFactor(secret)) => Ok(to_code(&site, &secret, &entered.next)),
        Err(problems) => Ok(again(page(&site, visitor, entered.sign_in, entered.next, false, problems).await?)),
    }
}

pub(super) async fn out(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let mut to = "/";
    if let Some(signed) = &visitor.signed {
        accounts::sign_out(site.app(), signed).await?;
        if signed.session.elsewhere && site.app().elsewhere().is_some() {
            to = "/signed-out";
        }
    }
    Ok((AppendHeaders(clear_cookie(&site, Cookie::Session)), Redirect::to(to)).into_response())
}

/// On to the second factor, which is asked for under a secret.
fn to_code(site: &Site, secret: &Secret, next: &str) -> Response {
    let to = format!("/sign-in/code?next={}", form_encoded(local(next)));
    (AppendHeaders(set_cookie(site, Cookie::Step, secret.reveal())), Redirect::to(&to)).into_response()
}

/// Lets somebody in who has proved who they are: a session of its own, whatever the browser held before.
async fn welcome(site: &Site, visitor: &Visitor, secret: &Secret, next: &str) -> Result<Response, Failure> {
    if let Some(before) = visitor.signed.as_ref().filter(|_| !visitor.by_token) {
        accounts::sign_out(site.app(), before).await?;
    }
    let cookies = [
        set_cookie(site, Cookie::Session, secret.reveal()),
        clear_cookie(site, Cookie::Step),
        clear_cookie(site, Cookie::Form),
    ];
    Ok((AppendHeaders(cookies.into_iter().flatten()), Redirect::to(local(next))).into_response())
}

fn device_of(visitor: &Visitor) -> Device<'_> {
    Device { address: &visitor.address, agent: &visitor.agent }
}

/// Whether the address may try once more in this minute.
fn within_limit(site: &Site, visitor: &Visitor) -> Result<(), Failure> {
    if site.sign_ins().allows(&network_of(&visitor.address)) {
        Ok(())
    } else {
        Err(AppError::TooMany { seconds: 60 }.into())
    }
}

async fn page(
    site: &Site,
    mut visitor: Visitor,
    sign_in: String,
    next: String,
    late: bool,
    problems: Problems,
) -> Result<Response, Failure> {
    let cookie = prepare_form_token(site, &mut visitor)?;
    let root = site.root().await?;
    let frame = Frame::new(site, &visitor, root.as_ref());
    let provider = site.app().elsewhere();
    let begin = format!("/sign-in/oidc?next={}", form_encoded(local(&next)));
    let page = show_page(&SignInPage {
        elsewhere: provider.map(|provider| (provider.name(frame.lang).to_owned(), begin)),
        only_administrators: provider.is_some_and(|of| of.passwords == LocalPasswords::Administrators),
        demonstration: site.config().demonstration.clone(),
        frame,
        sign_in,
        next,
        late,
        problems,
    });
    Ok((AppendHeaders(cookie), page).into_response())
}
