//! Counts what a document has used of its limits, and keeps what is to be told.

use crate::model::{Notice, NoticeKind, Place};
use crate::read::Limits;

/// Notices kept: a hostile file could cause one for every cell.
const MOST_NOTICES: usize = 200;

/// Characters a paragraph counts for beside its text: an empty one takes memory too.
const PARAGRAPH_CHARACTERS: u64 = 16;

/// What is left of the limits while a document is read.
#[derive(Debug)]
pub(in crate::read) struct Meter {
    cells: u32,
    /// Cells a reader may still keep before tables are made of them.
    kept: u32,
    characters: u64,
    /// The most rows or columns one cell may span, and a table may have columns.
    pub(in crate::read) span: u32,
    /// Nesting allowed.
    pub(in crate::read) depth: u32,
    /// Notices so far.
    pub(in crate::read) notices: Vec<Notice>,
}

impl Meter {
    /// A meter with everything left.
    pub(in crate::read) fn new(limits: &Limits) -> Self {
        Self {
            cells: limits.cells,
            kept: limits.cells,
            characters: limits.characters,
            span: limits.span.max(1),
            depth: limits.depth,
            notices: Vec::new(),
        }
    }

    /// Takes one cell, wide ones as often as they are wide; `false` when none is left, which is then noticed.
    pub(in crate::read) fn take_cells(&mut self, count: u32) -> bool {
        if let Some(left) = self.cells.checked_sub(count) {
            self.cells = left;
            return true;
        }
        self.cells = 0;
        self.once(NoticeKind::LimitReached, "cells");
        false
    }

    /// Takes one cell as it is read, with its text; `false` when either is used up, which is then noticed.
    pub(in crate::read) fn take_read(&mut self, text: &str) -> bool {
        if let Some(left) = self.kept.checked_sub(1) {
            self.kept = left;
            return self.take_text(text);
        }
        self.once(NoticeKind::LimitReached, "cells");
        false
    }

    /// Takes one paragraph with its text; `false` when there is not enough left, which is then noticed.
    pub(in crate::read) fn take_paragraph(&mut self, text: &str) -> bool {
        let Some(left) = self.characters.checked_sub(PARAGRAPH_CHARACTERS) else {
            self.once(NoticeKind::LimitReached, "characters");
            return false;
        };
        self.characters = left;
        self.take_text(text)
    }

    /// Takes the characters of a text; `false` when there are not enough left, which is then noticed.
    pub(in crate::read) fn take_text(&mut self, text: &str) -> bool {
        let count = u64::try_from(text.chars().count()).unwrap_or(u64::MAX);
        if let Some(left) = self.characters.checked_sub(count) {
            self.characters = left;
            return true;
        }
        self.once(NoticeKind::LimitReached, "characters");
        false
    }

    /// How many cells are left.
    pub(in crate::read) fn cells_left(&self) -> u32 {
        self.cells
    }

    /// How many characters are left, as a size.
    pub(in crate::read) fn characters_left(&self) -> usize {
        usize::try_from(self.characters).unwrap_or(usize::MAX)
    }

    /// A span within the limit, with a notice when it had to be cut. At least 1.
    pub(in crate::read) fn span(&mut self, wanted: u32, place: Option<Place>) -> u32 {
        if wanted > self.span {
            self.note(Notice { kind: NoticeKind::SpanClamped, place, detail: wanted.to_string() });
        }
        wanted.clamp(1, self.span)
    }

    /// Notes something that need not be told twice; the first of its kind is always kept.
    pub(in crate::read) fn once(&mut self, kind: NoticeKind, detail: &str) {
        let notice = Notice { kind, place: None, detail: detail.to_owned() };
        if !self.notices.iter().any(|known| known.kind == kind) {
            self.notices.push(notice);
        } else if !self.notices.contains(&notice) {
            self.note(notice);
        }
    }

    /// Keeps a notice, unless there are far too many already.
    pub(in crate::read) fn note(&mut self, notice: Notice) {
        if self.notices.len() < MOST_NOTICES {
            self.notices.push(notice);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_counted_and_noticed_once() {
        let mut meter = Meter::new(&Limits { cells: 3, characters: 4, span: 5, ..Limits::default() });
        assert!(meter.take_cells(3));
        assert!(!meter.take_cells(1));
        assert!(!meter.take_cells(1));
        assert!(meter.take_text("ab"));
        assert!(!meter.take_text("青禾街道"));
        assert_eq!(meter.span(4_294_967_295, None), 5);
        assert_eq!(meter.span(0, None), 1);
        assert_eq!(meter.notices.len(), 3);
    }
}
