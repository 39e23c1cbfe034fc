//! A document as a piece of html in which every place can be found again: the source beside what was read of it.
//!
//! What it is: escaped text without styles or scripts. Each paragraph, heading and cell carries `data-place` with its
//! [`Place::key`] and an `id` of its own; lines that hold several fields have each field in a `<span>` with an id, too,
//! so that a cell read from the middle of a line can be shown. [`View::find`] tells the element of a cell.
//!
//! What it is not: a page. The fragment stands inside one that brings the look: classes are `source-page`,
//! `source-sheet`, `source-table` and `source-heading`.

mod fields;
mod html;
mod key;

use std::collections::HashMap;

use crate::model::{Document, Place};

/// The view of a document.
#[derive(Debug, Clone, Default)]
pub struct View {
    /// The fragment.
    pub html: String,
    elements: HashMap<String, Vec<Element>>,
}

/// An element with a place.
#[derive(Debug, Clone)]
struct Element {
    id: String,
    text: String,
    /// Whether it is a field within a line rather than the line.
    field: bool,
}

/// The view of a document.
pub fn view(document: &Document) -> View {
    html::write(document)
}

impl View {
    /// The id of the first element at a place.
    pub fn id(&self, place: &Place) -> Option<&str> {
        self.elements.get(&place.key())?.first().map(|element| element.id.as_str())
    }

    /// The ids of the elements that show some pieces of text, all at one place, in order: for each piece the first
    /// field of exactly its text after the one before, else the whole line. Empty when nothing has the place.
    pub fn find(&self, place: &Place, pieces: &[&str]) -> Vec<&str> {
        let Some(elements) = self.elements.get(&place.key()) else { return Vec::new() };
        let Some(whole) = elements.first() else { return Vec::new() };
        let fields: Vec<&Element> = if elements.iter().any(|element| element.field) {
            elements.iter().filter(|element| element.field).collect()
        } else {
            elements.iter().collect()
        };
        let mut from = 0;
        pieces
            .iter()
            .map(|piece| {
                let wanted = piece.trim();
                let found = fields.iter().enumerate().skip(from).find(|(_, field)| field.text.trim() == wanted);
                match found {
                    Some((position, field)) => {
                        from = position.saturating_add(1);
                        field.id.as_str()
                    }
                    None => whole.id.as_str(),
                }
            })
            .collect()
    }
}
