//! A table's cells set out on a sane grid: no overlaps, no span past the edge, bounded size.

use std::borrow::Cow;

use super::breaking::leans_left;
use crate::model::{Cell, Place, Table};

/// Grid positions any table may have; more only in proportion to its cells. Beyond that blank positions are given up,
/// never text, so that a few cells cannot ask for a million.
const FREE_SLOTS: usize = 250_000;

/// A cell as it stands on the grid.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct GridCell<'a> {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) row_span: usize,
    pub(crate) column_span: usize,
    pub(crate) text: Cow<'a, str>,
    pub(crate) header: bool,
    pub(crate) place: &'a Place,
    /// The places of cells that joined their text to this one.
    pub(crate) joined: Vec<&'a Place>,
}

/// What stands at a grid position.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Slot<'g, 'a> {
    /// The top left position of a cell.
    Anchor(&'g GridCell<'a>),
    /// Under the span of a cell anchored elsewhere.
    Covered(&'g GridCell<'a>),
    /// No cell at all.
    Blank,
}

/// The grid of a table.
#[derive(Debug)]
pub(crate) struct Grid<'a> {
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    /// Rows to repeat on each page: never cut by a span, never the whole table.
    pub(crate) header_rows: usize,
    /// In reading order.
    pub(crate) cells: Vec<GridCell<'a>>,
    /// 0 is blank, otherwise one more than the cell's index.
    slots: Vec<u32>,
    /// The columns in which a text leans left.
    left: Vec<bool>,
}

impl<'a> Grid<'a> {
    /// Sets a table out. A span that runs over the edge or another cell is cut; a cell on a taken position joins its
    /// text to the cell already there.
    pub(crate) fn new(table: &'a Table) -> Self {
        let (rows, columns) = extent(table);
        let mut grid = if rows.saturating_mul(columns) > most_slots(table) {
            Self::packed(table)
        } else {
            let mut grid = Self::blank(rows, columns);
            let mut cells: Vec<&Cell> = table.cells.iter().collect();
            cells.sort_by_key(|cell| (cell.row, cell.column));
            for cell in cells {
                grid.place(cell, size(cell.row), size(cell.column), size(cell.row_span), size(cell.column_span));
            }
            grid
        };
        grid.header_rows = grid.closed_header(size(table.header_rows));
        grid.left = grid.left_columns();
        grid
    }

    fn blank(rows: usize, columns: usize) -> Self {
        Self {
            rows,
            columns,
            header_rows: 0,
            cells: Vec::new(),
            slots: vec![0; rows.saturating_mul(columns)],
            left: Vec::new(),
        }
    }

    /// The last resort for absurd extents: cells of a row side by side, without gaps or spans.
    fn packed(table: &'a Table) -> Self {
        let mut lines: Vec<Vec<&Cell>> = Vec::new();
        let mut cells: Vec<&Cell> = table.cells.iter().collect();
        cells.sort_by_key(|cell| (cell.row, cell.column));
        let mut current = None;
        for cell in cells {
            if current != Some(cell.row) {
                lines.push(Vec::new());
                current = Some(cell.row);
            }
            if let Some(line) = lines.last_mut() {
                line.push(cell);
            }
        }
        let widest = lines.iter().map(Vec::len).max().unwrap_or(0);
        let columns = widest.min((most_slots(table) / lines.len().max(1)).max(1));
        let rows = lines.iter().map(|line| line.len().div_ceil(columns.max(1))).sum();
        let mut grid = Self::blank(rows, columns);
        let chunks = lines.iter().flat_map(|line| line.chunks(columns.max(1)));
        for (row, chunk) in chunks.enumerate() {
            for (column, cell) in chunk.iter().enumerate() {
                grid.place(cell, row, column, 1, 1);
            }
        }
        grid
    }

