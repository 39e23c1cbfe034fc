//! The style sheet: heading levels and list numbers of paragraph styles, what styles of characters say of text.

use super::Streams;
use super::formatting::{CharacterFormat, character_format};
use super::header::Part;
use super::sprm::{self, sprms};
use crate::read::flow::style::{heading_of_name, heading_of_outline};
use crate::read::ole::{u8_at, u16_at};
use crate::read::raised::Level;

const MOST_BASES: usize = 32;
const NO_STYLE: u16 = 0x0FFF;
/// The built-in number of the style of a document's title.
const TITLE: u16 = 62;

/// What paragraphs of a style inherit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Inherited {
    /// Heading level.
    pub(super) heading: Option<u8>,
    /// Use of a list.
    pub(super) list: Option<u16>,
    /// Level in the list.
    pub(super) level: Option<u8>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Style {
    base: Option<usize>,
    own: Inherited,
    /// Whether an outline level says that it is body text, whatever its base is.
    body: bool,
    /// What a style of characters says.
    characters: CharacterFormat,
}

/// What each style passes on, by its number.
pub(super) fn read(streams: &Streams) -> Vec<Inherited> {
    let styles = styles(streams);
    (0..styles.len()).map(|index| inherit(&styles, index)).collect()
}

/// What each style of characters says, by its number.
pub(super) fn of_characters(streams: &Streams) -> Vec<CharacterFormat> {
    let styles = styles(streams);
    (0..styles.len()).map(|index| of_bases(&styles, index)).collect()
}

fn styles(streams: &Streams) -> Vec<Style> {
    let block = streams.part(Part::Styles);
    let header = usize::from(u16_at(block, 0).unwrap_or(0));
    let count = u16_at(block, 2).unwrap_or(0);
    let base_bytes = usize::from(u16_at(block, 4).unwrap_or(10));
    let mut at = 2 + header;
    let mut styles = Vec::new();
    for _ in 0..count {
        let Some(length) = u16_at(block, at).map(usize::from) else { break };
        let entry = block.get(at + 2..at + 2 + length).unwrap_or_default();
        styles.push(style(entry, base_bytes).unwrap_or_default());
        // Entries begin at even offsets.
        at += 2 + length + length % 2;
    }
    styles
}

fn style(entry: &[u8], base_bytes: usize) -> Option<Style> {
    let built_in = u16_at(entry, 0)? & 0x0FFF;
    let kind = u16_at(entry, 2)?;
    let base = Some(kind >> 4).filter(|base| *base != NO_STYLE).map(usize::from);
    let length = usize::from(u16_at(entry, base_bytes)?);
    let name_bytes = entry.get(base_bytes + 2..base_bytes + 2 + length * 2)?;
    let units: Vec<u16> = name_bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).collect();
    let name = String::from_utf16_lossy(&units);
    // Other names of the style follow after commas.
    let named = name.split(',').find_map(heading_of_name);
    let heading = match built_in {
        1..=9 => u8::try_from(built_in).ok().map(|level| level.saturating_add(1).min(6)),
        TITLE => Some(1),
        _ => named,
    };
    let own = Inherited { heading, ..Inherited::default() };
    let mut style = Style { base, own, body: false, characters: CharacterFormat::default() };
    let lists = entry.get(base_bytes + 2 + length * 2 + 2..).unwrap_or_default();
    match kind & 0x0F {
        1 => apply(&mut style, lists),
        2 => {
            let length = usize::from(u16_at(lists, 0).unwrap_or(0));
            style.characters = character_format(lists.get(2..2 + length).unwrap_or_default(), &[]);
        }
        _ => {}
    }
    Some(style)
}

/// The first property list of a paragraph style is that of paragraphs, after the style's own number.
fn apply(style: &mut Style, lists: &[u8]) {
    let Some(length) = u16_at(lists, 0).map(usize::from) else { return };
    let Some(list) = lists.get(4..2 + length) else { return };
    for sprm in sprms(list) {
        match sprm.code {
            sprm::OUTLINE if style.own.heading.is_none() => {
                style.own.heading = heading_of_outline(sprm.byte().into());
                style.body = style.own.heading.is_none();
            }
            sprm::LIST => style.own.list = Some(sprm.word()),
            sprm::LIST_LEVEL => style.own.level = u8_at(sprm.operand, 0),
            _ => {}
        }
    }
}

/// What a style of characters and those it is based on say; what the nearest says counts.
fn of_bases(styles: &[Style], index: usize) -> CharacterFormat {
    let mut found = CharacterFormat::default();
    let mut next = Some(index);
    for _ in 0..MOST_BASES {
        let Some(style) = next.and_then(|index| styles.get(index)) else { break };
        found.hidden |= style.characters.hidden;
        found.struck |= style.characters.struck;
        if found.level == Level::Line {
            found.level = style.characters.level;
        }
        next = style.base;
    }
    found
}

fn inherit(styles: &[Style], index: usize) -> Inherited {
    let mut found = Inherited::default();
    let mut body = false;
    let mut next = Some(index);
    for _ in 0..MOST_BASES {
        let Some(style) = next.and_then(|index| styles.get(index)) else { break };
        if !body {
            found.heading = found.heading.or(style.own.heading);
        }
        body |= style.body;
        found.list = found.list.or(style.own.list);
        found.level = found.level.or(style.own.level);
        next = style.base;
    }
    found
}
