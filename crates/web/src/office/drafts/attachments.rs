//! Files that go with a report.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::Response;
use gongkai_app::{AppError, Problems, drafts};
use gongkai_store::attachments::Seen;
use serde::Deserialize;

use super::form::{self, Asked};
use super::save::{self, Fields};
use crate::error::Failure;
use crate::extract::Offered;
use crate::guard::Visitor;
use crate::page::{BYTES, attachment, redirect};
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Wanted {
    file: String,
}

pub(super) async fn attach(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    sent: Offered,
) -> Result<Response, Failure> {
    let (app, caller, draft) = (site.app(), visitor.caller()?, super::id(&id)?);
    let too_large = sent.check_sizes(&site).err().unwrap_or_default();
    let seen = sent.taken.field("seen").and_then(Seen::parse).unwrap_or_default();
    let asked = Asked::Files(sent.taken.files.iter().map(|file| file.name.clone()).collect());
    let files: Vec<_> = sent.taken.files.into_iter().map(|file| (file.name, file.bytes)).collect();
    // The button posts the whole form: what was typed in it is kept, whatever becomes of the files.
    let typed = match form::keep_first(&site, &visitor, &id, save::entered(sent.taken.fields)?, &asked).await? {
        Ok(typed) => typed,
        Err(page) => return Ok(page),
    };
    let attached = if files.is_empty() && !too_large.0.is_empty() {
        Err(AppError::Invalid(Problems::new()))
    } else {
        drafts::attach(app, caller, &draft, files, seen, typed.revision).await
    };
    let with_large = |mut problems: Problems| {
        problems.0.extend(too_large.0);
        problems
    };
    match attached {
        Ok((_, refused)) => {
            let refused = with_large(refused);
            if refused.0.is_empty() {
                return Ok(redirect(&format!("/office/drafts/{id}?attached")));
            }
            form::attached_in_part(&site, &visitor, &id, refused).await
        }
        Err(AppError::Invalid(problems)) => {
            let refused = AppError::Invalid(with_large(problems));
            form::refused(&site, &visitor, &id, typed, asked, refused).await
        }
        Err(refused) => form::refused(&site, &visitor, &id, typed, asked, refused).await,
    }
}

pub(super) async fn show_to(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let wanted = fields.iter().find_map(|(name, blob)| Some((Seen::parse(name)?, blob.clone())));
    let (seen, blob) = wanted.ok_or(Failure::Unreadable)?;
    change(&site, &visitor, &id, fields, (&blob, Change::ShowTo(seen))).await
}

pub(super) async fn detach(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let wanted = fields.iter().find(|(name, _)| name == "blob").map(|(_, blob)| blob.clone());
    let blob = wanted.ok_or(Failure::Unreadable)?;
    change(&site, &visitor, &id, fields, (&blob, Change::Detach)).await
}

/// What becomes of an attached file.
enum Change {
    ShowTo(Seen),
    Detach,
}

/// Changes an attached file, after what was typed in the form.
async fn change(
    site: &Site,
    visitor: &Visitor,
    id: &str,
    fields: Fields,
    (blob, change): (&str, Change),
) -> Result<Response, Failure> {
    let (app, caller, draft) = (site.app(), visitor.caller()?, super::id(id)?);
    let kept = Box::pin(form::keep_first(site, visitor, id, save::entered(fields)?, &Asked::Step));
    let sent = match kept.await? {
        Ok(sent) => sent,
        Err(page) => return Ok(page),
    };
    let (changed, said) = match change {
        Change::ShowTo(seen) => (drafts::show_to(app, caller, &draft, blob, seen, sent.revision).await, "shown"),
        Change::Detach => (drafts::detach(app, caller, &draft, blob, sent.revision).await, "detached"),
    };
    match changed {
        Ok(_) => Ok(redirect(&format!("/office/drafts/{id}?{said}"))),
        Err(AppError::NotFound) => form::file_gone(site, visitor, id, blob).await,
        Err(refused) => form::refused(site, visitor, id, sent, Asked::Step, refused).await,
    }
}

/// An attached file. Whatever it is, it leaves as bytes to be saved.
pub(super) async fn fetch(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let (name, bytes) = drafts::attachment(site.app(), visitor.caller()?, &super::id(&id)?, &wanted.file).await?;
    Ok(attachment(BYTES, &name, bytes))
}
