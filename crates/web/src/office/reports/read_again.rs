//! Reading a report's file again.

use axum::extract::{Path, State};
use axum::response::Response;
use gongkai_app::desk;

use super::report_id;
use crate::error::Failure;
use crate::guard::Visitor;
use crate::page::redirect;
use crate::site::Site;

pub(super) async fn save(
    State(site): State<Site>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    desk::read_again(site.app(), visitor.caller()?, &report_id(&id)?).await?;
    Ok(redirect(&format!("/office/reports/{id}")))
}
