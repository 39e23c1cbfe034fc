//! Formatting pages: which stretches of the main stream have which properties.

use std::collections::HashSet;

use super::Streams;
use super::header::Part;
use super::sprm::{self, sprms};
use super::styles;
use crate::read::flow::style::is_unreadable;
use crate::read::ole::{to_size, u16_at, u32_at};
use crate::read::raised::{Level, is_lift};

const PAGE_BYTES: usize = 512;

/// A stretch of the main stream with the same properties.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Stretch<T> {
    start: u32,
    end: u32,
    properties: T,
}

/// The stretches of one kind, in order.
#[derive(Debug)]
pub(super) struct Stretches<T>(Vec<Stretch<T>>);

impl<T> Stretches<T> {
    fn new(mut stretches: Vec<Stretch<T>>) -> Self {
        stretches.sort_by_key(|stretch| stretch.start);
        Self(stretches)
    }

    /// The properties at an offset of the main stream.
    pub(super) fn at(&self, offset: u32) -> Option<&T> {
        let after = self.0.partition_point(|stretch| stretch.start <= offset);
        let stretch = self.0.get(after.checked_sub(1)?)?;
        (offset < stretch.end).then_some(&stretch.properties)
    }
}

/// A paragraph's style and property list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ParagraphFormat<'a> {
    pub(super) style: u16,
    pub(super) list: &'a [u8],
}

/// What character formatting says about text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct CharacterFormat {
    /// Not shown.
    pub(super) hidden: bool,
    /// Too small to be read.
    pub(super) tiny: bool,
    /// Its size in half points, where it gives one.
    pub(super) size: Option<u16>,
    /// Struck out.
    pub(super) struck: bool,
    /// Deleted by a tracked change.
    pub(super) deleted: bool,
    /// Inserted by a tracked change.
    pub(super) inserted: bool,
    /// As pale as paper.
    pub(super) pale: bool,
    /// Where it is set.
    pub(super) level: Level,
    /// A character of a symbol font: the font's number and the code.
    pub(super) symbol: Option<(u16, u16)>,
}

/// The formatting of paragraphs.
pub(super) fn paragraphs(streams: &Streams) -> Stretches<ParagraphFormat<'_>> {
    let mut stretches = Vec::new();
    for page in pages(streams, Part::ParagraphPages) {
        for (index, start, end) in runs(page) {
            let offset = usize::from(page.get(bounds_end(page) + index * 13).copied().unwrap_or(0)) * 2;
            let format = paragraph_format(page, offset);
            stretches.extend(format.map(|properties| Stretch { start, end, properties }));
        }
    }
    Stretches::new(stretches)
}

fn paragraph_format(page: &[u8], offset: usize) -> Option<ParagraphFormat<'_>> {
    if offset == 0 {
        return None;
    }
    let (start, length) = match usize::from(*page.get(offset)?) {
        0 => (offset + 2, usize::from(*page.get(offset + 1)?) * 2),
        half => (offset + 1, half * 2 - 1),
    };
    let bytes = page.get(start..(start + length).min(PAGE_BYTES - 1))?;
    Some(ParagraphFormat { style: u16_at(bytes, 0)?, list: bytes.get(2..)? })
}

/// The formatting of characters, by the styles of characters and its own; stretches that say nothing of interest left out.
pub(super) fn characters(streams: &Streams) -> Stretches<CharacterFormat> {
    let styles = styles::of_characters(streams);
    let mut stretches = Vec::new();
    for page in pages(streams, Part::CharacterPages) {
        for (index, start, end) in runs(page) {
            let offset = usize::from(page.get(bounds_end(page) + index).copied().unwrap_or(0)) * 2;
            let length = usize::from(page.get(offset).copied().unwrap_or(0));
            let list = page.get(offset + 1..(offset + 1 + length).min(PAGE_BYTES - 1));
            let properties = character_format(list.filter(|_| offset > 0).unwrap_or_default(), &styles);
            if properties != CharacterFormat::default() {
                stretches.push(Stretch { start, end, properties });
            }
        }
    }
    Stretches::new(stretches)
}

/// What a property list says; `styles` are those of characters, by number.
pub(super) fn character_format(list: &[u8], styles: &[CharacterFormat]) -> CharacterFormat {
    let style = sprms(list).find(|sprm| sprm.code == sprm::CHARACTER_STYLE);
    let style = style.and_then(|sprm| styles.get(usize::from(sprm.word())));
    let mut format = style.copied().unwrap_or_default();
    let (mut lifted, mut sized, mut shaded) = (false, false, false);
    for sprm in sprms(list) {
        // 0x81 is "the opposite of the style", and styles that hide are rare.
        let on = matches!(sprm.byte(), 1 | 0x81);
        match sprm.code {
            sprm::HIDDEN => format.hidden = on,
            code if sprm::STRUCK.contains(&code) => format.struck |= on,
            sprm::DELETED => format.deleted = on,
            sprm::INSERTED => format.inserted = on,
            sprm::RAISED => {
                format.level = match sprm.byte() {
                    1 => Level::Raised,
                    2 => Level::Lowered,
                    _ => Level::Line,
                };
            }
            sprm::LIFT => lifted = is_lift(sprm.word().into()),
            sprm::COLOUR => format.pale = sprm.byte() == 8,
            sprm::COLOUR_OF_CHANNELS => format.pale = sprm.long() == 0x00FF_FFFF,
            code if sprm::SHADES.contains(&code) => shaded = true,
            sprm::SIZE => {
                (sized, format.tiny) = (true, is_unreadable(sprm.word().into()));
                format.size = Some(sprm.word());
            }
            sprm::SYMBOL => format.symbol = u16_at(sprm.operand, 2).map(|code| (sprm.word(), code)),
            _ => {}
        }
    }
    if lifted {
        format.level = if sized { Level::Raised } else { Level::Lifted };
    }
    format.pale &= !shaded;
    format
}

