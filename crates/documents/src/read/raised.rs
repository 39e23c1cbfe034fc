//! Raised and lowered figures keep that they are: the mark of a note beside a number is no digit of it.

use std::borrow::Cow;

/// Where text stands beside its line.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    /// On it.
    #[default]
    Line,
    Raised,
    Lowered,
}

impl Level {
    /// A text that stands there.
    pub(super) fn set(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Line => Cow::Borrowed(text),
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

/// Digits set above the line as the characters Unicode has for that (52 with a raised 1 is 52¹); other text as it is.
pub(super) fn raised(text: &str) -> Cow<'_, str> {
    set(text, ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'])
}

/// Digits set below the line as the characters Unicode has for that (52₁); other text as it is.
fn lowered(text: &str) -> Cow<'_, str> {
    set(text, ['₀', '₁', '₂', '₃', '₄', '₅', '₆', '₇', '₈', '₉'])
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
}
