//! Deciding about several findings of one rule.

use axum::Form;
use axum::extract::State;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::{AppError, Problems, desk};
use gongkai_store::id::FindingId;

use super::desk::page;
use crate::error::{Failure, mendable};
use crate::guard::Visitor;
use crate::office::form_fields::Fields;
use crate::office::reports::deciding;
use crate::page::{again, meanwhile, redirect};
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
    let ids = ids.ok_or(Failure::Unreadable)?;
    let done = desk::decide_several(site.app(), visitor.caller()?, &ids, &deciding).await;
    if matches!(done, Err(AppError::Stale)) {
        let mut changed = Problems::new();
        changed.add("finding", "desk-findings-changed");
        return Ok(meanwhile(page(&site, &visitor, &back, chosen, deciding.reason, changed).await?));
    }
    match mendable(done)? {
        Ok(_) => Ok(redirect(&back.to_string())),
        Err(problems) => Ok(again(page(&site, &visitor, &back, chosen, deciding.reason, problems).await?)),
    }
}