/// The formatting pages a part lists, each once.
fn pages(streams: &Streams, part: Part) -> Vec<&[u8]> {
    let plc = streams.part(part);
    let count = plc.len().saturating_sub(4) / 8;
    let mut seen = HashSet::new();
    let numbers = (0..count).filter_map(|index| u32_at(plc, (count + 1) * 4 + index * 4));
    let page = |number: u32| {
        let start = to_size(number & 0x003F_FFFF).checked_mul(PAGE_BYTES)?;
        streams.main.get(start..start.checked_add(PAGE_BYTES)?)
    };
    numbers.filter(|number| seen.insert(*number)).filter_map(page).collect()
}

fn bounds_end(page: &[u8]) -> usize {
    (usize::from(page.last().copied().unwrap_or(0)) + 1) * 4
}

/// Number, start and end of the stretches of a page.
fn runs(page: &[u8]) -> impl Iterator<Item = (usize, u32, u32)> {
    let count = usize::from(page.last().copied().unwrap_or(0));
    (0..count).filter_map(move |index| Some((index, u32_at(page, index * 4)?, u32_at(page, index * 4 + 4)?)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_found_by_offset() {
        let stretch = |start, end, properties| Stretch { start, end, properties };
        let stretches = Stretches::new(vec![stretch(10, 20, 'b'), stretch(0, 10, 'a'), stretch(30, 40, 'c')]);
        let found = [0, 9, 10, 25, 39, 40].map(|offset| stretches.at(offset).copied());
        assert_eq!(found, [Some('a'), Some('a'), Some('b'), None, Some('c'), None]);
    }

    #[test]
    fn characters_above_the_line_are_known() {
        let raised = |list: &[u8]| character_format(list, &[]).level == Level::Raised;
        assert!(raised(&[0x48, 0x2A, 1]));
        assert!(!raised(&[0x48, 0x2A, 2]));
        assert!(!raised(&[0x48, 0x2A, 1, 0x48, 0x2A, 0]));
        // By a style of characters, which the text may undo.
        let note = CharacterFormat { level: Level::Raised, ..CharacterFormat::default() };
        let styled = |list: &[u8]| character_format(list, &[CharacterFormat::default(), note]).level;
        assert_eq!(styled(&[0x30, 0x4A, 1, 0]), Level::Raised);
        assert_eq!(styled(&[0x30, 0x4A, 1, 0, 0x48, 0x2A, 0]), Level::Line);
        assert_eq!(styled(&[0x48, 0x2A, 2]), Level::Lowered);
        // Lifted and small; lifted alone; lowered.
        assert!(raised(&[0x45, 0x48, 8, 0, 0x43, 0x4A, 19, 0]));
        assert!(!raised(&[0x45, 0x48, 8, 0]));
        assert!(!raised(&[0x45, 0x48, 0xF8, 0xFF, 0x43, 0x4A, 19, 0]));
    }

    #[test]
    fn white_characters_on_nothing_are_known() {
        let pale = |list: &[u8]| character_format(list, &[]).pale;
        assert!(pale(&[0x42, 0x2A, 8]) && pale(&[0x70, 0x68, 0xFF, 0xFF, 0xFF, 0]));
        assert!(!pale(&[0x42, 0x2A, 1]) && !pale(&[0x70, 0x68, 0, 0, 0, 0xFF]));
        assert!(!pale(&[0x42, 0x2A, 8, 0x66, 0x48, 1, 0]));
    }

    #[test]
    fn characters_too_small_to_be_read_are_known() {
        let tiny = |list: &[u8]| character_format(list, &[]).tiny;
        assert!(tiny(&[0x43, 0x4A, 2, 0]) && !tiny(&[0x43, 0x4A, 21, 0]) && !tiny(&[]));
        assert!(!tiny(&[0x43, 0x4A, 2, 0, 0x43, 0x4A, 21, 0]));
        assert_eq!(character_format(&[0x43, 0x4A, 10, 0], &[]).size, Some(10));
    }

    #[test]
    fn struck_characters_are_known() {
        assert!(character_format(&[0x37, 0x08, 1], &[]).struck && character_format(&[0x53, 0x2A, 1], &[]).struck);
        assert!(!character_format(&[0x37, 0x08, 0], &[]).struck);
    }

    #[test]
    fn paragraph_formats_have_two_ways_to_say_their_length() {
        let mut page = [0; PAGE_BYTES];
        page[100..106].copy_from_slice(&[2, 7, 0, 0x16, 0x24, 1]);
        assert_eq!(paragraph_format(&page, 100), Some(ParagraphFormat { style: 7, list: &page[103..104] }));
        page[200..208].copy_from_slice(&[0, 3, 9, 0, 0x16, 0x24, 1, 0]);
        assert_eq!(paragraph_format(&page, 200), Some(ParagraphFormat { style: 9, list: &page[204..208] }));
        assert_eq!(paragraph_format(&page, 0), None);
        assert_eq!(paragraph_format(&page, 510), None);
    }
}
