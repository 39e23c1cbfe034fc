//! Importing bodies: the file, every row's fate, the result.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use gongkai_app::bodies::import::{self, Change, Column, Counts, Fate, Preview};
use gongkai_app::{AppError, Permission, Problem, Problems};
use gongkai_store::bodies::Body;
use serde::Deserialize;

use super::{frame, load_for};
use crate::error::{Failure, mendable, sentence};
use crate::extract::Files;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::{again, redirect, show as show_page};
use crate::site::Site;

#[derive(Debug, Template)]
#[template(path = "office/bodies/import.html")]
struct ImportPage {
    frame: Frame,
    body: Body,
    columns: Vec<(&'static str, bool)>,
    done: Option<Done>,
    problems: Problems,
}

#[derive(Debug, Template)]
#[template(path = "office/bodies/import_preview.html")]
struct PreviewPage {
    frame: Frame,
    body: Body,
    file: String,
    plan: String,
    counts: Counts,
    rows: Vec<Shown>,
    ignored: Vec<String>,
    stale: bool,
}

/// A row as it is shown.
#[derive(Debug)]
struct Shown {
    number: u32,
    name: String,
    parent: String,
    /// `new`, `changed`, `unchanged` or `refused`.
    fate: &'static str,
    lines: Vec<String>,
}

/// What was done just before, as the address says it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Done {
    file: String,
    done: Option<String>,
    new: usize,
    changed: usize,
    unchanged: usize,
    refused: usize,
}

#[derive(Debug, Deserialize)]
pub(super) struct Confirmed {
    file: String,
    plan: String,
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(asked): Query<Done>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    if asked.file.is_empty() {
        let done = Some(asked).filter(|asked| asked.done.is_some());
        return page(&site, &visitor, body, done, Problems::new()).await;
    }
    let preview = import::preview_again(site.app(), visitor.caller()?, &body.id, &asked.file).await?;
    preview_page(&site, &visitor, preview, false).await
}

pub(super) async fn upload(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    files: Files,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let previewed = match files.files.into_iter().find(|file| file.field == "file") {
        Some(file) => import::preview(site.app(), visitor.caller()?, &body.id, file.bytes).await,
        None => Err(Problems::one("file", "problem-file-missing")),
    };
    match mendable(previewed)? {
        Ok(preview) => Ok(redirect(&format!("/office/bodies/{id}/import?file={}", preview.file))),
        Err(problems) => Ok(again(page(&site, &visitor, body, None, problems).await?)),
    }
}

pub(super) async fn apply(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Confirmed>,
) -> Result<Response, Failure> {
    let body = load_for(&site, &visitor, &id, Permission::ManageBodies).await?;
    let caller = visitor.caller()?;
    match import::apply(site.app(), caller, &body.id, &form.file, &form.plan).await {
        Ok(applied) => {
            let Counts { new, changed, unchanged, refused } = applied.counts;
            let counts = format!("new={new}&changed={changed}&unchanged={unchanged}&refused={refused}");
            Ok(redirect(&format!("/office/bodies/{id}/import?done=1&{counts}")))
        }
        Err(AppError::Stale) => {
            let preview = import::preview_again(site.app(), caller, &body.id, &form.file).await?;
            Ok((StatusCode::CONFLICT, preview_page(&site, &visitor, preview, true).await?).into_response())
        }
        Err(other) => Err(other.into()),
    }
}

async fn page(
    site: &Site,
    visitor: &Visitor,
    body: Body,
    done: Option<Done>,
    problems: Problems,
) -> Result<Response, Failure> {
    let columns = Column::ALL.map(|column| (column.head(visitor.lang), column == Column::Name)).to_vec();
    Ok(show_page(&ImportPage { frame: frame(site, visitor).await?, body, columns, done, problems }))
}

async fn preview_page(site: &Site, visitor: &Visitor, preview: Preview, stale: bool) -> Result<Response, Failure> {
    let frame = frame(site, visitor).await?;
    let counts = preview.counts();
    let rows = preview.rows.into_iter().map(|row| {
        let (fate, lines) = match row.fate {
            Fate::New(changes) => ("new", changes.iter().map(|change| given(&frame, change)).collect()),
            Fate::Changed(changes) => ("changed", changes.iter().map(|change| changed(&frame, change)).collect()),
            Fate::Unchanged => ("unchanged", Vec::new()),
            Fate::Refused(problems) => ("refused", problems.iter().map(|problem| refused(&frame, problem)).collect()),
        };
        Shown { number: row.number, name: row.name, parent: row.parent, fate, lines }
    });
    Ok(show_page(&PreviewPage {
        body: preview.base,
        file: preview.file,
        plan: preview.plan,
        counts,
        rows: rows.collect(),
        ignored: preview.ignored,
        stale,
        frame,
    }))
}

/// What is wrong with a row, behind the column's name where the sentence is that of a form's field.
fn refused(frame: &Frame, problem: &Problem) -> String {
    let sentence = sentence(problem, frame.lang);
    let column = Column::ALL.into_iter().find(|column| column.id() == problem.field);
    match column.filter(|_| problem.message.starts_with("problem-")) {
        Some(column) => format!("{}{sentence}", frame.t1("detail-named", "name", column.head(frame.lang))),
        None => sentence,
    }
}

fn given(frame: &Frame, change: &Change) -> String {
    let name = change.column.head(frame.lang);
    format!("{}{}", frame.t1("detail-named", "name", name), word(frame, change.column, &change.to))
}

fn changed(frame: &Frame, change: &Change) -> String {
    let name = frame.t1("detail-named", "name", change.column.head(frame.lang));
    let (from, to) = (word(frame, change.column, &change.from), word(frame, change.column, &change.to));
    format!("{name}{from} → {to}")
}

fn word(frame: &Frame, column: Column, text: &str) -> String {
    match (text, column) {
        ("", _) => frame.t("detail-nothing"),
        (id, Column::Kind | Column::Level | Column::State) => frame.word(column.id(), id),
        (text, _) => text.to_owned(),
    }
}
