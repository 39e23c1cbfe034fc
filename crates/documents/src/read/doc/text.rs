//! The piece table: which stretches of the main stream make up the text, in which order and encoding.

use std::ops::Range;

use super::Streams;
use super::header::Part;
use crate::model::NoticeKind;
use crate::read::flow::meter::Meter;
use crate::read::ole::{to_size, u16_at, u32_at};

const PIECE_BYTES: usize = 8;
const COMPRESSED: u32 = 0x4000_0000;
/// What code page 1252 has at 0x80–0x9F.
const WINDOWS_1252: [u16; 32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
];

/// One UTF-16 unit of the text and where in the main stream it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unit {
    pub(super) code: u16,
    pub(super) offset: u32,
}

/// A range of the text, or `None` when there is no piece table.
pub(super) fn read(streams: &Streams, range: &Range<u32>, meter: &mut Meter) -> Option<Vec<Unit>> {
    let pieces = piece_table(streams.part(Part::Pieces))?;
    let count = (pieces.len().saturating_sub(4)) / (4 + PIECE_BYTES);
    let descriptors = pieces.get((count + 1) * 4..)?;
    let mut units = Vec::new();
    for index in 0..count {
        let first = u32_at(pieces, index * 4)?;
        let start = first.max(range.start);
        let end = u32_at(pieces, index * 4 + 4)?.min(range.end);
        if end <= start {
            continue;
        }
        let offset = forward(u32_at(descriptors, index * PIECE_BYTES + 2)?, start - first);
        let bytes = stretch(&streams.main, offset, to_size(end - start));
        let expected = to_size(end - start);
        if units.len().saturating_add(bytes.len()) > meter.characters_left() {
            meter.once(NoticeKind::LimitReached, "characters");
            break;
        }
        let before = units.len();
        extend(&mut units, bytes, offset);
        if units.len() - before < expected {
            meter.once(NoticeKind::Damaged, "text");
        }
    }
    Some(units)
}

/// A text without the empty paragraphs at its end: the text of boxes has one for itself and one for all of them.
pub(super) fn without_empty_end(units: &[Unit]) -> &[Unit] {
    let last = units.iter().rposition(|unit| unit.code != 0x0D).map_or(0, |last| last + 2);
    units.get(..last).unwrap_or(units)
}

/// The part of the piece block that is the table; property lists stand before it.
fn piece_table(block: &[u8]) -> Option<&[u8]> {
    let mut rest = block;
    loop {
        match rest.first()? {
            1 => rest = rest.get(3 + usize::from(u16_at(rest, 1)?)..)?,
            2 => {
                let length = to_size(u32_at(rest, 1)?);
                let table = rest.get(5..)?;
                return Some(table.get(..length).unwrap_or(table));
            }
            _ => return None,
        }
    }
}

/// The place of a character further on in a piece.
fn forward(offset: u32, characters: u32) -> u32 {
    // The offset of a piece of bytes is written doubled.
    offset.saturating_add(characters.saturating_mul(2))
}

fn place(offset: u32) -> (usize, bool) {
    let compressed = offset & COMPRESSED != 0;
    let offset = to_size(offset & !(COMPRESSED | 0x8000_0000));
    (if compressed { offset / 2 } else { offset }, compressed)
}

fn stretch(main: &[u8], offset: u32, characters: usize) -> &[u8] {
    let (start, compressed) = place(offset);
    let length = if compressed { characters } else { characters.saturating_mul(2) };
    let end = start.saturating_add(length).min(main.len());
    main.get(start..end).unwrap_or_default()
}

fn extend(units: &mut Vec<Unit>, bytes: &[u8], offset: u32) {
    let (start, compressed) = place(offset);
    let at = |index: usize| u32::try_from(start.saturating_add(index)).unwrap_or(u32::MAX);
    if compressed {
        units.extend(bytes.iter().enumerate().map(|(index, byte)| {
            let code = match byte {
                0x80..=0x9F => WINDOWS_1252.get(usize::from(byte - 0x80)).copied().unwrap_or_default(),
                byte => u16::from(*byte),
            };
            Unit { code, offset: at(index) }
        }));
    } else {
        let pairs = bytes.as_chunks::<2>().0.iter().enumerate();
        units.extend(pairs.map(|(index, pair)| Unit { code: u16::from_le_bytes(*pair), offset: at(index * 2) }));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_encodings_of_a_piece_are_read() {
        let main = b"..ab\x93\x2D\x4E";
        let mut units = Vec::new();
        extend(&mut units, stretch(main, COMPRESSED | 4, 3), COMPRESSED | 4);
        extend(&mut units, stretch(main, 5, 1), 5);
        let expected = [(0x61, 2), (0x62, 3), (0x201C, 4), (0x4E2D, 5)];
        assert_eq!(units, expected.map(|(code, offset)| Unit { code, offset }));
        assert_eq!(stretch(main, 0x3FFF_FFFF, 10), b"");
        assert_eq!(stretch(main, 6, 1000), b"\x4E");
    }

    #[test]
    fn property_lists_before_the_table_are_passed() {
        assert_eq!(piece_table(b"\x01\x02\x00xx\x02\x03\x00\x00\x00abcd"), Some(&b"abc"[..]));
        assert_eq!(piece_table(b"\x01\xFF\xFF"), None);
        assert_eq!(piece_table(b"\x09"), None);
    }
}
