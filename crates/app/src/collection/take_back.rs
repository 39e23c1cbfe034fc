//! Taking back that a file is a body's report.

use gongkai_store::id::{BodyId, UploadId};
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, Report, State as ReportState};
use gongkai_store::uploads::{self, Problem, State, Upload};
use gongkai_store::{Sql, bodies, collections, obligations};
use serde_json::json;

use super::decide_upload::{load, reason_in};
use super::settle::note;
use crate::access::Caller;
use crate::app::App;
use crate::error::AppError;
use crate::jobs::{self, Work};

/// Takes back whose report a file is, whoever said it: the file waits for somebody to say it anew, and the report it became
/// is gone from the body, with what was found, corrected and decided in it meanwhile. The version before it is what it
/// was, and so is the row of the roll, a return that the file ended included. Journals keep that it came and went; the
/// receipt the body got stays with its messages.
///
/// Only while nothing followed that others rely on: a report that was returned has left a letter, an accepted one a
/// judgement, a published one readers, one in a total its figures there, and after a newer version it is that one's past.
///
/// # Errors
/// [`AppError::Invalid`] without a reason, [`AppError::NotNow`] for a file that became no report, one whose report was
/// judged, replaced, published or added up, and when the year's collection is closed.
pub async fn take_upload_back(app: &App, caller: &Caller, id: &UploadId, reason: &str) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let (mut upload, collection) = load(&mut transaction, caller, id).await?;
    let report = upload.report.clone().filter(|_| upload.state == State::Matched);
    let report = report.ok_or(AppError::NotNow { reason: "upload-not-assigned" })?;
    // Nobody judges it meanwhile.
    let body = reports::by_id(&mut transaction, &report).await?.body;
    bodies::lock(&mut transaction, &body).await?;
    let report = reports::by_id(&mut transaction, &report).await?;
    let of_year = collections::of_year(&mut transaction, &collection.body, report.year).await?;
    if of_year.is_some_and(|of_year| !of_year.is_open()) {
        return Err(AppError::NotNow { reason: "not-now-collection-closed" });
    }
    untouched(&mut transaction, &report).await?;
    let reason = reason_in(reason)?;
    let now = app.now();
    upload.state = State::Doubtful;
    upload.problem = Some(Problem::new("upload-taken-back").with("reason", &reason));
    upload.body = None;
    upload.year = None;
    upload.report = None;
    uploads::update(&mut transaction, &upload).await?;
    reports::take_back(&mut transaction, &report, now).await?;
    let event = Event::of(&report.body, "report", &report.id, "report_taken_back").with(json!({
        "year": report.year, "version": report.version, "file": report.file_name, "blob": report.blob, "reason": reason,
    }));
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    note(&mut transaction, caller.actor(), &upload, "upload_taken_back", now).await?;
    // What other reports were found to have in common with it is looked for anew.
    if let Some(obligation) = &report.obligation {
        let collection = obligations::by_id(&mut transaction, obligation).await?.collection;
        jobs::enqueue(&mut transaction, &Work::CompareReports { collection }, now).await?;
    }
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// Whether a file can be taken back: the collection of its year is open, and nothing followed on its report.
pub(super) async fn is_to_be_taken_back(on: &mut dyn Sql, upload: &Upload, office: &BodyId) -> Result<bool, AppError> {
    let Some(report) = upload.report.as_ref().filter(|_| upload.state == State::Matched) else { return Ok(false) };
    let report = reports::by_id(on, report).await?;
    let of_year = collections::of_year(on, office, report.year).await?;
    if of_year.is_some_and(|of_year| !of_year.is_open()) {
        return Ok(false);
    }
    match untouched(on, &report).await {
        Ok(()) => Ok(true),
        Err(AppError::NotNow { .. }) => Ok(false),
        Err(other) => Err(other),
    }
}

/// Whether nothing followed on a report that others rely on.
async fn untouched(on: &mut dyn Sql, report: &Report) -> Result<(), AppError> {
    let newest = reports::current(on, &report.body, report.year).await?;
    if newest.is_none_or(|newest| newest.id != report.id) {
        return Err(AppError::NotNow { reason: "desk-superseded" });
    }
    let reason = match report.state {
        ReportState::Superseded => "desk-superseded",
        ReportState::Returned => "desk-returned-already",
        ReportState::Accepted => "desk-accepted-already",
        ReportState::Received | ReportState::Read | ReportState::Checked => {
            if !reports::is_member(on, &report.id).await? {
                return Ok(());
            }
            "upload-in-total"
        }
    };
    Err(AppError::NotNow { reason })
}
