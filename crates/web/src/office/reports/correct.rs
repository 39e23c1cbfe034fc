//! Correcting a cell.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::desk::{self, Correcting, Wanted};
use serde::Deserialize;

use super::cells::{self, Entered};
use super::report_id;
use crate::error::{Failure, mendable};
use crate::guard::Visitor;
use crate::page::{again, redirect};
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
    match mendable(desk::correct(site.app(), visitor.caller()?, &report_id(&id)?, correcting).await)? {
        Ok(()) => Ok(redirect(&format!("/office/reports/{id}#cell-{}", fields.address))),
        Err(problems) => {
            let entered =
                Entered { address: fields.address, wanted: fields.wanted, value: fields.value, reason: fields.reason };
            Ok(again(cells::page(&site, &visitor, &id, false, entered, problems).await?))
        }
    }
}
