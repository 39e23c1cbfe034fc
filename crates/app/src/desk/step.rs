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
/// [`AppError::NotFound`] and [`AppError::Forbidden`] for those who may not judge it; [`AppError::NotNow`] when an office above
/// judges it; [`AppError::Stale`] when somebody took a step since the form was made.
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
    if permission == Permission::JudgeReports && judged_above(transaction, caller, &row, &body).await? {
        return Err(AppError::NotNow { reason: JUDGED_ABOVE });
    }
    let is_as_seen = match seen {
        Seen::Unknown => true,
        Seen::State(state) => row.state == state,
        Seen::Step(step) => newest(transaction, &row).await?.map_or(0, |entry| entry.seq) == step,
    };
    if is_as_seen { Ok((row, body)) } else { Err(AppError::Stale) }
}

/// Why a report cannot be judged by who has the role at its own body only: the office above that collects it does.
pub const JUDGED_ABOVE: &str = "desk-judged-above";

/// Whether that is so.
pub(super) async fn judged_above(
    on: &mut dyn Sql,
    caller: &Caller,
    row: &Report,
    body: &Body,
) -> Result<bool, AppError> {
    Ok(!caller.may_from_above(Permission::JudgeReports, body)
        && owing::is_collected_above(on, &row.body, row.year).await?)
}

async fn newest(on: &mut dyn Sql, row: &Report) -> Result<Option<Entry>, StoreError> {
    let entries = journal::newest_of(on, row.body.as_str(), &STEPS, MOST).await?;
    Ok(entries.into_iter().find(|entry| is_about(entry, row.year)))
}

fn is_about(entry: &Entry, year: i16) -> bool {
    let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
    detail.get("year").and_then(Value::as_i64) == Some(i64::from(year))
}
