//! A total as one table for programs and spreadsheets: a row a cell, the header first, nothing around it.

use gongkai_documents::Document;
use gongkai_law::Wording;
use rust_decimal::Decimal;

use super::{CellTotal, Total};
use crate::cell::CellAddress;
use crate::edition::EditionId;
use crate::write::builder::Builder;
use crate::write::figure::Figures;
use crate::write::listing::listing;
use crate::write::words::{self, cell_label};

/// The columns in order.
const COLUMNS: [&str; 8] = [
    "sheet-column-address",
    "sheet-column-cell",
    "total-column-sum-given",
    "sheet-column-given",
    "sheet-column-expected",
    "total-column-sum-complete",
    "total-column-complete",
    "sheet-column-members",
];
const WIDTHS: [f32; 8] = [2.0, 5.0, 1.6, 1.2, 1.2, 1.6, 1.2, 1.2];

/// Every cell of the total with both its sums and how many bodies they rest on: what a csv file holds. Titles, notes and
/// the figures of each body are in `document` and `json`.
///
/// Unit: money as its column's label says.
pub fn sheet(total: &Total, wording: &Wording) -> Document {
    let words = words::bundle(wording.lang());
    let members = total.members.len().to_string();
    let rows = total.cells.iter().map(|(address, cell)| row(total, *address, cell, &members));
    let mut builder = Builder::untitled();
    builder.table(listing(&COLUMNS.map(|id| words.text(id, &[])), rows, &WIDTHS));
    builder.finish()
}

fn row(total: &Total, address: CellAddress, cell: &CellTotal, members: &str) -> Vec<String> {
    let figures = Figures::of(EditionId::newest_with(address));
    let number = |sum: Option<Decimal>| sum.map(|sum| figures.bare(address, sum)).unwrap_or_default();
    let complete = total.tables.get(&address.table()).map_or(0, |table| table.complete);
    vec![
        address.to_string(),
        cell_label(address),
        number(cell.sum_given),
        cell.given.to_string(),
        cell.expected.to_string(),
        number(cell.sum_complete),
        complete.to_string(),
        members.to_owned(),
    ]
}
