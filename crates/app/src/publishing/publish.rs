//! Publishing a report, and a corrected version of one that was published.

use std::slice;

use gongkai_report::check::masked_text;
use gongkai_report::{Report, stored};
use gongkai_store::bodies::Body;
use gongkai_store::id::{PublicationId, ReportId};
use gongkai_store::journal::{self, Event};
use gongkai_store::publications::{self, Publication, beside};
use gongkai_store::reports::{self, State};
use gongkai_store::{Sql, StoreError, corrections};
use serde_json::json;

use super::among::alone;
use super::personal::{self, Personal};
use super::same::{Same, same};
use super::text::plain_text;
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::{Seen, corrected_beside_source, earlier, to_judge};
use crate::error::{AppError, Problems};
use crate::webhooks;

/// The longest title and the longest reason, in characters.
pub(crate) const LONGEST: usize = 300;

/// What is said with a publication.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Publishing {
    /// The title; empty for the one the report has.
    pub title: String,
    /// Why it is published anew; asked for from the second version on.
    pub reason: String,
    /// That it is published as it was withdrawn, on purpose.
    pub as_withdrawn_is_meant: bool,
    /// That it says the same as the version that is published, on purpose.
    pub unchanged_is_meant: bool,
    /// That the personal numbers in it and in the files published with it are published, on purpose.
    pub personal_is_meant: bool,
    /// Whether it is one of several with the same reason: what was withdrawn is not published again like that.
    pub among_several: bool,
    /// What it was decided by.
    pub seen: Seen,
}

/// The title a report would be published under: its own with personal numbers masked, as it goes into every list, else the one
/// the form gives it.
pub fn proposed_title(report: &Report, body: &str, year: i16) -> String {
    let own = report.title.as_ref().map(|title| masked_text(&title.text.replace('\n', "")));
    own.filter(|title| !title.trim().is_empty()).unwrap_or_else(|| gongkai_report::write::title(Some(body), Some(year)))
}

/// Publishes an accepted report as it reads with its corrections: as the first version, or as a correction of what was
/// published before.
///
/// Basis: Regulation Arts. 49, 50.
///
/// # Errors
/// [`AppError::NotNow`] when it is not accepted or a newer version is there, or it was withdrawn and is one of several,
/// [`AppError::Invalid`] without a reason for a correction, when corrections of an earlier version are unsettled, when nothing differs from what is published of it or,
/// unless that is meant, from what was withdrawn or from the version before, or when there are personal numbers in it or in a file published with it and that is not meant, [`AppError::Stale`] when somebody took a step in between.
pub async fn publish(
    app: &App,
    caller: &Caller,
    id: &ReportId,
    publishing: &Publishing,
) -> Result<PublicationId, AppError> {
    let mut transaction = app.database.begin().await?;
    let (row, body) = to_judge(&mut transaction, caller, Permission::PublishReports, id, publishing.seen).await?;
    let is_newest =
        reports::current(&mut transaction, &row.body, row.year).await?.is_some_and(|newest| newest.id == *id);
    publishable(row.state, is_newest)?;
    earlier::problems(earlier::unsettled(&mut transaction, id).await?.len()).check()?;
    let kept = reports::reading(&mut transaction, id).await?.ok_or(AppError::NotNow { reason: "desk-unread" })?;
    let read = stored::from_json(&kept).map_err(|error| AppError::Internal(error.to_string()))?;
    let report = corrected_beside_source(read, &corrections::of_report(&mut transaction, id).await?);
    let version = publications::next_version(&mut transaction, &row.body, row.year).await?;
    let before = publications::versions(&mut transaction, &row.body, row.year).await?;
    let is_first = version == 1;
    let now = app.now();
    let publication = Publication {
        id: PublicationId::new(now),
        body: row.body.clone(),
        year: row.year,
        version,
        report: id.clone(),
        title: title(publishing, &report, &body, row.year),
        text: plain_text(&report),
        reading: stored::to_json(&report),
        published_at: now,
        published_by: caller.name().to_owned(),
        reason: if is_first { None } else { Some(reason(&mut transaction, &row, publishing).await?) },
        is_current: true,
    };
    let same = same(&publication.title, &publication.reading, &beside(&mut transaction, slice::from_ref(id)).await?);
    let against = super::against::of(&mut transaction, &row, &report).await?;
    // Under another title it is a change.
    let repeats = against.repeats.filter(|_| before.iter().any(|of| of.is_current && of.title == publication.title));
    let personal = personal::personal(&mut transaction, slice::from_ref(id)).await?.remove(id).unwrap_or_default();
    check(&publication, (same.as_ref(), repeats, &personal), publishing)?;
    if publishing.among_several && is_withdrawn(&mut transaction, &row).await? {
        return Err(AppError::NotNow { reason: "desk-withdrawn-alone" });
    }
    match publications::insert(&mut transaction, &publication).await {
        Err(StoreError::Conflict) => return Err(AppError::Stale),
        other => other?,
    }
    reports::obligation_follows(&mut transaction, id, "published", now).await?;
    let mut detail = json!({
        "year": row.year, "version": publication.version, "title": publication.title, "reason": publication.reason,
    });
    // What follows a withdrawal is published again; only what the public has can be corrected.
    let is_corrected = before.first().is_some_and(|newest| newest.withdrawn.is_none());
    let action = if is_corrected { "publication_corrected" } else { "report_published" };
    webhooks::tell(app, &mut transaction, &body, action, detail.clone()).await?;
    if let Some(fields) = detail.as_object_mut() {
        let meant = [
            ("as_withdrawn", same.is_some()),
            ("says_the_same", repeats.is_some()),
            ("personal", !personal.is_empty()),
        ];
        fields.extend(meant.into_iter().filter(|(_, is)| *is).map(|(name, _)| (name.to_owned(), json!(true))));
    }
    let event = Event::of(&row.body, "report", id, action).with(&detail);
    journal::append(&mut transaction, caller.actor(), now, event).await?;
    transaction.commit().await?;
    app.wake();
    Ok(publication.id)
}

