//! The roll of bodies and the empty table, as files.

use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::bodies::export::{roll, template};
use gongkai_documents::Output;
use gongkai_store::id::BodyId;

use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::attachment;
use crate::site::Site;

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const CSV: &str = "text/csv; charset=utf-8";

pub(super) async fn roll_xlsx(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    rolled(&site, &visitor, &id, Output::Xlsx).await
}

pub(super) async fn roll_csv(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    rolled(&site, &visitor, &id, Output::Csv).await
}

pub(super) async fn template_xlsx(visitor: Visitor) -> Result<Response, Failure> {
    Ok(file(template(Output::Xlsx, visitor.lang)?, Output::Xlsx, "bodies-template"))
}

pub(super) async fn template_csv(visitor: Visitor) -> Result<Response, Failure> {
    Ok(file(template(Output::Csv, visitor.lang)?, Output::Csv, "bodies-template"))
}

async fn rolled(site: &Site, visitor: &Visitor, id: &str, output: Output) -> Result<Response, Failure> {
    let id = BodyId::parse(id).ok_or(AppError::NotFound)?;
    let exported = roll(site.app(), visitor.caller()?, &id, output, visitor.lang).await?;
    let day = site.app().today();
    Ok(file(exported.bytes, output, &format!("bodies-{day}")))
}

/// A file to be kept. Its name is plain ASCII, so that every browser takes it.
fn file(bytes: Vec<u8>, output: Output, name: &str) -> Response {
    let (kind, ending) = match output {
        Output::Csv => (CSV, "csv"),
        Output::Xlsx | Output::Docx | Output::Html | Output::Pdf | Output::Markdown => (XLSX, "xlsx"),
    };
    attachment(kind, &format!("{name}.{ending}"), bytes)
}
