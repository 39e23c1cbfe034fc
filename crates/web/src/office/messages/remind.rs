//! Reminding the bodies of a collection that owe a report.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::Problems;
use gongkai_app::messages::{self, Outstanding};
use gongkai_store::bodies::Body;
use gongkai_store::collections::Collection;
use gongkai_store::id::{BodyId, CollectionId};

use crate::error::{Failure, mendable};
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::collections::collection_id;
use crate::office::messages::note::chosen;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/messages/remind.html")]
struct RemindPage {
    frame: Frame,
    collection: Collection,
    body: Body,
    rows: Vec<Outstanding>,
    problems: Problems,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &collection_id(&id)?, Problems::new()).await
}

pub(super) async fn send(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    form: Bytes,
) -> Result<Response, Failure> {
    let id = collection_id(&id)?;
    let bodies: Vec<BodyId> = chosen(&form);
    match mendable(messages::remind(site.app(), visitor.caller()?, &id, &bodies).await)? {
        Ok(_) => Ok(redirect("/office/messages?kind=reminder")),
        Err(problems) => Ok(again(page(&site, &visitor, &id, problems).await?)),
    }
}

async fn page(site: &Site, visitor: &Visitor, id: &CollectionId, problems: Problems) -> Result<Response, Failure> {
    let (collection, body, rows) = messages::outstanding(site.app(), visitor.caller()?, id).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    Ok(show_page(&RemindPage { frame, collection, body, rows, problems }))
}
