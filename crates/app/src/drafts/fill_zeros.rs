//! Saying that nothing happened where nothing was typed.

use gongkai_store::id::DraftId;
use serde_json::json;

use super::changing::Changing;
use super::form::{blank_cells, form_of};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Writes 0 into every empty cell: a person says so, the program never assumes it. How many there were.
///
/// # Errors
/// [`AppError::Stale`] and [`AppError::NotNow`] as with saving.
pub async fn fill_zeros(app: &App, caller: &Caller, id: &DraftId, revision: i64) -> Result<usize, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let blank = blank_cells(&form_of(&changing.draft, &changing.body));
    if blank.is_empty() {
        return Ok(0);
    }
    changing.draft.cells.extend(blank.iter().map(|address| (address.to_string(), "0".to_owned())));
    let cells: Vec<&str> = blank.iter().map(|address| address.as_str()).collect();
    changing.finish(caller, "draft_zeros_filled", json!({ "cells": cells })).await?;
    Ok(blank.len())
}
