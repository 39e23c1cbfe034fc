//! What the public is told about a body.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::meanwhile::{Conflict, Edited, Seen};
use gongkai_app::{Permission, Problems, bodies};
use gongkai_store::bodies::{Body, Profile};
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::meanwhile::changed;
use crate::page::{again, meanwhile, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/profile.html")]
struct ProfilePage {
    frame: Frame,
    body: Body,
    entered: Profile,
    seen: String,
    problems: Problems,
    /// Whether the problems are what was saved elsewhere.
    is_meanwhile: bool,
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
    let (entered, seen) = (body.profile.clone(), bodies::seen_of(&body.profile).text());
    page(&site, &visitor, body, entered, seen, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::EditProfile).await?;
    let seen = Seen::parse(&form.seen).ok_or(Failure::Unreadable)?;
    let done = bodies::edit_profile(site.app(), visitor.caller()?, &body.id, form.profile.clone(), &seen).await;
    match mendable(done)? {
        Ok(Edited::Saved) => Ok(redirect(&format!("/office/bodies/{id}?saved"))),
        Ok(Edited::Asked { together, seen, conflicts }) => {
            changed_meanwhile(&site, &visitor, body, *together, &seen, conflicts).await
        }
        Err(problems) => Ok(again(page(&site, &visitor, body, form.profile, form.seen, problems).await?)),
    }
}

/// The form with all that was entered, and beside each field that was saved elsewhere, too, what was saved, by whom and when;
/// saved again, what stands in the field takes its place.
async fn changed_meanwhile(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    entered: Profile,
    seen: &Seen,
    conflicts: Vec<Conflict>,
) -> Result<Response, Failure> {
    let frame = frame(site, visitor).await?;
    let problems = changed(&frame, &conflicts, |conflict| conflict.theirs.clone());
    let seen = seen.text();
    Ok(meanwhile(show_page(&ProfilePage { frame, body, entered, seen, problems, is_meanwhile: true })))
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
    Ok(show_page(&ProfilePage { frame, body, entered, seen, problems, is_meanwhile: false }))
}
