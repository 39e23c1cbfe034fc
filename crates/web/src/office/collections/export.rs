//! The roll as a file, with the filters of the page.

use axum::extract::{Path, Query, State};
use axum::response::Response;
use gongkai_app::{AppError, collection};
use gongkai_documents::Output;
use serde::Deserialize;

use super::collection_id;
use super::roll::Asked;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::attachment;
use crate::site::Site;
use crate::wording;

/// Which file.
#[derive(Debug, Deserialize)]
pub(super) struct Format {
    format: String,
}

pub(super) async fn download(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
    Query(Format { format }): Query<Format>,
) -> Result<Response, Failure> {
    let (output, kind) = match format.as_str() {
        "xlsx" => (Output::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        "docx" => (Output::Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        "csv" => (Output::Csv, "text/csv; charset=utf-8"),
        _ => return Err(AppError::NotFound.into()),
    };
    let words = wording::of(visitor.lang);
    let (roll, bytes) = collection::export_roll(
        site.app(),
        visitor.caller()?,
        &collection_id(&id)?,
        &asked.wanted(),
        (output, visitor.lang),
        |kind| words.text(&format!("kind-{}", kind.id()), &[]),
    )
    .await?;
    let (body, year) = (&roll.body.name, roll.collection.year.to_string());
    let name = words.text("collection-file", &[("body", body), ("year", &year)]);
    Ok(attachment(kind, &format!("{name}.{format}"), bytes))
}
