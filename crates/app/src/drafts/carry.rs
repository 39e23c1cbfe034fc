//! Taking over what the year before carried out.

use gongkai_store::id::DraftId;
use serde_json::json;

use super::changing::Changing;
use super::form::carried_in;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk;
use crate::error::AppError;

/// Fills the empty cells of row 上年结转 with what last year's report carried out. What was typed stays.
///
/// # Errors
/// [`AppError::NotNow`] when there is no report of last year; [`AppError::Stale`] as with saving.
pub async fn carry(app: &App, caller: &Caller, id: &DraftId, revision: i64) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let prior = desk::prior(&mut changing.transaction, &changing.body.id, changing.draft.year).await?;
    let prior = prior.ok_or(AppError::NotNow { reason: "draft-no-prior" })?;
    let mut filled = false;
    for (address, value) in carried_in(&prior) {
        let text = value.normalize().to_string();
        let cell = changing.draft.cells.entry(address.to_string()).or_default();
        if cell.trim().is_empty() {
            *cell = text;
            filled = true;
        }
    }
    if !filled {
        return Ok(changing.draft.revision);
    }
    let detail = json!({ "from_year": changing.draft.year.saturating_sub(1) });
    changing.finish(caller, "draft_carried", detail).await
}
