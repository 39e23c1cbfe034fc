//! The last step of a report: what was decided about it last, so that a form sent after somebody else's is asked about.

use gongkai_store::bodies::{self, Body};
use gongkai_store::id::ReportId;
use gongkai_store::journal::{self, Entry};
use gongkai_store::reports::{self, Report, State};
use gongkai_store::{Sql, StoreError, Transaction, owing};
use serde_json::Value;

use crate::access::{Caller, Permission};
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

/// A report about to be judged, with its body. Nobody else judges a report of the body, or enters one, before the transaction
/// ends: the body's row is held, before all that is written. Whoever writes takes it before the journal, so that two never
/// wait for each other.
///
/// # Errors
/// As [`require_judge`]; [`AppError::Stale`] when somebody took a step since the form was made.
pub(crate) async fn to_judge(
    transaction: &mut Transaction,
    caller: &Caller,
    permission: Permission,
    id: &ReportId,
    seen: Seen,
) -> Result<(Report, Body), AppError> {
    let body = reports::by_id(transaction, id).await?.body;
    caller.require_with_thing(permission, &bodies::by_id(transaction, &body).await?)?;
    let body = bodies::lock(transaction, &body).await?;
    let row = reports::by_id(transaction, id).await?;
    require_judge(transaction, caller, permission, &body, row.year).await?;
    let is_as_seen = match seen {
        Seen::Unknown => true,
        Seen::State(state) => row.state == state,
        Seen::Step(step) => newest(transaction, &row).await?.map_or(0, |entry| entry.seq) == step,
    };
    if is_as_seen { Ok((row, body)) } else { Err(AppError::Stale) }
}

/// Why nothing of what the desk does with a report can be done by who has the role at its own body only: the office above that
/// collects it does it.
pub const JUDGED_ABOVE: &str = "desk-judged-above";

/// Fails unless the caller may do something the desk does with the report of a body about a year: correcting, deciding,
/// accepting, returning, publishing, withdrawing. Whose report an office above collects does none of it to its own.
///
/// # Errors
/// [`AppError::NotFound`] and [`AppError::Forbidden`] for those who may not; [`AppError::NotNow`] when an office above does it.
pub(super) async fn require_judge(
    on: &mut dyn Sql,
    caller: &Caller,
    permission: Permission,
    body: &Body,
    year: i16,
) -> Result<(), AppError> {
    caller.require_with_thing(permission, body)?;
    if judged_above(on, caller, permission, body, year).await? {
        return Err(AppError::NotNow { reason: JUDGED_ABOVE });
    }
    Ok(())
}

/// Whether an office above does it, and not who has the role at the body itself.
pub(super) async fn judged_above(
    on: &mut dyn Sql,
    caller: &Caller,
    permission: Permission,
    body: &Body,
    year: i16,
) -> Result<bool, AppError> {
    Ok(!caller.may_from_above(permission, body) && owing::is_collected_above(on, &body.id, year).await?)
}

/// The same for a page that offers what the desk does.
///
/// # Errors
/// [`AppError::Store`] when the rolls cannot be read.
pub async fn is_judged_above(
    app: &App,
    caller: &Caller,
    permission: Permission,
    body: &Body,
    year: i16,
) -> Result<bool, AppError> {
    judged_above(&mut &app.database, caller, permission, body, year).await
}

async fn newest(on: &mut dyn Sql, row: &Report) -> Result<Option<Entry>, StoreError> {
    let entries = journal::newest_of(on, row.body.as_str(), &STEPS, MOST).await?;
    Ok(entries.into_iter().find(|entry| is_about(entry, row.year)))
}

fn is_about(entry: &Entry, year: i16) -> bool {
    let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
    detail.get("year").and_then(Value::as_i64) == Some(i64::from(year))
}
