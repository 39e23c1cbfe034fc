//! Correcting a cell.

use axum::Form;
use axum::response::Response;
use gongkai_app::desk::{self, Correcting, Wanted};
use gongkai_store::id::ReportId;
use serde::Deserialize;

use super::cells::{self, Entered, Shown};
use crate::error::Failure;
use crate::office::about::{About, answered_or_changed};

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

pub(super) async fn save(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let wanted = match fields.wanted.as_str() {
        "figure" => Wanted::Figure(fields.value.clone()),
        "blank" => Wanted::Blank,
        "slash" => Wanted::Slash,
        "as_read" => Wanted::AsRead,
        _ => return Err(Failure::Unreadable),
    };
    let correcting =
        Correcting { address: fields.address.clone(), wanted, reason: fields.reason.clone(), seen: fields.seen };
    let done = desk::correct(about.app(), about.caller()?, &about.id, correcting).await;
    let cell = format!("/office/reports/{}#cell-{}", about.id, fields.address);
    let entered =
        Entered { address: fields.address, wanted: fields.wanted, value: fields.value, reason: fields.reason };
    let changed = ("value", "desk-cell-changed");
    answered_or_changed(
        done,
        changed,
        |()| cell,
        async |problems| cells::page(&about, Shown::Folded, entered, problems).await,
    )
    .await
}
