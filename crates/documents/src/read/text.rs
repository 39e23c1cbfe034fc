//! Reads plain text: every line a paragraph, exactly as it stands.

pub(crate) mod encoding;

use super::{Limits, ReadError};
use crate::model::{Block, Document, Format, Notice, NoticeKind, Paragraph, Place};

/// Reads plain text.
///
/// Every line becomes one paragraph with its line number from 1; empty lines are kept, tabs, NBSP, U+3000 and
/// zero-width characters stay. A line ends at `\n`, `\r\n`, `\r`, U+2028, U+2029 or a form feed; a form feed beside
/// another line end is one line end with it.
///
/// # Errors
/// [`ReadError::Empty`] when there is no byte or nothing but white space.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Document, ReadError> {
    let decoded = encoding::decode(bytes, None);
    if decoded.text.trim().is_empty() {
        return Err(ReadError::Empty);
    }
    let mut document = Document::new(Format::Txt);
    document.notices = decoded.notices;
    let (text, cut) = bounded(&decoded.text, limits);
    let mut limit = cut.then_some("characters");
    for (line, number) in Lines::new(text).zip(1..) {
        if number > limits.cells {
            limit = Some("lines");
            break;
        }
        let place = Place::Line { line: number };
        document.blocks.push(Block::Paragraph(Paragraph { text: line.to_owned(), place }));
    }
    if let Some(limit) = limit {
        document.notices.push(Notice { kind: NoticeKind::LimitReached, place: None, detail: limit.to_owned() });
    }
    Ok(document)
}

/// The text up to the limit of characters, and whether something was cut off.
pub(crate) fn bounded<'a>(text: &'a str, limits: &Limits) -> (&'a str, bool) {
    let most = usize::try_from(limits.characters).unwrap_or(usize::MAX);
    if text.len() <= most {
        return (text, false);
    }
    match text.char_indices().nth(most) {
        Some((end, _)) => (text.get(..end).unwrap_or(text), true),
        None => (text, false),
    }
}

/// The lines of a text without their ends.
pub(crate) struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        if self.rest.is_empty() {
            return None;
        }
        let Some(end) = line_end(self.rest) else {
            return Some(std::mem::take(&mut self.rest));
        };
        let (line, tail) = self.rest.split_at_checked(end)?;
        self.rest = without_line_end(tail);
        Some(line)
    }
}

/// Where the first line end stands, found over bytes because text files may be megabytes.
fn line_end(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    loop {
        let found = bytes.get(from..)?.iter().position(|b| matches!(b, b'\n' | b'\r' | 0x0c | 0xe2))?;
        let at = from + found;
        let is_end = match bytes.get(at..) {
            Some([0xe2, rest @ ..]) => matches!(rest, [0x80, 0xa8 | 0xa9, ..]),
            _ => true,
        };
        if is_end {
            return Some(at);
        }
        from = at + 1;
    }
}

fn without_line_end(text: &str) -> &str {
    for end in ["\u{c}\r\n", "\r\n\u{c}", "\n\u{c}", "\r\u{c}", "\u{c}\n", "\u{c}\r", "\r\n"] {
        if let Some(rest) = text.strip_prefix(end) {
            return rest;
        }
    }
    text.strip_prefix(['\n', '\r', '\u{c}', '\u{2028}', '\u{2029}']).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(Lines::new(text).collect::<Vec<_>>(), expected, "{text:?}");
    }

    #[test]
    fn every_line_end_ends_a_line_once() {
        check("一\n二\r\n三\r四\u{2028}五\u{2029}六", &["一", "二", "三", "四", "五", "六"]);
        check("一\n\n\n二\n", &["一", "", "", "二"]);
        check("\n一", &["", "一"]);
        check("一\r\r\n二", &["一", "", "二"]);
    }

    #[test]
    fn a_form_feed_ends_a_line_and_joins_a_neighbouring_end() {
        check("甲\u{c}乙", &["甲", "乙"]);
        check("甲\n\u{c}乙\u{c}\n丙\r\n\u{c}丁\u{c}\r\n戊", &["甲", "乙", "丙", "丁", "戊"]);
    }

    #[test]
    fn punctuation_that_begins_like_a_line_separator_is_left_alone() {
        check("“引号”—…", &["“引号”—…"]);
    }
}
