//! Correcting a cell.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::AppError;
use gongkai_app::desk::{self, Correcting, Wanted};
use serde::Deserialize;

use super::cells::{self, Entered};
use super::report_id;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::site::Site;

#[derive(Debug, Deserialize)]
pub(super) struct Fields {
    address: String,
    #[serde(rename = "to")]
    wanted: String,
    #[serde(default)]
    value: String,
    #[serde(default)]
    reason: String,
    seen: i64,
}

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let wanted = match fields.wanted.as_str() {
        "figure" => Wanted::Figure(fields.value.clone()),
        "blank" => Wanted::Blank,
        "slash" => Wanted::Slash,
        "as_read" => Wanted::AsRead,
        _ => return Err(Failure::Unreadable),
    };
    let correcting =
        Correcting { address: fields.address.clone(), wanted, reason: fields.reason.clone(), seen: fields.seen };
    match desk::correct(site.app(), visitor.caller()?, &report_id(&id)?, correcting).await {
        Ok(()) => Ok(Redirect::to(&format!("/office/reports/{id}#cell-{}", fields.address)).into_response()),
        Err(AppError::Invalid(problems)) => {
            let entered =
                Entered { address: fields.address, wanted: fields.wanted, value: fields.value, reason: fields.reason };
            let shown = cells::page(&site, &visitor, &id, false, entered, problems).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
        }
        Err(other) => Err(other.into()),
    }
}
