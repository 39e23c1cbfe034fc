//! Deciding about findings of one report.

use axum::Form;
use axum::response::Response;
use gongkai_app::desk::{self, Deciding};
use gongkai_store::findings::Decided;
use gongkai_store::id::ReportId;

use super::findings;
use crate::error::Failure;
use crate::office::about::{About, answered_or_changed};
use crate::office::form_fields::Fields;

pub(super) async fn save(about: About<ReportId>, Form(fields): Form<Fields>) -> Result<Response, Failure> {
    let chosen: Vec<String> = fields.all("finding").map(str::to_owned).collect();
    let deciding = deciding(&fields)?;
    let done = desk::decide(about.app(), about.caller()?, &about.id, &chosen, &deciding).await;
    let findings = |()| format!("/office/reports/{}/findings", about.id);
    let changed = ("finding", "desk-findings-changed");
    let page = async |problems| findings::page(&about, chosen, deciding.reason, problems).await;
    answered_or_changed(done, changed, findings, page).await
}

/// What a form of decisions asks for.
pub(in crate::office) fn deciding(fields: &Fields) -> Result<Deciding, Failure> {
    let decided = match fields.text("decision") {
        "undecided" => None,
        other => Some(Decided::parse(other).ok_or(Failure::Unreadable)?),
    };
    let seen = fields.all("seen").filter_map(|seen| seen.rsplit_once('='));
    let seen = seen.map(|(key, mark)| (key.to_owned(), mark.to_owned())).collect();
    Ok(Deciding { decided, reason: fields.text("reason").to_owned(), seen })
}
