//! The start page: what is due, late, waiting for me; nothing else.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::routes::{Access, Route};
use crate::site::Site;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![Route::get("/office", Access::SignedIn, show)]
}

#[derive(Debug, Template)]
#[template(path = "office/start.html")]
struct StartPage {
    frame: Frame,
}

async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let root = site.root().await?;
    Ok(show_page(&StartPage { frame: Frame::new(&site, &visitor, root.as_ref()) }))
}
