//! Pages: browsers' rules, office programs, content management systems, hostile input.

mod encodings;
mod flow;
mod hostile;
mod oracle;
mod programs;
mod tables;

use gongkai_documents::read::html;
use gongkai_documents::{Document, Limits};

use crate::outline::{assert_lines, outline};

fn page(source: &str) -> Document {
    html::read(source.as_bytes(), &Limits::default()).unwrap()
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_lines(&outline(&page(source)), expected);
}
