//! Beginning a draft.

use axum::Form;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::{AppError, Problems, drafts};
use gongkai_store::id::BodyId;
use serde::Deserialize;

use super::list;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    body: String,
    year: String,
}

pub(super) async fn start(
    State(site): State<Site>,
    visitor: Visitor,
    Form(entered): Form<Entered>,
) -> Result<Response, Failure> {
    let body = BodyId::parse(&entered.body).ok_or(AppError::NotFound)?;
    let begun = match entered.year.trim().parse() {
        Ok(year) => drafts::start(site.app(), visitor.caller()?, &body, year).await,
        Err(_) => Err(Problems::one("year", "problem-required")),
    };
    match begun {
        Ok(id) => Ok(Redirect::to(&format!("/office/drafts/{id}")).into_response()),
        Err(AppError::Invalid(problems)) => {
            let shown = list::page(&site, &visitor, entered.body, entered.year, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
