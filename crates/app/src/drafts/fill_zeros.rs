//! Saying that nothing happened where nothing was typed.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_store::drafts::Draft;
use gongkai_store::id::DraftId;
use gongkai_store::journal::{self, Entry};
use rust_decimal::Decimal;
use serde_json::json;

use super::changes::{Changes, held_at};
use super::changing::Changing;
use super::form::{form_of, known_from_before, nothing_else};
use super::from_report::unread;
use super::open::{ENTRIES, of_draft};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk;
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
/// it. What the year before carried over stays blank: it is known. How many were filled. What was saved since the page was made is in the way only where other cells are empty by it.
///
/// # Errors
/// [`AppError::Stale`] when other cells are empty than `revision` had, [`AppError::NotNow`] as with saving.
pub async fn fill_zeros(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    revision: i64,
    zeros: Zeros,
) -> Result<usize, AppError> {
    let mut changing = Changing::whatever(app, caller, id, Permission::DraftReport).await?;
    changing.require_open()?;
    let entries = journal::entries(&mut changing.transaction, &of_draft(id), ENTRIES).await?;
    if !has_same_blanks(&changing.draft, &entries, revision) {
        return Err(AppError::Stale);
    }
    let form = form_of(&changing.draft, &changing.body);
    let prior = desk::prior(&mut changing.transaction, &changing.body.id, changing.draft.year).await?;
    let mut left = known_from_before(&form, prior.as_ref());
    match zeros {
        Zeros::All => {}
        Zeros::NotUnread => left.extend(unread(&entries, &form)),
    }
    let filled = nothing_else(&form, &left);
    if filled.is_empty() {
        return Ok(0);
    }
    let text = |value: &Decimal| value.normalize().to_string();
    changing.draft.cells.extend(filled.iter().map(|(address, value)| (address.to_string(), text(value))));
    changing.finish(caller, "draft_zeros_filled", json!({})).await?;
    Ok(filled.len())
}

/// Whether the same cells were empty at a revision, and nothing was filled in at one go since: what was not read from a file
/// is other cells then.
fn has_same_blanks(draft: &Draft, entries: &[Entry], revision: i64) -> bool {
    if draft.revision == revision {
        return true;
    }
    let since = |entry: &&Entry| Changes::of(entry).is_some_and(|changes| changes.revision > revision);
    let is_filled = entries.iter().filter(since).any(|entry| entry.action.starts_with("draft_filled"));
    let Some(then) = held_at(draft, entries, revision) else { return false };
    let filled = |cells: &BTreeMap<String, String>| -> BTreeSet<String> {
        cells.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(address, _)| address.clone()).collect()
    };
    !is_filled && filled(&then.cells) == filled(&draft.cells)
}
