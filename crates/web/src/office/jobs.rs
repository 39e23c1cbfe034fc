//! Jobs that were given up, to be tried again.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::jobs::{self, Queue};
use gongkai_app::{AppError, Permission};
use gongkai_store::id::JobId;

use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::routes::{Access, Route};
use crate::site::Site;

/// The routes.
pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::get("/office/jobs", Access::Needs(Permission::ViewHealth), show),
        Route::post("/office/jobs/{id}/retry", Access::Needs(Permission::ManageSettings), retry),
    ]
}

#[derive(Debug, Template)]
#[template(path = "office/jobs.html")]
struct JobsPage {
    frame: Frame,
    queue: Queue,
    may_retry: bool,
}

async fn show(State(site): State<Site>, visitor: Visitor) -> Result<Response, Failure> {
    let queue = jobs::queue(site.app(), visitor.caller()?).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let may_retry = root.is_some_and(|root| frame.may_at(Permission::ManageSettings, &root));
    Ok(show_page(&JobsPage { frame, queue, may_retry }))
}

async fn retry(State(site): State<Site>, visitor: Visitor, Path(id): Path<String>) -> Result<Response, Failure> {
    let id = JobId::parse(&id).ok_or(AppError::NotFound)?;
    jobs::retry(site.app(), visitor.caller()?, &id).await?;
    Ok(Redirect::to("/office/jobs").into_response())
}
