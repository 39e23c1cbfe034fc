//! Deciding about several findings of one rule.

use axum::Form;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::desk;
use gongkai_store::id::FindingId;

use super::desk::page;
use crate::error::{Failure, mendable};
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::office::reports::deciding;
use crate::page::{again, redirect};
use crate::site::Site;

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Form(fields): Form<Fields>,
) -> Result<Response, Failure> {
    let chosen: Vec<String> = fields.all("finding").map(str::to_owned).collect();
    let ids: Option<Vec<FindingId>> = chosen.iter().map(|id| FindingId::parse(id)).collect();
    let deciding = deciding(&fields)?;
    // Where the form was shown: nothing but a query of our own page.
    let back = format!("/office/findings?{}", fields.text("here"));
    let back: Uri = back.parse().map_err(|_| Failure::Unreadable)?;
    match mendable(
        desk::decide_several(site.app(), visitor.caller()?, &ids.ok_or(Failure::Unreadable)?, &deciding).await,
    )? {
        Ok(_) => Ok(redirect(&back.to_string())),
        Err(problems) => Ok(again(page(&site, &visitor, &back, chosen, deciding.reason, problems).await?)),
    }
}
