//! Figures corrected on the desk since a draft was opened again, or filled from a report that came in as a file: the draft was
//! begun with older ones, and would bring them back.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_report::write::figure::Figures;
use gongkai_report::{Cell, CellAddress, EditionId};
use gongkai_store::corrections::{self, Correction};
use gongkai_store::drafts::{Draft, State};
use gongkai_store::id::{DraftId, ReportId};
use gongkai_store::journal::{self, Entry};
use gongkai_store::{Sql, StoreError};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::changing::Changing;
use super::from_report::FILLED;
use super::open::{ENTRIES, of_draft};
use crate::access::{Caller, Permission};
use crate::app::App;
use crate::desk::holding;
use crate::error::{AppError, Problems};
use crate::meanwhile::is_same;

/// What an entry of the journal calls the corrections that are in the draft: by cell the number of the newest.
pub const SEEN: &str = "corrections_seen";
/// What it calls those that were left aside on purpose.
pub const LEFT: &str = "corrections_left";

/// Corrections by cell: the number of each, as a page showed them.
pub type Shown = BTreeMap<String, i64>;

/// A figure corrected on the desk that the draft does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Corrected {
    /// Which cell.
    pub address: String,
    /// The number of the newest correction.
    pub seq: i64,
    /// The figure the draft was opened with.
    pub from: String,
    /// What the desk made it.
    pub to: String,
    /// What the draft has.
    pub own: String,
    /// Who corrected it.
    pub person: String,
    /// When.
    pub at: Timestamp,
    /// Why.
    pub reason: String,
    /// Who left it aside on purpose, and when.
    pub left: Option<(String, Timestamp)>,
}

impl Corrected {
    /// Whether the body changed the figure as well, to another.
    pub fn is_changed_by_both(&self) -> bool {
        !is_same(&self.own, &self.from)
    }

    /// Whether it was neither taken over nor left aside, by what a page showed and left aside.
    pub(super) fn is_open(&self, left: &Shown) -> bool {
        self.left.is_none() && left.get(&self.address) != Some(&self.seq)
    }
}

/// What is to become of the corrections a page showed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taking {
    /// Those it showed.
    pub shown: Shown,
    /// Cells whose correction is taken though the body changed them, too.
    pub theirs: BTreeSet<String>,
    /// Cells whose own figure stands.
    pub own: BTreeSet<String>,
}

/// The figures corrected on the desk since a draft was opened that it does not have, by the entries of the journal about
/// it, newest first.
pub(super) async fn since(on: &mut dyn Sql, draft: &Draft, entries: &[Entry]) -> Result<Vec<Corrected>, StoreError> {
    let entries = of_basis(entries);
    let Some(report) = basis(draft, entries).filter(|_| draft.state != State::Signed) else { return Ok(Vec::new()) };
    let corrections = corrections::of_report(on, &report).await?;
    let by_cell = corrections.chunk_by(|one, next| one.address == next.address);
    let mut since: Vec<Corrected> = by_cell.filter_map(|of| corrected(draft, entries, of)).collect();
    // As they stand in the form.
    since.sort_by_cached_key(|of| CellAddress::parse(&of.address));
    Ok(since)
}

/// The entries since a draft's figures are those of one version: what was signed before, or replaced by a report that came in
/// as a file, was another one, with corrections of its own.
fn of_basis(entries: &[Entry]) -> &[Entry] {
    let after = |(at, entry): (usize, &Entry)| match entry.action.as_str() {
        "draft_signed" | "draft_changes_discarded" => Some(at),
        FILLED => Some(at.saturating_add(1)),
        _ => None,
    };
    entries.get(..entries.iter().enumerate().find_map(after).unwrap_or(entries.len())).unwrap_or(entries)
}

/// The version a draft has its figures from: the report it was filled from, else the one it became.
fn basis(draft: &Draft, entries: &[Entry]) -> Option<ReportId> {
    let Some(filled) = entries.last().filter(|entry| entry.action == FILLED) else { return draft.report.clone() };
    let detail: Value = serde_json::from_str(&filled.detail).ok()?;
    ReportId::parse(detail.get("report")?.as_str()?)
}

