//! Steps that are one button.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::drafts::{self, Reopening};
use serde::Deserialize;

use super::form::{self, Asked};
use super::gone;
use super::meanwhile::is_too_late;
use super::preview;
use super::save::{Fields, entered};
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::redirect;
use crate::site::Site;

/// What a button's form carries.
#[derive(Debug, Deserialize)]
pub(super) struct Step {
    /// The revision the page was shown with.
    pub(super) version: i64,
    /// Of opening a draft again, whether the page called it the next version.
    next: Option<String>,
}

pub(super) async fn carry(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (app, caller, draft) = (site.app(), visitor.caller()?, super::id(&id)?);
    let sent = match form::keep_first(&site, &visitor, &id, entered(fields)?, &Asked::Step).await? {
        Ok(sent) => sent,
        Err(page) => return Ok(page),
    };
    match drafts::carry(app, caller, &draft, sent.revision).await {
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}?carried"))),
        Err(refused) => form::refused(&site, &visitor, &id, sent, Asked::Step, refused).await,
    }
}

pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(step): Form<Step>,
) -> Result<Response, Failure> {
    let meant = step.next.as_deref().map(|next| match next {
        "yes" => Reopening::NextVersion,
        _ => Reopening::TakenBack,
    });
    match drafts::reopen(site.app(), visitor.caller()?, &super::id(&id)?, meant, step.version).await {
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}?reopened"))),
        Err(why) if is_too_late(&why) => preview::too_late(&site, &visitor, &id, String::new(), "draft-reopen").await,
        Err(other) => gone::told_of(&site, &visitor, &id, &[], other).await,
    }
}
