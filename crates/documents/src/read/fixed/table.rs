//! A table of a page before it becomes a block: its grid, its cells with their text.

use super::page::{Area, narrow};
use crate::model;

/// A cell with its text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Cell {
    pub(super) row: usize,
    pub(super) column: usize,
    pub(super) rows: usize,
    pub(super) columns: usize,
    /// Its lines, joined by `\n`.
    pub(super) text: String,
    pub(super) page: u32,
    pub(super) area: Area,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grid {
    pub(super) page: u32,
    pub(super) area: Area,
    /// Positions of the column edges, one more than columns.
    pub(super) xs: Vec<f64>,
    pub(super) rows: usize,
    /// Row by row, left to right.
    pub(super) cells: Vec<Cell>,
    /// No line closes it at the top.
    pub(super) open_top: bool,
    /// No line closes it at the bottom.
    pub(super) open_bottom: bool,
    /// Rows that a later page repeats.
    pub(super) header_rows: usize,
}

impl Grid {
    pub(super) fn columns(&self) -> usize {
        self.xs.len().saturating_sub(1)
    }

    /// Drops the rows and columns in which no cell begins: lines that bound nothing.
    pub(super) fn compress(&mut self) {
        let keep_rows = starts(self.rows, self.cells.iter().map(|cell| cell.row));
        let keep_columns = starts(self.columns(), self.cells.iter().map(|cell| cell.column));
        for cell in &mut self.cells {
            (cell.row, cell.rows) = renumber(&keep_rows, cell.row, cell.rows);
            (cell.column, cell.columns) = renumber(&keep_columns, cell.column, cell.columns);
        }
        self.rows = keep_rows.iter().filter(|kept| **kept).count();
        let last = self.xs.last().copied();
        let kept = self.xs.iter().zip(&keep_columns).filter(|(_, kept)| **kept).map(|(x, _)| *x);
        self.xs = kept.chain(last).collect();
    }

    /// Drops rows too low for text in which only blank cells begin, each below a cell as wide: a border drawn short
    /// of the row it should close.
    pub(super) fn drop_slivers(&mut self, lowest: f64) {
        for row in (1..self.rows).rev() {
            let here: Vec<Cell> = self.cells.iter().filter(|cell| cell.row == row).cloned().collect();
            let sliver = |cell: &Cell| cell.text.is_empty() && cell.rows == 1 && cell.area.height() < lowest;
            if !here.iter().all(sliver) || !here.iter().all(|cell| self.above(cell).is_some()) {
                continue;
            }
            for cell in here {
                if let Some(above) = self.above(&cell).and_then(|index| self.cells.get_mut(index)) {
                    above.rows += 1;
                    above.area = above.area.union(cell.area);
                }
                self.cells.retain(|other| (other.row, other.column) != (cell.row, cell.column));
            }
        }
    }

    /// The cell that ends where another begins, at the same columns.
    fn above(&self, cell: &Cell) -> Option<usize> {
        let fits = |other: &Cell| {
            other.row + other.rows == cell.row && (other.column, other.columns) == (cell.column, cell.columns)
        };
        self.cells.iter().position(fits)
    }

    pub(super) fn into_block(self) -> model::Block {
        let place = self.area.place(self.page);
        let rows = count(self.rows);
        let widths = self.xs.windows(2).map(|ends| narrow(ends.last().unwrap_or(&0.0) - ends.first().unwrap_or(&0.0)));
        model::Block::Table(model::Table {
            rows,
            columns: count(self.columns()),
            header_rows: count(self.header_rows),
            widths: widths.collect(),
            cells: self.cells.into_iter().map(Cell::into_model).collect(),
            place,
        })
    }
}

impl Cell {
    fn into_model(self) -> model::Cell {
        model::Cell {
            row: count(self.row),
            column: count(self.column),
            row_span: count(self.rows),
            column_span: count(self.columns),
            text: self.text,
            header: false,
            place: self.area.place(self.page),
        }
    }
}

fn count(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// Which of `size` positions a cell begins at.
fn starts(size: usize, positions: impl Iterator<Item = usize>) -> Vec<bool> {
    let mut kept = vec![false; size];
    for position in positions {
        if let Some(slot) = kept.get_mut(position) {
            *slot = true;
        }
    }
    kept
}

/// A position and a span counted in kept positions only.
fn renumber(kept: &[bool], position: usize, span: usize) -> (usize, usize) {
    let before = |end: usize| kept.iter().take(end).filter(|kept| **kept).count();
    let (from, to) = (before(position), before(position + span));
    (from, to.saturating_sub(from).max(1))
}
