//! Deciding about findings of one report.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::desk::{self, Deciding};
use gongkai_store::findings::Decided;

use super::{findings, report_id};
use crate::error::{Failure, mendable};
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::page::{again, redirect};
use crate::site::Site;

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let chosen: Vec<String> = fields.all("finding").map(str::to_owned).collect();
    let deciding = deciding(&fields)?;
    match mendable(desk::decide(site.app(), visitor.caller()?, &report_id(&id)?, &chosen, &deciding).await)? {
        Ok(()) => Ok(redirect(&format!("/office/reports/{id}/findings"))),
        Err(problems) => Ok(again(findings::page(&site, &visitor, &id, chosen, deciding.reason, problems).await?)),
    }
}

/// What a form of decisions asks for.
pub(in crate::office) fn deciding(fields: &Fields) -> Result<Deciding, Failure> {
    let decided = match fields.text("decision") {
        "undecided" => None,
        other => Some(Decided::parse(other).ok_or(Failure::Unreadable)?),
    };
    Ok(Deciding { decided, reason: fields.text("reason").to_owned() })
}
