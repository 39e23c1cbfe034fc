//! Settling an uploaded file: by what was found in it, or by a person.

use gongkai_report::unreadable;
use gongkai_store::bodies;
use gongkai_store::collections::Collection;
use gongkai_store::id::{BodyId, UploadId};
use gongkai_store::journal::{self, Actor, Event};
use gongkai_store::reports::{self, Channel};
use gongkai_store::uploads::{self, Batch, Problem, State, Upload};
use gongkai_store::{Sql, Transaction, collections, drafts, obligations, people, publications};
use jiff::Timestamp;
use serde_json::json;

use super::receive::{Arrived, receive};
use super::whose::Found;
use crate::app::App;
use crate::clock::beijing;
use crate::error::AppError;

/// What was found out about a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Outcome {
    /// It is this body's report about this year.
    Matched { body: BodyId, year: i16, format: &'static str, found: Found },
    /// A person has to say whose it is.
    Doubtful { problem: Problem, format: &'static str, found: Found },
    /// It cannot be read.
    Unreadable(unreadable::Stored),
    /// The same file is here already.
    Duplicate(Problem),
}

pub(super) fn problem_of(why: unreadable::Stored) -> Problem {
    Problem { code: why.code, args: why.args }
}

/// Writes what was found out about a file that waits; nothing happens when it waits no more.
pub(super) async fn settle(app: &App, id: &UploadId, outcome: Outcome) -> Result<(), AppError> {
    let mut transaction = app.database.begin().await?;
    let now = app.now();
    let mut upload = uploads::by_id(&mut transaction, id).await?;
    if upload.state != State::Waiting {
        return Ok(());
    }
    let batch = uploads::batch(&mut transaction, &upload.batch).await?;
    let actor = sender(&mut transaction, &batch).await?;
    let outcome = guarded(&mut transaction, &upload, outcome).await?;
    match outcome {
        Outcome::Unreadable(why) => {
            upload.state = State::Unreadable;
            upload.problem = Some(problem_of(why));
        }
        Outcome::Duplicate(problem) => {
            upload.state = State::Duplicate;
            upload.problem = Some(problem);
        }
        Outcome::Doubtful { problem, format, found } => {
            upload.state = State::Doubtful;
            upload.problem = Some(problem);
            upload.format = Some(format.to_owned());
            upload.found = Some(kept(&found));
        }
        Outcome::Matched { body, year, format, found } => {
            upload.format = Some(format.to_owned());
            upload.found = Some(kept(&found));
            enter(&mut transaction, &actor, &batch, &mut upload, body, year, now).await?;
        }
    }
    upload.finished_at = Some(now);
    uploads::update(&mut transaction, &upload).await?;
    note(&mut transaction, &actor, &upload, "upload_settled", now).await?;
    transaction.commit().await?;
    app.wake();
    Ok(())
}

/// Makes the file a version of the body's report.
pub(super) async fn enter(
    transaction: &mut Transaction,
    actor: &Actor,
    batch: &Batch,
    upload: &mut Upload,
    body: BodyId,
    year: i16,
    now: Timestamp,
) -> Result<(), AppError> {
    let arrived = Arrived {
        body: body.clone(),
        year,
        channel: if batch.channel == "api" { Channel::Api } else { Channel::Upload },
        blob: upload.blob.clone(),
        file_name: upload.name.rsplit('/').next().unwrap_or_default().to_owned(),
        format: upload.format.clone().unwrap_or_default(),
        size_bytes: upload.size_bytes,
    };
    let report = receive(transaction, actor, arrived, now).await?;
    upload.state = State::Matched;
    upload.problem = None;
    upload.body = Some(body);
    upload.year = Some(year);
    upload.report = Some(report.id);
    Ok(())
}

/// Writes into the supervising office's chain what became of a file.
pub(super) async fn note(
    transaction: &mut Transaction,
    actor: &Actor,
    upload: &Upload,
    action: &'static str,
    now: Timestamp,
) -> Result<(), AppError> {
    let collection = collections::by_id(transaction, &upload.collection).await?;
    let event = Event::of(&collection.body, "upload", &upload.id, action).with(json!({
        "file": upload.name, "state": upload.state, "problem": upload.problem, "body": upload.body, "year": upload.year,
    }));
    journal::append(transaction, actor, now, event).await?;
    Ok(())
}

/// What is here already as this very file: a report, or a file that came before it.
pub(super) async fn twin(on: &mut dyn Sql, upload: &Upload) -> Result<Option<Problem>, AppError> {
    if let Some(report) = reports::with_blob(on, &upload.blob).await?.into_iter().next() {
        let body = bodies::by_id(on, &report.body).await?;
        let problem = Problem::new("upload-duplicate-report")
            .with("body", body.name)
            .with("year", report.year)
            .with("date", beijing(report.received_at).date());
        return Ok(Some(problem));
    }
    let before = uploads::same_before(on, upload).await?;
    Ok(before.map(|before| Problem::new("upload-duplicate-file").with("name", before.name)))
}

/// Looks once more within the transaction: what was certain outside it may be a duplicate meanwhile, or meet a report
/// that was accepted already, a draft that waits for the signature, or one sent together with it; none is replaced without a person's word.
async fn guarded(transaction: &mut Transaction, upload: &Upload, outcome: Outcome) -> Result<Outcome, AppError> {
    let Outcome::Matched { body, year, format, found } = outcome else { return Ok(outcome) };
    if let Some(twin) = twin(transaction, upload).await? {
        return Ok(Outcome::Duplicate(twin));
    }
    let current = reports::current(transaction, &body, year).await?;
    if current.is_some_and(|current| current.state == reports::State::Accepted) {
        // What the public reads stays until a correction is published.
        let is_public = publications::current(transaction, &body, year).await?.is_some();
        let why = if is_public { "upload-published-already" } else { "upload-accepted-already" };
        let problem = Problem::new(why).with("year", year);
        return Ok(Outcome::Doubtful { problem, format, found });
    }
    let draft = drafts::of_year(transaction, &body, year).await?;
    if draft.is_some_and(|draft| draft.state == drafts::State::Submitted) {
        let problem = Problem::new("upload-draft-waits").with("year", year);
        return Ok(Outcome::Doubtful { problem, format, found });
    }
    // Of two different files sent together nobody has said which is the newer one.
    if let Some(other) = uploads::beside(transaction, upload, &body, year).await? {
        let problem = Problem::new("upload-two-at-once").with("year", year).with("name", other.name);
        return Ok(Outcome::Doubtful { problem, format, found });
    }
    Ok(Outcome::Matched { body, year, format, found })
}

/// Who sent the files, for the journal.
async fn sender(on: &mut dyn Sql, batch: &Batch) -> Result<Actor, AppError> {
    Ok(match &batch.person {
        None => Actor::program("upload"),
        Some(id) => Actor::person(id.clone(), people::by_id(on, id).await?.name),
    })
}

/// Whether a body stands on the roll of a year an office collects, and that roll takes reports.
pub(super) async fn is_owed(
    on: &mut dyn Sql,
    collection: &Collection,
    body: &BodyId,
    year: i16,
) -> Result<bool, AppError> {
    let Some(of_year) = collections::of_year(on, &collection.body, year).await? else { return Ok(false) };
    Ok(of_year.is_open() && obligations::of_collection_and_body(on, &of_year.id, body).await?.is_some())
}

fn kept(found: &Found) -> String {
    serde_json::to_string(found).unwrap_or_default()
}
