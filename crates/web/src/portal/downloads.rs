//! A published report as a file: as it was sent, or written anew as the official form in any format.

use axum::extract::Path;
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::publishing::view::{self, ShownReport};
use gongkai_documents::{Fonts, Output, write as write_document};
use gongkai_law::{Lang, Wording};
use gongkai_report::{json, write};
use gongkai_store::id::BodyId;

use super::asked::{Address, Asked};
use super::report::{named, version};
use crate::cache::Made;
use crate::error::Failure;

/// What can be downloaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum File {
    Original,
    Json,
    Written(Output),
}

impl File {
    fn named(name: &str) -> Option<Self> {
        if name == "original" {
            return Some(Self::Original);
        }
        match name.strip_prefix("report.")? {
            "json" => Some(Self::Json),
            "docx" => Some(Self::Written(Output::Docx)),
            "pdf" => Some(Self::Written(Output::Pdf)),
            "html" => Some(Self::Written(Output::Html)),
            "xlsx" => Some(Self::Written(Output::Xlsx)),
            "csv" => Some(Self::Written(Output::Csv)),
            "md" => Some(Self::Written(Output::Markdown)),
            _ => None,
        }
    }
}

pub(super) async fn current(
    Path((id, of, file)): Path<(String, String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    answer(&asked, &id, &of, None, &file).await
}

pub(super) async fn of_version(
    Path((id, of, number, file)): Path<(String, String, String, String)>,
    asked: Asked,
) -> Result<Response, Failure> {
    answer(&asked, &id, &of, Some(version(&number)?), &file).await
}

async fn answer(asked: &Asked, id: &str, of: &str, version: Option<i64>, name: &str) -> Result<Response, Failure> {
    let (id, year) = named(id, of)?;
    let file = File::named(name).ok_or(AppError::NotFound)?;
    let path = match version {
        Some(version) => format!("/reports/{id}/{year}/versions/{version}/{name}"),
        None => format!("/reports/{id}/{year}/{name}"),
    };
    if file == File::Original {
        return asked.kept(&Address::path(&path), || original(asked, &id, year, version)).await;
    }
    // Which version is shown depends on the journal; what a version looks like does not.
    let version = view::shown_version(asked.site.app(), &id, year, version).await?;
    let key = format!("file|{id}|{year}|{version}|{name}|{}", asked.visitor.lang.tag());
    asked
        .kept_for_ever(key, || async {
            let shown = view::report(asked.site.app(), &id, year, Some(version)).await?;
            let lang = asked.visitor.lang;
            // Writing a pdf takes tens of milliseconds: not on a thread that answers others.
            let written = tokio::task::spawn_blocking(move || written(&shown, file, lang)).await;
            written.map_err(|error| AppError::Internal(error.to_string()))?
        })
        .await
}

async fn original(asked: &Asked, id: &BodyId, year: i16, version: Option<i64>) -> Result<Made, Failure> {
    let original = view::original(asked.site.app(), id, year, version).await?;
    let kind = match original.format.as_str() {
        "pdf" => "application/pdf",
        "docx" => DOCX,
        "xlsx" => XLSX,
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ofd" => "application/ofd",
        // What may hold scripts leaves as bytes to be saved, whatever it calls itself.
        _ => "application/octet-stream",
    };
    Ok(Made::file(kind, original.bytes, original.file_name))
}

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// Content type and ending of what is written.
pub(crate) fn kind(output: Output) -> (&'static str, &'static str) {
    match output {
        Output::Docx => (DOCX, "docx"),
        Output::Xlsx => (XLSX, "xlsx"),
        Output::Html => ("text/html; charset=utf-8", "html"),
        Output::Pdf => ("application/pdf", "pdf"),
        Output::Markdown => ("text/markdown; charset=utf-8", "md"),
        Output::Csv => ("text/csv; charset=utf-8", "csv"),
    }
}

fn written(shown: &ShownReport, file: File, lang: Lang) -> Result<Made, Failure> {
    let title = &shown.published.title;
    match file {
        File::Written(output) => {
            let (kind, ending) = kind(output);
            let bytes = write_document(&write::form(&shown.report), output, &Fonts::default());
            let bytes = bytes.map_err(|error| AppError::Internal(error.to_string()))?;
            Ok(Made::file(kind, bytes, format!("{title}.{ending}")))
        }
        File::Json | File::Original => {
            let text = json::line(title, &shown.report, Wording::findings(lang));
            Ok(Made::file("application/json; charset=utf-8", text, format!("{title}.json")))
        }
    }
}
