//! The body's answer to a return: words, a mended file, or both.

use bytes::Bytes;
use gongkai_documents::{Format, ReadError};
use gongkai_report::Report as Reading;
use gongkai_report::unreadable::{Unreadable, is_picture};
use gongkai_store::bodies::{self, Body};
use gongkai_store::id::{ReportId, ReturnId};
use gongkai_store::journal::{self, Event};
use gongkai_store::reports::{self, Channel};
use gongkai_store::returns::{self, Return};
use jiff::Timestamp;
use serde_json::json;

use super::enter_version::{NewVersion, enter_version};
use super::read_bytes;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::clock::beijing;
use crate::collection::{another_body, named_otherwise};
use crate::error::{AppError, Problems};
use crate::settings;

/// What stands between who added something, and when, and what it is.
const ADDED: &str = " 补充）\n";

/// What the journal calls an answer.
pub(super) const ANSWERED: &str = "return_answered";
/// The detail of its entry that says which name in the file's title was confirmed.
pub(super) const CONFIRMED: &str = "confirmed_name";
/// The longest answer, in characters.
const LONGEST: usize = 4_000;
/// The longest of all answers to a return together, in characters.
const LONGEST_TOGETHER: usize = 20_000;

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// What the body says.
    pub text: String,
    /// The mended report: its name and its bytes.
    pub file: Option<(String, Bytes)>,
    /// The name in the file's title that the person answering knows to be the body's, though it is not known as one.
    pub named: Option<String>,
}

