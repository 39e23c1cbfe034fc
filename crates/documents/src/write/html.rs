//! Writes html.

use crate::model::Document;

/// Writes html.
pub fn write(_document: &Document) -> String {
    String::new()
}