    fn place(&mut self, cell: &'a Cell, row: usize, column: usize, row_span: usize, column_span: usize) {
        if let Some(taken) = self.index(row, column) {
            if let Some(other) = self.cells.get_mut(taken) {
                let text = other.text.to_mut();
                text.push('\n');
                text.push_str(&cell.text);
                other.joined.push(&cell.place);
            }
            return;
        }
        let column_span = (0..column_span.clamp(1, self.columns.saturating_sub(column).max(1)))
            .take_while(|offset| self.index(row, column + offset).is_none())
            .count()
            .max(1);
        let row_span = (0..row_span.clamp(1, self.rows.saturating_sub(row).max(1)))
            .take_while(|down| (0..column_span).all(|right| self.index(row + down, column + right).is_none()))
            .count()
            .max(1);
        let text = Cow::Borrowed(cell.text.as_str());
        let (header, place) = (cell.header, &cell.place);
        self.cells.push(GridCell { row, column, row_span, column_span, text, header, place, joined: Vec::new() });
        let mark = u32::try_from(self.cells.len()).unwrap_or(u32::MAX);
        for down in row..row + row_span {
            let start = down * self.columns + column;
            if let Some(slots) = self.slots.get_mut(start..start + column_span) {
                slots.fill(mark);
            }
        }
    }

    /// The index of the cell at a position.
    pub(crate) fn index(&self, row: usize, column: usize) -> Option<usize> {
        if column >= self.columns {
            return None;
        }
        let mark = *self.slots.get(row.checked_mul(self.columns)?.checked_add(column)?)?;
        usize::try_from(mark).ok()?.checked_sub(1)
    }

    /// What stands at a position.
    pub(crate) fn slot(&self, row: usize, column: usize) -> Slot<'_, 'a> {
        match self.index(row, column).and_then(|index| self.cells.get(index)) {
            Some(cell) if cell.row == row && cell.column == column => Slot::Anchor(cell),
            Some(cell) => Slot::Covered(cell),
            None => Slot::Blank,
        }
    }

    /// Whether any two positions share a cell.
    pub(crate) fn has_spans(&self) -> bool {
        self.cells.iter().any(|cell| cell.row_span > 1 || cell.column_span > 1)
    }

    /// Whether the row has cells and all of them are header cells.
    pub(crate) fn is_header_row(&self, row: usize) -> bool {
        let mut anchors = (0..self.columns).filter_map(|column| match self.slot(row, column) {
            Slot::Anchor(cell) => Some(cell.header),
            Slot::Covered(_) | Slot::Blank => None,
        });
        anchors.next().is_some_and(|first| first && anchors.all(|header| header))
    }

    /// Whether a cell's text is set left: it reads better so, or another text of its column does, and a column is not ragged.
    pub(crate) fn leans_left(&self, cell: &GridCell<'_>) -> bool {
        let column = || self.left.get(cell.column).copied().unwrap_or_default();
        let in_column = || cell.column_span == 1 && cell.text.chars().any(char::is_alphabetic) && column();
        cell.row >= self.header_rows && cell.row_span == 1 && (leans_left(&cell.text) || in_column())
    }

    fn left_columns(&self) -> Vec<bool> {
        let mut left = vec![false; self.columns];
        for cell in self.cells.iter().filter(|cell| cell.row >= self.header_rows) {
            if cell.row_span == 1
                && cell.column_span == 1
                && leans_left(&cell.text)
                && let Some(column) = left.get_mut(cell.column)
            {
                *column = true;
            }
        }
        left
    }

    /// The header rows declared, or those at the top made of header cells only (unless more of the kind follow: then
    /// they head their own part, not the table), widened until no span crosses out.
    fn closed_header(&self, declared: usize) -> usize {
        let mut rows = declared;
        if rows == 0 {
            rows = (0..self.rows).take_while(|row| self.is_header_row(*row)).count();
            if rows == 0 || (rows..self.rows).any(|row| self.is_header_row(row)) {
                return 0;
            }
        }
        for cell in &self.cells {
            if cell.row < rows {
                rows = rows.max(cell.row + cell.row_span);
            }
        }
        if rows >= self.rows { 0 } else { rows }
    }
}

