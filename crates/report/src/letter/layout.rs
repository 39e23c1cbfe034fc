//! The parts all letters share.

use gongkai_documents::Document;
use gongkai_law::{Lang, Wording};

use super::{Sender, date_in_words};
use crate::write::builder::Builder;
use crate::write::words::bundle;

/// Characters of body text in a line of an official letter.
const LINE: usize = 28;
/// Characters the first line of a paragraph is set in.
const INDENT: usize = 2;
/// Characters left free to the right of the signature.
const RIGHT: usize = 4;
/// What pushes a signature to the right.
const SPACE: char = '\u{3000}';

/// A letter being written.
pub(super) struct Letter<'a> {
    builder: Builder,
    words: &'static Wording,
    lang: Lang,
    sender: &'a Sender,
}

impl<'a> Letter<'a> {
    pub(super) fn new(sender: &'a Sender, lang: Lang, title: &str, to: &str) -> Self {
        let words = bundle(lang);
        let mut builder = Builder::titled(title);
        builder.flush(&words.text("letter-to", &[("to", to)]));
        Self { builder, words, lang, sender }
    }

    /// A paragraph of the bundle; what was written into it in several lines is as many paragraphs, each set in like the first.
    pub(super) fn say(&mut self, id: &str, args: &[(&str, &str)]) {
        let text = self.words.text(id, args);
        text.lines().map(str::trim_end).filter(|line| !line.is_empty()).for_each(|line| self.builder.paragraph(line));
    }

    pub(super) fn builder(&mut self) -> &mut Builder {
        &mut self.builder
    }

    /// Names the attachment before the signature.
    pub(super) fn attach(&mut self, name: &str) {
        self.builder.paragraph("");
        self.say("letter-attachment", &[("name", name)]);
    }

    /// Name and date on the right, the contact below.
    pub(super) fn sign(&mut self) {
        self.builder.paragraph("");
        let date = date_in_words(self.sender.date, self.lang);
        // The date stands in the middle below the name, or the other way round, as 7.3.5 of GB/T 9704 has it.
        let (name, date) = centred(&self.sender.name, &date);
        self.builder.paragraph(&name);
        self.builder.paragraph(&date);
        if let Some(contact) = &self.sender.contact {
            for line in of_contact(contact, self.words) {
                self.builder.paragraph(&line);
            }
        }
    }

    /// The attachment's head, below the signature.
    pub(super) fn attachment(&mut self, name: &str) {
        self.builder.heading(2, &self.words.text("letter-attachment", &[("name", name)]));
    }

    pub(super) fn finish(self) -> Document {
        self.builder.finish()
    }
}

/// Two lines on the right, the shorter in the middle of the longer; a line longer than the page keeps to the left.
fn centred(first: &str, second: &str) -> (String, String) {
    let (one, two) = (half_widths(first), half_widths(second));
    let wider = one.max(two);
    let left = (2 * LINE).saturating_sub(2 * RIGHT).saturating_sub(wider);
    let line = |text: &str, width: usize| {
        let pad = left.saturating_add(wider.saturating_sub(width) / 2);
        let spaces = std::iter::repeat_n(SPACE, pad.div_ceil(2));
        spaces.chain(text.chars()).collect::<String>()
    };
    (line(first, one), line(second, two))
}

/// Who to ask and the number, in one line; where that would be too wide for one, each in a line of its own, so that nothing goes
/// over from one to the next.
fn of_contact(contact: &str, words: &Wording) -> Vec<String> {
    let whole = words.text("letter-contact", &[("contact", contact)]);
    match contact.rsplit_once(' ') {
        Some((who, number)) if half_widths(&whole) >= 2 * (LINE - INDENT) => vec![
            words.text("letter-contact-who", &[("who", who)]),
            words.text("letter-contact-number", &[("number", number)]),
        ],
        _ => vec![whole],
    }
}

/// How wide a text is, in half characters.
fn half_widths(text: &str) -> usize {
    text.chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_too_wide_for_a_line_is_two_that_are_whole() {
        let of = |contact: &str| of_contact(contact, bundle(Lang::ZhCn));
        assert_eq!(of("示例区办公室 0000-80000100"), ["（联系人及电话：示例区办公室 0000-80000100）"]);
        let long = ["（联系人：示例区政务公开办公室）", "（联系电话：0000-80000100）"];
        assert_eq!(of("示例区政务公开办公室 0000-80000100"), long);
        let english = of_contact("示例区政务公开办公室 0000-80000100 to 0000-80000109", bundle(Lang::En));
        assert_eq!(english.len(), 2, "{english:?}");
        let nowhere = "长".repeat(40);
        assert_eq!(of(&nowhere), [format!("（联系人及电话：{nowhere}）")]);
    }

    #[test]
    fn the_shorter_line_is_in_the_middle() {
        let (name, date) = centred("示例区人民政府办公室", "2024年1月31日");
        assert_eq!(name.trim_start().chars().count() + 14, name.chars().count());
        assert_eq!(date.chars().take_while(|letter| *letter == SPACE).count(), 16);
        let (name, _) = centred(&"长".repeat(40), "2024年1月31日");
        assert!(name.starts_with('长'));
    }
}
