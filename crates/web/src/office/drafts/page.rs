//! What the pages of a draft have in common.

use std::collections::BTreeMap;

use gongkai_app::drafts::changes::CHANGES;
use gongkai_app::drafts::{Changes, Discarded, Field, Opened, Reopening, Typed};
use gongkai_app::totals::Drift;
use gongkai_report::edition::EditionId;
use gongkai_report::{CellAddress, Report};
use gongkai_store::journal::Entry;
use gongkai_store::{drafts, reports};
use serde_json::Value;

use super::corrected::{self, CorrectedCell};
use super::texts::{excerpts, field_name};
use crate::frame::{Frame, Permission};
use crate::office::reports::standing::Standing;
use crate::office::timeline::{Moment, moment};
use crate::office::totals::overridden::OverriddenCell;

/// The head of a draft's pages: whose, which year, where it stands, what may be done.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) revision: i64,
    pub(crate) body: String,
    /// Since when that is closed.
    pub(crate) closed_on: Option<String>,
    pub(crate) year: i16,
    /// The last day, the earliest by any roll.
    pub(crate) due_on: Option<String>,
    /// Whether that day is over and nothing has come in.
    pub(crate) is_late: bool,
    pub(crate) state: drafts::State,
    pub(crate) note: Option<String>,
    pub(crate) explanation: Option<String>,
    /// What the body says it corrects.
    pub(crate) correction_note: Option<String>,
    pub(crate) may_write: bool,
    pub(crate) may_sign: bool,
    /// What changed among those it was added up from.
    pub(crate) drift: Option<Drift>,
    /// Whether who looks can have it added up again.
    pub(crate) may_total: bool,
    /// Its body.
    pub(crate) body_id: String,
    /// Whether it has to be signed and nobody can.
    pub(crate) lacks_signer: bool,
    pub(crate) reopening: Option<Reopening>,
    pub(crate) discardable: Option<Discarded>,
    /// The version that was signed and holds while the draft is open again: its number, and whether it was accepted.
    pub(crate) held: Option<(i64, bool)>,
    /// Why nobody asks its body for the report.
    pub(crate) excused: Option<String>,
    /// What was published and is withdrawn, while nothing of the report is public: its number and when.
    pub(crate) withdrawn: Option<(i64, String)>,
    /// Whether anything of the report was ever published.
    pub(crate) was_published: bool,
    /// Who put it before the leader, and when: whose the reasons are.
    pub(crate) submitted: Option<(String, String)>,
    /// How many reports its figures were added up from.
    pub(crate) members: usize,
    /// The bodies that had none to be added up.
    pub(crate) absent: Vec<String>,
    /// Why the total does without them.
    pub(crate) absent_reason: Option<String>,
    /// Figures changed by hand since it was filled from a total.
    pub(crate) overridden: Vec<OverriddenCell>,
    /// Why they depart from the sums.
    pub(crate) override_reason: Option<String>,
    /// The report it became: id, version and state.
    pub(crate) report: Option<(String, i64, reports::State)>,
    /// How that version stands: class and word of each badge.
    pub(crate) badges: Vec<(&'static str, String)>,
    /// The return nobody is done with.
    pub(crate) returned: Option<Returned>,
    pub(crate) signed: Option<(String, String)>,
    /// The version that came in otherwise and is the newest now: id, version, file and when.
    pub(crate) overtaken: Option<(String, i64, String, String)>,
    /// Whether that version was read and can be the draft's beginning.
    pub(crate) has_basis: bool,
    /// Figures corrected on the desk since it was opened that it does not have.
    pub(crate) corrected: Vec<CorrectedCell>,
    /// Those of them that are neither taken over nor left aside, as a form carries them.
    pub(crate) corrections_open: String,
    /// Whether it says the same as the accepted version it was opened from.
    pub(crate) is_unchanged: bool,
}

/// A return of the report.
#[derive(Debug, Clone)]
pub(crate) struct Returned {
    pub(crate) id: String,
    /// The day for mending.
    pub(crate) due_on: String,
    /// Whether the body answered it in words.
    pub(crate) is_answered: bool,
    /// Whether that day is past without an answer.
    pub(crate) is_late: bool,
}

