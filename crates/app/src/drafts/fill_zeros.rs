//! Saying that nothing happened where nothing was typed.

use gongkai_store::id::DraftId;
use gongkai_store::journal;
use rust_decimal::Decimal;
use serde_json::json;

use super::changing::Changing;
use super::form::{form_of, nothing_else};
use super::from_report::unread;
use super::open::{ENTRIES, of_draft};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Which empty cells 0 is written into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zeros {
    /// All but those that were not read from the file the draft was filled from: a figure may stand there.
    NotUnread,
    /// All: somebody looked at the file.
    All,
}

/// Writes 0 into empty cells, and into empty totals the sums of their parts: a person says so, the program never assumes
/// it. How many were filled.
///
/// # Errors
/// [`AppError::Stale`] and [`AppError::NotNow`] as with saving.
pub async fn fill_zeros(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    revision: i64,
    zeros: Zeros,
) -> Result<usize, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let form = form_of(&changing.draft, &changing.body);
    let left = match zeros {
        Zeros::All => Vec::new(),
        Zeros::NotUnread => unread(&journal::entries(&mut changing.transaction, &of_draft(id), ENTRIES).await?, &form),
    };
    let filled = nothing_else(&form, &left);
    if filled.is_empty() {
        return Ok(0);
    }
    let text = |value: &Decimal| value.normalize().to_string();
    changing.draft.cells.extend(filled.iter().map(|(address, value)| (address.to_string(), text(value))));
    changing.finish(caller, "draft_zeros_filled", json!({})).await?;
    Ok(filled.len())
}
