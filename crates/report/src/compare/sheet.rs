//! A comparison as one table for programs and spreadsheets: a row a pair of figures, the header first.

use gongkai_documents::Document;
use gongkai_law::Wording;
use rust_decimal::Decimal;

use super::document::{name, note};
use super::{CellPair, Comparison, Side};
use crate::cell::{CellAddress, CellState};
use crate::edition::EditionId;
use crate::write::builder::Builder;
use crate::write::figure::Figures;
use crate::write::listing::listing;
use crate::write::words::{self, cell_label};

const WIDTHS: [f32; 7] = [2.0, 4.0, 1.5, 1.5, 1.2, 1.2, 3.0];

/// Every pair of figures, those that are 0 on both sides, too: what a csv file holds. Titles, sections and facts are in
/// `document` and `json`.
///
/// Unit: money as its column's label says; the last but one column in percent.
pub fn sheet(comparison: &Comparison, wording: &Wording) -> Document {
    let words = words::bundle(wording.lang());
    let of = |id: &str| words.text(id, &[]);
    let header = [
        of("sheet-column-address"),
        of("sheet-column-cell"),
        name(&comparison.left, words),
        name(&comparison.right, words),
        of("compare-column-difference"),
        of("sheet-column-percent"),
        of("compare-column-note"),
    ];
    let rows = comparison.cells.iter().filter_map(|pair| row(pair, words));
    let mut builder = Builder::untitled();
    builder.table(listing(&header, rows, &WIDTHS));
    builder.finish()
}

fn row(pair: &CellPair, words: &Wording) -> Option<Vec<String>> {
    let address = pair.left.as_ref().or(pair.right.as_ref())?.address;
    let figures = Figures::of(EditionId::newest_with(address));
    let in_unit = |value: Decimal| figures.bare(address, value);
    Some(vec![
        address.to_string(),
        cell_label(address),
        figure(pair.left.as_ref(), address, figures),
        figure(pair.right.as_ref(), address, figures),
        pair.difference.map(in_unit).unwrap_or_default(),
        pair.percent.map(|percent| percent.normalize().to_string()).unwrap_or_default(),
        note(pair, words).unwrap_or_default(),
    ])
}

/// A number as a number; what is none as it was written, and nothing for what is not there.
fn figure(side: Option<&Side>, address: CellAddress, figures: Figures) -> String {
    let Some(side) = side else { return String::new() };
    match (side.state, side.value) {
        (CellState::Value, Some(value)) if side.unit.is_some() => figures.bare(address, value),
        (CellState::Value, Some(value)) => value.normalize().to_string(),
        (CellState::Slash, _) => "/".to_owned(),
        (CellState::Text | CellState::Value, _) => side.raw.clone().unwrap_or_default(),
        (CellState::Blank | CellState::Missing, _) => String::new(),
    }
}