/// Answers a return. A file becomes the next version of the report, is read and checked at once, and closes the return;
/// its id is given back.
///
/// # Errors
/// [`AppError::Invalid`] for an empty answer or a file that is no report of that body about that year, [`AppError::NotNow`] when the
/// return is done with.
pub async fn answer_return(
    app: &App,
    caller: &Caller,
    id: &ReturnId,
    answer: Answer,
) -> Result<Option<ReportId>, AppError> {
    let returned = returns::by_id(&mut &app.database, id).await?;
    let body = bodies::by_id(&mut &app.database, &returned.body).await?;
    caller.require_with_thing(Permission::AnswerReturn, &body)?;
    is_open(&returned)?;
    let text = check(&answer)?;
    let settings = settings::check_settings(app, &body).await?;
    let mut confirmed = None;
    let new = match answer.file {
        Some((name, bytes)) => {
            let (format, read) = understood(bytes.clone(), returned.year).await?;
            confirmed = is_whose(app, &body, returned.year, &read, answer.named.as_deref()).await?;
            Some(take(app, &body, &returned, (name, bytes), (format, read)).await?)
        }
        None => None,
    };

    let mut transaction = app.database.begin().await?;
    let now = app.now();
    // Before the journal, as entering a version holds it.
    bodies::lock(&mut transaction, &body.id).await?;
    let mut returned = returns::by_id(&mut transaction, id).await?;
    is_open(&returned)?;
    if !text.is_empty() {
        has_room(&returned, &text)?;
        add(&mut returned, &text, caller, now);
        returns::update(&mut transaction, &returned).await?;
    }
    let mut detail = json!({ "year": returned.year, "answer": text, "with_file": new.is_some() });
    if let (Some(named), Some(fields)) = (confirmed, detail.as_object_mut()) {
        fields.insert(CONFIRMED.to_owned(), json!(named));
    }
    let event = Event::of(&body.id, "return", id, ANSWERED).with(detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    let newer = match new {
        Some(new) => Some(enter_version(&mut transaction, caller, &body, &settings, new, now).await?.id),
        None => None,
    };
    transaction.commit().await?;
    app.wake();
    Ok(newer)
}

/// What is said later stands below what was said first, which counts for the day; said again it is not said twice. Where more
/// than one person answers, each addition says whose it is.
fn add(returned: &mut Return, text: &str, caller: &Caller, now: Timestamp) {
    let Some(answer) = &mut returned.answer else {
        returned.answer = Some(text.to_owned());
        returned.answered_at = Some(now);
        returned.answered_by = Some(caller.name().to_owned());
        return;
    };
    if answer == text || answer.ends_with(&format!("\n{text}")) {
        return;
    }
    let is_another = returned.answered_by.as_deref().is_some_and(|first| first != caller.name());
    // The letters between bodies are Chinese, whatever language somebody reads the office in.
    if is_another || answer.contains(ADDED) {
        answer.push_str(&format!("\n\n（{} {}{ADDED}{text}", caller.name(), beijing(now).date()));
    } else {
        answer.push_str(&format!("\n\n{text}"));
    }
}

/// Whether one more answer finds room below those there are.
fn has_room(returned: &Return, text: &str) -> Result<(), AppError> {
    let held = returned.answer.as_deref().map_or(0, |answer| answer.chars().count());
    if held.saturating_add(text.chars().count()) > LONGEST_TOGETHER {
        let mut problems = Problems::new();
        let left = LONGEST_TOGETHER.saturating_sub(held);
        problems.add_with(
            "text",
            "desk-answers-full",
            vec![("most", LONGEST_TOGETHER.to_string()), ("left", left.to_string())],
        );
        return Err(AppError::Invalid(problems));
    }
    Ok(())
}

fn is_open(returned: &Return) -> Result<(), AppError> {
    if returned.closed_at.is_some() { Err(AppError::NotNow { reason: "desk-return-closed" }) } else { Ok(()) }
}

fn check(answer: &Answer) -> Result<String, AppError> {
    let text = answer.text.trim();
    if text.is_empty() && answer.file.is_none() {
        return Err(Problems::one("text", "desk-answer-empty"));
    }
    if text.chars().nth(LONGEST).is_some() {
        let mut problems = Problems::new();
        problems.add_with("text", "problem-too-long", vec![("most", LONGEST.to_string())]);
        return Err(AppError::Invalid(problems));
    }
    Ok(text.to_owned())
}

/// Refuses what is certainly another body's report, and asks about one whose title names somebody else: the name is given
/// back once it was confirmed.
pub(crate) async fn is_whose(
    app: &App,
    body: &Body,
    year: i16,
    read: &Reading,
    confirmed: Option<&str>,
) -> Result<Option<String>, AppError> {
    let on = &mut &app.database;
    let mut problems = Problems::new();
    if let Some(other) = another_body(on, &body.id, year, read).await? {
        problems.add_with("file", "desk-file-other-body", vec![("found", other)]);
        return Err(AppError::Invalid(problems));
    }
    let Some(named) = named_otherwise(on, body, year, read).await? else { return Ok(None) };
    if confirmed == Some(named.as_str()) {
        return Ok(Some(named));
    }
    problems.add_with("named", "desk-file-names-other", vec![("found", named)]);
    Err(AppError::Invalid(problems))
}

/// Keeps the mended file's bytes.
async fn take(
    app: &App,
    body: &Body,
    returned: &Return,
    (name, bytes): (String, Bytes),
    (format, read): (Format, Reading),
) -> Result<NewVersion, AppError> {
    let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let blob = app.blobs.put(bytes).await?;
    let before = reports::current(&mut &app.database, &body.id, returned.year).await?;
    if before.is_some_and(|before| before.blob == blob) {
        return Err(Problems::one("file", "desk-same-file"));
    }
    Ok(NewVersion {
        year: returned.year,
        channel: Channel::Upload,
        blob,
        file_name: name,
        format: format.extension().to_owned(),
        size_bytes,
        read,
    })
}

/// A file that is a report about a year, read.
pub(crate) async fn understood(bytes: Bytes, year: i16) -> Result<(Format, Reading), AppError> {
    let (document, read) = match read_bytes(bytes).await? {
        Ok(read) => read,
        Err(ReadError::Foreign { found }) if is_picture(&found) => {
            return Err(Problems::one("file", "desk-file-picture"));
        }
        // One file answers: the advice for folders and archives does not fit.
        Err(ReadError::Foreign { found }) if found.ends_with(" archive") => {
            return Err(Problems::one("file", "desk-file-archive"));
        }
        Err(error) => {
            let (message, args) = Unreadable::from(&error).message();
            let mut problems = Problems::new();
            problems.add_with("file", message, args);
            return Err(AppError::Invalid(problems));
        }
    };
    if !read.tables.values().any(|table| table.found) {
        return Err(Problems::one("file", "desk-file-no-report"));
    }
    match read.year {
        Some(found) if found != year => {
            let mut problems = Problems::new();
            problems.add_with("file", "desk-file-other-year", vec![("found", found.to_string())]);
            Err(AppError::Invalid(problems))
        }
        Some(_) | None => Ok((document.format, read)),
    }
}
