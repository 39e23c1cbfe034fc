//! List definitions and their uses.

use std::collections::HashMap;

use super::Streams;
use super::header::Part;
use crate::read::flow::numbering::{LEVELS, Level, Numbering, Suffix, Use};
use crate::read::flow::numerals::Numeral;
use crate::read::ole::{to_size, u8_at, u16_at, u32_at};

const LIST_BYTES: usize = 28;
const USE_BYTES: usize = 16;
const LEVEL_BYTES: usize = 28;
/// Characters kept of what a list writes around its numbers.
const MOST_TEXT: usize = 100;

/// Reads the lists; what is broken is left out, and its paragraphs show no number.
pub(super) fn read(streams: &Streams) -> Numbering {
    Numbering::new(lists(streams).unwrap_or_default(), uses(streams).unwrap_or_default())
}

fn lists(streams: &Streams) -> Option<HashMap<u32, Vec<Level>>> {
    let (start, length) = streams.header.place(&streams.main, Part::Lists);
    let block = streams.part(Part::Lists);
    let count = usize::from(u16_at(block, 0)?);
    let mut lists = HashMap::new();
    // The levels of all lists stand right behind the part.
    let mut at = start.checked_add(length)?;
    for index in 0..count {
        let list = block.get(2 + index * LIST_BYTES..)?.get(..LIST_BYTES)?;
        let simple = u8_at(list, 26)? & 1 != 0;
        let mut levels = Vec::new();
        for _ in 0..if simple { 1 } else { LEVELS } {
            let Some((level, next)) = level(&streams.table, at) else { return Some(lists) };
            levels.push(level);
            at = next;
        }
        lists.insert(u32_at(list, 0)?, levels);
    }
    Some(lists)
}

/// A level, and where the next one begins.
fn level(table: &[u8], at: usize) -> Option<(Level, usize)> {
    let fixed = table.get(at..)?.get(..LEVEL_BYTES)?;
    let flags = u8_at(fixed, 5)?;
    let lists = usize::from(u8_at(fixed, 24)?) + usize::from(u8_at(fixed, 25)?);
    let text_at = at + LEVEL_BYTES + lists;
    let length = usize::from(u16_at(table, text_at)?);
    let end = text_at + 2 + length * 2;
    let units: Vec<u16> =
        table.get(text_at + 2..end)?.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let mut text = String::new();
    for character in String::from_utf16_lossy(&units).chars().take(MOST_TEXT) {
        match u32::from(character) {
            level @ 0..=8 => text.extend(['%', char::from_digit(level + 1, 10).unwrap_or('1')]),
            _ => text.push(character),
        }
    }
    let level = Level {
        start: u32_at(fixed, 0)?,
        numeral: Numeral::from_code(u8_at(fixed, 4)?),
        text,
        suffix: match u8_at(fixed, 15)? {
            1 => Suffix::Space,
            2 => Suffix::Nothing,
            _ => Suffix::Tab,
        },
        decimals: flags & 0x04 != 0,
        restarts: flags & 0x08 == 0,
    };
    Some((level, end))
}

/// The uses by their number, which counts from 1.
fn uses(streams: &Streams) -> Option<HashMap<u32, Use>> {
    let block = streams.part(Part::ListUses);
    let count = to_size(u32_at(block, 0)?).min(block.len() / USE_BYTES);
    let mut uses = HashMap::new();
    let mut at = 4 + count * USE_BYTES;
    for index in 0..count {
        let fixed = block.get(4 + index * USE_BYTES..)?.get(..USE_BYTES)?;
        let mut usage = Use { list: u32_at(fixed, 0)?, ..Use::default() };
        let overrides = u8_at(fixed, 12)?;
        at += 4;
        for _ in 0..overrides {
            let Some(next) = change(&mut usage, block, at) else { break };
            at = next;
        }
        uses.insert(u32::try_from(index).ok()?.saturating_add(1), usage);
    }
    Some(uses)
}

/// One changed level of a use, and where the next one begins.
fn change(usage: &mut Use, block: &[u8], at: usize) -> Option<usize> {
    let start = u32_at(block, at)?;
    let flags = u32_at(block, at + 4)?;
    let index = to_size(flags & 0x0F);
    let (restarted, rewritten) = (flags & 0x10 != 0, flags & 0x20 != 0);
    let mut next = at + 8;
    if rewritten {
        let (level, end) = level(block, next)?;
        if restarted {
            usage.starts.insert(index, level.start);
        }
        usage.levels.insert(index, level);
        next = end;
    } else if restarted {
        usage.starts.insert(index, start);
    }
    Some(next)
}
