//! Writes markdown.

use crate::model::Document;

/// Writes markdown.
pub fn write(_document: &Document) -> String {
    String::new()
}
