//! The collections the person may see.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::collection::{self, Summary};

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/collections/list.html")]
struct ListPage {
    frame: Frame,
    collections: Vec<Summary>,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let collections = collection::list_collections(site.app(), visitor.caller()?).await?;
    let root = site.root().await?;
    Ok(show_page(&ListPage { frame: Frame::new(&site, &visitor, root.as_ref()), collections }))
}
