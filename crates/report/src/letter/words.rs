//! A letter as words: what a message keeps of it, and the letter made of them again.

use gongkai_documents::{Block, Document};

use crate::write::builder::Builder;

/// What is drawn before a line that is not indented.
const HAIR: char = '\u{200a}';

/// What a letter is called, and what it says, a paragraph a line; without its tables.
#[must_use]
pub fn words(letter: &Document) -> (String, String) {
    let mut title = String::new();
    let mut lines = Vec::new();
    for block in &letter.blocks {
        match block {
            Block::Heading(heading) if title.is_empty() => title.clone_from(&heading.text),
            Block::Heading(heading) => lines.push(heading.text.as_str()),
            // The hair is for pages.
            Block::Paragraph(paragraph) => lines.push(paragraph.text.trim_end().trim_start_matches(HAIR)),
            Block::Table(_) => {}
        }
    }
    (title, lines.join("\n"))
}

/// The letter of such words, as it was sent: names and days are those of then.
#[must_use]
pub fn of_words(title: &str, text: &str) -> Document {
    let mut builder = Builder::titled(title);
    let mut lines = text.lines();
    // Whom it is to stands first and is not indented.
    if let Some(to) = lines.next() {
        builder.flush(to);
    }
    lines.for_each(|line| builder.paragraph(line));
    builder.finish()
}
