//! Raised figures keep that they are raised: the mark of a note beside a number is no digit of it.

use std::borrow::Cow;

/// Digits set above the line as the characters Unicode has for that (52 with a raised 1 is 52¹); other text as it is.
pub(super) fn raised(text: &str) -> Cow<'_, str> {
    const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = text.trim();
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Cow::Borrowed(text);
    }
    let digit = |byte: u8| RAISED.get(usize::from(byte.wrapping_sub(b'0'))).copied();
    Cow::Owned(digits.bytes().filter_map(digit).collect())
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
    }
}
