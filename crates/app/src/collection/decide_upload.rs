//! What a person does with an uploaded file: says whose it is, sets it aside, has it looked at again.

use gongkai_store::collections::{self, Collection};
use gongkai_store::id::{BodyId, UploadId};
use gongkai_store::uploads::{self, Problem, State, Upload};
use gongkai_store::{Transaction, bodies, drafts, reports};

use super::settle::{enter, is_owed, note};
use super::whose::Found;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::error::{AppError, Problems};
use crate::jobs::{self, Work};

/// The longest reason, in characters.
const LONGEST: usize = 1000;

/// The field that answers whatever speaks against an assignment.
const CERTAIN: &str = "certain";

/// Says whose report a file is. Saying it for a body whose report was accepted already replaces that report. `certain` is
/// said of what speaks against it: another year in the file, no report in it, a report accepted already, one of the body's own that waits for the signature.
///
/// # Errors
/// [`AppError::Invalid`] when the body is not on the roll of that year, or when something speaks against it and it was
/// not said that it is certain; [`AppError::NotNow`] when the file is settled or cannot be read.
pub async fn assign_upload(
    app: &App,
    caller: &Caller,
    id: &UploadId,
    body: Option<BodyId>,
    year: i16,
    certain: bool,
) -> Result<(), AppError> {
    let doubting = if certain { Doubting::Nothing } else { Doubting::Everything };
    assign(app, caller, id, body, year, doubting).await
}

/// What is asked before a file is given to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubting {
    /// Nothing: it was said that it is certain.
    Nothing,
    /// What nobody sees from the list in which several were chosen.
    Suggested,
    /// Whatever speaks against it.
    Everything,
}

/// What there is of a body's report about a year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Here {
    /// A version was accepted already.
    pub(super) is_accepted: bool,
    /// One the body drew up itself waits for the signature.
    pub(super) draft_waits: bool,
}

/// Gives a file to a body, as [`assign_upload`].
pub(super) async fn assign(
    app: &App,
    caller: &Caller,
    id: &UploadId,
    body: Option<BodyId>,
    year: i16,
    doubting: Doubting,
) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (mut upload, collection) = load(&mut transaction, caller, id).await?;
    assignable(upload.state)?;
    let body = body.ok_or_else(|| Problems::one("body", "problem-required"))?;
    if !is_owed(&mut transaction, &collection, &body, year).await? {
        return Err(Problems::one("body", "problem-not-on-roll"));
    }
    if doubting != Doubting::Nothing {
        let current = reports::current(&mut transaction, &body, year).await?;
        let is_accepted = current.as_ref().is_some_and(|report| report.state == reports::State::Accepted);
        let draft = drafts::of_year(&mut transaction, &body, year).await?;
        let draft_waits = draft.is_some_and(|draft| draft.state == drafts::State::Submitted);
        let mut problems = doubts(&upload, year, Here { is_accepted, draft_waits });
        if doubting == Doubting::Everything {
            ask(&mut problems, &upload, &body, current.as_ref());
        }
        problems.check()?;
    }
    let now = app.now();
    let batch = uploads::batch(&mut transaction, &upload.batch).await?;
    enter(&mut transaction, caller.actor(), &batch, &mut upload, body, year, now).await?;
    upload.finished_at = Some(now);
    uploads::update(&mut transaction, &upload).await?;
    note(&mut transaction, caller.actor(), &upload, "upload_assigned", now).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// Whether a file in a state can be given to somebody.
pub(super) fn assignable(state: State) -> Result<(), AppError> {
    let reason = match state {
        State::Doubtful | State::SetAside | State::Duplicate => return Ok(()),
        State::Unreadable => "upload-not-readable",
        State::Waiting | State::Unpacked | State::Matched => "upload-settled-already",
    };
    Err(AppError::NotNow { reason })
}

/// Whether a file in a state can be set aside.
pub(super) fn to_be_set_aside(state: State) -> Result<(), AppError> {
    match state {
        State::Doubtful | State::Unreadable | State::Duplicate => Ok(()),
        State::Waiting | State::Unpacked | State::Matched | State::SetAside => {
            Err(AppError::NotNow { reason: "upload-settled-already" })
        }
    }
}

