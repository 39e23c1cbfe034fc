//! Keeping what was typed, by the page's script or by the button.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use gongkai_app::AppError;
use gongkai_app::drafts::{self, Field, Sent};
use gongkai_report::CellAddress;
use serde_json::json;

use super::form::{self, Asked};
use super::gone;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::redirect;
use crate::site::Site;

pub(super) type Fields = Vec<(String, String)>;

/// What begins the name of the choice between two texts of a field.
const CHOICE: &str = "choose-";

/// The answer for a script: the new revision.
pub(super) async fn by_script(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let (app, caller, draft) = (site.app(), visitor.caller()?, super::id(&id)?);
    let saved = match drafts::save(app, caller, &draft, entered(fields)?).await {
        Err(AppError::NotFound) => return gone::for_script(&site, &visitor, &id).await,
        saved => saved?,
    };
    Ok(Json(json!({ "version": saved.to_string() })).into_response())
}

/// The answer for the button. Whoever saves where somebody else did in between loses nothing, and takes nothing away.
pub(super) async fn by_button(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let check = fields.iter().any(|(name, _)| name == "then-check");
    let sent = entered(fields)?;
    match drafts::save_beside(site.app(), visitor.caller()?, &super::id(&id)?, &sent).await {
        Ok(_) if check => Ok(redirect(&format!("/office/drafts/{id}/check"))),
        Ok((_, is_beside)) => {
            Ok(redirect(&format!("/office/drafts/{id}?{}", if is_beside { "beside" } else { "saved" })))
        }
        Err(refused) => form::refused(&site, &visitor, &id, sent, Asked::Nothing, refused).await,
    }
}

/// Fields are cells by address, sections by number, the revision the page was shown with, and where two had changed a
/// field, whose text is to stand.
pub(super) fn entered(fields: Fields) -> Result<Sent, Failure> {
    let mut sent = Sent::default();
    let mut revision = None;
    let mut chosen = BTreeMap::new();
    for (name, value) in fields {
        if name == "version" {
            revision = value.parse().ok();
        } else if name == "conflict" {
            sent.undecided.insert(field(&value).ok_or(Failure::Unreadable)?);
        } else if let Some(of) = name.strip_prefix(CHOICE) {
            chosen.insert(field(of).ok_or(Failure::Unreadable)?, value);
        } else if let Some(field) = field(&name) {
            sent.typed.put(&field, &value);
        } else if name.starts_with(SECTION) {
            return Err(Failure::Unreadable);
        }
    }
    sent.is_chosen = !chosen.is_empty();
    for (field, choice) in chosen {
        match choice.as_str() {
            "own" => drop(sent.undecided.remove(&field)),
            "theirs" => {
                sent.undecided.remove(&field);
                sent.typed.remove(&field);
            }
            _ => return Err(Failure::Unreadable),
        }
    }
    sent.revision = revision.ok_or(Failure::Unreadable)?;
    Ok(sent)
}

/// What begins the name of a section's field.
const SECTION: &str = "section-";

/// The field of a name in the page.
fn field(name: &str) -> Option<Field> {
    match name.strip_prefix(SECTION) {
        Some(number) => number.parse().ok().map(Field::Section),
        None => CellAddress::parse(name).map(|address| Field::Cell(address.to_string())),
    }
}

/// What a field is called in the page.
pub(super) fn name_of(field: &Field) -> String {
    match field {
        Field::Cell(address) => address.clone(),
        Field::Section(number) => format!("{SECTION}{number}"),
    }
}
