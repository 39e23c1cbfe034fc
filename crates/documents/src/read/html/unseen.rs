//! What the page holds but does not show.

use crate::model::{Notice, NoticeKind};

/// Hidden text and tracked changes met on the way.
#[derive(Debug, Default)]
pub(super) struct Unseen {
    pub(super) deleted: bool,
    pub(super) inserted: bool,
    excerpt: String,
    letters: usize,
    in_table: bool,
}

/// Characters of the excerpt.
const EXCERPT: usize = 40;

/// Letters of hidden text outside tables from which it is worth a word: pages hide many a button.
const SUBSTANCE: usize = 20;

impl Unseen {
    /// Takes note of text that is not shown. Menus of links are hidden everywhere and mean nothing.
    pub(super) fn text(&mut self, source: &str, in_table: bool, linked: bool) {
        if linked {
            return;
        }
        let text = super::entities::unescape(source);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        self.letters += letters;
        self.in_table |= in_table && letters > 0;
        let room = EXCERPT.saturating_sub(self.excerpt.chars().count());
        self.excerpt.extend(text.trim().chars().take(room));
    }

    pub(super) fn is_substantial(&self) -> bool {
        self.in_table || self.letters >= SUBSTANCE
    }

    pub(super) fn notices(&self) -> impl Iterator<Item = Notice> {
        let hidden = self.is_substantial().then(|| (NoticeKind::HiddenContent, self.excerpt.clone()));
        let changes: Vec<&str> = [("del", self.deleted), ("ins", self.inserted)]
            .iter()
            .filter(|(_, met)| *met)
            .map(|(tag, _)| *tag)
            .collect();
        let changes = (!changes.is_empty()).then(|| (NoticeKind::TrackedChanges, changes.join(" ")));
        hidden.into_iter().chain(changes).map(|(kind, detail)| Notice { kind, place: None, detail })
    }
}
