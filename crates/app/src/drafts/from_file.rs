//! Taking a file of the body's own for what stands in the draft: read, but not handed in before the leader has signed.

use bytes::Bytes;
use gongkai_store::attachments::{Attachment, Seen};
use gongkai_store::drafts::Draft;
use gongkai_store::id::DraftId;
use gongkai_store::obligations::{self, Obligation, State};
use gongkai_store::{Sql, bodies};
use jiff::civil::Date;
use serde_json::json;

use super::attach::MOST;
use super::attachable::attachable;
use super::changing::Changing;
use super::form::form_of;
use super::from_report::Taken;
use super::look_through::look_through;
use super::open::{Opened, open};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::answer_return::{is_whose, understood};
use crate::error::{AppError, Problems};

/// What the journal calls it.
pub(super) const FILLED_FROM_FILE: &str = "draft_filled_from_file";

/// A file for a draft.
#[derive(Debug, Clone, Default)]
pub struct Handed {
    /// Its name and its bytes.
    pub file: Option<(String, Bytes)>,
    /// The name in its title that the person knows to be the body's, though it is not known as one.
    pub named: Option<String>,
    /// How many figures and texts of the draft the person has seen that would be replaced.
    pub replacing: Option<(usize, usize)>,
}

/// What stands in a draft and would be another, or nothing, with a file in its place: how many figures and texts.
pub fn filled(draft: &Draft) -> (usize, usize) {
    let holds = |text: &&String| !text.trim().is_empty();
    (draft.cells.values().filter(holds).count(), draft.sections.values().filter(holds).count())
}

/// A draft a file can be taken for.
///
/// # Errors
/// [`AppError::NotNow`] when the draft cannot be written in, or the body owes no report about the year and was not asked to
/// mend one; [`AppError::NotFound`] and [`AppError::Forbidden`] as with [`open()`].
pub async fn awaiting_file(app: &App, caller: &Caller, id: &DraftId) -> Result<Opened, AppError> {
    let opened = open(app, caller, id).await?;
    caller.require(Permission::DraftReport, &opened.body)?;
    if !opened.row.state.is_open() {
        return Err(AppError::NotNow { reason: "draft-not-open" });
    }
    is_owed(&mut &app.database, &opened.row).await?;
    Ok(opened)
}

/// Puts the figures and texts of a file into the draft, in the place of what stands there, and attaches the file where it can
/// be. What was not read stays blank. Nothing is handed in: the draft goes its way to the leader like any other.
///
/// Basis: 国办公开办函〔2021〕30号 part four (the leader in charge answers for the report).
///
/// # Errors
/// [`AppError::Invalid`] without a file, for one that is no report of that body about that year, or when the draft holds
/// something and it was not said that it may be replaced; [`AppError::NotNow`] as with [`awaiting_file()`];
/// [`AppError::Stale`] as with saving.
pub async fn fill_from_file(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    handed: Handed,
    revision: i64,
) -> Result<i64, AppError> {
    // Asked before the file is read and kept.
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    is_owed(&mut changing.transaction, &changing.draft).await?;
    let Changing { transaction, draft, body, .. } = changing;
    drop(transaction);
    let held = filled(&draft);
    if held != (0, 0) && handed.replacing != Some(held) {
        let mut problems = Problems::new();
        let args = vec![("cells", held.0.to_string()), ("sections", held.1.to_string())];
        problems.add_with("replacing", "draft-file-replaces", args);
        return Err(AppError::Invalid(problems));
    }
    let (name, bytes) = handed.file.ok_or_else(|| Problems::one("file", "problem-required"))?;
    let (_, read) = understood(bytes.clone(), draft.year).await?;
    let named = is_whose(app, &body, draft.year, &read, handed.named.as_deref()).await?;
    let taken = Taken::of(read, &form_of(&draft, &body));
    let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    let may_attach = attachable(&name, &bytes).is_ok() && draft.attachments.len() < MOST;
    let kept = if may_attach { Some((look_through(bytes.clone()).await?, app.blobs.put(bytes).await?)) } else { None };

    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let unread: Vec<&str> = taken.unread.iter().map(|(address, _)| address.as_str()).collect();
    let detail = json!({
        "file_name": name, "cells": taken.cells.len(), "sections": taken.sections.keys().collect::<Vec<_>>(),
        "unread": unread, "replaced": { "cells": held.0, "sections": held.1 }, "attached": kept.is_some(),
        "confirmed_name": named,
    });
    let draft = &mut changing.draft;
    (draft.cells, draft.sections) = (taken.cells, taken.sections);
    // Its figures are no total's any more.
    (draft.members, draft.absent, draft.absent_reason) = (Vec::new(), None, None);
    (draft.sums, draft.override_reason) = (None, None);
    if let Some((looked, blob)) = kept {
        draft.attachments.retain(|attachment| attachment.blob != blob);
        let by = caller.name().to_owned();
        let seen = Seen::InOffice;
        draft.attachments.push(Attachment { blob, name, size_bytes, at: changing.now, by, seen, looked });
    }
    changing.finish(caller, FILLED_FROM_FILE, detail).await
}

/// Fails unless the body owes the report, or was asked to mend it.
async fn is_owed(on: &mut dyn Sql, draft: &Draft) -> Result<(), AppError> {
    let rows = obligations::of_year(on, &draft.body, draft.year).await?;
    let closed_on = bodies::by_id(on, &draft.body).await?.closed_on;
    if waits(&rows, closed_on) { Ok(()) } else { Err(AppError::NotNow { reason: "draft-file-not-owed" }) }
}

/// Whether a body, closed since a day, owes a report, by the rows of the rolls it stands on, or was asked to mend it.
pub(super) fn waits(rows: &[Obligation], closed_on: Option<Date>) -> bool {
    rows.iter().any(|row| match row.state {
        State::Owed => row.spared(closed_on).is_none(),
        State::Returned => true,
        State::Received | State::Read | State::Checked | State::Accepted | State::Published | State::Withdrawn => false,
    })
}
