//! Keeping what was typed, by the page's script or by the button.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use gongkai_app::drafts::{self, Typed};
use gongkai_report::CellAddress;
use serde_json::json;

use super::form;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::redirect;
use crate::site::Site;

pub(super) type Fields = Vec<(String, String)>;

/// The answer for a script: the new revision.
pub(super) async fn by_script(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (typed, revision) = entered(fields)?;
    let saved = drafts::save(site.app(), visitor.caller()?, &super::id(&id)?, typed, revision).await?;
    Ok(Json(json!({ "version": saved.to_string() })).into_response())
}

/// The answer for the button. Whoever saves where somebody else did in between loses nothing.
pub(super) async fn by_button(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let check = fields.iter().any(|(name, _)| name == "then-check");
    let (typed, revision) = entered(fields)?;
    match drafts::save(site.app(), visitor.caller()?, &super::id(&id)?, typed.clone(), revision).await {
        Ok(_) if check => Ok(redirect(&format!("/office/drafts/{id}/check"))),
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}?saved"))),
        Err(refused) => form::refused(&site, &visitor, &id, typed, refused).await,
    }
}

/// Fields are cells by address, sections by number, and the revision the page was shown with.
pub(super) fn entered(fields: Fields) -> Result<(Typed, i64), Failure> {
    let mut typed = Typed::default();
    let mut revision = None;
    for (name, value) in fields {
        if name == "version" {
            revision = value.parse().ok();
        } else if let Some(number) = name.strip_prefix("section-") {
            typed.sections.insert(number.parse().map_err(|_| Failure::Unreadable)?, value);
        } else if CellAddress::parse(&name).is_some() {
            typed.cells.insert(name, value);
        }
    }
    Ok((typed, revision.ok_or(Failure::Unreadable)?))
}
