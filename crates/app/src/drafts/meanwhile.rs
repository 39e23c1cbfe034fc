//! What was typed on a page of a draft that went on elsewhere meanwhile, put together with what was saved there: what the
//! page had untouched stays as it was saved, and only what both changed asks for a person.

use std::collections::BTreeSet;

use gongkai_store::drafts::Draft;
use gongkai_store::journal::{self, Entry};
use gongkai_store::{Sql, StoreError};
use jiff::Timestamp;

use super::changes::{Changes, held_at};
use super::open::{Opened, of_draft};
use super::save::Typed;
use crate::app::App;
use crate::error::AppError;
use crate::meanwhile::is_same;

/// Entries read beyond those of the revisions in between: some are of what changes no revision.
const BESIDE: i64 = 100;
/// The most entries read. A page that is older still has to ask about everything that differs.
const MOST: i64 = 10_000;

/// A field of the form.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// A cell by its address.
    Cell(String),
    /// A section by its number.
    Section(u8),
}

/// What a page sends: what was typed, and what it was made from.
#[derive(Debug, Clone, Default)]
pub struct Sent {
    /// What its fields hold.
    pub typed: Typed,
    /// The revision of the draft it shows.
    pub revision: i64,
    /// Fields both had changed, where nobody has said yet whose text is to stand.
    pub undecided: BTreeSet<Field>,
    /// Whether it was said of other such fields.
    pub is_chosen: bool,
}

/// What was typed beside what was saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Beside {
    /// What was changed on the page and nowhere else.
    pub typed: Typed,
    /// What was changed on the page and elsewhere, and differs.
    pub conflicts: Vec<Conflict>,
}

/// A field that was changed in two places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Which.
    pub field: Field,
    /// What was saved.
    pub theirs: String,
    /// What was typed.
    pub own: String,
    /// Who saved it and when, where the journal says it.
    pub last: Option<(String, Timestamp)>,
}

/// What was typed on a page beside what the draft holds now.
///
/// # Errors
/// [`AppError::Internal`] when the journal cannot be read.
pub async fn beside(app: &App, opened: &Opened, sent: &Sent) -> Result<Beside, AppError> {
    Ok(of(&mut &app.database, &opened.row, sent).await?)
}

pub(super) async fn of(on: &mut dyn Sql, draft: &Draft, sent: &Sent) -> Result<Beside, StoreError> {
    let between = draft.revision.saturating_sub(sent.revision).clamp(0, MOST);
    let limit = u32::try_from(between.saturating_add(BESIDE)).unwrap_or(u32::MAX);
    let entries = journal::entries(on, &of_draft(&draft.id), limit).await?;
    Ok(put_together(draft, &entries, sent))
}

fn put_together(draft: &Draft, entries: &[Entry], sent: &Sent) -> Beside {
    let base = held_at(draft, entries, sent.revision);
    let kept = Typed::of(draft);
    let mut beside = Beside::default();
    for (field, own) in sent.typed.fields() {
        let theirs = kept.text(&field);
        let was = base.as_ref().map(|base| base.text(&field));
        let is_undecided = sent.undecided.contains(&field);
        let is_untouched = !is_undecided && was.is_some_and(|was| is_same(was, own));
        if is_untouched || is_same(theirs, own) {
            continue;
        }
        if !is_undecided && was.is_some_and(|was| is_same(was, theirs)) {
            beside.typed.put(&field, own);
        } else {
            let last = last_change(entries, &field);
            beside.conflicts.push(Conflict { theirs: theirs.to_owned(), own: own.to_owned(), last, field });
        }
    }
    beside
}

/// Who changed a field last, and when.
fn last_change(entries: &[Entry], field: &Field) -> Option<(String, Timestamp)> {
    let changed = |entry: &&Entry| {
        Changes::of(entry).is_some_and(|changes| match field {
            Field::Cell(address) => changes.cells.contains_key(address),
            Field::Section(number) => changes.sections.contains_key(number),
        })
    };
    entries.iter().find(changed).map(|entry| (entry.actor.clone(), entry.at))
}
