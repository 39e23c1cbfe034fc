//! Putting a body under another one.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::bodies::{relocate, view::where_may};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;
use jiff::Timestamp;
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::bodies;
use crate::page::{again, redirect, show as show_page};
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/move.html")]
struct MovePage {
    frame: Frame,
    body: Body,
    above: String,
    below: usize,
    parents: Vec<Choice>,
    seen: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    parent: String,
    seen: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let chosen = body.parent.as_ref().map(ToString::to_string).unwrap_or_default();
    let seen = body.updated_at.to_string();
    page(&site, &visitor, body, &chosen, seen, Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let seen: Timestamp = form.seen.parse().map_err(|_| Failure::Unreadable)?;
    let parent = BodyId::parse(&form.parent).ok_or(AppError::NotFound)?;
    match mendable(relocate(site.app(), visitor.caller()?, &body.id, &parent, seen).await)? {
        Ok(()) => Ok(redirect(&format!("/office/bodies/{id}?moved"))),
        Err(problems) => Ok(again(page(&site, &visitor, body, &form.parent, form.seen, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    chosen: &str,
    seen: String,
    problems: Problems,
) -> Result<Response, Failure> {
    let managed = where_may(site.app(), visitor.caller()?, Permission::ManageBodies).await?;
    let below = managed.iter().filter(|other| other.is_within(&body.id)).count().saturating_sub(1);
    let above = managed.iter().find(|other| Some(&other.id) == body.parent.as_ref());
    let above = above.map(|other| other.name.clone()).unwrap_or_default();
    let parents: Vec<Body> = managed.into_iter().filter(|other| other.active && !other.is_within(&body.id)).collect();
    let frame = frame(site, visitor).await?;
    Ok(show_page(&MovePage { frame, parents: bodies(&parents, chosen), above, below, body, seen, problems }))
}
