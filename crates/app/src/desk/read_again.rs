//! Reading a report's file again, with the reader as it is now, and checking it anew.

use gongkai_store::bodies;
use gongkai_store::id::ReportId;
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, State};
use serde_json::json;

use super::step::require_judge;
use super::{ENGINE, keep_reading, read_bytes};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::AppError;
use crate::settings;

/// Reads a report again. Corrections and decisions hold on.
///
/// # Errors
/// [`AppError::NotNow`] for a version that was superseded, or whose file cannot be read.
pub async fn read_again(app: &App, caller: &Caller, id: &ReportId) -> Result<(), AppError> {
    let row = reports::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &row.body).await?;
    require_judge(&mut &app.database, caller, Permission::CorrectCells, &body, row.year).await?;
    let settings = settings::check_settings(app, &body).await?;
    let bytes = app.blobs.get(&row.blob).await?;
    let Ok((_, read)) = read_bytes(bytes).await? else {
        return Err(AppError::NotNow { reason: "desk-unreadable" });
    };

    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let row = reports::by_id(&mut transaction, id).await?;
    match row.state {
        State::Superseded => return Err(AppError::NotNow { reason: "desk-superseded" }),
        State::Received | State::Read => {
            reports::set_state(&mut transaction, id, State::Checked).await?;
            reports::obligation_follows(&mut transaction, id, State::Checked.id(), now).await?;
        }
        State::Checked | State::Returned | State::Accepted => {}
    }
    let counts = keep_reading(&mut transaction, &row, &body, &settings, read, now).await?;
    let detail = json!({ "engine": ENGINE, "errors": counts.errors, "warnings": counts.warnings });
    let event = Event::of(&row.body, "report", id, "report_read").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    Ok(())
}
