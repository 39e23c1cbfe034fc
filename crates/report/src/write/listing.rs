//! A plain table: one header row, then rows of text.

use std::iter::Peekable;

use gongkai_documents::{Block, Piece, Table};

use super::grid::Grid;

/// Rows that are made and handed on together.
const CHUNK: usize = 1_000;

/// A table of rows below a header, made as it is written; a row may be shorter than the header.
pub(crate) struct Listing<'a> {
    header: Vec<String>,
    rows: Peekable<Box<dyn Iterator<Item = Vec<String>> + 'a>>,
    widths: &'static [f32],
}

impl<'a> Listing<'a> {
    /// `None` when there is no row.
    pub(crate) fn of(
        header: Vec<String>,
        rows: impl Iterator<Item = Vec<String>> + 'a,
        widths: &'static [f32],
    ) -> Option<Self> {
        let rows: Box<dyn Iterator<Item = Vec<String>> + 'a> = Box::new(rows);
        let mut listing = Self { header, rows: rows.peekable(), widths };
        listing.rows.peek().is_some().then_some(listing)
    }

    /// The table, and more rows of it while there are any.
    pub(crate) fn pieces(mut self) -> impl Iterator<Item = Piece<'static>> + use<'a> {
        let first = listing(&self.header, self.rows.by_ref().take(CHUNK), self.widths);
        let more = std::iter::from_fn(move || {
            self.rows.peek()?;
            Some(Piece::Rows(rows(self.header.len(), self.rows.by_ref().take(CHUNK), self.widths)))
        });
        std::iter::once(Piece::from(Block::Table(first))).chain(more)
    }
}

/// A table of rows below a header; a row may be shorter than the header.
pub(crate) fn listing(header: &[String], rows: impl IntoIterator<Item = Vec<String>>, widths: &[f32]) -> Table {
    let mut grid = Grid::new(u32::try_from(header.len()).unwrap_or(u32::MAX));
    for (column, label) in (0..).zip(header) {
        grid.label((0, column), (1, 1), label);
    }
    fill(&mut grid, 1, rows);
    grid.finish(1, widths)
}

fn rows(columns: usize, rows: impl IntoIterator<Item = Vec<String>>, widths: &[f32]) -> Table {
    let mut grid = Grid::new(u32::try_from(columns).unwrap_or(u32::MAX));
    fill(&mut grid, 0, rows);
    grid.finish(0, widths)
}

fn fill(grid: &mut Grid, from: u32, rows: impl IntoIterator<Item = Vec<String>>) {
    for (row, texts) in (from..).zip(rows) {
        for (column, text) in (0..).zip(texts) {
            grid.figure((row, column), 1, text);
        }
    }
}
