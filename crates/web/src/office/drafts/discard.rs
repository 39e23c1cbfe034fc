//! Asking before a draft is given up, and giving it up.

use std::collections::BTreeSet;

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::drafts::{self, Changes, Discarded, Typed};
use gongkai_store::drafts::Draft;

use super::gone;
use super::meanwhile::is_too_late;
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
    /// How many cells, sections and files hold something, or are others than were signed.
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
    match page(&site, &visitor, &id, false).await {
        Err(Failure::App(AppError::NotFound)) => gone::instead(&site, &visitor, &id).await,
        page => page,
    }
}

pub(super) async fn discard(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(step): Form<Step>,
) -> Result<Response, Failure> {
    match drafts::discard(site.app(), visitor.caller()?, &super::id(&id)?, step.version).await {
        Ok(Discarded::Draft) => Ok(redirect("/office/drafts?discarded")),
        Ok(Discarded::Changes) => Ok(redirect(&format!("/office/drafts/{id}/preview?put-back"))),
        Err(why) if is_too_late(&why) => Ok(meanwhile(page(&site, &visitor, &id, true).await?)),
        Err(other) => gone::told_of(&site, &visitor, &id, &[], other).await,
    }
}

async fn page(site: &Site, visitor: &Visitor, id: &str, is_changed: bool) -> Result<Response, Failure> {
    let opened = drafts::open(site.app(), visitor.caller()?, &super::id(id)?).await?;
    let frame = Frame::new(site, visitor, site.root().await?.as_ref());
    let head = Head::of(&frame, &opened, site.app().today());
    let row = &opened.row;
    let signed = row.signed_as.as_deref();
    let changes = Changes::between(&signed.map(Typed::of).unwrap_or_default(), &Typed::of(row), row.revision);
    let files =
        |of: &Draft| of.attachments.iter().map(|file| (file.blob.clone(), file.seen.id())).collect::<BTreeSet<_>>();
    let signed_files = signed.map(files).unwrap_or_default();
    let names = match signed {
        Some(_) => ["draft-changes-cells", "draft-changes-sections", "draft-changes-files"],
        None => ["draft-discard-cells", "draft-discard-sections", "draft-discard-files"],
    };
    let files = files(row).symmetric_difference(&signed_files).map(|(blob, _)| blob).collect::<BTreeSet<_>>().len();
    let [cells, sections, of_files] = names;
    let held = [(cells, changes.cells.len()), (sections, changes.sections.len()), (of_files, files)];
    let last = (frame.actor(&row.updated_by), frame.moment(&row.updated_at));
    Ok(show_page(&DiscardPage { frame, head, held, last, is_changed }))
}
