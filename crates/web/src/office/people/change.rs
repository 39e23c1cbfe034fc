//! What a person may do at all: let in, kept out, unlocked, given a new password.

use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::accounts::people;
use gongkai_store::id::PersonId;

use super::told;
use super::view::saved;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::site::Site;

pub(super) async fn activate(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = person(&id)?;
    people::activate(site.app(), visitor.caller()?, &id).await?;
    Ok(saved(&id))
}

pub(super) async fn deactivate(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = person(&id)?;
    people::deactivate(site.app(), visitor.caller()?, &id).await?;
    Ok(saved(&id))
}

pub(super) async fn unlock(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = person(&id)?;
    people::unlock(site.app(), visitor.caller()?, &id).await?;
    Ok(saved(&id))
}

pub(super) async fn reset_password(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = person(&id)?;
    let password = people::reset_password(site.app(), visitor.caller()?, &id).await?;
    told(&site, &visitor, &id, password).await
}

pub(super) async fn clear_second_factor(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = person(&id)?;
    people::clear_second_factor(site.app(), visitor.caller()?, &id).await?;
    Ok(saved(&id))
}

pub(super) async fn unlink(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = person(&id)?;
    people::unlink(site.app(), visitor.caller()?, &id).await?;
    Ok(saved(&id))
}

fn person(id: &str) -> Result<PersonId, AppError> {
    PersonId::parse(id).ok_or(AppError::NotFound)
}
