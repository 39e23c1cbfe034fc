//! What the public is told about a body.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::{AppError, Permission, Problem, Problems, bodies};
use gongkai_store::bodies::{Body, Profile};
use jiff::Timestamp;
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
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
    /// When it was saved elsewhere, where that is what the page tells; the problems are what was saved.
    saved_at: Option<String>,
}

impl ProfilePage {
    /// What was saved elsewhere: the field, its label, and what it is.
    fn differing(&self) -> Vec<(&str, String, String)> {
        let told = |problem: &Problem| {
            let label = self.frame.word("profile", &problem.field);
            (label, self.frame.problem(&self.problems, &problem.field))
        };
        let problems = self.problems.0.iter();
        problems
            .map(|problem| (told(problem), problem))
            .map(|((label, said), of)| (of.field.as_str(), label, said))
            .collect()
    }
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
    let done = bodies::edit_profile(site.app(), caller, &body.id, form.profile.clone(), seen).await;
    if matches!(done, Err(AppError::Stale)) {
        return changed_meanwhile(&site, &visitor, &id, form.profile).await;
    }
    match mendable(done)? {
        Ok(()) => Ok(redirect(&format!("/office/bodies/{id}?saved"))),
        Err(problems) => Ok(again(page(&site, &visitor, body, form.profile, form.seen, problems).await?)),
    }
}

/// The form with all that was entered, and beside each field that holds something else than what was saved meanwhile what that
/// is; saved again, it takes its place.
async fn changed_meanwhile(site: &Site, visitor: &Visitor, id: &str, entered: Profile) -> Result<Response, Failure> {
    let body = load_for(site, visitor, id, Permission::EditProfile).await?;
    let mut problems = Problems::new();
    for ((field, saved), (_, own)) in body.profile.fields().into_iter().zip(entered.fields()) {
        // A form sends lines in its own way.
        if saved.lines().eq(own.trim().lines()) {
            continue;
        }
        match excerpt(saved) {
            empty if empty.is_empty() => problems.add(field, "profile-emptied-meanwhile"),
            saved => problems.add_with(field, "profile-changed-meanwhile", vec![("saved", saved)]),
        }
    }
    if problems.0.is_empty() {
        return Ok(redirect(&format!("/office/bodies/{id}?saved")));
    }
    let frame = frame(site, visitor).await?;
    let seen = body.updated_at.to_string();
    let saved_at = Some(frame.moment(&body.updated_at));
    Ok(meanwhile(show_page(&ProfilePage { frame, body, entered, seen, problems, saved_at })))
}

/// The longest text of a field that is told, in characters.
const LONGEST: usize = 300;

fn excerpt(text: &str) -> String {
    let mut shown: String = text.chars().take(LONGEST).collect();
    if text.chars().nth(LONGEST).is_some() {
        shown.push('…');
    }
    shown
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
    Ok(show_page(&ProfilePage { frame, body, entered, seen, problems, saved_at: None }))
}
