//! The layouts in which reports arrive as plain text.

use gongkai_documents::{Document, Format};
use gongkai_report::Report;

/// A layout of plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layout {
    /// One cell a line behind a tab, an empty line after each row, words broken inside header cells.
    TabbedCells,
    /// One paragraph a line with an empty line after each; empty label cells left out, half-width punctuation.
    BlankLineSeparated,
    /// One cell a line without any separator; empty cells are lines of blank characters.
    BlankCharacterCells,
    /// One row a line, tab-separated, with extra empty cells and lost leading ones.
    RaggedTabRows,
    /// One row a line, tab-separated, every grid column in its place.
    EvenTabRows,
    /// Markdown pipe tables.
    MarkdownPipes,
}

impl Layout {
    /// All layouts.
    pub const ALL: [Self; 6] = [
        Self::TabbedCells,
        Self::BlankLineSeparated,
        Self::BlankCharacterCells,
        Self::RaggedTabRows,
        Self::EvenTabRows,
        Self::MarkdownPipes,
    ];
}

/// A report as text in a layout.
pub fn text(_report: &Report, _layout: Layout) -> String {
    String::new()
}

/// The text as the text reader would give it: one paragraph a line.
pub fn document(report: &Report, layout: Layout) -> Document {
    lines(&text(report, layout))
}

/// Text as a document of lines.
pub fn lines(_text: &str) -> Document {
    Document::new(Format::Txt)
}
