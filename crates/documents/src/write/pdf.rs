//! Writes pdf.

use super::{Fonts, WriteError};
use crate::model::Document;

/// Writes pdf.
///
/// # Errors
/// [`WriteError`] when the library refuses or a font is unusable.
pub fn write(_document: &Document, _fonts: &Fonts) -> Result<Vec<u8>, WriteError> {
    Ok(Vec::new())
}
