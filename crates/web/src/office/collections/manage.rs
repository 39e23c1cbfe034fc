//! Changing a collection as a whole: close, open again, another body, everything read anew.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::collection::{self, Roll};
use gongkai_app::{AppError, Problems};
use gongkai_store::id::{BodyId, CollectionId};

use super::collection_id;
use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices;
use crate::office::form_fields::Fields;
use crate::page::{again, redirect, show as show_page};
use crate::pieces::Choice;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/collections/manage.html")]
struct ManagePage {
    frame: Frame,
    roll: Roll,
    addable: Vec<Choice>,
    due_on: String,
    problems: Problems,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &collection_id(&id)?, None, Problems::new()).await
}

pub(super) async fn close(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    collection::close_collection(site.app(), visitor.caller()?, &collection_id(&id)?).await?;
    Ok(back(&id))
}

pub(super) async fn reopen(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    collection::reopen_collection(site.app(), visitor.caller()?, &collection_id(&id)?).await?;
    Ok(back(&id))
}

pub(super) async fn read_again(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    collection::read_all_again(site.app(), visitor.caller()?, &collection_id(&id)?).await?;
    Ok(back(&id))
}

pub(super) async fn add(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let collection = collection_id(&id)?;
    let body = BodyId::parse(form.text("body"));
    let done = collection::add_body(site.app(), visitor.caller()?, &collection, body).await;
    answer(&site, &visitor, &collection, None, done).await
}

pub(super) async fn due(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Fields>,
) -> Result<Response, Failure> {
    let collection = collection_id(&id)?;
    let entered = form.text("due_on");
    let done = collection::change_due_of_all(site.app(), visitor.caller()?, &collection, entered.parse().ok()).await;
    answer(&site, &visitor, &collection, Some(entered), done).await
}

/// The roll, or the page again with what is wrong.
async fn answer(
    site: &Site,
    visitor: &Visitor,
    id: &CollectionId,
    due_on: Option<&str>,
    done: Result<(), AppError>,
) -> Result<Response, Failure> {
    match mendable(done)? {
        Ok(()) => Ok(back(id.as_str())),
        Err(problems) => Ok(again(page(site, visitor, id, due_on, problems).await?)),
    }
}

fn back(id: &str) -> Response {
    redirect(&format!("/office/collections/{id}"))
}

/// `due_on` is the day entered for everybody, when it was refused.
async fn page(
    site: &Site,
    visitor: &Visitor,
    id: &CollectionId,
    due_on: Option<&str>,
    problems: Problems,
) -> Result<Response, Failure> {
    let caller = visitor.caller()?;
    let addable = collection::not_on_roll(site.app(), caller, id).await?;
    let roll = collection::roll(site.app(), caller, id).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let set = || roll.collection.due_on.map(|day| day.to_string()).unwrap_or_default();
    let due_on = due_on.map_or_else(set, str::to_owned);
    Ok(show_page(&ManagePage { frame, due_on, addable: choices::bodies(&addable, ""), roll, problems }))
}