impl Returned {
    /// What is to be done about it: the id of the words.
    pub(crate) fn hint(&self) -> &'static str {
        match (self.is_answered, self.is_late) {
            (true, _) => "draft-report-returned-answered",
            (false, true) => "draft-report-returned-late",
            (false, false) => "draft-report-returned-hint",
        }
    }
}

impl Head {
    /// How the draft's next version takes the newest one's place.
    pub(crate) fn overtaken_hint(&self) -> &'static str {
        match self.state {
            drafts::State::Draft | drafts::State::Returned => "draft-overtaken-hint",
            drafts::State::Submitted => "draft-overtaken-hint-submitted",
            drafts::State::Signed if self.reopening == Some(Reopening::NextVersion) => "draft-overtaken-hint-next",
            drafts::State::Signed => "draft-overtaken-hint-signed",
        }
    }

    /// What is said above the bodies that were not added up: once it is signed nothing can be done about them in it.
    pub(crate) fn absent_hint(&self) -> &'static str {
        match self.state {
            drafts::State::Draft | drafts::State::Returned | drafts::State::Submitted => "draft-absent-hint",
            drafts::State::Signed => "draft-absent-hint-signed",
        }
    }

    /// What is said above what changed among those it was added up from: signed, it stays as it is.
    pub(crate) fn drift_title(&self) -> &'static str {
        if self.state == drafts::State::Signed { "draft-drift-signed" } else { "draft-drift" }
    }

    /// How it is added up again, in words, for who cannot do it here.
    pub(crate) fn drift_hint(&self) -> &'static str {
        match self.state {
            drafts::State::Draft | drafts::State::Returned => "draft-drift-hint",
            drafts::State::Submitted => "draft-drift-hint-submitted",
            drafts::State::Signed => "draft-drift-hint-signed",
        }
    }

    /// What opening it again is called.
    pub(crate) fn reopen_word(&self, reopening: &Reopening) -> &'static str {
        match reopening {
            Reopening::TakenBack => "draft-reopen",
            Reopening::NextVersion if self.was_published => "draft-start-correction",
            Reopening::NextVersion => "draft-start-version",
        }
    }

    /// What is asked before it is opened again.
    pub(crate) fn reopen_confirm(&self, reopening: &Reopening) -> String {
        match reopening {
            Reopening::NextVersion if self.withdrawn.is_some() => "draft-start-withdrawn-confirm".to_owned(),
            Reopening::NextVersion | Reopening::TakenBack => format!("{}-confirm", self.reopen_word(reopening)),
        }
    }

    /// How the next version is begun, in words.
    pub(crate) fn next_how(&self) -> &'static str {
        if self.overtaken.is_some() { "draft-next-how-overtaken" } else { "draft-next-how" }
    }

    /// What holds while the next version of an accepted one is written, in words.
    pub(crate) fn held_accepted(&self) -> &'static str {
        if self.withdrawn.is_some() { "draft-held-withdrawn" } else { "draft-held-accepted" }
    }

    /// What of it can be given up, in words.
    pub(crate) fn discard_word(&self) -> &'static str {
        match self.discardable {
            Some(Discarded::Changes) => "draft-changes-discard",
            Some(Discarded::Draft) | None => "draft-discard",
        }
    }

    pub(crate) fn of(frame: &Frame, opened: &Opened, today: jiff::civil::Date) -> Self {
        let row = &opened.row;
        let excused = opened.owed.iter().all(|owed| owed.excused.is_some());
        let closed_on = opened.body.closed_on;
        let came = opened.drift.as_ref().map(|drift| drift.came.as_slice()).unwrap_or_default();
        let due = opened.owed.iter().find(|owed| owed.excused.is_none() && owed.spared(closed_on).is_none());
        let may_draft = frame.may_at(Permission::DraftReport, &opened.body);
        let stands = |version| Standing::of(version, &opened.publications).badges(version, frame);
        Self {
            id: row.id.to_string(),
            revision: row.revision,
            body: opened.body.name.clone(),
            closed_on: closed_on.map(|day| day.to_string()),
            year: row.year,
            excused: opened.owed.first().and_then(|owed| owed.excused.clone()).filter(|_| excused),
            due_on: due.map(|due| due.due_on.to_string()),
            is_late: due.is_some_and(|due| due.received_at.is_none() && due.due_on < today),
            state: row.state,
            note: row.note.clone(),
            explanation: row.explanation.clone(),
            correction_note: row.correction_note.clone(),
            may_write: row.state.is_open() && may_draft,
            may_sign: row.state == drafts::State::Submitted && frame.may_at(Permission::SignReport, &opened.body),
            drift: opened.drift.clone(),
            may_total: row.state.is_open() && frame.may_at(Permission::PublishReports, &opened.body),
            body_id: row.body.to_string(),
            lacks_signer: row.state != drafts::State::Signed && !opened.can_be_signed,
            reopening: opened.reopening().filter(|_| may_draft),
            discardable: opened.discardable().filter(|_| may_draft),
            held: opened
                .report
                .as_ref()
                .filter(|_| row.signed_as.is_some() && opened.overtaken_by().is_none())
                .map(|report| (report.version, report.state == reports::State::Accepted)),
            withdrawn: opened.publications.first().and_then(|newest| {
                let withdrawal =
                    newest.withdrawn.as_ref().filter(|_| opened.publications.iter().all(|of| !of.is_current))?;
                Some((newest.version, frame.moment(&withdrawal.at)))
            }),
            was_published: opened.is_correction(),
            members: row.members.len(),
            // Whose report counts by now is told as such.
            absent: opened.absent().into_iter().filter(|name| !came.contains(name)).collect(),
            submitted: row.submitted_by.clone().zip(row.submitted_at.as_ref().map(|at| frame.moment(at))),
            absent_reason: row.absent_reason.clone(),
            overridden: opened.overridden().iter().map(OverriddenCell::of).collect(),
            override_reason: row.override_reason.clone().filter(|_| !row.state.is_open()),
            report: opened.report.as_ref().map(|report| (report.id.to_string(), report.version, report.state)),
            badges: opened.report.as_ref().map(stands).unwrap_or_default(),
            returned: opened.returned.as_ref().map(|of| {
                let is_answered = of.answered_at.is_some();
                let is_late = !is_answered && of.due_on < today;
                Returned { id: of.id.to_string(), due_on: of.due_on.to_string(), is_answered, is_late }
            }),
            overtaken: opened.overtaken_by().map(|newest| {
                let at = frame.moment(&newest.received_at);
                (newest.id.to_string(), newest.version, newest.file_name.clone(), at)
            }),
            has_basis: opened.overtaken_by().is_some_and(|newest| newest.engine.is_some()),
            corrected: corrected::told(frame, opened),
            corrections_open: corrected::carried(opened),
            is_unchanged: opened.is_unchanged,
            signed: row.signed_at.as_ref().map(|at| (frame.moment(at), row.signed_by.clone().unwrap_or_default())),
        }
    }

    /// The state's word for a badge class.
    pub(crate) fn badge(&self) -> &'static str {
        badge(self.state)
    }
}

