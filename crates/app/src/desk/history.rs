//! What happened to a report.

use gongkai_store::journal::{self, Entry, Filter};
use gongkai_store::{reports, returns};

use crate::app::App;
use crate::error::AppError;

/// Entries shown; what is older stands in the body's journal.
const MOST: u32 = 200;

/// The entries of the journal about a report and its returns, newest first. The caller has opened the report already.
///
/// # Errors
/// [`AppError::Store`] when they cannot be read.
pub async fn history(app: &App, row: &reports::Report) -> Result<Vec<Entry>, AppError> {
    let on = &mut &app.database;
    let about = |kind: &str, id: String| Filter {
        chain: Some(row.body.to_string()),
        subject_kind: Some(kind.to_owned()),
        subject_id: Some(id),
        ..Filter::default()
    };
    let mut entries = journal::entries(on, &about("report", row.id.to_string()), MOST).await?;
    let all = returns::of_year(on, &row.body, row.year).await?;
    for returned in all.into_iter().filter(|returned| returned.report == row.id) {
        entries.extend(journal::entries(on, &about("return", returned.id.to_string()), MOST).await?);
    }
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.position));
    entries.truncate(usize::try_from(MOST).unwrap_or(usize::MAX));
    Ok(entries)
}
