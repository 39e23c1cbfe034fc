//! What the public is told about a body.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::{AppError, Problems, bodies};
use gongkai_store::bodies::{Body, Profile};
use gongkai_store::id::BodyId;
use jiff::Timestamp;
use serde::Deserialize;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/profile.html")]
struct ProfilePage {
    frame: Frame,
    body: Body,
    entered: Profile,
    seen: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    #[serde(flatten)]
    profile: Profile,
    seen: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let body = load(&site, &visitor, &id).await?;
    let (entered, seen) = (body.profile.clone(), body.updated_at.to_string());
    page(&site, &visitor, body, entered, seen, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load(&site, &visitor, &id).await?;
    let seen: Timestamp = form.seen.parse().map_err(|_| Failure::Unreadable)?;
    let caller = visitor.caller()?;
    match bodies::edit_profile(site.app(), caller, &body.id, form.profile.clone(), seen).await {
        Ok(()) => Ok(Redirect::to(&format!("/office/bodies/{id}/profile?saved")).into_response()),
        Err(AppError::Invalid(problems)) => {
            let shown = page(&site, &visitor, body, form.profile, form.seen, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn load(site: &Site, visitor: &Visitor, id: &str) -> Result<Body, Failure> {
    let id = BodyId::parse(id).ok_or(AppError::NotFound)?;
    Ok(bodies::view(site.app(), visitor.caller()?, &id).await?)
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    entered: Profile,
    seen: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    Ok(show_page(&ProfilePage { frame, body, entered, seen, problems }))
}
