//! Where each cell of a report stands in the view of its source.

use std::collections::BTreeMap;

use gongkai_documents::{Place, View};

use crate::cell::CellAddress;
use crate::model::Report;

/// A place and the cells with their text that share it.
type Sharing<'a> = (&'a Place, Vec<(CellAddress, &'a str)>);

/// The id of the element that shows each cell, for all cells that have a place the view knows.
///
/// Cells that share a line are told apart by their text, in the form's order; where that fails they have the whole
/// line.
pub fn elements(report: &Report, view: &View) -> BTreeMap<CellAddress, String> {
    let mut sharing: BTreeMap<String, Sharing<'_>> = BTreeMap::new();
    for (address, cell) in &report.cells.0 {
        let Some(at) = &cell.at else { continue };
        let (_, cells) = sharing.entry(at.key()).or_insert_with(|| (at, Vec::new()));
        cells.push((*address, cell.raw.as_deref().unwrap_or_default()));
    }
    let mut elements = BTreeMap::new();
    for (place, cells) in sharing.values() {
        let pieces: Vec<&str> = cells.iter().map(|(_, raw)| *raw).collect();
        let ids = view.find(place, &pieces);
        elements.extend(cells.iter().zip(ids).map(|((address, _), id)| (*address, id.to_owned())));
    }
    elements
}
