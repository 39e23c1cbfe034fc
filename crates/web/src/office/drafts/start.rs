//! Beginning a draft.

use axum::Form;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::{AppError, Problems, drafts};
use gongkai_store::id::BodyId;
use serde::Deserialize;

use super::list;
use crate::error::{Failure, mendable};
use crate::guard::Visitor;
use crate::page::{again, redirect};
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    body: String,
    year: String,
    /// `report` when it is to begin with the report that came in, `file` with one that is sent now.
    #[serde(default)]
    from: String,
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
    match mendable(begun)? {
        Ok(id) if entered.from == "report" => Ok(redirect(&format!("/office/drafts/{id}/from-report"))),
        Ok(id) if entered.from == "file" => Ok(redirect(&format!("/office/drafts/{id}/from-file"))),
        Ok(id) => Ok(redirect(&format!("/office/drafts/{id}"))),
        Err(problems) => Ok(again(list::page(&site, &visitor, entered.body, Some(entered.year), problems).await?)),
    }
}