/// Whether what was published of a report last is withdrawn.
async fn is_withdrawn(on: &mut dyn Sql, row: &reports::Report) -> Result<bool, AppError> {
    let all = publications::versions(on, &row.body, row.year).await?;
    Ok(all.iter().find(|of| of.report == row.id).is_some_and(|newest| newest.withdrawn.is_some()))
}

/// Whether a report in a state can be published; `is_newest` as no newer version is there.
///
/// # Errors
/// [`AppError::NotNow`] with the reason when it cannot.
pub fn publishable(state: State, is_newest: bool) -> Result<(), AppError> {
    let reason = match state {
        State::Accepted if is_newest => return Ok(()),
        State::Accepted | State::Superseded => "desk-superseded",
        State::Received | State::Read | State::Checked | State::Returned => "desk-not-accepted",
    };
    Err(AppError::NotNow { reason })
}

fn title(publishing: &Publishing, report: &Report, body: &Body, year: i16) -> String {
    match publishing.title.trim() {
        "" => proposed_title(report, &body.name, year),
        title => title.to_owned(),
    }
}

/// Why it is published anew; of one among several that gives no reason, what the body says of it.
async fn reason(on: &mut dyn Sql, row: &reports::Report, publishing: &Publishing) -> Result<String, AppError> {
    let reason = publishing.reason.trim();
    if !reason.is_empty() || !publishing.among_several {
        return Ok(reason.to_owned());
    }
    // Once it was published the body's words were about that.
    let published = publications::versions(on, &row.body, row.year).await?;
    let note = reports::correction_notes(on, &row.body, row.year).await?.remove(&row.id);
    Ok(note.filter(|_| published.iter().all(|of| of.report != row.id)).unwrap_or_default())
}

fn check(
    publication: &Publication,
    (same, repeats, personal): (Option<&Same>, Option<i64>, &Personal),
    publishing: &Publishing,
) -> Result<(), AppError> {
    let mut asked = match same {
        Some(Same::Withdrawn { .. }) if publishing.as_withdrawn_is_meant => Problems::new(),
        same => same.map(Same::problems).unwrap_or_default(),
    };
    let repeats = repeats.filter(|_| !publishing.unchanged_is_meant);
    asked.0.extend(alone(repeats).0);
    if !publishing.personal_is_meant {
        asked.0.extend(personal::problems(personal).0);
    }
    // Whoever has nothing to correct need not say why; nor whoever has to turn to one of several by itself.
    if same == Some(&Same::Public) || publishing.among_several {
        asked.clone().check()?;
    }
    let mut problems = Problems::new();
    if publication.title.chars().nth(LONGEST).is_some() {
        problems.add_with("title", "problem-too-long", vec![("most", LONGEST.to_string())]);
    }
    // After the first, each says why; so does one that follows on a withdrawal.
    if let Some(reason) = &publication.reason {
        if reason.is_empty() {
            problems.add("reason", "desk-publish-no-reason");
        }
        if reason.chars().nth(LONGEST).is_some() {
            problems.add_with("reason", "problem-too-long", vec![("most", LONGEST.to_string())]);
        }
    }
    problems.0.extend(asked.0);
    problems.check()
}
