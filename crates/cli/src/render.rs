//! Text for people: aligned by what a terminal shows, coloured by meaning.

pub(crate) mod document;
pub(crate) mod failure;
pub(crate) mod findings;
pub(crate) mod grid;
pub(crate) mod place;
pub(crate) mod report;
pub(crate) mod style;
pub(crate) mod width;

/// Adds a line.
fn add_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}