/// Whether a file in a state can be looked at again.
pub(super) fn to_be_looked_at_again(state: State) -> Result<(), AppError> {
    match state {
        State::Doubtful | State::Unreadable | State::Duplicate | State::SetAside => Ok(()),
        State::Waiting | State::Unpacked | State::Matched => Err(AppError::NotNow { reason: "upload-settled-already" }),
    }
}

/// What speaks against an assignment; it is told before, for what the body is told by its receipt stays told. `here` is what
/// there is of that body about that year.
pub(super) fn doubts(upload: &Upload, year: i16, here: Here) -> Problems {
    let mut problems = Problems::new();
    if let Some(told) = Found::of(upload).year.filter(|told| *told != year) {
        problems.add_with(CERTAIN, "problem-other-year", vec![("year", told.to_string())]);
    }
    let no_report = ["upload-no-report", "upload-scanned"];
    if upload.problem.as_ref().is_some_and(|problem| no_report.contains(&problem.code.as_str())) {
        problems.add(CERTAIN, "problem-no-report");
    }
    if here.is_accepted {
        problems.add(CERTAIN, "problem-accepted-already");
    }
    if here.draft_waits {
        problems.add(CERTAIN, "problem-draft-waits");
    }
    problems
}

/// Asks about the version that would be replaced, and about a title that names another body: one on the roll, or whichever where
/// something would be replaced. That a title names nobody on the roll is mostly why a person is asked at all.
fn ask(problems: &mut Problems, upload: &Upload, body: &BodyId, replaced: Option<&reports::Report>) {
    if let Some((name, on_roll)) = Found::of(upload).names_another_than(body)
        && (on_roll || replaced.is_some())
    {
        problems.add_with(CERTAIN, "problem-names-another", vec![("name", name.to_owned())]);
    }
    // That an accepted one is replaced has been asked.
    if let Some(report) = replaced.filter(|report| report.state != reports::State::Accepted) {
        let day = beijing(report.received_at).date().to_string();
        problems.add_with(CERTAIN, "problem-replaces", vec![("version", report.version.to_string()), ("day", day)]);
    }
}

/// Sets a file aside: it is nobody's report.
///
/// # Errors
/// [`AppError::Invalid`] without a reason, [`AppError::NotNow`] for a file that became a report or is not read yet.
pub async fn set_upload_aside(app: &App, caller: &Caller, id: &UploadId, reason: &str) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (mut upload, _) = load(&mut transaction, caller, id).await?;
    to_be_set_aside(upload.state)?;
    let reason = reason_in(reason)?;
    let now = app.now();
    upload.state = State::SetAside;
    upload.problem = Some(Problem::new("upload-set-aside").with("reason", reason));
    upload.finished_at = Some(now);
    uploads::update(&mut transaction, &upload).await?;
    note(&mut transaction, caller.actor(), &upload, "upload_set_aside", now).await?;
    transaction.commit().await?;
    Ok(())
}

/// Has a file looked at again: the roll has changed, another year is collected, or the reader is a newer one.
///
/// # Errors
/// [`AppError::NotNow`] for a file that became a report or is being read.
pub async fn look_again(app: &App, caller: &Caller, id: &UploadId) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (mut upload, _) = load(&mut transaction, caller, id).await?;
    to_be_looked_at_again(upload.state)?;
    let now = app.now();
    upload.state = State::Waiting;
    upload.problem = None;
    upload.found = None;
    upload.finished_at = None;
    uploads::update(&mut transaction, &upload).await?;
    note(&mut transaction, caller.actor(), &upload, "upload_looked_at_again", now).await?;
    jobs::enqueue(&mut transaction, &Work::ReadUpload { upload: id.clone() }, now).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// A reason as it is kept.
pub(super) fn reason_in(reason: &str) -> Result<String, AppError> {
    let reason = reason.trim();
    let mut problems = Problems::new();
    if reason.is_empty() {
        problems.add("reason", "problem-required");
    }
    if reason.chars().nth(LONGEST).is_some() {
        problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    problems.check()?;
    Ok(reason.to_owned())
}

pub(super) async fn load(
    transaction: &mut Transaction,
    caller: &Caller,
    id: &UploadId,
) -> Result<(Upload, Collection), AppError> {
    let upload = uploads::by_id(transaction, id).await?;
    let collection = collections::by_id(transaction, &upload.collection).await?;
    let body = bodies::by_id(transaction, &collection.body).await?;
    caller.require_with_thing(Permission::UploadReports, &body)?;
    Ok((upload, collection))
}
