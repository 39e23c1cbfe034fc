//! Reading all reports of a collection anew, when the reader has become better.

use gongkai_store::id::{CollectionId, ReportId};
use gongkai_store::journal::{self, Event};
use gongkai_store::obligations::{self, Listed};
use serde_json::json;

use super::load::for_running;
use crate::access::Caller;
use crate::app::App;
use crate::desk::ENGINE;
use crate::error::AppError;
use crate::jobs::{self, Work};

/// Whether a row's report was read by another version of the reader, or not at all.
pub(super) fn is_stale(row: &Listed) -> bool {
    row.obligation.report.is_some() && row.engine.as_deref() != Some(ENGINE)
}

/// Has all reports of a collection that another version of the reader read read anew; how many. Corrections, decisions
/// and judgements stay.
///
/// # Errors
/// [`AppError::NotNow`] when all were read by this version.
pub async fn read_all_again(app: &App, caller: &Caller, id: &CollectionId) -> Result<usize, AppError> {
    let mut transaction = app.database.begin().await?;
    let (collection, body) = for_running(&mut transaction, caller, id).await?;
    let rows = obligations::listed(&mut transaction, id).await?;
    let stale: Vec<ReportId> = rows.into_iter().filter(is_stale).filter_map(|row| row.obligation.report).collect();
    if stale.is_empty() {
        return Err(AppError::NotNow { reason: "collection-all-fresh" });
    }
    let now = app.now();
    let count = stale.len();
    let work: Vec<Work> = stale.into_iter().map(|report| Work::ReadReport { report }).collect();
    jobs::enqueue_all(&mut transaction, &work, now).await?;
    let event = Event::of(&body.id, "collection", id, "collection_read_again")
        .with(json!({"year": collection.year, "reports": count, "engine": ENGINE}));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    app.wake();
    Ok(count)
}
