//! The last step of a report: what was decided about it last, so that a form sent after somebody else's is asked about.

use gongkai_store::journal::{self, Entry};
use gongkai_store::reports::{Report, State};
use gongkai_store::{Sql, StoreError};
use serde_json::Value;

use crate::app::App;
use crate::error::AppError;

/// The steps, as the journal calls them.
const STEPS: [&str; 5] =
    ["publication_corrected", "publication_withdrawn", "report_accepted", "report_published", "report_returned"];

/// Entries looked through: those of other years stand between.
const MOST: u32 = 200;

/// What a form was made from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Seen {
    /// Nothing that is known: what is asked for is done where it can be.
    #[default]
    Unknown,
    /// The report in a state.
    State(State),
    /// The report after a step, by its number in the body's journal; 0 before the first.
    Step(i64),
}

/// The last step about the report of a body and year, whichever version it was about.
///
/// # Errors
/// [`AppError::Store`] when the journal cannot be read.
pub async fn last_step(app: &App, row: &Report) -> Result<Option<Entry>, AppError> {
    Ok(newest(&mut &app.database, row).await?)
}

/// That nobody took a step since a form was made.
///
/// # Errors
/// [`AppError::Stale`] when somebody did.
pub(crate) async fn is_as_seen(on: &mut dyn Sql, row: &Report, seen: Seen) -> Result<(), AppError> {
    let is_as_seen = match seen {
        Seen::Unknown => true,
        Seen::State(state) => row.state == state,
        Seen::Step(step) => newest(on, row).await?.map_or(0, |entry| entry.seq) == step,
    };
    if is_as_seen { Ok(()) } else { Err(AppError::Stale) }
}

async fn newest(on: &mut dyn Sql, row: &Report) -> Result<Option<Entry>, StoreError> {
    let entries = journal::newest_of(on, row.body.as_str(), &STEPS, MOST).await?;
    Ok(entries.into_iter().find(|entry| is_about(entry, row.year)))
}

fn is_about(entry: &Entry, year: i16) -> bool {
    let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
    detail.get("year").and_then(Value::as_i64) == Some(i64::from(year))
}
