//! Lays the cells of one table on a grid, spans expanded, by the table model of HTML.

use std::ops::Range;

use super::traits::leading_number;

/// A cell laid on the grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Laid {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) row_span: u32,
    pub(super) column_span: u32,
    pub(super) header: bool,
    /// The pieces of the story inside it.
    pub(super) pieces: Range<usize>,
}

/// A cell's spans as written, cut to the limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spans {
    pub(super) rows: u32,
    pub(super) columns: u32,
}

/// `rowspan=0`: to the end of the section, however long that will be.
const TO_THE_END: u32 = u32::MAX;

impl Spans {
    /// Spans from the attributes, with those cut told in the source's words.
    pub(super) fn parse(rows: Option<&str>, columns: Option<&str>, most: u32) -> (Self, Option<String>) {
        let mut cut = None;
        let mut bounded = |name: &str, value: Option<&str>, zero: u32| match value.map(|v| (v, leading_number(v))) {
            Some((_, Some(0))) => zero,
            Some((written, Some(number))) if number > most => {
                let written: String = written.trim().chars().take(20).collect();
                cut = Some(format!("{name}={written}"));
                most.max(1)
            }
            Some((_, Some(number))) => number,
            Some((_, None)) | None => 1,
        };
        let rows = bounded("rowspan", rows, TO_THE_END);
        let columns = bounded("colspan", columns, 1);
        (Self { rows, columns }, cut)
    }
}

/// A table being laid out.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) cells: Vec<Laid>,
    /// For each column, the first row that is free again.
    free: Vec<u32>,
    /// The largest of `free`.
    busy_until: u32,
    row: u32,
    column: u32,
    row_cells: usize,
    section_cells: usize,
    section_row: u32,
    in_head: bool,
    header_rows: u32,
    /// As the `col` elements say.
    widths: Vec<f32>,
}

/// How a cell fared.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fit {
    Whole,
    /// It would have lain over another cell and was made narrower.
    Narrowed,
    /// No column was left for it.
    Full,
}

impl Grid {
    /// Begins a section; one that is open ends.
    pub(super) fn open_section(&mut self, head: bool) {
        self.close_section();
        self.in_head = head;
    }

    /// Ends the section: no span reaches past it.
    pub(super) fn close_section(&mut self) {
        let end = self.row;
        for cell in self.cells.iter_mut().skip(self.section_cells) {
            cell.row_span = cell.row_span.min(end.saturating_sub(cell.row).max(1));
        }
        for free in &mut self.free {
            *free = (*free).min(end);
        }
        self.busy_until = end;
        if self.in_head && self.section_row == self.header_rows {
            self.header_rows = end;
        }
        self.in_head = false;
        self.section_cells = self.cells.len();
        self.section_row = end;
    }

    /// Takes the width of the next columns from a `col`; a missing one is 0.
    pub(super) fn column_width(&mut self, width: Option<&str>, columns: Option<&str>, most_columns: u32) {
        let number = |text: &str| {
            let digits = text.trim().trim_end_matches(|c: char| !c.is_ascii_digit());
            digits.parse::<f32>().ok().filter(|width| width.is_finite() && *width > 0.0)
        };
        let width = width.and_then(number).unwrap_or_default();
        let columns = columns.and_then(leading_number).unwrap_or(1).clamp(1, most_columns.max(1));
        let room = usize_of(most_columns).saturating_sub(self.widths.len());
        self.widths.extend(std::iter::repeat_n(width, usize_of(columns).min(room)));
    }

    /// The widths of all columns, or none when one is not told.
    pub(super) fn widths(&self) -> Vec<f32> {
        let (_, columns, _) = self.size();
        let told = self.widths.len() == usize_of(columns) && self.widths.iter().all(|width| *width > 0.0);
        if told { self.widths.clone() } else { Vec::new() }
    }

    pub(super) fn open_row(&mut self) {
        self.column = 0;
        self.row_cells = self.cells.len();
    }

    /// Ends a row. One without cells takes a place only if a span from above runs through it.
    pub(super) fn close_row(&mut self) {
        if self.cells.len() > self.row_cells || self.busy_until > self.row {
            self.row = self.row.saturating_add(1);
        }
    }

    /// The cells of the row that is open.
    pub(super) fn row(&self) -> &[Laid] {
        self.cells.get(self.row_cells..).unwrap_or_default()
    }

    /// Takes the open row back as if it had never been.
    pub(super) fn discard_row(&mut self) {
        for cell in self.cells.drain(self.row_cells..) {
            let columns = usize_of(cell.column)..usize_of(cell.column.saturating_add(cell.column_span));
            for free in self.free.get_mut(columns).unwrap_or_default() {
                *free = self.row;
            }
        }
        self.busy_until = self.free.iter().copied().max().unwrap_or_default();
        self.column = 0;
    }

