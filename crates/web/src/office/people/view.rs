//! One person.

use askama::Template;
use axum::Form;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;
use gongkai_app::accounts::people::{self, Edited, Status, Viewed, grantable};
use gongkai_app::{AppError, Problems};
use gongkai_store::id::PersonId;
use gongkai_store::journal::Entry;
use gongkai_store::people::Role;
use jiff::Timestamp;
use serde::Deserialize;

use super::choices;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
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

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Failure> {
    let id = PersonId::parse(&id).ok_or(AppError::NotFound)?;
    let viewed = people::view(site.app(), visitor.caller()?, &id).await?;
    let person = &viewed.person;
    let entered = Entered {
        name: person.name.clone(),
        sign_in: person.sign_in.clone(),
        email: person.email.clone().unwrap_or_default(),
        phone: person.phone.clone().unwrap_or_default(),
        seen: person.updated_at.to_string(),
    };
    page(&site, &visitor, viewed, entered, query.as_deref() == Some("saved"), Problems::new()).await
}

pub(super) async fn edit(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let id = PersonId::parse(&id).ok_or(AppError::NotFound)?;
    let seen: Timestamp = entered.seen.parse().map_err(|_| Failure::Unreadable)?;
    let edited = Edited {
        sign_in: entered.sign_in.clone(),
        name: entered.name.clone(),
        email: entered.email.clone(),
        phone: entered.phone.clone(),
    };
    let caller = visitor.caller()?;
    match mendable(people::edit(site.app(), caller, &id, &edited, seen).await)? {
        Ok(()) => Ok(saved(&id)),
        Err(problems) => {
            let viewed = people::view(site.app(), caller, &id).await?;
            Ok(again(page(&site, &visitor, viewed, entered, false, problems).await?))
        }
    }
}

/// To the person's page, which says that it was done.
pub(super) fn saved(id: &PersonId) -> Response {
    redirect(&format!("/office/people/{id}?saved"))
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    viewed: Viewed,
    entered: Entered,
    saved: bool,
    problems: Problems,
) -> Result<Response, Failure> {
    let bodies = choices(&grantable(site.app(), visitor.caller()?).await?);
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    Ok(show_page(&ViewPage { frame, viewed, bodies, entered, saved, problems }))
}
