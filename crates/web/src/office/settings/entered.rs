//! What a form of settings sends.

use std::str::FromStr;

use gongkai_app::Problems;
use gongkai_app::meanwhile::Seen;

/// The fields of a form, in order; a name may stand more than once.
#[derive(Debug, Clone, Default)]
pub(super) struct Entered(pub(super) Vec<(String, String)>);

impl Entered {
    /// The first value of a field.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// What held when the form was made, as far as it says.
    pub(super) fn seen(&self) -> Seen {
        self.text("seen").and_then(Seen::parse).unwrap_or_default()
    }

    /// Whether a box is ticked.
    pub(super) fn ticked(&self, name: &str, value: &str) -> bool {
        self.0.iter().any(|(key, ticked)| key == name && ticked == value)
    }

    /// A field read as a value; a problem is noted when it is none.
    pub(super) fn read<T: FromStr>(&self, name: &str, problems: &mut Problems, message: &'static str, into: &mut T) {
        let text = self.text(name).unwrap_or_default();
        match text.parse() {
            Ok(value) => *into = value,
            Err(_) => problems.add(name, if is_large(text) { LARGE } else { message }),
        }
    }

    /// Numbers parted by commas, spaces or 、.
    pub(super) fn numbers(&self, name: &str, problems: &mut Problems, into: &mut Vec<u16>) {
        let text = self.text(name).unwrap_or_default();
        let parts = text.split(is_between).filter(|part| !part.is_empty());
        match parts.map(str::parse).collect::<Result<Vec<u16>, _>>() {
            Ok(numbers) => {
                into.clear();
                // The same day once.
                for number in numbers {
                    if !into.contains(&number) {
                        into.push(number);
                    }
                }
            }
            Err(_) => problems.add(name, if text.split(is_between).any(is_large) { LARGE } else { "problem-number" }),
        }
    }
}

const LARGE: &str = "problem-number-large";

/// Whether a text is a whole number that found no room.
fn is_large(text: &str) -> bool {
    text.chars().nth(4).is_some() && text.chars().all(|digit| digit.is_ascii_digit())
}

/// What stands between numbers.
fn is_between(letter: char) -> bool {
    [',', '，', '、', ' ', ';'].contains(&letter)
}
