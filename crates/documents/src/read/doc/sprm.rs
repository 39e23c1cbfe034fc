//! Property modifiers: the two-byte codes with operands that all formatting is written in.

use crate::read::ole::{to_size, u16_at, u32_at};

/// One modifier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sprm<'a> {
    /// Its code.
    pub(super) code: u16,
    /// Its operand; for those of variable length, what follows the length.
    pub(super) operand: &'a [u8],
}

impl Sprm<'_> {
    /// The operand's first byte.
    pub(super) fn byte(&self) -> u8 {
        self.operand.first().copied().unwrap_or(0)
    }

    /// The operand's first two bytes.
    pub(super) fn word(&self) -> u16 {
        u16_at(self.operand, 0).unwrap_or(0)
    }

    /// The operand's four bytes.
    pub(super) fn long(&self) -> u32 {
        u32_at(self.operand, 0).unwrap_or(0)
    }
}

pub(super) const PARAGRAPH_STYLE: u16 = 0x4600;
pub(super) const CHARACTER_STYLE: u16 = 0x4A30;
pub(super) const IN_TABLE: u16 = 0x2416;
pub(super) const ROW_END: u16 = 0x2417;
pub(super) const INNER_CELL_END: u16 = 0x244B;
pub(super) const INNER_ROW_END: u16 = 0x244C;
pub(super) const TABLE_DEPTH: u16 = 0x6649;
pub(super) const TABLE_DEPTH_CHANGE: u16 = 0x664A;
pub(super) const LIST_LEVEL: u16 = 0x260A;
pub(super) const LIST: u16 = 0x460B;
pub(super) const OUTLINE: u16 = 0x2640;
pub(super) const HUGE: [u16; 3] = [0x6645, 0x6646, 0x646B];
pub(super) const TABLE_DEFINITION: u16 = 0xD608;
pub(super) const TABLE_HEADER: u16 = 0x3404;
pub(super) const TABLE_VERTICAL_MERGE: u16 = 0xD62B;
pub(super) const TABLE_MERGE: u16 = 0x5624;
pub(super) const DELETED: u16 = 0x0800;
pub(super) const INSERTED: u16 = 0x0801;
pub(super) const HIDDEN: u16 = 0x083C;
pub(super) const STRUCK: [u16; 2] = [0x0837, 0x2A53];
pub(super) const SYMBOL: u16 = 0x6A09;
/// 1 above the line, 2 below it.
pub(super) const RAISED: u16 = 0x2A48;
/// By how many half points text is lifted.
pub(super) const LIFT: u16 = 0x4845;
pub(super) const SIZE: u16 = 0x4A43;
/// The number of a colour; 8 is white.
pub(super) const COLOUR: u16 = 0x2A42;
/// A colour by red, green, blue and a byte that makes it the reader's own.
pub(super) const COLOUR_OF_CHANNELS: u16 = 0x6870;
/// What is behind text.
pub(super) const SHADES: [u16; 3] = [0x4866, 0xCA71, 0x2A0C];
/// What is behind a paragraph: in full, and as a number of a colour and a pattern.
pub(super) const PARAGRAPH_SHADES: [u16; 2] = [0xC64D, 0x442D];
/// What is behind the cells of a row, 22 of them each, in full.
pub(super) const CELL_SHADES: [u16; 3] = [0xD612, 0xD616, 0xD60C];
/// The same as numbers of colours and patterns.
pub(super) const CELL_SHADES_BY_NUMBER: u16 = 0xD609;
const TAB_CHANGES: u16 = 0xC615;

/// The modifiers of a property list; a broken one ends it.
pub(super) fn sprms(list: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    let mut rest = list;
    std::iter::from_fn(move || {
        let code = u16_at(rest, 0)?;
        let after = rest.get(2..)?;
        let (skip, length): (usize, usize) = match code >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ if code == TABLE_DEFINITION => (2, usize::from(u16_at(after, 0)?).checked_sub(1)?),
            _ => match usize::from(*after.first()?) {
                255 if code == TAB_CHANGES => (1, tab_changes(after.get(1..)?)?),
                length => (1, length),
            },
        };
        let operand = after.get(skip..skip.checked_add(length)?)?;
        rest = after.get(skip + length..)?;
        Some(Sprm { code, operand })
    })
}

/// The length of tab changes too many for the length byte: deleted tabs take four bytes, added ones three.
fn tab_changes(bytes: &[u8]) -> Option<usize> {
    let deleted = usize::from(*bytes.first()?) * 4;
    let added = usize::from(*bytes.get(1 + deleted)?) * 3;
    Some(2 + deleted + added)
}

/// The property list a modifier points to in the data stream.
pub(super) fn huge<'d>(sprm: &Sprm<'_>, data: &'d [u8]) -> Option<&'d [u8]> {
    if !HUGE.contains(&sprm.code) {
        return None;
    }
    let at = to_size(sprm.long());
    let length = usize::from(u16_at(data, at)?);
    let start = at.checked_add(2)?;
    data.get(start..start.checked_add(length)?.min(data.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operands_have_the_length_of_their_kind() {
        let list = [
            0x16, 0x24, 1, // byte
            0x0B, 0x46, 2, 0, // word
            0x49, 0x66, 3, 0, 0, 0, // long
            0x2B, 0xD6, 2, 7, 8, // variable
            0x08, 0xD6, 3, 0, 9, 9, // table definition: the length counts one too many
            0x17, 0x24, 1,
        ];
        let found: Vec<_> = sprms(&list).map(|sprm| (sprm.code, sprm.operand.len())).collect();
        let expected = [
            (IN_TABLE, 1),
            (LIST, 2),
            (TABLE_DEPTH, 4),
            (TABLE_VERTICAL_MERGE, 2),
            (TABLE_DEFINITION, 2),
            (ROW_END, 1),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn broken_lists_end() {
        assert_eq!(sprms(&[0x49, 0x66, 1]).count(), 0);
        assert_eq!(sprms(&[0x08, 0xD6, 0, 0]).count(), 0);
        assert_eq!(sprms(&[0x15, 0xC6, 255, 200]).count(), 0);
    }
}
