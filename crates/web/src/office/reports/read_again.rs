//! Reading a report's file again.

use axum::response::Response;
use gongkai_app::desk;
use gongkai_store::id::ReportId;

use crate::error::Failure;
use crate::office::about::About;
use crate::page::redirect;

pub(super) async fn save(about: About<ReportId>) -> Result<Response, Failure> {
    desk::read_again(about.app(), about.caller()?, &about.id).await?;
    Ok(redirect(&format!("/office/reports/{}", about.id)))
}
