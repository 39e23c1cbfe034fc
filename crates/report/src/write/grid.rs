//! A table put together cell by cell.

use gongkai_documents::{Cell, Place, Table};

use crate::edition::HeaderCell;

/// Collects cells in any order; positions already covered by a span are told on request.
pub(crate) struct Grid {
    columns: u32,
    cells: Vec<Cell>,
}

impl Grid {
    pub(crate) fn new(columns: u32) -> Self {
        Self { columns, cells: Vec::new() }
    }

    /// A label: a header cell.
    pub(crate) fn label(&mut self, at: (u32, u32), spans: (u32, u32), text: &str) {
        self.push(at, spans, text.to_owned(), true);
    }

    /// A figure, one row high.
    pub(crate) fn figure(&mut self, at: (u32, u32), column_span: u32, text: String) {
        self.push(at, (1, column_span), text, false);
    }

    /// Header rows, each cell at the first column that no span from above covers.
    pub(crate) fn header(&mut self, rows: &[Vec<HeaderCell>]) {
        for (row, cells) in (0..).zip(rows) {
            let mut column = 0;
            for cell in cells {
                while self.covered(row, column) {
                    column += 1;
                }
                self.label((row, column), (cell.rowspan, cell.colspan), &cell.text);
                column += cell.colspan;
            }
        }
    }

    pub(crate) fn finish(mut self, header_rows: u32, widths: &[f32]) -> Table {
        self.cells.sort_by_key(|cell| (cell.row, cell.column));
        let rows = self.cells.iter().map(|cell| cell.row + cell.row_span).max().unwrap_or(0);
        Table {
            rows,
            columns: self.columns,
            header_rows,
            widths: widths.to_vec(),
            cells: self.cells,
            place: Place::Cell { table: 1, row: 1, column: 1 },
        }
    }

    fn push(&mut self, (row, column): (u32, u32), spans: (u32, u32), text: String, header: bool) {
        let place = Place::Cell { table: 1, row: row + 1, column: column + 1 };
        self.cells.push(Cell { row, column, row_span: spans.0, column_span: spans.1, text, header, place });
    }

    fn covered(&self, row: u32, column: u32) -> bool {
        self.cells.iter().any(|cell| {
            (cell.row..cell.row + cell.row_span).contains(&row)
                && (cell.column..cell.column + cell.column_span).contains(&column)
        })
    }
}
