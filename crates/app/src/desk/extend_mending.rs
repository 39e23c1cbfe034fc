//! Giving a body more time to mend a returned report.

use gongkai_law::Lang;
use gongkai_report::letter::{MendExtension, Sender};
use gongkai_store::bodies;
use gongkai_store::id::ReturnId;
use gongkai_store::journal::{self, Event};
use gongkai_store::messages::Kind;
use gongkai_store::returns::{self, Extension, Return};
use gongkai_store::{StoreError, Transaction};
use jiff::civil::Date;
use serde_json::json;

use super::letter::{parties, supervisor};
use super::notify::notify;
use super::return_report::is_far_off;
use super::step::require_judge;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::error::{AppError, Problems};

/// The longest reason, in characters.
const LONGEST: usize = 300;

/// More time, as somebody asks for it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extending {
    /// The day as it was shown to who asks; `None` where it is not asked whether it still is that.
    pub shown: Option<Date>,
    /// The later day.
    pub due_on: Option<Date>,
    /// Why.
    pub reason: String,
}

/// Sets a later day by which a returned report has to come back, for a reason; the body is told. Roll, receipt and reminders
/// count from the new day on.
///
/// Basis: Regulation Art. 47 (the day is the office's own).
///
/// # Errors
/// [`AppError::Invalid`] without a reason, for a day that is past or not later than the one set, [`AppError::NotNow`] when the
/// body answered or the return is done with, [`AppError::Stale`] when the day is another than the one shown.
pub async fn extend_mending(app: &App, caller: &Caller, id: &ReturnId, extending: Extending) -> Result<(), AppError> {
    let Extending { shown, due_on, reason } = extending;
    let mut transaction = app.database.begin().await?;
    let returned = returns::by_id(&mut transaction, id).await?;
    let body = bodies::by_id(&mut transaction, &returned.body).await?;
    require_judge(&mut transaction, caller, Permission::JudgeReports, &body, returned.year).await?;
    extendable(&returned)?;
    if shown.is_some_and(|shown| shown != returned.due_on) {
        return Err(AppError::Stale);
    }
    let to = check(app, &returned, due_on, &reason)?;
    let now = app.now();
    let extension = Extension {
        from: returned.due_on,
        to,
        reason: reason.trim().to_owned(),
        at: now,
        by: caller.name().to_owned(),
    };
    match returns::extend(&mut transaction, &returned, &extension).await {
        Err(StoreError::Conflict) => return Err(AppError::Stale),
        other => other?,
    }
    let detail = json!({
        "return": id, "year": returned.year, "due_on": {"from": extension.from, "to": to}, "reason": extension.reason,
    });
    let event = Event::of(&body.id, "report", &returned.report, "mending_extended").with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    tell(app, &mut transaction, caller, &body, &returned, &extension).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// Whether the body still has to mend a return, and has not answered.
///
/// # Errors
/// [`AppError::NotNow`] when the return is done with or was answered.
pub fn extendable(returned: &Return) -> Result<(), AppError> {
    let reason = match (returned.closed_at, returned.answered_at) {
        (Some(_), _) => "desk-return-closed",
        (None, Some(_)) => "desk-return-answered",
        (None, None) => return Ok(()),
    };
    Err(AppError::NotNow { reason })
}

fn check(app: &App, returned: &Return, due_on: Option<Date>, reason: &str) -> Result<Date, AppError> {
    let mut problems = Problems::new();
    match due_on {
        None => problems.add("due_on", "desk-extend-day"),
        Some(day) if day < app.today() => problems.add("due_on", "desk-extend-past"),
        Some(day) if is_far_off(app.today(), day) => problems.add("due_on", "desk-due-far"),
        Some(day) if day <= returned.due_on => {
            problems.add_with("due_on", "desk-extend-not-later", vec![("day", returned.due_on.to_string())]);
        }
        Some(_) => {}
    }
    if reason.trim().is_empty() {
        problems.add("reason", "desk-extend-why");
    }
    if reason.trim().chars().nth(LONGEST).is_some() {
        problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    due_on.ok_or_else(|| Problems::one("due_on", "desk-extend-day"))
}

/// Tells the body, in the transaction of the change.
async fn tell(
    app: &App,
    transaction: &mut Transaction,
    caller: &Caller,
    to: &bodies::Body,
    returned: &Return,
    extension: &Extension,
) -> Result<(), AppError> {
    let from = supervisor(transaction, to).await?;
    let parties = parties(to, &from);
    let letter = MendExtension {
        from: Sender { name: parties.from, contact: parties.contact, date: beijing(extension.at).date() },
        to: parties.to,
        year: returned.year,
        returned: beijing(returned.returned_at).date(),
        was: extension.from,
        again: !returned.extensions.is_empty(),
        deadline: extension.to,
        reason: extension.reason.clone(),
    };
    // Bodies write to each other in Chinese, whatever language somebody reads the office in.
    let document = letter.document(Lang::ZhCn);
    notify(app, transaction, caller, (&from, to), (Kind::Extension, returned.year), (&document, "")).await?;
    Ok(())
}
