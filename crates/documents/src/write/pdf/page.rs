//! Laid-out pages: what stands where, and what it is.

use super::super::fit::{LANDSCAPE, PORTRAIT};
use super::face::Glyph;

/// A4, in points.
const SHORT: f32 = 595.28;
const LONG: f32 = 841.89;
/// Height of the text area of an upright page, and width of one on its side, in points: 225 mm.
const TALL: f32 = LANDSCAPE;
/// Margins of GB/T 9704 in points: 37 mm at the top, 28 mm at the left; on its side 28 and 37 mm.
const TOP: f32 = 104.88;
const LEFT: f32 = 79.37;

/// How a page lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Orientation {
    Upright,
    Turned,
}

impl Orientation {
    /// Width and height of the sheet.
    pub(super) fn sheet(self) -> (f32, f32) {
        match self {
            Self::Upright => (SHORT, LONG),
            Self::Turned => (LONG, SHORT),
        }
    }

    /// Left edge and width of the text area.
    pub(super) fn across(self) -> (f32, f32) {
        match self {
            Self::Upright => (LEFT, PORTRAIT),
            Self::Turned => (TOP, LANDSCAPE),
        }
    }

    /// Top and bottom edge of the text area.
    pub(super) fn down(self) -> (f32, f32) {
        match self {
            Self::Upright => (TOP, TOP + TALL),
            Self::Turned => (LEFT, LEFT + PORTRAIT),
        }
    }
}

/// What a piece of text is in the document's structure.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    Heading { level: u8, text: String },
    Paragraph,
    Table,
    Row,
    HeaderCell { rows: usize, columns: usize, heads_row: bool },
    DataCell { rows: usize, columns: usize },
}

/// A node of the structure; its parent comes before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) kind: Kind,
    pub(super) parent: Option<usize>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mark {
    /// A run of text; each glyph with its advance in points. Without a node it is no part of the content (a page
    /// number, a header row repeated).
    Text { node: Option<usize>, x: f32, baseline: f32, size: f32, glyphs: Vec<(Glyph, f32)> },
    /// A line from one point to another.
    Rule { from: (f32, f32), to: (f32, f32) },
}

/// A page.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Page {
    pub(super) orientation: Orientation,
    pub(super) marks: Vec<Mark>,
}

/// A heading in the bookmarks.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Bookmark {
    pub(super) level: u8,
    pub(super) text: String,
    pub(super) page: usize,
    pub(super) top: f32,
}

/// The whole document laid out.
#[derive(Debug, Default)]
pub(super) struct Pages {
    pub(super) sheets: Vec<Page>,
    pub(super) nodes: Vec<Node>,
    pub(super) bookmarks: Vec<Bookmark>,
}

impl Pages {
    /// Starts a page.
    pub(super) fn turn(&mut self, orientation: Orientation) {
        self.sheets.push(Page { orientation, marks: Vec::new() });
    }

    /// Draws on the last page.
    pub(super) fn draw(&mut self, mark: Mark) {
        if let Some(page) = self.sheets.last_mut() {
            page.marks.push(mark);
        }
    }

    /// Adds a node to the structure.
    pub(super) fn node(&mut self, kind: Kind, parent: Option<usize>) -> usize {
        self.nodes.push(Node { kind, parent });
        self.nodes.len() - 1
    }
}
