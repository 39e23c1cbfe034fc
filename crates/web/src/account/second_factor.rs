//! Setting the second factor up and giving it up.

mod picture;

use askama::Template;
use axum::Form;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use gongkai_app::accounts::second_factor;
use gongkai_app::settings;
use gongkai_app::{AppError, Problems};
use gongkai_store::people::Person;
use serde::Deserialize;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;
use picture::Picture;

#[derive(Debug, Template)]
#[template(path = "account/second_factor.html")]
struct SecondFactorPage {
    frame: Frame,
    person: Person,
    /// Secret, address and picture while it is being set up.
    enrolment: Option<Enrolment>,
    must: bool,
    required: bool,
    disabled: bool,
    problems: Problems,
}

#[derive(Debug)]
struct Enrolment {
    secret: String,
    uri: String,
    picture: Option<Picture>,
}

#[derive(Debug, Template)]
#[template(path = "account/recovery_codes.html")]
struct CodesPage {
    frame: Frame,
    codes: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Confirmed {
    code: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Proved {
    password: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    page(&site, &visitor, query.as_deref() == Some("disabled"), Problems::new()).await
}

pub(super) async fn begin(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    second_factor::begin(site.app(), visitor.caller()?).await?;
    Ok(redirect("/account/second-factor"))
}

pub(super) async fn confirm(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Confirmed>,
) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    let confirmed = second_factor::confirm(site.app(), &signed.caller, &signed.session.id, &form.code).await;
    codes(&site, &visitor, confirmed).await
}

pub(super) async fn renew(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Proved>,
) -> Result<Response, Failure> {
    let renewed = second_factor::renew_codes(site.app(), visitor.caller()?, &form.password).await;
    codes(&site, &visitor, renewed).await
}

pub(super) async fn disable(
    State(site): State<Site>,
    visitor: Visitor,
    Form(form): Form<Proved>,
) -> Result<Response, Failure> {
    match second_factor::disable(site.app(), visitor.caller()?, &form.password).await {
        Ok(()) => Ok(redirect("/account/second-factor?disabled")),
        Err(AppError::Invalid(problems)) => refused(&site, &visitor, problems).await,
        Err(other) => Err(other.into()),
    }
}

/// Recovery codes are on this one answer and nowhere else, so it is no redirect.
async fn codes(site: &Site, visitor: &Visitor, made: Result<Vec<String>, AppError>) -> Result<Response, Failure> {
    match made {
        Ok(codes) => {
            let root = site.root().await?;
            Ok(show_page(&CodesPage { frame: Frame::new(site, visitor, root.as_ref()), codes }))
        }
        Err(AppError::Invalid(problems)) => refused(site, visitor, problems).await,
        Err(other) => Err(other.into()),
    }
}

async fn refused(site: &Site, visitor: &Visitor, problems: Problems) -> Result<Response, Failure> {
    Ok(again(page(site, visitor, false, problems).await?))
}

async fn page(site: &Site, visitor: &Visitor, disabled: bool, problems: Problems) -> Result<Response, Failure> {
    let signed = visitor.signed.as_ref().ok_or(AppError::SignedOut)?;
    let enrolment = second_factor::enrolment(site.app(), &signed.caller).await?;
    let root = site.root().await?;
    let page = SecondFactorPage {
        frame: Frame::new(site, visitor, root.as_ref()),
        person: signed.person.clone(),
        enrolment: enrolment.map(|begun| Enrolment {
            picture: Picture::of(&begun.uri),
            secret: grouped(&begun.secret),
            uri: begun.uri,
        }),
        must: signed.session.must_enrol,
        required: settings::passwords(site.app()).await?.second_factor,
        disabled,
        problems,
    };
    Ok(show_page(&page))
}

/// A secret in groups of four, as people type it.
fn grouped(secret: &str) -> String {
    let letters: Vec<char> = secret.chars().collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}
