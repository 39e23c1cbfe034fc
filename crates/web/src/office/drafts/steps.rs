//! Steps that are one button.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{Redirect, Response};
use gongkai_app::drafts;
use serde::Deserialize;

use super::meanwhile::is_too_late;
use super::preview;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::redirect;
use crate::site::Site;

/// What a button's form carries.
#[derive(Debug, Deserialize)]
pub(super) struct Step {
    /// The revision the page was shown with.
    pub(super) version: i64,
}

pub(super) async fn carry(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(step): Form<Step>,
) -> Result<Redirect, Failure> {
    drafts::carry(site.app(), visitor.caller()?, &super::id(&id)?, step.version).await?;
    Ok(Redirect::to(&format!("/office/drafts/{id}?carried")))
}

pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(step): Form<Step>,
) -> Result<Response, Failure> {
    match drafts::reopen(site.app(), visitor.caller()?, &super::id(&id)?, step.version).await {
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}?reopened"))),
        Err(why) if is_too_late(&why) => preview::too_late(&site, &visitor, &id, String::new(), "draft-reopen").await,
        Err(other) => Err(other.into()),
    }
}
