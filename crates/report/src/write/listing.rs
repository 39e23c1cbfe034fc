//! A plain table: one header row, then rows of text.

use gongkai_documents::Table;

use super::grid::Grid;

/// A table of rows below a header; a row may be shorter than the header.
pub(crate) fn listing(header: &[String], rows: impl IntoIterator<Item = Vec<String>>, widths: &[f32]) -> Table {
    let mut grid = Grid::new(u32::try_from(header.len()).unwrap_or(u32::MAX));
    for (column, label) in (0..).zip(header) {
        grid.label((0, column), (1, 1), label);
    }
    for (row, texts) in (1..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            grid.figure((row, column), 1, text);
        }
    }
    grid.finish(1, widths)
}
