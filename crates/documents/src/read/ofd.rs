//! Reads ofd.

use super::{Limits, ReadError};
use crate::model::Document;

/// Reads ofd.
///
/// # Errors
/// [`ReadError`] when nothing can be read.
pub fn read(_bytes: &[u8], _limits: &Limits) -> Result<Document, ReadError> {
    Err(ReadError::Empty)
}
