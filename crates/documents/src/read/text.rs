//! Reads text.

use super::{Limits, ReadError};
use crate::model::{Block, Document, Format, Paragraph, Place};

/// Reads text.
///
/// # Errors
/// [`ReadError`] when nothing can be read.
pub fn read(bytes: &[u8], _limits: &Limits) -> Result<Document, ReadError> {
    let mut document = Document::new(Format::Txt);
    for (line, text) in (1..).zip(String::from_utf8_lossy(bytes).lines()) {
        document.blocks.push(Block::Paragraph(Paragraph { text: text.to_owned(), place: Place::Line { line } }));
    }
    Ok(document)
}
