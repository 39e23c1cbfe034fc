//! Text measured in terminal columns: a Chinese character takes two.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Marks that must not begin a line.
const NEVER_FIRST: &str = "，。、；：！？）〕】》」』”’…,.;:!?)]}%％";

/// Marks that must not end a line.
const NEVER_LAST: &str = "（〔【《「『“‘([{";

/// Columns a text takes.
pub(crate) fn columns(text: &str) -> usize {
    text.width()
}

/// The text without what could steer a terminal: control and direction characters become U+FFFD, line ends and tabs
/// a space.
pub(crate) fn tame(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\n' | '\r' | '\t' => ' ',
            '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => '\u{FFFD}',
            other if other.is_control() => '\u{FFFD}',
            other => other,
        })
        .collect()
}

/// Fills up with spaces behind the text.
pub(crate) fn pad_end(text: &str, width: usize) -> String {
    format!("{text}{}", spaces(width.saturating_sub(columns(text))))
}

/// Fills up with spaces before the text.
pub(crate) fn pad_start(text: &str, width: usize) -> String {
    format!("{}{text}", spaces(width.saturating_sub(columns(text))))
}

/// So many spaces.
pub(crate) fn spaces(count: usize) -> String {
    " ".repeat(count)
}

/// The text cut to a width, with … where something was cut off.
pub(crate) fn shortened(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    let mut used = 0;
    for character in text.chars() {
        used += character.width().unwrap_or(0);
        if used >= width {
            break;
        }
        kept.push(character);
    }
    kept.push('…');
    kept
}

/// Breaks a text into lines of at most `width` columns: anywhere between Chinese characters, between words elsewhere,
/// never before a closing mark or behind an opening one. Line ends in the text are kept.
pub(crate) fn wrapped(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrapped_line(line, width.max(2))).collect()
}

fn wrapped_line(line: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut current = String::new();
    for piece in unbreakable_pieces(line) {
        if columns(&current) + columns(piece.trim_end()) > width && !current.trim().is_empty() {
            lines.push(current.trim_end().to_owned());
            current = String::new();
        }
        // What stood before a break is not carried over; an indented line stays indented.
        let piece = if current.is_empty() && !lines.is_empty() { piece.trim_start() } else { piece };
        for character in piece.chars() {
            // A single piece longer than a line (a web address) is cut where the line ends; a space may stand over.
            if columns(&current) + character.width().unwrap_or(0) > width && !character.is_whitespace() {
                lines.push(std::mem::take(&mut current));
            }
            current.push(character);
        }
    }
    lines.push(current.trim_end().to_owned());
    lines
}

/// Pieces between which a line may be broken.
fn unbreakable_pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in line.char_indices() {
        if before.is_some_and(|before| may_break(before, character)) {
            pieces.extend(line.get(start..at));
            start = at;
        }
        before = Some(character);
    }
    pieces.extend(line.get(start..));
    pieces
}

fn may_break(before: char, after: char) -> bool {
    if NEVER_FIRST.contains(after) || NEVER_LAST.contains(before) || after.is_whitespace() {
        return false;
    }
    before.is_whitespace() || before.width() == Some(2) || after.width() == Some(2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_take_two_columns() {
        assert_eq!(columns("青禾a1"), 6);
        assert_eq!(pad_end("青", 4), "青  ");
        assert_eq!(pad_start("12", 4), "  12");
        assert_eq!(shortened("青禾街道办事处", 8), "青禾街…");
        assert_eq!(shortened("青禾街道", 8), "青禾街道");
    }

    #[test]
    fn lines_break_between_characters_and_words_but_not_before_marks() {
        let check = |text: &str, width, expected: &[&str]| assert_eq!(wrapped(text, width), expected, "{text}");
        check("一二三四五", 4, &["一二", "三四", "五"]);
        check("一二，三四", 4, &["一", "二，", "三四"]);
        check("the total row", 9, &["the total", "row"]);
        check("合计100件", 6, &["合计", "100件"]);
        check("a\nb", 10, &["a", "b"]);
        check("abcdefgh", 3, &["abc", "def", "gh"]);
        check("  one two", 6, &["  one", "two"]);
        check("", 10, &[""]);
    }

    #[test]
    fn nothing_can_steer_the_terminal() {
        assert_eq!(tame("a\u{1b}[31mb\tc\u{202E}"), "a\u{FFFD}[31mb c\u{FFFD}");
    }
}
