//! What the two Word formats share: flowing text with tables, list numbers, and the bounds both keep.

pub(super) mod meter;
pub(super) mod numbering;
pub(super) mod numerals;
pub(super) mod style;
pub(super) mod symbols;
pub(super) mod table;

use crate::model::{Block, Heading, Paragraph, Place, Table};

/// One paragraph, not yet told apart into heading and text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Line {
    /// Its text; line breaks inside are `\n`.
    pub(super) text: String,
    /// The heading level its style gives it.
    pub(super) heading: Option<u8>,
    /// Where it stands; `None` inside a cell, whose place counts then.
    pub(super) place: Option<Place>,
}

/// A piece of a text or of a cell, in reading order.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// A paragraph.
    Line(Line),
    /// A table.
    Table(Table),
}

impl Line {
    /// The block this paragraph is; `place` counts where the paragraph has none of its own.
    fn into_block(self, place: &Place) -> Block {
        let place = self.place.unwrap_or_else(|| place.clone());
        match self.heading {
            Some(level) if !self.text.trim().is_empty() => {
                Block::Heading(Heading { level, text: one_line(&self.text), place })
            }
            _ => Block::Paragraph(Paragraph { text: self.text, place }),
        }
    }
}

/// The blocks of a whole text.
pub(super) fn blocks(pieces: Vec<Piece>) -> Vec<Block> {
    let outside = Place::Paragraph { paragraph: 0 };
    pieces
        .into_iter()
        .map(|piece| match piece {
            Piece::Line(line) => line.into_block(&outside),
            Piece::Table(table) => Block::Table(table),
        })
        .collect()
}

/// A heading broken over lines becomes one: Chinese is joined as it is, words of letters get a space.
fn one_line(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for part in text.split('\n') {
        let letters = |character: Option<char>| character.is_some_and(|character| character.is_ascii_alphanumeric());
        if letters(joined.chars().next_back()) && letters(part.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(part);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::one_line;

    #[test]
    fn headings_lose_their_line_breaks() {
        assert_eq!(one_line("示例区\n2023年报告"), "示例区2023年报告");
        assert_eq!(one_line("Open\ngovernment"), "Open government");
    }
}
