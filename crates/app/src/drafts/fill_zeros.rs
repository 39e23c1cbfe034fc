//! Saying that nothing happened where nothing was typed.

use gongkai_store::id::DraftId;
use rust_decimal::Decimal;
use serde_json::json;

use super::changing::Changing;
use super::form::{form_of, nothing_else};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// Writes 0 into every empty cell, and into empty totals the sums of their parts: a person says so, the program never
/// assumes it. How many were filled.
///
/// # Errors
/// [`AppError::Stale`] and [`AppError::NotNow`] as with saving.
pub async fn fill_zeros(app: &App, caller: &Caller, id: &DraftId, revision: i64) -> Result<usize, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let filled = nothing_else(&form_of(&changing.draft, &changing.body));
    if filled.is_empty() {
        return Ok(0);
    }
    let text = |value: &Decimal| value.normalize().to_string();
    changing.draft.cells.extend(filled.iter().map(|(address, value)| (address.to_string(), text(value))));
    let cells: Vec<&str> = filled.iter().map(|(address, _)| address.as_str()).collect();
    changing.finish(caller, "draft_zeros_filled", json!({ "cells": cells })).await?;
    Ok(filled.len())
}
