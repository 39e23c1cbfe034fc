//! A total becomes the beginning of the upper body's own report.

use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use gongkai_app::{Permission, totals};
use gongkai_store::bodies;

use super::query::Query;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::site::Site;

pub(super) async fn draft(
    State(site): State<Site>,
    visitor: Visitor,
    Form(query): Form<Query>,
) -> Result<Response, Failure> {
    let (asked, caller) = (query.exactly()?, visitor.caller()?);
    let id = totals::draft(site.app(), caller, &asked.body, asked.year, asked.which).await?;
    let body = bodies::by_id(&mut &site.app().database, &asked.body).await?;
    // Who supervises need not be who writes: then the draft waits for the body's officer.
    let to = if caller.may(Permission::DraftReport, &body) {
        format!("/office/drafts/{id}?total")
    } else {
        format!("/office/totals?{}&drafted=1", asked.written())
    };
    Ok(Redirect::to(&to).into_response())
}