/// Of the corrections of one cell, oldest first.
fn corrected(draft: &Draft, entries: &[Entry], of: &[Correction]) -> Option<Corrected> {
    let newest = of.last()?;
    let told = |name: &str| {
        let number = |entry: &Entry| {
            let detail: Value = serde_json::from_str(&entry.detail).ok()?;
            detail.get(name)?.get(&newest.address)?.as_i64()
        };
        entries.iter().filter_map(|entry| Some((number(entry)?, entry))).max_by_key(|(number, _)| *number)
    };
    let seen = told(SEEN).map_or(0, |(number, _)| number);
    let address = CellAddress::parse(&newest.address).filter(|_| newest.seq > seen)?;
    let text = |cell: &str| {
        let cell: Option<Cell> = serde_json::from_str(cell).ok();
        cell.map(|cell| figures(draft).text(address, &cell)).unwrap_or_default()
    };
    let holds = |of: &Correction| text(of.cell.as_deref().unwrap_or(&of.read_cell));
    let from = of.iter().find(|of| of.seq == seen).map_or_else(|| text(&newest.read_cell), holds);
    let (to, own) = (holds(newest), draft.cells.get(&newest.address).cloned().unwrap_or_default());
    (!is_same(&to, &own) && !is_same(&to, &from)).then(|| Corrected {
        address: newest.address.clone(),
        seq: newest.seq,
        from,
        to,
        own,
        person: newest.person.clone(),
        at: newest.at,
        reason: newest.reason.clone(),
        left: told(LEFT).filter(|(number, _)| *number == newest.seq).map(|(_, entry)| (entry.actor.clone(), entry.at)),
    })
}

/// The corrections to be left aside as the draft goes on, of those a page showed and left aside; a problem when others are
/// open.
pub(super) async fn leaving(
    on: &mut dyn Sql,
    (draft, entries): (&Draft, &[Entry]),
    shown: &Shown,
    problems: &mut Problems,
) -> Result<Option<Shown>, StoreError> {
    let mut since = since(on, draft, entries).await?;
    since.retain(|of| of.left.is_none());
    let open = since.iter().filter(|of| of.is_open(shown)).count();
    if open > 0 {
        problems.add_with("leaves_corrections", "draft-corrections-open", vec![("count", open.to_string())]);
    }
    let left: Shown = since.into_iter().map(|of| (of.address, of.seq)).collect();
    Ok(Some(left).filter(|left| !left.is_empty()))
}

/// Puts the corrected figures a page showed into the draft. Where the body changed a figure, too, only what was chosen is
/// done; what was corrected once more since is told again.
///
/// # Errors
/// [`AppError::Stale`] and [`AppError::NotNow`] as with saving.
pub async fn take_corrections(
    app: &App,
    caller: &Caller,
    id: &DraftId,
    taking: &Taking,
    revision: i64,
) -> Result<i64, AppError> {
    let mut changing = Changing::begin(app, caller, id, Permission::DraftReport, revision).await?;
    changing.require_open()?;
    let entries = journal::entries(&mut changing.transaction, &of_draft(id), ENTRIES).await?;
    let since = since(&mut changing.transaction, &changing.draft, &entries).await?;
    let (mut taken, mut left) = (Shown::new(), Shown::new());
    for of in since.into_iter().filter(|of| taking.shown.get(&of.address) == Some(&of.seq)) {
        if taking.own.contains(&of.address) {
            left.insert(of.address, of.seq);
        } else if !of.is_changed_by_both() || taking.theirs.contains(&of.address) {
            put(&mut changing.draft, &of.address, of.to);
            taken.insert(of.address, of.seq);
        }
    }
    if taken.is_empty() && left.is_empty() {
        return Ok(changing.draft.revision);
    }
    changing.finish(caller, "draft_corrections_taken", json!({ (SEEN): taken, (LEFT): left })).await
}

/// Puts the corrections that hold into a draft; how many figures are others than it had.
pub(super) fn put_all(draft: &mut Draft, corrections: &[Correction]) -> usize {
    let figures = figures(draft);
    let texts = holding(corrections).into_iter().map(|(address, cell)| (address, figures.text(address, &cell)));
    texts.map(|(address, text)| usize::from(put(draft, address.as_str(), text))).sum()
}

/// The number of the newest correction of each cell.
pub(super) fn newest(corrections: &[Correction]) -> Shown {
    corrections.iter().map(|of| (of.address.clone(), of.seq)).collect()
}

/// Puts a figure into a draft; whether it is another than it had.
fn put(draft: &mut Draft, address: &str, text: String) -> bool {
    let before = draft.cells.remove(address).unwrap_or_default();
    let is_other = before != text;
    if !text.is_empty() {
        draft.cells.insert(address.to_owned(), text);
    }
    is_other
}

fn figures(draft: &Draft) -> Figures {
    Figures::of(EditionId::parse(&draft.edition).unwrap_or_else(|| EditionId::for_year(draft.year)))
}
