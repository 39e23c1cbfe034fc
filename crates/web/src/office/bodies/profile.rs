//! What the public is told about a body.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::{Permission, Problems, bodies};
use gongkai_store::bodies::{Body, Profile};
use jiff::Timestamp;
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
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
    let body = load_for(&site, &visitor, &id, Permission::EditProfile).await?;
    let (entered, seen) = (body.profile.clone(), body.updated_at.to_string());
    page(&site, &visitor, body, entered, seen, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::EditProfile).await?;
    let seen: Timestamp = form.seen.parse().map_err(|_| Failure::Unreadable)?;
    let caller = visitor.caller()?;
    match mendable(bodies::edit_profile(site.app(), caller, &body.id, form.profile.clone(), seen).await)? {
        Ok(()) => Ok(redirect(&format!("/office/bodies/{id}?saved"))),
        Err(problems) => Ok(again(page(&site, &visitor, body, form.profile, form.seen, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    entered: Profile,
    seen: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let frame = frame(site, visitor).await?;
    Ok(show_page(&ProfilePage { frame, body, entered, seen, problems }))
}
