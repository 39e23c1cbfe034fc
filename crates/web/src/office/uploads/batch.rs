//! A batch of files: how far it has come, and what became of each file.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use gongkai_app::AppError;
use gongkai_app::collection::{self, OneBatch};
use gongkai_store::id::BatchId;
use serde_json::json;

use super::words::{Shown, class, word};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::show as show_page;
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/uploads/batch.html")]
struct BatchPage {
    frame: Frame,
    of: OneBatch,
    files: Vec<Shown>,
    states: Vec<(&'static str, String)>,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let of = collection::batch(site.app(), visitor.caller()?, &parse(&id)?).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let states = of.progress.states.iter();
    let states = states.map(|(state, count)| (class(*state), format!("{} {count}", word(&frame, *state)))).collect();
    let files = of.files.iter().map(|listed| Shown::new(&frame, listed.clone())).collect();
    Ok(show_page(&BatchPage { frame, of, files, states }))
}

pub(super) async fn progress(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let progress = collection::progress(site.app(), visitor.caller()?, &parse(&id)?).await?;
    let frame = Frame::bare(Some(&visitor));
    Ok(Json(json!({
        "state": if progress.waiting == 0 { "done" } else { "running" },
        "done": progress.done(),
        "total": progress.total,
        "message": frame.t2("upload-progress", "done", progress.done(), "total", progress.total),
        "href": format!("/office/batches/{id}"),
    }))
    .into_response())
}

fn parse(id: &str) -> Result<BatchId, Failure> {
    BatchId::parse(id).ok_or(Failure::App(AppError::NotFound))
}