fn most_slots(table: &Table) -> usize {
    table.cells.len().saturating_mul(4).max(FREE_SLOTS)
}

/// Rows and columns the grid needs; trailing blanks are given up when the table says it is absurdly large.
fn extent(table: &Table) -> (usize, usize) {
    let used_rows = table.cells.iter().map(|cell| size(cell.row) + 1).max().unwrap_or(0);
    let used_columns = table.cells.iter().map(|cell| size(cell.column) + 1).max().unwrap_or(0);
    let rows = used_rows.max(size(table.rows));
    let columns = used_columns.max(size(table.columns));
    if rows.saturating_mul(columns) <= most_slots(table) {
        return (rows, columns);
    }
    (used_rows, used_columns)
}

fn size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Place;

    fn cell(row: u32, column: u32, row_span: u32, column_span: u32, text: &str) -> Cell {
        let place = Place::Line { line: 1 };
        Cell { row, column, row_span, column_span, text: text.into(), header: false, place }
    }

    fn table(rows: u32, columns: u32, cells: Vec<Cell>) -> Table {
        Table { rows, columns, header_rows: 0, widths: Vec::new(), cells, place: Place::Line { line: 1 } }
    }

    /// The grid drawn with one letter a position: the cell's first letter, `.` for blank.
    fn check(table: &Table, expected: &[&str]) {
        let grid = Grid::new(table);
        let drawn: Vec<String> = (0..grid.rows)
            .map(|row| {
                (0..grid.columns)
                    .map(|column| match grid.slot(row, column) {
                        Slot::Anchor(cell) | Slot::Covered(cell) => cell.text.chars().next().unwrap_or(' '),
                        Slot::Blank => '.',
                    })
                    .collect()
            })
            .collect();
        assert_eq!(drawn, expected);
    }

    #[test]
    fn spans_cover_and_ragged_rows_stay_blank() {
        check(&table(2, 3, vec![cell(0, 0, 2, 1, "a"), cell(0, 1, 1, 2, "b"), cell(1, 1, 1, 1, "c")]), &["abb", "ac."]);
    }

    #[test]
    fn spans_are_cut_at_the_edge_and_at_other_cells() {
        check(&table(2, 2, vec![cell(0, 0, 9, u32::MAX, "a")]), &["aa", "aa"]);
        check(&table(2, 2, vec![cell(0, 0, 2, 1, "a"), cell(0, 1, 1, 1, "b"), cell(1, 0, 1, 2, "c")]), &["ab", "a."]);
    }

    #[test]
    fn a_cell_on_a_taken_position_keeps_its_text() {
        let table = table(1, 1, vec![cell(0, 0, 1, 1, "a"), cell(0, 0, 1, 1, "b")]);
        assert_eq!(Grid::new(&table).cells[0].text, "a\nb");
    }

    #[test]
    fn absurd_extents_keep_all_cells() {
        check(&table(u32::MAX, u32::MAX, vec![cell(0, 0, u32::MAX, u32::MAX, "a")]), &["a"]);
        check(&table(1, 1, vec![cell(0, 5_000_000, 1, 1, "a"), cell(4_000_000_000, 7, 2, 2, "b")]), &["a", "b"]);
    }

    #[test]
    fn header_rows_are_closed_under_spans() {
        let mut spanned = table(3, 2, vec![cell(0, 0, 2, 1, "a"), cell(0, 1, 1, 1, "b"), cell(2, 0, 1, 1, "c")]);
        spanned.header_rows = 1;
        assert_eq!(Grid::new(&spanned).header_rows, 2);
        spanned.header_rows = 9;
        assert_eq!(Grid::new(&spanned).header_rows, 0, "a table of header rows only repeats nothing");
        let mut flagged = table(2, 1, vec![cell(0, 0, 1, 1, "a"), cell(1, 0, 1, 1, "b")]);
        flagged.cells[0].header = true;
        assert_eq!(Grid::new(&flagged).header_rows, 1);
    }
}
