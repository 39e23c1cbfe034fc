//! Tells a file's format from its content.

use super::ReadError;
use crate::model::Format;

/// Tells the format of the bytes.
///
/// # Errors
/// [`ReadError::Empty`] or [`ReadError::Foreign`].
pub fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.is_empty() { Err(ReadError::Empty) } else { Ok(Format::Txt) }
}
