//! A draft that was given up: by whom and when, for who has a page of it open still.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{BodyId, DraftId};
use gongkai_store::journal::{self, Filter};
use jiff::Timestamp;
use serde_json::Value;

use super::open::of_draft;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;

/// That a draft was given up.
#[derive(Debug, Clone)]
pub struct Gone {
    /// Whose it was.
    pub body: Body,
    /// The year it was about.
    pub year: i16,
    /// Who gave it up.
    pub who: String,
    /// When.
    pub at: Timestamp,
}

/// Of a draft that is not there: that it was given up.
///
/// # Errors
/// [`AppError::NotFound`] when it never was there, [`AppError::Forbidden`] for those who could not see it.
pub async fn gone(app: &App, caller: &Caller, id: &DraftId) -> Result<Gone, AppError> {
    let on = &mut &app.database;
    let given_up = Filter { action: Some("draft_discarded".to_owned()), ..of_draft(id) };
    let entry = journal::entries(on, &given_up, 1).await?.into_iter().next().ok_or(AppError::NotFound)?;
    let body = bodies::by_id(on, &BodyId::parse(&entry.chain).ok_or(AppError::NotFound)?).await?;
    caller.require_with_thing(Permission::ViewDrafts, &body)?;
    let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
    let year = detail.get("year").and_then(Value::as_i64).and_then(|year| i16::try_from(year).ok());
    Ok(Gone { body, year: year.ok_or(AppError::NotFound)?, who: entry.actor, at: entry.at })
}
