//! Writes pdf.
//!
//! Own layout after GB/T 9704: A4, 156 × 225 mm of text, 22 lines of 28 characters, page numbers at the foot. Text is
//! real text (it can be searched, copied and read aloud), the structure is tagged, headings are bookmarks. The same
//! document and fonts always give the same bytes.
//!
//! The steps: [`face`] knows glyphs, [`mod@line`] breaks lines, [`flow`] puts blocks on pages with the help of [`table`],
//! [`draw`] hands the pages to krilla.

mod draw;
mod face;
mod flow;
mod line;
mod page;
mod table;

use std::collections::BTreeSet;

use super::{Fonts, WriteError};
use crate::model::{Block, Document};

/// Writes pdf.
///
/// A character no font has is drawn as `□`, and still copied and read aloud as what it is; [`missing_glyphs`] tells
/// them beforehand.
///
/// # Errors
/// [`WriteError::Font`] when a font given is none; [`WriteError::Library`] when krilla refuses.
pub fn write(document: &Document, fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    let faces = face::Faces::new(fonts)?;
    let pages = flow::flow(document, &faces);
    draw::draw(&pages, &faces, super::title_of(document))
}

/// The characters of a document that no font has, in code point order. With an unusable font
/// among them, only the built-in ones count.
pub fn missing_glyphs(document: &Document, fonts: &Fonts) -> Vec<char> {
    let none = Fonts::default();
    let Ok(faces) = face::Faces::new(fonts).or_else(|_| face::Faces::new(&none)) else { return Vec::new() };
    let mut seen = BTreeSet::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => seen.extend(heading.text.chars()),
            Block::Paragraph(paragraph) => seen.extend(paragraph.text.chars()),
            Block::Table(table) => table.cells.iter().for_each(|cell| seen.extend(cell.text.chars())),
        }
    }
    seen.into_iter().filter(|character| faces.lacks(*character)).collect()
}
