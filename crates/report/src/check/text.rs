//! The prose of a report as the rules see it: passages, clauses, excerpts.

use std::ops::Range;

use gongkai_documents::Place;
use unicode_normalization::UnicodeNormalization;

use crate::model::Report;

/// A title, a heading or a line of prose.
pub(super) struct Passage<'a> {
    /// Number of the section, 1 to 6; `None` for the report's title.
    pub(super) section: Option<u8>,
    /// Whether it is the report's title or a section's heading.
    pub(super) heading: bool,
    /// The words.
    pub(super) text: &'a str,
    /// Where they stand.
    pub(super) at: &'a Place,
}

/// Title, opening, headings and lines in order.
pub(super) fn passages(report: &Report) -> Vec<Passage<'_>> {
    let title =
        report.title.iter().map(|title| Passage { section: None, heading: true, text: &title.text, at: &title.at });
    let sections = report.sections.iter().flat_map(|section| {
        let number = Some(section.number);
        let heading = Passage { section: number, heading: true, text: &section.title, at: &section.at };
        let lines = section.lines.iter().map(move |line| Passage {
            section: number,
            heading: false,
            text: &line.text,
            at: &line.at,
        });
        std::iter::once(heading).chain(lines)
    });
    let opening =
        report.opening.iter().map(|line| Passage { section: None, heading: false, text: &line.text, at: &line.at });
    title.chain(opening).chain(sections).collect()
}

/// The lines of a section joined; empty when the section was not found.
pub(super) fn section_text(report: &Report, number: u8) -> String {
    let sections = report.sections.iter().filter(|section| section.number == number);
    sections.map(crate::model::Section::text).collect::<Vec<_>>().join("\n")
}

/// A piece of a text; empty when the range does not fit.
pub(super) fn piece(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

/// A piece of a text of at most `bytes` bytes on one side of a position, cut between characters: bounds how far a rule
/// looks, so that a line of any length is walked through once.
pub(super) fn window(text: &str, position: usize, bytes: usize, side: Side) -> &str {
    let (from, to) = match side {
        Side::Before => (position.saturating_sub(bytes), position),
        Side::After => (position, position.saturating_add(bytes)),
    };
    piece(text, text.floor_char_boundary(from)..text.floor_char_boundary(to))
}

/// A side of a position.
#[derive(Clone, Copy)]
pub(super) enum Side {
    Before,
    After,
}

/// A piece of a text with up to `margin` characters on both sides, for an excerpt. Personal numbers in it, also those
/// the cut goes through, are masked.
pub(super) fn around(text: &str, range: &Range<usize>, margin: usize) -> String {
    let before = piece(text, 0..range.start);
    let from = before.char_indices().rev().take(margin).last().map_or(range.start, |(position, _)| position);
    let after = piece(text, range.end..text.len());
    let to = after.char_indices().nth(margin).map_or(text.len(), |(position, _)| range.end.saturating_add(position));
    super::personal::masked_piece(text, from..to).trim().to_owned()
}

/// The character before a position.
pub(super) fn before(text: &str, position: usize) -> Option<char> {
    piece(text, 0..position).chars().next_back()
}

/// The character at a position.
pub(super) fn after(text: &str, position: usize) -> Option<char> {
    piece(text, position..text.len()).chars().next()
}

/// Compatibility forms folded and white space taken out, for comparing words.
pub(super) fn folded(text: &str) -> String {
    text.nfkc().filter(|letter| !letter.is_whitespace()).collect()
}

/// Only letters and digits, folded: punctuation and white space do not matter.
pub(super) fn letters(text: &str) -> String {
    text.nfkc().filter(|letter| letter.is_alphanumeric()).collect()
}

/// The clause around a piece of text: between two of ，。；！？ and line ends. The whole piece when it is not there.
pub(super) fn clause_of<'a>(line: &'a str, quote: &'a str) -> &'a str {
    between(line, quote, "，,。；;！？\n")
}

/// The sentence around a piece of text, as [`clause_of()`] gives the clause.
pub(super) fn sentence_of<'a>(line: &'a str, quote: &'a str) -> &'a str {
    between(line, quote, "。；;！？\n")
}

fn between<'a>(line: &'a str, quote: &'a str, ends: &str) -> &'a str {
    let Some(position) = line.find(quote) else { return quote };
    let is_end = |letter: char| ends.contains(letter);
    let start = piece(line, 0..position)
        .char_indices()
        .rev()
        .find(|(_, letter)| is_end(*letter))
        .map_or(0, |(offset, letter)| offset.saturating_add(letter.len_utf8()));
    let quote_end = position.saturating_add(quote.len());
    let end =
        piece(line, quote_end..line.len()).find(is_end).map_or(line.len(), |offset| quote_end.saturating_add(offset));
    piece(line, start..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_keeps_whole_characters() {
        let text = "一二三四五六七八九";
        let range = text.find('五').unwrap()..text.find('六').unwrap();
        assert_eq!(around(text, &range, 2), "三四五六七");
        assert_eq!(around(text, &range, 20), text);
        assert_eq!(around(text, &range, 0), "五");
    }

    #[test]
    fn a_window_keeps_whole_characters() {
        let text = "一二三四五";
        assert_eq!(window(text, 6, 4, Side::Before), "一二");
        assert_eq!(window(text, 6, 4, Side::After), "三");
        assert_eq!(window(text, 6, 99, Side::After), "三四五");
    }

    #[test]
    fn a_clause_ends_at_punctuation() {
        let line = "上年较少。2020年，全区收到申请12件；办结12件。";
        assert_eq!(clause_of(line, "收到申请12件"), "全区收到申请12件");
        assert_eq!(clause_of(line, "上年"), "上年较少");
        assert_eq!(clause_of(line, "不在其中"), "不在其中");
    }
}
