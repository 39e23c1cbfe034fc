//! The letter with which a report is returned.

use gongkai_documents::{Document, Output};
use gongkai_law::Lang;
use gongkai_report::letter::{Before, Extended, Returned, Sender};
use gongkai_store::Sql;
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::ReturnId;
use gongkai_store::reports;
use gongkai_store::returns::{self, Extension, Parties, Return};

use super::returned::{Ended, ended};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::error::AppError;
use crate::messages::as_file;

/// A return with its letter.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The return.
    pub returned: Return,
    /// The body it goes to.
    pub body: Body,
    /// The letter.
    pub document: Document,
}

/// A return with its letter, as it was sent, and what was changed about its day since: in Chinese, in which bodies write to each other, whatever language somebody
/// reads the office in.
///
/// # Errors
/// [`AppError::NotFound`] when it is not there, or not for the caller to see.
pub async fn letter(app: &App, caller: &Caller, id: &ReturnId) -> Result<Letter, AppError> {
    let on = &mut &app.database;
    let returned = returns::by_id(on, id).await?;
    let body = bodies::by_id(on, &returned.body).await?;
    caller.require_with_thing(Permission::ViewReports, &body)?;
    let parties = match returned.parties.clone() {
        Some(parties) => parties,
        None => parties(&body, &supervisor(on, &body).await?),
    };
    let document = written(on, &returned, parties).await?.document(Lang::ZhCn);
    Ok(Letter { returned, body, document })
}

/// The letter as a file: its name and its bytes.
///
/// # Errors
/// As [`letter()`]; [`AppError::Internal`] when the writer refuses.
pub async fn letter_file(
    app: &App,
    caller: &Caller,
    id: &ReturnId,
    output: Output,
) -> Result<(String, Vec<u8>), AppError> {
    as_file(letter(app, caller, id).await?.document, output).await
}

/// The body that supervises a body's disclosure: named, else the one above it.
pub(crate) async fn supervisor(on: &mut dyn Sql, body: &Body) -> Result<Body, AppError> {
    Ok(match body.supervisor.as_ref().or(body.parent.as_ref()) {
        Some(supervisor) => bodies::by_id(on, supervisor).await?,
        None => body.clone(),
    })
}

/// Who writes to whom, as they are called now.
pub(super) fn parties(body: &Body, supervisor: &Body) -> Parties {
    Parties { from: supervisor.name.clone(), contact: contact(supervisor), to: body.name.clone() }
}

/// Whom to ask at a body that writes, and how: the office that keeps disclosure, and its telephone.
pub(crate) fn contact(from: &Body) -> Option<String> {
    let office = &from.profile;
    let parts = [office.disclosure_office.trim(), office.phone.trim()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The letter of a return.
pub(super) async fn written(on: &mut dyn Sql, returned: &Return, parties: Parties) -> Result<Returned, AppError> {
    let findings = returned.findings.iter();
    Ok(Returned {
        from: Sender { name: parties.from, contact: parties.contact, date: beijing(returned.returned_at).date() },
        to: parties.to,
        year: returned.year,
        deadline: returned.first_due_on(),
        before: before(on, returned).await?,
        extended: returned.extensions.iter().map(extended).collect(),
        note: returned.note.clone(),
        findings: findings.filter_map(|demand| serde_json::from_value(demand.finding.clone()).ok()).collect(),
    })
}

/// The return a return took the place of: no acceptance came between.
async fn before(on: &mut dyn Sql, returned: &Return) -> Result<Option<Before>, AppError> {
    let all = returns::of_year(on, &returned.body, returned.year).await?;
    let Some(before) = all.into_iter().find(|of| of.id < returned.id) else { return Ok(None) };
    if ended(on, &before).await? != Some(Ended::ReturnedAgain(returned.id.clone())) {
        return Ok(None);
    }
    let resubmitted = if before.report == returned.report {
        None
    } else {
        Some(reports::by_id(on, &returned.report).await?.received_at)
    };
    let day = |at| beijing(at).date();
    Ok(Some(Before {
        returned: day(before.returned_at),
        answered: before.answered_at.map(day),
        resubmitted: resubmitted.map(day),
    }))
}

fn extended(of: &Extension) -> Extended {
    Extended { on: beijing(of.at).date(), was: of.from, deadline: of.to, reason: of.reason.clone() }
}
