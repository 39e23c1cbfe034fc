//! Returning a report to its body.

use gongkai_store::findings::{self, Decided, Decision};
use gongkai_store::id::{ReportId, ReturnId};
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, State};
use gongkai_store::returns::{self, Demand, Return};
use jiff::Span;
use jiff::civil::Date;
use serde_json::json;

use super::letter::{parties, supervisor, written};
use super::notify_returned::notify_returned;
use super::step::{Seen, to_judge};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::error::{AppError, Problems};

/// The longest note, in characters.
const LONGEST: usize = 4_000;

/// What a report is returned with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Returning {
    /// The findings that have to be mended, by their fingerprints.
    pub fingerprints: Vec<String>,
    /// What else the supervising office says.
    pub note: String,
    /// Until when it has to come back.
    pub due_on: Option<Date>,
    /// What it was decided by.
    pub seen: Seen,
}

/// Returns a report, also anew after an answer in words that does not do. The chosen findings count as decided from then on: they have to be mended. What is public stays so
/// until a mended version takes its place, or it is withdrawn.
///
/// Basis: Regulation Art. 47.
///
/// # Errors
/// [`AppError::Invalid`] without anything to mend or a date to come, [`AppError::Stale`] when a finding is not there any
/// more or somebody took a step in between, [`AppError::NotNow`] for a version that is not checked, returned already or superseded.
pub async fn return_report(
    app: &App,
    caller: &Caller,
    id: &ReportId,
    returning: Returning,
) -> Result<ReturnId, AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, body) = to_judge(&mut transaction, caller, Permission::JudgeReports, id, returning.seen).await?;
    let person = caller.person_id().ok_or(AppError::SignedOut)?;
    let open = returns::of_year(&mut transaction, &row.body, row.year).await?;
    let newest = reports::current(&mut transaction, &row.body, row.year).await?;
    let is_newest = newest.is_none_or(|newest| newest.id == *id);
    returnable(row.state, is_newest, open.iter().find(|of| of.closed_at.is_none()))?;
    let due_on = check(app, &returning)?;
    let found = findings::decided_by_report(&mut transaction, id).await?;
    let now = app.now();
    let mut demands = Vec::new();
    for fingerprint in &returning.fingerprints {
        let chosen = found.iter().find(|(finding, _)| finding.fingerprint == *fingerprint);
        let (finding, decision) = chosen.ok_or(AppError::Stale)?;
        demands.push(Demand {
            fingerprint: fingerprint.clone(),
            finding: serde_json::from_str(&finding.finding).unwrap_or_default(),
        });
        if decision.as_ref().map(|decision| decision.decided) != Some(Decided::Mend) {
            let decision = Decision {
                body: row.body.clone(),
                year: row.year,
                fingerprint: fingerprint.clone(),
                decided: Decided::Mend,
                reason: String::new(),
                person_id: person.clone(),
                person: caller.name().to_owned(),
                at: now,
            };
            findings::decide(&mut transaction, &decision).await?;
        }
    }
    let from = supervisor(&mut transaction, &body).await?;
    let parties = parties(&body, &from);
    let returned = Return {
        id: ReturnId::new(now),
        report: id.clone(),
        body: row.body.clone(),
        year: row.year,
        note: returning.note.trim().to_owned(),
        due_on,
        extensions: Vec::new(),
        findings: demands,
        parties: Some(parties.clone()),
        returned_at: now,
        returned_by: caller.name().to_owned(),
        answer: None,
        answered_at: None,
        answered_by: None,
        closed_at: None,
    };
    // The return that was answered in words only is done with: this one takes its place.
    returns::close(&mut transaction, &row.body, row.year, now).await?;
    returns::insert(&mut transaction, &returned).await?;
    reports::set_state(&mut transaction, id, State::Returned).await?;
    reports::obligation_follows(&mut transaction, id, State::Returned.id(), now).await?;
    let detail = json!({
        "return": returned.id, "year": row.year, "version": row.version, "due_on": due_on,
        "fingerprints": returning.fingerprints,
    });
    let event = Event::of(&row.body, "report", id, "report_returned").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    let letter = written(&mut transaction, &returned, parties).await?;
    notify_returned(app, &mut transaction, caller, (&from, &body), &letter).await?;
    transaction.commit().await?;
    app.wake();
    Ok(returned.id)
}

/// Whether a report in a state can be returned; `open` is the return of it that nobody is done with. Once the body answered
/// that in words it can be returned anew. A version that another one followed cannot, whatever became of it.
///
/// # Errors
/// [`AppError::NotNow`] with the reason when it cannot.
pub fn returnable(state: State, is_newest: bool, open: Option<&Return>) -> Result<(), AppError> {
    let reason = match state {
        _ if !is_newest => "desk-superseded",
        State::Checked | State::Accepted => return Ok(()),
        State::Returned if open.is_some_and(|of| of.answered_at.is_some()) => return Ok(()),
        State::Received | State::Read => "desk-unread",
        State::Returned => "desk-returned-already",
        State::Superseded => "desk-superseded",
    };
    Err(AppError::NotNow { reason })
}

/// Whether a day is so far off that a slip of the pen is likelier than a day for mending: more than a year from today.
pub(crate) fn is_far_off(today: Date, day: Date) -> bool {
    day > today.saturating_add(Span::new().years(1))
}

fn check(app: &App, returning: &Returning) -> Result<Date, AppError> {
    let mut problems = Problems::new();
    if returning.fingerprints.is_empty() && returning.note.trim().is_empty() {
        problems.add("note", "desk-return-nothing");
    }
    if returning.note.chars().nth(LONGEST).is_some() {
        problems.add_with("note", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    match returning.due_on {
        None => problems.add("due_on", "desk-due-missing"),
        Some(due_on) if due_on <= app.today() => problems.add("due_on", "desk-due-past"),
        Some(due_on) if is_far_off(app.today(), due_on) => problems.add("due_on", "desk-due-far"),
        Some(due_on) => {
            problems.check()?;
            return Ok(due_on);
        }
    }
    Err(AppError::Invalid(problems))
}
