//! A total as a file.

use axum::extract::{Query as FromQuery, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::totals::{self, Kind};
use gongkai_documents::Output;

use super::query::Query;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::attachment;
use crate::portal::downloads::kind;
use crate::site::Site;

pub(super) async fn file(
    State(site): State<Site>,
    visitor: Visitor,
    FromQuery(query): FromQuery<Query>,
) -> Result<Response, Failure> {
    let asked = query.exactly()?;
    let (wanted, media, ending) = match query.format.as_str() {
        "json" => (Kind::Json, "application/json; charset=utf-8", "json"),
        other => {
            let output = Output::from_extension(other).ok_or(AppError::NotFound)?;
            let (media, ending) = kind(output);
            (Kind::Document(output), media, ending)
        }
    };
    let added = totals::add_up(site.app(), visitor.caller()?, &asked.body, asked.year, asked.which).await?;
    let name = format!("{}{}年度政府信息公开工作汇总.{ending}", added.body.name, asked.year);
    let bytes = totals::document(added, wanted, visitor.lang).await?;
    Ok(attachment(media, &name, bytes))
}
