//! Sending files for a collection: all at once without a script, one by one with it.

use askama::Template;
use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use gongkai_app::collection::{self, NewFile, Progress, Uploads};
use gongkai_app::{AppError, Permission, Problems};
use gongkai_store::id::{BatchId, CollectionId};
use gongkai_store::uploads::{BatchListed, State as FileState, Upload};
use serde_json::json;

use super::words::{Shown, sentence, word};
use crate::error::Failure;
use crate::extract::Files;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::collections::collection_id;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;
use crate::size::size;

#[derive(Debug, Template)]
#[template(path = "office/uploads/send.html")]
struct SendPage {
    frame: Frame,
    uploads: Uploads,
    unsettled: Vec<Shown>,
    /// The batch the form makes.
    batch: BatchId,
    most_bytes: u64,
    most: String,
    may_upload: bool,
    may_choose: bool,
    problems: Problems,
}

impl SendPage {
    /// What became of a batch: each state that occurs with its count.
    fn states(&self, progress: &Progress) -> Vec<(&'static str, String)> {
        let states = progress.states.iter();
        states
            .map(|(state, count)| (super::words::class(*state), format!("{} {count}", word(&self.frame, *state))))
            .collect()
    }

    fn sender(&self, batch: &BatchListed) -> String {
        batch.person.clone().unwrap_or_else(|| self.frame.t("upload-by-program"))
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&site, &visitor, &collection_id(&id)?, Problems::new()).await
}

pub(super) async fn take(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Files,
) -> Result<Response, Failure> {
    let id = collection_id(&id)?;
    let as_data = header_text(&headers, header::ACCEPT.as_str()).starts_with("application/json");
    let key = Some(header_text(&headers, "idempotency-key")).filter(|key| !key.is_empty() && key.len() <= 200);
    let batch = form.field("batch").and_then(BatchId::parse).unwrap_or_else(|| BatchId::new(site.app().now()));
    let one = form.files.len() == 1;
    let files = form.files.into_iter().map(|file| NewFile {
        name: file.name,
        bytes: file.bytes,
        key: key.filter(|_| one).map(str::to_owned),
    });
    let taken = collection::upload(site.app(), visitor.caller()?, &id, batch.clone(), "office", files.collect()).await;
    match taken {
        Ok(uploads) if as_data => {
            let frame = Frame::bare(Some(&visitor));
            let upload = uploads.first().ok_or(AppError::NotFound)?;
            Ok(Json(told(&frame, upload)).into_response())
        }
        Ok(_) => Ok(redirect(&format!("/office/batches/{batch}"))),
        Err(AppError::Invalid(problems)) if !as_data => Ok(again(page(&site, &visitor, &id, problems).await?)),
        Err(other) => Err(other.into()),
    }
}

/// What the page's script is told of a file: kept, or on a repeated sending what became of it meanwhile.
fn told(frame: &Frame, upload: &Upload) -> serde_json::Value {
    let outcome = match upload.state {
        FileState::Waiting | FileState::Matched | FileState::Unpacked => "received",
        FileState::Doubtful => "doubtful",
        FileState::Duplicate => "duplicate",
        FileState::Unreadable | FileState::SetAside => "refused",
    };
    let message = match &upload.problem {
        Some(problem) => sentence(frame, problem).0,
        None => frame.t(&format!("upload-told-{}", upload.state.id())),
    };
    json!({"outcome": outcome, "message": message, "href": format!("/office/uploads/{}", upload.id)})
}

async fn page(site: &Site, visitor: &Visitor, id: &CollectionId, problems: Problems) -> Result<Response, Failure> {
    let uploads = collection::uploads_of(site.app(), visitor.caller()?, id).await?;
    let root = site.root().await?;
    let frame = Frame::new(site, visitor, root.as_ref());
    let unsettled = uploads.unsettled.iter().map(|listed| Shown::new(&frame, listed.clone())).collect();
    let most_bytes = site.app().upload_bytes();
    Ok(show_page(&SendPage {
        unsettled,
        batch: BatchId::new(site.app().now()),
        most_bytes,
        most: size(most_bytes),
        may_choose: frame.may_at(Permission::UploadReports, &uploads.body),
        may_upload: uploads.collection.is_open() && frame.may_at(Permission::UploadReports, &uploads.body),
        uploads,
        problems,
        frame,
    }))
}

fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
