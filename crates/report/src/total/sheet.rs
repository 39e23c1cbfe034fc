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
const COLUMNS: [&str; 10] = [
    "sheet-column-address",
    "sheet-column-cell",
    "total-column-sum-given",
    "sheet-column-given",
    "sheet-column-expected",
    "total-column-sum-complete",
    "total-column-complete",
    "sheet-column-members",
    "sheet-column-withdrawn",
    "sheet-column-absent",
];
const WIDTHS: [f32; 10] = [2.0, 5.0, 1.6, 1.2, 1.2, 1.6, 1.2, 1.2, 1.2, 1.2];

/// Every cell of the total with both its sums and how many bodies they rest on: what a csv file holds. In each row
/// stands, too, how many of the members are withdrawn and how many bodies lack, which is left empty where nobody knows who
/// belongs into the total. Titles, names and the figures of each body are in `document` and `json`.
///
/// Unit: money as its column's label says.
pub fn sheet(total: &Total, wording: &Wording) -> Document {
    let words = words::bundle(wording.lang());
    let withdrawn = total.absent.as_ref().map(|_| total.withdrawn().len());
    let bodies = [Some(total.members.len()), withdrawn, total.absent.as_ref().map(Vec::len)];
    let bodies = bodies.map(|count| count.map(|count| count.to_string()).unwrap_or_default());
    let rows = total.cells.iter().map(|(address, cell)| row(total, *address, cell, &bodies));
    let mut builder = Builder::untitled();
    builder.table(listing(&COLUMNS.map(|id| words.text(id, &[])), rows, &WIDTHS));
    builder.finish()
}

fn row(total: &Total, address: CellAddress, cell: &CellTotal, bodies: &[String]) -> Vec<String> {
    let figures = Figures::of(EditionId::newest_with(address));
    let number = |sum: Option<Decimal>| sum.map(|sum| figures.bare(address, sum)).unwrap_or_default();
    let complete = total.tables.get(&address.table()).map_or(0, |table| table.complete);
    let own = [
        address.to_string(),
        cell_label(address),
        number(cell.sum_given),
        cell.given.to_string(),
        cell.expected.to_string(),
        number(cell.sum_complete),
        complete.to_string(),
    ];
    own.iter().chain(bodies).cloned().collect()
}
