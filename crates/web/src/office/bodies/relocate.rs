//! Putting a body under another one.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::bodies::{relocate, view::where_may};
use gongkai_app::meanwhile::{Edited, Seen};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::bodies::Body;
use gongkai_store::id::BodyId;
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::bodies;
use crate::office::meanwhile::changed;
use crate::page::{again, meanwhile, redirect, show as show_page};
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
    /// Whether the problem is where somebody else put it.
    is_meanwhile: bool,
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
    let seen = Seen::of([("parent", &chosen)]).text();
    Ok(show_page(&page(&site, &visitor, body, &chosen, seen).await?))
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let seen = Seen::parse(&form.seen).ok_or(Failure::Unreadable)?;
    let parent = BodyId::parse(&form.parent).ok_or(AppError::NotFound)?;
    match mendable(relocate(site.app(), visitor.caller()?, &body.id, &parent, &seen).await)? {
        Ok(Edited::Saved) => Ok(redirect(&format!("/office/bodies/{id}?moved"))),
        Ok(Edited::Asked { together, seen, conflicts }) => {
            let page = page(&site, &visitor, body, together.as_str(), seen.text()).await?;
            let problems = changed(&page.frame, &conflicts, |_| page.above.clone());
            Ok(meanwhile(show_page(&MovePage { problems, is_meanwhile: true, ..page })))
        }
        Err(problems) => {
            let page = page(&site, &visitor, body, &form.parent, form.seen).await?;
            Ok(again(show_page(&MovePage { problems, ..page })))
        }
    }
}

async fn page(site: &Site, visitor: &Visitor, body: Body, chosen: &str, seen: String) -> Result<MovePage, Failure> {
    let managed = where_may(site.app(), visitor.caller()?, Permission::ManageBodies).await?;
    let below = managed.iter().filter(|other| other.is_within(&body.id)).count().saturating_sub(1);
    let above = managed.iter().find(|other| Some(&other.id) == body.parent.as_ref());
    let above = above.map(|other| other.name.clone()).unwrap_or_default();
    let parents: Vec<Body> = managed.into_iter().filter(|other| other.active && !other.is_within(&body.id)).collect();
    let frame = frame(site, visitor).await?;
    let (parents, problems) = (bodies(&parents, chosen), Problems::new());
    Ok(MovePage { frame, parents, above, below, body, seen, problems, is_meanwhile: false })
}