/// The badge class of a draft's state.
pub(crate) fn badge(state: drafts::State) -> &'static str {
    match state {
        drafts::State::Draft => "draft",
        drafts::State::Submitted => "received",
        drafts::State::Returned => "returned",
        drafts::State::Signed => "accepted",
    }
}

/// A cell in the form's own words.
pub(super) fn cell_name(edition: EditionId, address: CellAddress) -> String {
    let labels = edition.edition().labels_alone(address);
    labels.map_or_else(|| address.to_string(), |(row, column)| format!("{row} · {column}"))
}

/// What happened to a draft, newest first, with what it put in the place of what. Savings one after the other by the same
/// person are one line.
pub(crate) fn timeline(frame: &Frame, opened: &Opened) -> Vec<Moment> {
    let names = BTreeMap::new();
    let mut moments: Vec<Moment> = Vec::new();
    // The newest entry told by the last line that further savings may belong to, and how many do.
    let mut run: Option<(&Entry, u32)> = None;
    // What the draft held after the line that is told, and before the entries told so far; nothing once that is unknown.
    let mut after = Some(Typed::of(&opened.row));
    let mut before = after.clone();
    for entry in &opened.timeline {
        let many = match run {
            Some((later, many)) if is_one_go(entry, later) => many.saturating_add(1),
            _ => 1,
        };
        run = is_plain_save(entry).then_some((entry, many));
        if many == 1 {
            after.clone_from(&before);
            let mut shown = moment(frame, entry, &names);
            if let Some(said) = said(frame, entry) {
                shown.details = said;
            }
            moments.push(shown);
        }
        match Changes::of(entry) {
            Some(changes) => before = before.and_then(|mut held| changes.undo(&mut held).map(|()| held)),
            None if is_content(&entry.action) => before = None,
            None => {}
        }
        let Some(last) = moments.last_mut() else { continue };
        if many > 1 {
            last.details = vec![(String::new(), frame.t1("draft-saved-times", "count", many))];
        }
        last.changed = match (&before, &after) {
            (Some(before), Some(after)) => changed(frame, opened.form.edition, before, after),
            _ => Vec::new(),
        };
    }
    moments
}

