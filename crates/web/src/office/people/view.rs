//! One person.

use askama::Template;
use axum::Form;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use gongkai_app::accounts::people::{self, Facts, Status, Viewed, grantable};
use gongkai_app::meanwhile::{Edited, Seen};
use gongkai_app::{AppError, Problems};
use gongkai_store::id::PersonId;
use gongkai_store::journal::Entry;
use gongkai_store::people::Role;
use serde::Deserialize;

use super::choices;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::meanwhile::changed;
use crate::page::{again, meanwhile, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/people/view.html")]
struct ViewPage {
    frame: Frame,
    viewed: Viewed,
    bodies: Vec<(String, String)>,
    entered: Entered,
    saved: bool,
    problems: Problems,
    /// Whether the problems are what was saved elsewhere.
    is_meanwhile: bool,
}

impl ViewPage {
    /// What an entry says beyond its action: the role that was given or taken, and where.
    fn detail(&self, entry: &Entry) -> String {
        let detail: serde_json::Value = serde_json::from_str(&entry.detail).unwrap_or_default();
        let role = detail.get("role").and_then(|role| Role::parse(role.as_str()?));
        let held = self.viewed.roles.iter().find(|held| held.body.id.as_str() == entry.chain);
        let at = held.map(|held| held.body.name.as_str());
        let at = at.or_else(|| Some(self.bodies.iter().find(|(id, _)| *id == entry.chain)?.1.trim()));
        role.map(|role| format!("{} {}", self.frame.role(role), at.unwrap_or_default())).unwrap_or_default()
    }
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    name: String,
    sign_in: String,
    email: String,
    phone: String,
    seen: String,
}

impl Entered {
    /// The form of what is written of a person, as it was seen.
    fn of(facts: Facts, seen: &Seen) -> Self {
        let Facts { sign_in, name, email, phone } = facts;
        Self { name, sign_in, email, phone, seen: seen.text() }
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let id = PersonId::parse(&id).ok_or(AppError::NotFound)?;
    let viewed = people::view(site.app(), visitor.caller()?, &id).await?;
    let facts = Facts::of(&viewed.person);
    let seen = Seen::of(facts.fields());
    let page = page(&site, &visitor, viewed, Entered::of(facts, &seen)).await?;
    Ok(show_page(&ViewPage { saved: query.as_deref() == Some("saved"), ..page }))
}

pub(super) async fn edit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let id = PersonId::parse(&id).ok_or(AppError::NotFound)?;
    let seen = Seen::parse(&entered.seen).ok_or(Failure::Unreadable)?;
    let facts = Facts {
        sign_in: entered.sign_in.clone(),
        name: entered.name.clone(),
        email: entered.email.clone(),
        phone: entered.phone.clone(),
    };
    let caller = visitor.caller()?;
    match mendable(people::edit(site.app(), caller, &id, facts, &seen).await)? {
        Ok(Edited::Saved) => Ok(saved(&id)),
        Ok(Edited::Asked { together, seen, conflicts }) => {
            let viewed = people::view(site.app(), caller, &id).await?;
            let page = page(&site, &visitor, viewed, Entered::of(*together, &seen)).await?;
            let problems = changed(&page.frame, &conflicts, |conflict| conflict.theirs.clone());
            Ok(meanwhile(show_page(&ViewPage { problems, is_meanwhile: true, ..page })))
        }
        Err(problems) => {
            let viewed = people::view(site.app(), caller, &id).await?;
            let page = page(&site, &visitor, viewed, entered).await?;
            Ok(again(show_page(&ViewPage { problems, ..page })))
        }
    }
}

/// To the person's page, which says that it was done.
pub(super) fn saved(id: &PersonId) -> Response {
    redirect(&format!("/office/people/{id}?saved"))
}

async fn page(site: &Site, visitor: &Visitor, viewed: Viewed, entered: Entered) -> Result<ViewPage, Failure> {
    let bodies = choices(&grantable(site.app(), visitor.caller()?).await?);
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let problems = Problems::new();
    Ok(ViewPage { frame, viewed, bodies, entered, saved: false, problems, is_meanwhile: false })
}
