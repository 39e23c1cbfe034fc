//! Entering a person.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::accounts::people::{self, Credential, NewPerson, grantable};
use gongkai_app::{AppError, Problems};
use gongkai_store::id::BodyId;
use gongkai_store::people::Role;
use serde::Deserialize;

use super::{choices, told};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/people/new.html")]
struct NewPage {
    frame: Frame,
    bodies: Vec<(String, String)>,
    entered: Entered,
    problems: Problems,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Entered {
    name: String,
    sign_in: String,
    email: String,
    phone: String,
    body: String,
    role: String,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let entered = Entered { role: Role::DisclosureOfficer.id().to_owned(), ..Entered::default() };
    page(&site, &visitor, entered, Problems::new()).await
}

pub(super) async fn enter(
    State(site): State<Site>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let body = BodyId::parse(&entered.body).ok_or(AppError::NotFound)?;
    let role = Role::parse(&entered.role).ok_or(Failure::Unreadable)?;
    let new = NewPerson {
        sign_in: entered.sign_in.clone(),
        name: entered.name.clone(),
        email: entered.email.clone(),
        phone: entered.phone.clone(),
        lang: String::new(),
        role,
        body,
        credential: Credential::Temporary,
    };
    match mendable(people::enter(site.app(), visitor.caller()?, &new).await)? {
        Ok((id, password)) => told(&site, &visitor, &id, password.unwrap_or_default()).await,
        Err(problems) => Ok(again(page(&site, &visitor, entered, problems).await?)),
    }
}

async fn page(site: &Site, visitor: &Visitor, entered: Entered, problems: Problems) -> Result<Response, Failure> {
    let bodies = choices(&grantable(site.app(), visitor.caller()?).await?);
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    Ok(show_page(&NewPage { frame, bodies, entered, problems }))
}
