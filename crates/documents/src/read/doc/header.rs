//! The file information block: which streams, how much text, where the tables stand.

use std::ops::Range;

use crate::model::Format;
use crate::read::ReadError;
use crate::read::ole::{to_size, u16_at, u32_at};

const MAGIC: u16 = 0xA5EC;
/// The format version of Word 97, the first with this layout.
const WORD_97: u16 = 0x00C1;
/// Where the places of the parts begin when the variable blocks before them have their usual lengths.
const USUAL_PLACES: usize = 0x9A;

/// Parts of the table stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// The style sheet.
    Styles,
    /// Pages of character formatting.
    CharacterPages,
    /// Pages of paragraph formatting.
    ParagraphPages,
    /// Fonts.
    Fonts,
    /// The piece table.
    Pieces,
    /// List definitions.
    Lists,
    /// Uses of lists.
    ListUses,
}

impl Part {
    /// Its number in the header.
    fn index(self) -> usize {
        match self {
            Self::Styles => 1,
            Self::CharacterPages => 12,
            Self::ParagraphPages => 13,
            Self::Fonts => 15,
            Self::Pieces => 33,
            Self::Lists => 73,
            Self::ListUses => 74,
        }
    }
}

/// What the header says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    second_table: bool,
    /// Where in the text of the file the main text stands.
    pub(super) main_text: Range<u32>,
    /// Where the text of text boxes stands.
    pub(super) text_boxes: Range<u32>,
    places: usize,
    places_count: usize,
}

/// Reads the header at the start of the main stream.
pub(super) fn read(main: &[u8]) -> Result<Header, ReadError> {
    let damaged = || ReadError::Damaged { format: Format::Doc, detail: "its header cannot be read".into() };
    let version = u16_at(main, 2).ok_or_else(damaged)?;
    let flags = u16_at(main, 0x0A).ok_or_else(damaged)?;
    let magic = u16_at(main, 0).ok_or_else(damaged)?;
    if (magic == MAGIC || magic == 0xA5DC) && version < WORD_97 {
        return Err(ReadError::Foreign { found: "a Word 6 or 95 document".into() });
    }
    if magic != MAGIC {
        return Err(damaged());
    }
    if flags & 0x0100 != 0 {
        return Err(ReadError::Encrypted { format: Format::Doc });
    }
    let words = usize::from(u16_at(main, 0x20).ok_or_else(damaged)?);
    let longs_at = 0x22 + words * 2;
    let longs = usize::from(u16_at(main, longs_at).ok_or_else(damaged)?);
    let places_at = longs_at + 2 + longs * 4;
    let count = u16_at(main, places_at).map(usize::from);
    // Some writers leave the counts 0; the blocks then have their usual lengths.
    let usual = words == 0 || longs < 4;
    let counts_at = if usual { 0x4C } else { longs_at + 2 + 12 };
    let count_of = |index: usize| u32_at(main, counts_at + index * 4).unwrap_or(0);
    let characters = u32_at(main, counts_at).ok_or_else(damaged)?;
    // Footnotes, headers, comments and endnotes stand between.
    let boxes = [1, 2, 4, 5].into_iter().fold(characters, |sum, index| sum.saturating_add(count_of(index)));
    Ok(Header {
        second_table: flags & 0x0200 != 0,
        main_text: 0..characters,
        text_boxes: boxes..boxes.saturating_add(count_of(6)),
        places: if usual { USUAL_PLACES } else { places_at + 2 },
        places_count: if usual { 0x5D } else { count.unwrap_or(0) },
    })
}

impl Header {
    /// The name of the table stream in use.
    pub(super) fn table_stream(&self) -> &'static str {
        if self.second_table { "1Table" } else { "0Table" }
    }

    /// Offset and length of a part of the table stream; both 0 when there is none.
    pub(super) fn place(&self, main: &[u8], part: Part) -> (usize, usize) {
        let index = part.index();
        if index >= self.places_count {
            return (0, 0);
        }
        let at = self.places + index * 8;
        match (u32_at(main, at), u32_at(main, at + 4)) {
            (Some(start), Some(length)) => (to_size(start), to_size(length)),
            _ => (0, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(version: u16, flags: u16) -> Vec<u8> {
        let mut bytes = vec![0; 0x400];
        bytes[..2].copy_from_slice(&MAGIC.to_le_bytes());
        bytes[2..4].copy_from_slice(&version.to_le_bytes());
        bytes[0x0A..0x0C].copy_from_slice(&flags.to_le_bytes());
        bytes
    }

    #[test]
    fn old_and_encrypted_files_are_told() {
        assert_eq!(read(&header(0x65, 0)), Err(ReadError::Foreign { found: "a Word 6 or 95 document".into() }));
        assert_eq!(read(&header(0xC1, 0x0100)), Err(ReadError::Encrypted { format: Format::Doc }));
        assert!(matches!(read(b"\xEC\xA5"), Err(ReadError::Damaged { .. })));
        assert!(matches!(read(&[0; 100]), Err(ReadError::Damaged { .. })));
        assert_eq!(read(&header(0xC1, 0x0200)).unwrap().table_stream(), "1Table");
    }

    #[test]
    fn absurd_counts_give_no_places() {
        let mut bytes = header(0xC1, 0);
        bytes[0x20..0x22].fill(0xFF);
        assert!(read(&bytes).is_err());
        let mut bytes = header(0xC1, 0);
        bytes[0x20] = 14;
        bytes[0x3E] = 22;
        let header = read(&bytes).unwrap();
        assert_eq!(header.place(&bytes, Part::Pieces), (0, 0));
    }
}
