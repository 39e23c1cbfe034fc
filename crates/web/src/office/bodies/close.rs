//! Closing a body, and reopening it.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::{AppError, Permission, Problems, bodies};
use gongkai_store::bodies::Body;
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/close.html")]
struct ClosePage {
    frame: Frame,
    body: Body,
    reason: String,
    problems: Problems,
}

#[derive(Debug, Deserialize)]
pub(super) struct Entered {
    #[serde(default)]
    reason: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    page(&site, &visitor, body, String::new(), Problems::new()).await
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let done = bodies::close(site.app(), visitor.caller()?, &body.id, &form.reason).await;
    answer(&site, &visitor, body, form, done, "closed").await
}

pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Entered>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let done = bodies::reopen(site.app(), visitor.caller()?, &body.id, &form.reason).await;
    answer(&site, &visitor, body, form, done, "reopened").await
}

async fn answer(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    form: Entered,
    done: Result<(), AppError>,
    word: &str,
) -> Result<Response, Failure> {
    match mendable(done)? {
        Ok(()) => Ok(redirect(&format!("/office/bodies/{}?{word}", body.id))),
        Err(problems) => Ok(again(page(site, visitor, body, form.reason, problems).await?)),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    reason: String,
    problems: Problems,
) -> Result<Response, Failure> {
    Ok(show_page(&ClosePage { frame: frame(site, visitor).await?, body, reason, problems }))
}
