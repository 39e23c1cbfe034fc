//! A table's grid with the positions that spans cover.

use gongkai_documents::{Cell, Table};

/// What is at a grid position.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Slot<'a> {
    /// A cell begins here.
    Anchor(&'a Cell),
    /// A cell from above goes on here, and this is its first column.
    Below,
    /// A cell covers this from the left.
    Covered,
    /// Nothing: the row is short.
    Empty,
}

/// The grid, row by row.
pub(crate) fn rows(table: &Table) -> Vec<Vec<Slot<'_>>> {
    (0..table.rows).map(|row| (0..table.columns).map(|column| slot(table, row, column)).collect()).collect()
}

fn slot(table: &Table, row: u32, column: u32) -> Slot<'_> {
    let covering = table.cells.iter().find(|cell| {
        (cell.row..cell.row + cell.row_span).contains(&row)
            && (cell.column..cell.column + cell.column_span).contains(&column)
    });
    match covering {
        None => Slot::Empty,
        Some(cell) if cell.column != column => Slot::Covered,
        Some(cell) if cell.row == row => Slot::Anchor(cell),
        Some(_) => Slot::Below,
    }
}
