//! The page of a draft somebody else gave up meanwhile: who did, when, and what was typed and is kept nowhere else.

use askama::Template;
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gongkai_app::AppError;
use gongkai_app::drafts::{self, Field, Gone, Sent};
use gongkai_report::EditionId;
use serde_json::json;

use super::texts::field_name;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

/// The answer for a script that saves: trying again changes nothing, the button's page keeps what was typed.
pub(super) async fn for_script(site: &Site, visitor: &Visitor, id: &str) -> Result<Response, Failure> {
    let gone = drafts::gone(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let told = json!({ "title": told(&frame, &gone), "status": StatusCode::GONE.as_u16() });
    Ok((StatusCode::GONE, Json(told)).into_response())
}

/// Who gave it up, and when, in words.
fn told(frame: &Frame, gone: &Gone) -> String {
    frame.t2("draft-gone", "who", frame.actor(&gone.who), "at", frame.moment(&gone.at))
}

#[derive(Debug, Template)]
#[template(path = "office/drafts/gone.html")]
struct GonePage {
    frame: Frame,
    title: String,
    /// Who gave it up, and when.
    told: String,
    /// Figures that were typed: name and text.
    cells: Vec<(String, String)>,
    /// Texts that were typed: name and text.
    sections: Vec<(String, String)>,
    /// What was said in a step: what it is called, and the text.
    said: Vec<(String, String)>,
}

/// That page in the place of one that was only looked at.
pub(super) async fn instead(site: &Site, visitor: &Visitor, id: &str) -> Result<Response, Failure> {
    Ok((StatusCode::NOT_FOUND, page(site, visitor, id, &Sent::default(), &[]).await?).into_response())
}

/// That page after what was typed in the form was sent.
pub(super) async fn with_typed(site: &Site, visitor: &Visitor, id: &str, sent: &Sent) -> Result<Response, Failure> {
    Ok((StatusCode::CONFLICT, page(site, visitor, id, sent, &[]).await?).into_response())
}

/// That page after a step that found no draft, with what was said in it, each text with its name; any other failure as it is.
pub(super) async fn told_of(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    said: &[(&str, &str)],
    why: impl Into<Failure>,
) -> Result<Response, Failure> {
    match why.into() {
        Failure::App(AppError::NotFound) => {
            Ok((StatusCode::CONFLICT, page(site, visitor, id, &Sent::default(), said).await?).into_response())
        }
        other => Err(other),
    }
}

/// That page; not found where there never was such a draft.
async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    sent: &Sent,
    said: &[(&str, &str)],
) -> Result<Response, Failure> {
    let gone = drafts::gone(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let told = told(&frame, &gone);
    let Gone { body, year, .. } = gone;
    let title = frame.t2("draft-title", "body", &body.name, "year", year);
    let name = |field: &Field| field_name(&frame, EditionId::for_year(year), field);
    let typed = || sent.typed.fields().filter(|(_, text)| !text.trim().is_empty());
    let texts = |is_wanted: fn(&Field) -> bool| {
        let wanted = typed().filter(|(field, _)| is_wanted(field));
        wanted.map(|(field, text)| (name(&field), text.to_owned())).collect()
    };
    let cells = texts(|field| matches!(field, Field::Cell(_)));
    let sections = texts(|field| matches!(field, Field::Section(_)));
    let said = said.iter().filter(|(_, text)| !text.trim().is_empty());
    let said = said.map(|(name, text)| (frame.t(name), (*text).to_owned())).collect();
    Ok(show_page(&GonePage { frame, title, told, cells, sections, said }))
}
