//! Raised and lowered figures keep that they are: the mark of a note beside a number is no digit of it.

use std::borrow::Cow;

use crate::model::{Block, Document, Table};

/// Where text stands beside its line.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// On it.
    #[default]
    Line,
    Raised,
    Lowered,
    /// Lifted, with no size of its own: the mark of a note behind a figure of the line, and else moved to fit its line.
    Lifted,
}

/// Digits so many times as large as those before them are the mark of a note, whatever line they stand on.
pub(super) const SMALL_AS_MARK: f64 = 0.65;

/// What text stands behind: digits on the line, and how large they are. Marks behind digits leave these where they are.
#[derive(Debug, Default, Clone, Copy, PartialEq)]
pub(super) struct Behind(Option<f64>);

impl Behind {
    /// Where text of this size and level stands that comes next.
    pub(super) fn level(self, level: Level, text: &str, size: f64) -> Level {
        let is_small = |large: f64| size <= SMALL_AS_MARK * large && text.starts_with(|c: char| c.is_ascii_digit());
        match (self.0, level) {
            (Some(_), Level::Lifted) => Level::Raised,
            (Some(large), Level::Line) if is_small(large) => Level::Raised,
            (_, level) => level,
        }
    }

    /// What text stands behind after this one, which was set so.
    pub(super) fn then(self, text: &str, level: Level, size: f64) -> Self {
        match text.chars().next_back() {
            None => self,
            Some(last) if last.is_ascii_digit() => Self(Some(size).filter(|_| level == Level::Line)),
            Some(last) if on_the_line(last).is_some() => self,
            Some(_) => Self(None),
        }
    }
}

impl Level {
    /// A text that stands there.
    pub(super) fn set(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Line | Self::Lifted => Cow::Borrowed(text),
            Self::Raised => raised(text),
            Self::Lowered => lowered(text),
        }
    }

    /// A unit of UTF-16 that stands there.
    pub(super) fn set_unit(self, unit: u16) -> u16 {
        let digit = u8::try_from(unit).ok().filter(u8::is_ascii_digit).map(|digit| char::from(digit).to_string());
        digit.and_then(|digit| self.set(&digit).encode_utf16().next()).unwrap_or(unit)
    }
}

/// Sets the figures of a table on the line in which more stand beside it than on it: all of them were moved to look well,
/// and none is the mark of a note.
pub(super) fn settle(document: &mut Document) {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Paragraph(_) => None,
    });
    tables.for_each(settle_table);
}

fn settle_table(table: &mut Table) {
    let is_beside = |text: &str| !text.is_empty() && text.chars().all(|character| on_the_line(character).is_some());
    let on_it = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let beside = table.cells.iter().filter(|cell| is_beside(cell.text.trim())).count();
    if beside == 0 || table.cells.iter().filter(|cell| on_it(cell.text.trim())).count() >= beside {
        return;
    }
    for cell in table.cells.iter_mut().filter(|cell| is_beside(cell.text.trim())) {
        cell.text = cell.text.chars().map(|character| on_the_line(character).unwrap_or(character)).collect();
    }
}

/// The digit that a raised or lowered one stands for.
fn on_the_line(character: char) -> Option<char> {
    let place = |of: [char; 10]| of.iter().position(|own| *own == character);
    let digit = place(RAISED).or_else(|| place(LOWERED))?;
    char::from_digit(u32::try_from(digit).ok()?, 10)
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
const LOWERED: [char; 10] = ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'];

/// Digits set above the line as the characters Unicode has for that (52 with a raised 1 is 52¹); other text as it is.
pub(super) fn raised(text: &str) -> Cow<'_, str> {
    set(text, RAISED)
}

/// Digits set below the line as the characters Unicode has for that (52₁); other text as it is.
fn lowered(text: &str) -> Cow<'_, str> {
    set(text, LOWERED)
}

fn set(text: &str, characters: [char; 10]) -> Cow<'_, str> {
    let digits = text.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let digit = |byte: u8| characters.get(usize::from(byte.wrapping_sub(b'0'))).copied();
    Cow::Owned(digits.bytes().filter_map(digit).collect())
}

/// Whether a lift by so many half points, with a size of its own, is that of a note's mark.
pub(super) fn is_lift(half_points: u32) -> bool {
    (4..=40).contains(&half_points)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_digits_are_raised() {
        assert_eq!(raised("1"), "¹");
        assert_eq!(raised(" 20 "), "²⁰");
        assert_eq!(raised("注1"), "注1");
        assert_eq!(raised(" "), " ");
        assert_eq!(Level::Lowered.set("20"), "₂₀");
        assert_eq!(Level::Line.set("20"), "20");
        assert_eq!(Level::Raised.set_unit(0x32), 0xB2);
        assert_eq!(Level::Lowered.set_unit(0x32), 0x2082);
        assert_eq!(Level::Raised.set_unit(0x4E2D), 0x4E2D);
    }

    /// Texts with their levels and sizes, one behind the other.
    fn check(texts: &[(&str, Level, f64)], expected: &str) {
        let mut behind = Behind::default();
        let mut whole = String::new();
        for (text, level, size) in texts {
            let level = behind.level(*level, text, *size);
            let text = level.set(text);
            behind = behind.then(&text, level, *size);
            whole.push_str(&text);
        }
        assert_eq!(whole, expected);
    }

    #[test]
    fn lifted_digits_are_marks_behind_others_only() {
        check(&[("1", Level::Lifted, 12.0), ("2", Level::Lifted, 12.0)], "12");
        check(&[("52", Level::Line, 12.0), ("1", Level::Lifted, 12.0), ("2", Level::Lifted, 12.0)], "52¹²");
        check(&[("件", Level::Line, 12.0), ("1", Level::Lifted, 12.0)], "件1");
    }

    #[test]
    fn digits_much_smaller_than_those_before_them_are_marks() {
        check(&[("4711", Level::Line, 12.0), ("1", Level::Line, 5.0), ("2", Level::Line, 5.0)], "4711¹²");
        check(&[("4711", Level::Line, 12.0), ("1", Level::Line, 8.0)], "47111");
        check(&[("47", Level::Line, 5.0), ("11", Level::Line, 5.0)], "4711");
        check(&[("4711 ", Level::Line, 12.0), ("1", Level::Line, 5.0)], "4711 1");
        check(&[("（一）", Level::Line, 12.0), ("1", Level::Line, 5.0), ("11", Level::Line, 12.0)], "（一）111");
    }
}
