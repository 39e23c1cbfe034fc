//! Reads workbooks.

use super::{Limits, ReadError};
use crate::model::Document;

/// Reads xlsx.
///
/// # Errors
/// [`ReadError`] when nothing can be read.
pub fn read_xlsx(_bytes: &[u8], _limits: &Limits) -> Result<Document, ReadError> {
    Err(ReadError::Empty)
}

/// Reads xls.
///
/// # Errors
/// [`ReadError`] when nothing can be read.
pub fn read_xls(_bytes: &[u8], _limits: &Limits) -> Result<Document, ReadError> {
    Err(ReadError::Empty)
}
