//! The tree of bodies the person may see.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use gongkai_app::bodies;
use gongkai_store::bodies::Body;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/tree.html")]
struct TreePage {
    frame: Frame,
    bodies: Vec<Body>,
}

pub(super) async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let bodies = bodies::tree(site.app(), visitor.caller()?).await?;
    let root = site.root().await?;
    Ok(show_page(&TreePage { frame: Frame::new(&site, &visitor, root.as_ref()), bodies }))
}
