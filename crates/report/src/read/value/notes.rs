//! What refers to a note beside a number, and is no digit of it.

use std::borrow::Cow;

/// A note's mark beside a number (52①, 52²) in brackets, so that it is no digit of it; characters without width left out.
pub(super) fn with_notes_apart(raw: &str) -> Cow<'_, str> {
    let raised_only = !raw.contains(|character: char| character.is_ascii_digit()) && raw.contains(is_set_apart);
    // A figure of three digits or more is a note to nothing; one of fewer may be the note of a blank cell.
    if raised_only && raw.chars().filter(|character| is_set_apart(*character)).count() > LONGEST_NOTE {
        return Cow::Owned(
            raw.chars().map(|character| if is_set_apart(character) { plain(character) } else { character }).collect(),
        );
    }
    let special = |character: char| is_invisible(character) || note_number(character).is_some();
    if !raw.contains(special) {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    for character in raw.chars().filter(|character| !is_invisible(*character)) {
        match note_number(character) {
            Some(number) => text.push_str(&format!("[{number}]")),
            None => text.push(character),
        }
    }
    Cow::Owned(text.replace("][", ""))
}

fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Digits of the longest number of a note.
const LONGEST_NOTE: usize = 2;

/// Raised or lowered digits.
fn is_set_apart(character: char) -> bool {
    matches!(character, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' | '₀'..='₉')
}

fn plain(character: char) -> char {
    note_number(character).and_then(|number| char::from_digit(number, 10)).unwrap_or(character)
}

/// Whether a character is the mark of a note.
pub(crate) fn is_note_mark(character: char) -> bool {
    note_number(character).is_some()
}

/// The number a raised or circled digit stands for.
fn note_number(character: char) -> Option<u32> {
    match character {
        '¹' => Some(1),
        '²' => Some(2),
        '³' => Some(3),
        '⁰' | '⁴'..='⁹' => u32::from(character).checked_sub(0x2070),
        '₀'..='₉' => u32::from(character).checked_sub(0x2080),
        '①'..='⑳' => u32::from(character).checked_sub(0x245f),
        _ => None,
    }
}

/// What may follow a number: nothing, a remark in brackets, or what refers to a note (317注1, 317*).
#[expect(clippy::option_option, reason = "outer: whether the rest is allowed; inner: whether there is a remark")]
pub(super) fn note(rest: &str) -> Option<Option<String>> {
    if rest.is_empty() {
        return Some(None);
    }
    let number = rest.strip_prefix("备注").or_else(|| rest.strip_prefix('注'));
    let refers = number.is_some_and(|number| {
        let number = number.trim_start_matches([':', '.']);
        number.len() <= LONGEST_NOTE && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let is_starred = rest.len() <= 3 * '※'.len_utf8() && rest.chars().all(|character| "*※★☆#".contains(character));
    let is_remark = rest.starts_with(['(', '[', '【']) && rest.ends_with([')', ']', '】']);
    (is_remark || refers || is_starred).then(|| Some(rest.to_owned()))
}
