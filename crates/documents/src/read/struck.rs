//! Text that is struck out or hidden is no text. Readers set it between two marks where they meet it; once the document
//! stands, it is taken out of the block or cell that holds it and told with that place.

use super::pale::PALE;
use super::{objects, pale, raised};
use crate::model::{Block, Document, Notice, NoticeKind, Paragraph, Place};

/// Marks of a plane for private use, which no file has a reason to hold: around what is struck out.
pub(super) const STRUCK: [char; 2] = [FROM, TO];
/// Around what is hidden.
pub(super) const HIDDEN: [char; 2] = [HIDDEN_FROM, HIDDEN_TO];

const FROM: char = '\u{10FF00}';
const TO: char = '\u{10FF01}';

/// Marks around a run of a sheet's cell that has a font of its own: the cell's font does not strike it out.
const KEPT_FROM: char = '\u{10FF02}';
const KEPT_TO: char = '\u{10FF03}';

const HIDDEN_FROM: char = '\u{10FF04}';
const HIDDEN_TO: char = '\u{10FF05}';

/// Marks around the digits of a number that a sheet does not show as they are.
const ROUNDED: [char; 2] = ['\u{10FF0A}', '\u{10FF0B}'];

/// All marks of the readers.
const MARKS: [char; 10] =
    [ROUNDED[0], ROUNDED[1], FROM, TO, HIDDEN_FROM, HIDDEN_TO, PALE[0], PALE[1], objects::AMONG, objects::FLOATING];

/// Characters of struck text that are told.
const EXCERPT: usize = 40;

/// Places told: a hostile file could strike out every cell.
const MOST_PLACES: usize = 200;

/// A text between the marks; nothing for white space.
pub(super) fn marked(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{FROM}{text}{TO}") }
}

/// A text that is not shown, between marks of its own; nothing for white space.
pub(super) fn hidden(text: &str) -> String {
    if text.trim().is_empty() { String::new() } else { format!("{HIDDEN_FROM}{text}{HIDDEN_TO}") }
}

/// What a sheet shows of a number, with the number it keeps between marks.
pub(super) fn rounded(shown: String, stored: &str) -> String {
    let [from, to] = ROUNDED;
    format!("{shown}{from}{shown}→{stored}{to}")
}

/// What is seen of a number.
pub(super) fn without_rounded(text: &str) -> &str {
    text.split(ROUNDED[0]).next().unwrap_or_default()
}

/// A run with a font of its own, which does not strike it out.
pub(super) fn kept(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!("{KEPT_FROM}{text}{KEPT_TO}") }
}

/// The text of a sheet's cell, whose font strikes out what has no font of its own, or does not.
pub(super) fn of_cell(text: String, is_struck: bool) -> String {
    if !is_struck {
        return if text.contains(KEPT_FROM) { text.replace([KEPT_FROM, KEPT_TO], "") } else { text };
    }
    let runs = text.split([KEPT_FROM, KEPT_TO]).zip([false, true].into_iter().cycle());
    let plain = |run: &str| run.replace([FROM, TO], "");
    runs.map(|(run, is_kept)| if is_kept { run.to_owned() } else { marked(&plain(run)) }).collect()
}

/// Takes the struck and the hidden text out of a document, with a notice for each place it stood in; then settles which
/// cells hold more than text ([`objects::settle`]) and which figures are raised ([`raised::settle`]).
pub(super) fn take_out(document: &mut Document) {
    for notice in &mut document.notices {
        part(&mut notice.detail, ROUNDED);
        notice.detail.retain(|character| !MARKS.contains(&character));
    }
    let mut told: Vec<Notice> = Vec::new();
    for block in &mut document.blocks {
        match block {
            Block::Heading(heading) => {
                heading.text.retain(|character| !PALE.contains(&character));
                take(&mut heading.text, &heading.place, &mut told);
                if heading.text.is_empty() {
                    let place = heading.place.clone();
                    *block = Block::Paragraph(Paragraph { text: String::new(), place });
                }
            }
            Block::Paragraph(paragraph) => {
                paragraph.text.retain(|character| !PALE.contains(&character));
                take(&mut paragraph.text, &paragraph.place, &mut told);
            }
            Block::Table(table) => {
                pale::settle(table);
                for cell in &mut table.cells {
                    take(&mut cell.text, &cell.place, &mut told);
                }
            }
        }
    }
    document.notices.extend(told);
    objects::settle(document);
    raised::settle(document);
}

/// The text of a place without what is struck out or hidden in it.
fn take(text: &mut String, place: &Place, told: &mut Vec<Notice>) {
    // First, since a font may strike out the whole cell.
    for (kind, marks) in
        [(NoticeKind::Rounded, ROUNDED), (NoticeKind::StruckText, STRUCK), (NoticeKind::HiddenText, HIDDEN)]
    {
        let detail = part(text, marks);
        if !detail.is_empty() && told.len() < MOST_PLACES {
            told.push(Notice { kind, place: Some(place.clone()), detail });
        }
    }
}

/// Parts a text from what stands between two marks in it; gives the first of that.
fn part(text: &mut String, [from, to]: [char; 2]) -> String {
    if !text.contains([from, to]) {
        return String::new();
    }
    let mut rest = String::with_capacity(text.len());
    let mut struck = String::new();
    let mut is_struck = false;
    let mut left = EXCERPT;
    for character in text.chars() {
        match character {
            mark if mark == from => is_struck = true,
            mark if mark == to => is_struck = false,
            _ if !is_struck => rest.push(character),
            _ if left > 0 && !(struck.is_empty() && character.is_whitespace()) => {
                struck.push(character);
                left -= 1;
            }
            _ => {}
        }
    }
    *text = rest;
    struck.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn struck_text_is_parted_from_the_rest() {
        let check = |text: &str, rest: &str, struck: &str| {
            let mut text = text.to_owned();
            let found = part(&mut text, [FROM, TO]);
            assert_eq!((text.as_str(), found.as_str()), (rest, struck));
        };
        check("14件", "14件", "");
        check(&format!("{}14{}", marked("9"), marked("废止")), "14", "9废止");
        check(&marked("  "), "", "");
        check(&format!("1{TO}2"), "12", "");
    }

    #[test]
    fn a_cells_font_strikes_out_what_has_none_of_its_own() {
        let rich = format!("77{}{}", kept("14"), marked("9"));
        assert_eq!(of_cell(rich.clone(), false), format!("7714{}", marked("9")));
        assert_eq!(of_cell(rich, true), format!("{}14{}", marked("77"), marked("9")));
        assert_eq!(of_cell("14".to_owned(), true), marked("14"));
    }
}