    /// Lays a cell on the next free position of the open row.
    pub(super) fn place(&mut self, spans: Spans, header: bool, pieces: Range<usize>, most_columns: u32) -> Fit {
        while self.free.get(usize_of(self.column)).is_some_and(|free| *free > self.row) {
            self.column += 1;
        }
        if self.column >= most_columns {
            return Fit::Full;
        }
        let start = usize_of(self.column);
        let wanted = spans.columns.min(most_columns - self.column);
        let clear = self.free.iter().skip(start).take(usize_of(wanted)).position(|free| *free > self.row);
        let column_span = clear.and_then(|clear| u32::try_from(clear).ok()).unwrap_or(wanted);
        let end = start + usize_of(column_span);
        if self.free.len() < end {
            self.free.resize(end, 0);
        }
        let until = self.row.saturating_add(spans.rows);
        for free in self.free.get_mut(start..end).unwrap_or_default() {
            *free = until;
        }
        self.busy_until = self.busy_until.max(until);
        self.cells.push(Laid { row: self.row, column: self.column, row_span: spans.rows, column_span, header, pieces });
        self.column += column_span;
        if column_span < spans.columns { Fit::Narrowed } else { Fit::Whole }
    }

    /// Says where the open cell's content ends.
    pub(super) fn end_cell(&mut self, end: usize) {
        if let Some(cell) = self.cells.last_mut() {
            cell.pieces.end = end;
        }
    }

    /// Rows, columns and header rows of the finished grid.
    pub(super) fn size(&self) -> (u32, u32, u32) {
        let rows = self.cells.iter().map(|cell| cell.row.saturating_add(cell.row_span)).max().unwrap_or_default();
        let columns = self.cells.iter().map(|cell| cell.column + cell.column_span).max().unwrap_or_default();
        (rows, columns, self.header_rows)
    }
}

fn usize_of(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of `rowspan×colspan` cells; `|` begins a section. Gives `row,column+rows×columns` of each.
    #[track_caller]
    fn check(rows: &[&str], expected: &str) {
        let mut grid = Grid::default();
        for row in rows {
            if *row == "|" {
                grid.open_section(false);
                continue;
            }
            grid.open_row();
            for cell in row.split_ascii_whitespace() {
                let (rows, columns) = cell.split_once('x').unwrap();
                let (spans, _) = Spans::parse(Some(rows), Some(columns), 1000);
                grid.place(spans, false, 0..0, 1000);
            }
            grid.close_row();
        }
        grid.close_section();
        let found: Vec<_> =
            grid.cells.iter().map(|c| format!("{},{}+{}x{}", c.row, c.column, c.row_span, c.column_span)).collect();
        assert_eq!(found.join(" "), expected, "{rows:?}");
    }

    #[test]
    fn spans_push_later_cells_aside() {
        check(&["2x1 1x2", "1x1 1x1"], "0,0+2x1 0,1+1x2 1,1+1x1 1,2+1x1");
        check(&["1x1 3x1 1x1", "1x1 1x1", "1x2"], "0,0+1x1 0,1+3x1 0,2+1x1 1,0+1x1 1,2+1x1 2,0+1x1");
    }

    #[test]
    fn spans_end_with_their_section() {
        check(&["9x1 1x1", "1x1", "|", "1x1 1x1"], "0,0+2x1 0,1+1x1 1,1+1x1 2,0+1x1 2,1+1x1");
        check(&["0x1 1x1", "1x1", "1x1", "|", "1x1"], "0,0+3x1 0,1+1x1 1,1+1x1 2,1+1x1 3,0+1x1");
    }

    #[test]
    fn rows_without_cells_count_only_under_a_span() {
        check(&["1x1", "", "1x1"], "0,0+1x1 1,0+1x1");
        check(&["3x1 1x1", "", "1x1"], "0,0+3x1 0,1+1x1 2,1+1x1");
    }

    #[test]
    fn absurd_spans_are_cut_and_told() {
        let parse = |rows, columns| Spans::parse(Some(rows), Some(columns), 1000);
        assert_eq!(parse("4294967295", "2"), (Spans { rows: 1000, columns: 2 }, Some("rowspan=4294967295".into())));
        assert_eq!(
            parse("1", " 99999999999999"),
            (Spans { rows: 1, columns: 1000 }, Some("colspan=99999999999999".into()))
        );
        assert_eq!(parse("-1", "x"), (Spans { rows: 1, columns: 1 }, None));
        assert_eq!(parse("0", "0"), (Spans { rows: TO_THE_END, columns: 1 }, None));
    }

    #[test]
    fn the_columns_of_a_table_are_bounded() {
        let mut grid = Grid::default();
        grid.open_row();
        let wide = Spans { rows: 1, columns: 8 };
        assert_eq!(grid.place(wide, false, 0..0, 10), Fit::Whole);
        assert_eq!(grid.place(wide, false, 0..0, 10), Fit::Narrowed);
        assert_eq!(grid.place(wide, false, 0..0, 10), Fit::Full);
        assert_eq!(grid.size().1, 10);
    }

    #[test]
    fn a_discarded_row_leaves_nothing() {
        let mut grid = Grid::default();
        grid.open_row();
        grid.place(Spans { rows: 1, columns: 3 }, false, 0..0, 10);
        grid.discard_row();
        grid.close_row();
        grid.open_row();
        grid.place(Spans { rows: 1, columns: 1 }, false, 0..0, 10);
        grid.close_row();
        assert_eq!(grid.cells.len(), 1);
        assert_eq!((grid.cells[0].row, grid.cells[0].column), (0, 0));
    }
}
