//! What became of the reports a total was added up from, since it was.

use gongkai_store::bodies::Body;
use gongkai_store::drafts::Draft;
use gongkai_store::id::{BodyId, ReportId};
use gongkai_store::journal::Entry;
use gongkai_store::totals::{Which, counting, whose};
use jiff::Timestamp;
use serde_json::Value;

use super::add_up::belonging;
use crate::app::App;
use crate::error::AppError;

/// What changed among the members of a total, by name; figures of what was added up may be others by now.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drift {
    /// Which reports were added up.
    pub which: Which,
    /// Bodies whose report counts now and did not.
    pub came: Vec<String>,
    /// Bodies of whose report another version counts, or a corrected one.
    pub changed: Vec<String>,
    /// Bodies whose report does not count any more.
    pub gone: Vec<String>,
}

/// What changed since a draft was filled from a total; `None` where nothing did, or it was not filled so. An older program did
/// not keep when: the journal's newest entry about it says so, `timeline` is newest first.
pub(crate) async fn drift(
    app: &App,
    body: &Body,
    draft: &Draft,
    timeline: &[Entry],
) -> Result<Option<Drift>, AppError> {
    let kept = draft.sums.as_ref().map(|sums| (sums.which, sums.at));
    let told = || timeline.iter().find(|entry| entry.action == "draft_filled_from_total");
    match kept.or_else(|| told().map(|filled| (which(filled), filled.at))) {
        Some(filled) if !draft.members.is_empty() => since(app, body, draft.year, &draft.members, filled).await,
        Some(_) | None => Ok(None),
    }
}

/// What changed among the members of a total since it was added up.
pub(super) async fn since(
    app: &App,
    body: &Body,
    year: i16,
    members: &[ReportId],
    (which, at): (Which, Timestamp),
) -> Result<Option<Drift>, AppError> {
    let on = &mut &app.database;
    let (_, belonging) = belonging(app, body, year).await?;
    let ids: Vec<BodyId> = belonging.iter().map(|member| member.body.id.clone()).collect();
    let counting = counting(on, &ids, (year, which), at).await?;
    let before = whose(on, members).await?;
    let mut drift = Drift { which, ..Drift::default() };
    for member in &belonging {
        let Some(now) = counting.iter().find(|of| of.body == member.body.id) else { continue };
        if !before.iter().any(|(id, _)| *id == now.body) {
            drift.came.push(member.name.clone());
        } else if now.is_changed || !members.contains(&now.report) {
            drift.changed.push(member.name.clone());
        }
    }
    let is_gone = |id: &BodyId| counting.iter().all(|now| now.body != *id);
    drift.gone = before.into_iter().filter(|(id, _)| is_gone(id)).map(|(_, name)| name).collect();
    Ok(Some(drift).filter(|drift| *drift != Drift { which, ..Drift::default() }))
}

/// Which reports a filling added up.
fn which(filled: &Entry) -> Which {
    let detail: Option<Value> = serde_json::from_str(&filled.detail).ok();
    let which = detail.as_ref().and_then(|detail| detail.get("which")?.as_str()).and_then(Which::parse);
    which.unwrap_or_default()
}
