//! Asking before a draft is given up, and giving it up.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::{AppError, drafts};

use super::page::Head;
use super::steps::Step;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{meanwhile, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/drafts/discard.html")]
struct DiscardPage {
    frame: Frame,
    head: Head,
    /// How many cells, sections and files hold something.
    held: [(&'static str, usize); 3],
    /// Who changed it last and when.
    last: (String, String),
    /// Whether it was changed since somebody asked to give it up.
    is_changed: bool,
}

pub(super) async fn ask(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &id, false).await
}

pub(super) async fn discard(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(step): Form<Step>,
) -> Result<Response, Failure> {
    match drafts::discard(site.app(), visitor.caller()?, &super::id(&id)?, step.version).await {
        Ok(()) => Ok(redirect("/office/drafts?discarded")),
        Err(AppError::Stale) => Ok(meanwhile(page(&site, &visitor, &id, true).await?)),
        Err(other) => Err(other.into()),
    }
}

async fn page(site: &Site, visitor: &Visitor, id: &str, is_changed: bool) -> Result<Response, Failure> {
    let opened = drafts::open(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let head = Head::of(&frame, &opened, site.app().today());
    let row = &opened.row;
    let filled = |text: &&String| !text.trim().is_empty();
    let held = [
        ("draft-discard-cells", row.cells.values().filter(filled).count()),
        ("draft-discard-sections", row.sections.values().filter(filled).count()),
        ("draft-discard-files", row.attachments.len()),
    ];
    let last = (frame.actor(&row.updated_by), frame.moment(&row.updated_at));
    Ok(show_page(&DiscardPage { frame, head, held, last, is_changed }))
}