/// How long somebody may pause and still be said to save in a row, in seconds.
const PAUSE: i64 = 1800;

/// Whether a saving and a later one are told as one.
fn is_one_go(entry: &Entry, later: &Entry) -> bool {
    is_plain_save(entry)
        && entry.actor_id == later.actor_id
        && later.at.as_second().saturating_sub(entry.at.as_second()) < PAUSE
}

/// Whether an entry is a saving, and not one by which somebody else's text may have gone.
fn is_plain_save(entry: &Entry) -> bool {
    entry.action == "draft_saved" && !entry.detail.contains("\"beside\":true")
}

/// Whether an entry of an older program, which does not say what it changed, is about figures and texts.
fn is_content(action: &str) -> bool {
    action == "draft_saved"
        || action == "draft_zeros_filled"
        || action == "draft_carried"
        || action.starts_with("draft_filled")
}

/// What was put in the place of what: the field, before, after.
fn changed(frame: &Frame, edition: EditionId, before: &Typed, after: &Typed) -> Vec<(String, String, String)> {
    let changes = Changes::between(before, after, 0);
    let mut cells: Vec<String> = changes.cells.into_keys().collect();
    // As they stand in the form.
    cells.sort_by_cached_key(|address| CellAddress::parse(address));
    cells
        .into_iter()
        .map(Field::Cell)
        .chain(changes.sections.into_keys().map(Field::Section))
        .map(|field| {
            let (from, to) = excerpts(before.text(&field), after.text(&field));
            (field_name(frame, edition, &field), from, to)
        })
        .collect()
}

/// What is said of entries whose detail is about many cells.
fn said(frame: &Frame, entry: &Entry) -> Option<Vec<(String, String)>> {
    let detail: Value = serde_json::from_str(&entry.detail).ok()?;
    let many = |name: &str| match detail.get(CHANGES).and_then(|changes| changes.get(name)).or_else(|| detail.get(name))
    {
        Some(Value::Array(list)) => list.len(),
        Some(Value::Object(fields)) => fields.len(),
        _ => 0,
    };
    let text = match entry.action.as_str() {
        "draft_saved" => frame.t2("draft-saved-detail", "cells", many("cells"), "sections", many("sections")),
        "draft_zeros_filled" | "draft_carried" | "draft_corrections_taken" => {
            frame.t1("draft-cells-filled", "count", many("cells"))
        }
        "draft_filled_from_report" | "draft_filled_from_file" => {
            let cells = detail.get("cells").and_then(Value::as_u64).unwrap_or_default();
            frame.t2("draft-from-report-detail", "cells", cells, "unread", many("unread"))
        }
        "draft_filled_from_total" => frame.t1("draft-from-members", "count", many("members")),
        _ => return None,
    };
    Some(vec![(String::new(), text)])
}

/// The figure of a cell of a report, as text.
pub(crate) fn figure(report: &Report, address: CellAddress) -> Option<String> {
    report.cells.value(address).map(|value| value.normalize().to_string())
}
