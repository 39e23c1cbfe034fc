//! Font names, for characters written as a place in a symbol font.

use super::Streams;
use super::header::Part;
use crate::read::ole::{u8_at, u16_at};

/// Where a font's name begins in its entry.
const NAME_AT: usize = 39;

/// The names of the fonts, by number.
pub(super) fn read(streams: &Streams) -> Vec<String> {
    let block = streams.part(Part::Fonts);
    let count = u16_at(block, 0).unwrap_or(0);
    let mut at = 4;
    let mut names = Vec::new();
    for _ in 0..count {
        let Some(length) = u8_at(block, at).map(usize::from) else { break };
        let entry = block.get(at + 1..at + 1 + length).unwrap_or_default();
        let units = entry.get(NAME_AT..).unwrap_or_default().as_chunks::<2>().0;
        let units = units.iter().map(|pair| u16::from_le_bytes(*pair)).take_while(|unit| *unit != 0);
        names.push(char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect());
        at += 1 + length;
    }
    names
}
