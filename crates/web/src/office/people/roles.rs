//! Giving and taking roles.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::accounts::people::{self, grant_role, revoke_role};
use gongkai_store::id::{BodyId, PersonId};
use gongkai_store::people::Role;
use serde::Deserialize;

use super::view::saved;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::redirect;
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Chosen {
    body: String,
    role: String,
}

impl Chosen {
    fn read(&self, person: &str) -> Result<(PersonId, BodyId, Role), Failure> {
        let person = PersonId::parse(person).ok_or(AppError::NotFound)?;
        let body = BodyId::parse(&self.body).ok_or(AppError::NotFound)?;
        Ok((person, body, Role::parse(&self.role).ok_or(Failure::Unreadable)?))
    }
}

pub(super) async fn grant(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let (person, body, role) = chosen.read(&id)?;
    grant_role(site.app(), visitor.caller()?, &person, &body, role).await?;
    Ok(saved(&person))
}

pub(super) async fn revoke(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(chosen): Form<Chosen>,
) -> Result<Response, Failure> {
    let (person, body, role) = chosen.read(&id)?;
    let caller = visitor.caller()?;
    revoke_role(site.app(), caller, &person, &body, role).await?;
    // With the last role within reach gone, the person's page is no longer the caller's to see.
    match people::view(site.app(), caller, &person).await {
        Err(AppError::NotFound) => Ok(redirect("/office/people")),
        Ok(_) | Err(_) => Ok(saved(&person)),
    }
}
