//! What happened to a report.

use gongkai_store::journal::{self, Entry, Filter};
use gongkai_store::reports;

use crate::app::App;
use crate::error::AppError;

/// Entries shown; what is older stands in the body's journal.
const MOST: u32 = 200;

/// The entries of the journal about a report, newest first. The caller has opened the report already.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn history(app: &App, row: &reports::Report) -> Result<Vec<Entry>, AppError> {
    let filter = Filter {
        chain: Some(row.body.to_string()),
        subject_kind: Some("report".to_owned()),
        subject_id: Some(row.id.to_string()),
        ..Filter::default()
    };
    Ok(journal::entries(&mut &app.database, &filter, MOST).await?)
}
