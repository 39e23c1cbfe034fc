//! Files that go with a report.

use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Redirect, Response};
use gongkai_app::{AppError, Problems, drafts};
use gongkai_store::attachments::Seen;
use serde::Deserialize;

use super::{form, save};
use crate::error::Failure;
use crate::extract::Offered;
use crate::guard::Visitor;
use crate::page::{BYTES, attachment, redirect};
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Removing {
    version: i64,
    blob: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Showing {
    version: i64,
    blob: String,
    seen: String,
}

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
    let names: Vec<String> = sent.taken.files.iter().map(|file| file.name.clone()).collect();
    let files: Vec<_> = sent.taken.files.into_iter().map(|file| (file.name, file.bytes)).collect();
    // The button posts the whole form: what was typed in it is kept, whatever becomes of the files.
    let mut typed = save::entered(sent.taken.fields)?;
    typed.revision = match drafts::save_beside(app, caller, &draft, &typed).await {
        Ok((revision, _)) => revision,
        Err(refused) => return form::refused(&site, &visitor, &id, typed, names, refused).await,
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
            form::refused(&site, &visitor, &id, typed, names, refused).await
        }
        Err(refused) => form::refused(&site, &visitor, &id, typed, names, refused).await,
    }
}

pub(super) async fn show_to(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Showing>,
) -> Result<Redirect, Failure> {
    let seen = Seen::parse(&form.seen).ok_or(Failure::Unreadable)?;
    drafts::show_to(site.app(), visitor.caller()?, &super::id(&id)?, &form.blob, seen, form.version).await?;
    Ok(Redirect::to(&format!("/office/drafts/{id}?shown")))
}

pub(super) async fn detach(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Removing>,
) -> Result<Redirect, Failure> {
    drafts::detach(site.app(), visitor.caller()?, &super::id(&id)?, &form.blob, form.version).await?;
    Ok(Redirect::to(&format!("/office/drafts/{id}?detached")))
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
