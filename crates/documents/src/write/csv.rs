//! Writes csv.

use crate::model::Document;

/// Writes csv.
pub fn write(_document: &Document) -> Vec<u8> {
    Vec::new()
}
