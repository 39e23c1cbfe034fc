//! What the page holds but does not show.

use crate::model::{Notice, NoticeKind};

/// Hidden text and tracked changes met on the way.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    /// Cells of tables that are not there.
    pub(super) cells: u32,
    /// Cells that are there, and nothing in them is shown.
    pub(super) blank_cells: u32,
    excerpt: String,
    letters: usize,
    in_table: bool,
}

/// Characters of the excerpt.
const EXCERPT: usize = 40;

/// Letters of hidden text outside tables from which it is worth a word: pages hide many a button.
const SUBSTANCE: usize = 20;

impl Unseen {
    /// Takes note of text that is not shown.
    pub(super) fn text(&mut self, source: &str, in_table: bool) {
        let text = super::entities::unescape(source);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.in_table |= in_table && letters > 0;
        excerpt(&mut self.excerpt, text.trim());
    }

    /// The notice about hidden text, if there was any at all.
    pub(super) fn hidden(&self) -> Option<Notice> {
        let detail = self.excerpt.clone();
        (self.letters > 0).then_some(Notice { kind: NoticeKind::HiddenContent, place: None, detail })
    }

    pub(super) fn notices(&self) -> impl Iterator<Item = Notice> {
        let hidden = self.hidden().filter(|_| self.in_table || self.letters >= SUBSTANCE);
        let changes: Vec<&str> = [("del", self.deleted && self.inserted), ("ins", self.inserted)]
            .iter()
            .filter(|(_, met)| *met)
            .map(|(tag, _)| *tag)
            .collect();
        let changes = (!changes.is_empty()).then(|| Notice {
            kind: NoticeKind::TrackedChanges,
            place: None,
            detail: changes.join(" "),
        });
        hidden.into_iter().chain(changes)
    }
}

/// Adds to an excerpt, as far as there is room.
fn excerpt(excerpt: &mut String, text: &str) {
    let room = EXCERPT.saturating_sub(excerpt.chars().count());
    if room > 0 && !text.is_empty() {
        let gap = if excerpt.is_empty() { "" } else { " " };
        excerpt.extend(gap.chars().chain(text.chars()).take(room));
    }
}
