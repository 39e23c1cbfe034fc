//! Accepting a report.

use gongkai_law::Severity;
use gongkai_store::findings::{self, Decided, Decision, Finding};
use gongkai_store::id::ReportId;
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, State};
use gongkai_store::{obligations, returns};
use serde_json::json;

use super::earlier;
use super::notify_accepted::notify_accepted;
use super::returned::ended;
use super::step::{Seen, to_judge};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// What is said with an acceptance.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepting {
    /// Why, where errors are in the way; to be told to the body.
    pub reason: String,
    /// What it was decided by.
    pub seen: Seen,
}

/// Whether a finding stands in the way of acceptance: an error nobody decided about, or one that has to be mended.
pub fn is_in_the_way(finding: &Finding, decision: Option<&Decision>) -> bool {
    let is_open = match decision.map(|decision| decision.decided) {
        None | Some(Decided::Mend) => true,
        Some(Decided::Accept | Decided::NotAFault) => false,
    };
    is_open && finding.severity == Severity::Error.id()
}

/// Accepts a report. With errors in the way it takes a reason. The last return is done with, unless
/// an acceptance ended it before, and the body is told so.
///
/// # Errors
/// [`AppError::Invalid`] when errors are in the way and no reason is given, or corrections of an earlier version are unsettled, [`AppError::NotNow`] for a version that is
/// not checked yet, accepted already or superseded, [`AppError::Stale`] when somebody took a step in between.
pub async fn accept(app: &App, caller: &Caller, id: &ReportId, accepting: &Accepting) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, body) = to_judge(&mut transaction, caller, Permission::JudgeReports, id, accepting.seen).await?;
    acceptable(row.state)?;
    earlier::problems(earlier::unsettled(&mut transaction, id).await?.len()).check()?;
    let found = findings::decided_by_report(&mut transaction, id).await?;
    let open = found.iter().filter(|(finding, decision)| is_in_the_way(finding, decision.as_ref())).count();
    let reason = accepting.reason.trim();
    if open > 0 && reason.is_empty() {
        let mut problems = Problems::new();
        problems.add_with("reason", "desk-accept-open", vec![("count", open.to_string())]);
        return Err(AppError::Invalid(problems));
    }
    let now = app.now();
    reports::set_state(&mut transaction, id, State::Accepted).await?;
    // One that was returned while the public read it is published still.
    obligations::follow_newest(&mut transaction, &row.body, row.year, now).await?;
    let last = returns::of_year(&mut transaction, &row.body, row.year).await?.into_iter().next();
    let settled = match last {
        Some(last) if ended(&mut transaction, &last).await?.is_none() => Some(last),
        Some(_) | None => None,
    };
    returns::close(&mut transaction, &row.body, row.year, now).await?;
    let detail = json!({ "year": row.year, "version": row.version, "open_errors": open, "reason": reason });
    let event = Event::of(&row.body, "report", id, "report_accepted").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    if let Some(settled) = settled {
        notify_accepted(app, &mut transaction, caller, (&body, &row), &settled, reason).await?;
    }
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// Whether a report in a state can be accepted.
///
/// # Errors
/// [`AppError::NotNow`] with the reason when it cannot.
pub fn acceptable(state: State) -> Result<(), AppError> {
    let reason = match state {
        State::Checked | State::Returned => return Ok(()),
        State::Received | State::Read => "desk-unread",
        State::Accepted => "desk-accepted-already",
        State::Superseded => "desk-superseded",
    };
    Err(AppError::NotNow { reason })
}
