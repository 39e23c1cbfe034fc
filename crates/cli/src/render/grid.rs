//! Tables with spans as lines and letters.

mod widths;

use gongkai_documents::{Cell, Table};

use super::style::{STRONG, painted};
use super::width::{pad_end, pad_start, spaces, tame, wrapped};

/// A table drawn with box lines, whole or part by part; its columns are as wide as the first part asks for.
#[derive(Debug)]
pub(crate) struct Drawing {
    widths: Vec<usize>,
}

impl Drawing {
    /// Lays out a table by its first rows, at most `width` columns wide where that is possible at all.
    pub(crate) fn new(first: &Table, width: usize) -> Self {
        let columns = usize::try_from(first.columns).unwrap_or(0);
        Self { widths: widths::fitted(first, columns, width) }
    }

    /// The first rows; the last line is drawn when they end the table.
    pub(crate) fn begun(&self, first: &Table, ends: bool) -> String {
        lines(&Grid::new(first, &self.widths, false), ends)
    }

    /// More rows of the same columns.
    pub(crate) fn continued(&self, more: &Table, ends: bool) -> String {
        lines(&Grid::new(more, &self.widths, true), ends)
    }
}

fn lines(grid: &Grid<'_>, ends: bool) -> String {
    let header_rows = usize::try_from(grid.table.header_rows).unwrap_or(0);
    let ruled = if grid.continues { None } else { Some(header_rows.max(1)) };
    let mut text = String::new();
    for row in 0..=grid.rows {
        let is_last = row == grid.rows;
        if (!is_last && !grid.is_flat) || ruled.is_some_and(|ruled| row <= ruled && !is_last) || (is_last && ends) {
            text.push_str(grid.rule(row).trim_end());
            text.push('\n');
        }
        if row < grid.rows {
            for line in 0..grid.heights.get(row).copied().unwrap_or(1) {
                text.push_str(grid.line(row, line).trim_end());
                text.push('\n');
            }
        }
    }
    text
}

/// A table laid out: which cell covers which position, how wide columns and how high rows are.
struct Grid<'a> {
    table: &'a Table,
    rows: usize,
    columns: usize,
    /// Whether rows that were drawn already stand above.
    continues: bool,
    /// The number of the cell at each position, row by row.
    owner: Vec<Option<usize>>,
    widths: Vec<usize>,
    heights: Vec<usize>,
    /// Whether below the header every row is one line and no cell spans: rules between rows would only be noise.
    is_flat: bool,
    /// The text lines of each cell.
    lines: Vec<Vec<String>>,
}

/// A cell's rectangle in the grid, ends not included.
#[derive(Clone, Copy)]
struct Area {
    top: usize,
    left: usize,
    bottom: usize,
    right: usize,
}

fn area(cell: &Cell, rows: usize, columns: usize) -> Area {
    let number = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
    let (top, left) = (number(cell.row).min(rows), number(cell.column).min(columns));
    Area {
        top,
        left,
        bottom: top.saturating_add(number(cell.row_span)).min(rows),
        right: left.saturating_add(number(cell.column_span)).min(columns),
    }
}

impl<'a> Grid<'a> {
    fn new(table: &'a Table, widths: &[usize], continues: bool) -> Self {
        let rows = usize::try_from(table.rows).unwrap_or(0);
        let columns = usize::try_from(table.columns).unwrap_or(0);
        let mut owner = vec![None; rows.saturating_mul(columns)];
        for (number, cell) in table.cells.iter().enumerate() {
            let area = area(cell, rows, columns);
            for row in area.top..area.bottom {
                for column in area.left..area.right {
                    if let Some(place) = owner.get_mut(row * columns + column) {
                        *place = Some(number);
                    }
                }
            }
        }
        let (heights, lines) = Default::default();
        let widths = widths.to_vec();
        let mut grid = Self { table, rows, columns, continues, owner, widths, heights, is_flat: false, lines };
        grid.lines = table.cells.iter().map(|cell| wrapped(&spelled(cell), grid.inner_width(cell))).collect();
        grid.heights = grid.fitted_heights();
        let spans = table.cells.iter().any(|cell| cell.row_span > 1 || cell.column_span > 1);
        let header_rows = usize::try_from(table.header_rows).unwrap_or(0).max(usize::from(!continues));
        grid.is_flat = !spans && grid.heights.iter().skip(header_rows).all(|height| *height == 1);
        grid
    }

    fn fitted_heights(&self) -> Vec<usize> {
        let mut heights = vec![1; self.rows];
        let mut cells: Vec<(&Cell, usize)> = self.table.cells.iter().zip(self.lines.iter().map(Vec::len)).collect();
        cells.sort_by_key(|(cell, _)| cell.row_span);
        for (cell, lines) in cells {
            let area = area(cell, self.rows, self.columns);
            let Some(own) = heights.get_mut(area.top..area.bottom) else { continue };
            let there = own.iter().sum::<usize>() + own.len().saturating_sub(1);
            if let Some(last) = own.last_mut() {
                *last += lines.saturating_sub(there);
            }
        }
        heights
    }

    fn inner_width(&self, cell: &Cell) -> usize {
        let area = area(cell, self.rows, self.columns);
        let own = self.widths.get(area.left..area.right).unwrap_or_default();
        own.iter().sum::<usize>() + 3 * own.len().saturating_sub(1)
    }

    fn owner(&self, row: Option<usize>, column: Option<usize>) -> Option<usize> {
        let (row, column) = (row?, column?);
        if row >= self.rows || column >= self.columns {
            return None;
        }
        self.owner.get(row * self.columns + column).copied().flatten()
    }

    /// Whether a line runs between two neighbouring positions; outside the grid everything is one.
    fn divided(&self, one: (Option<usize>, Option<usize>), other: (Option<usize>, Option<usize>)) -> bool {
        let inside = |(row, column): (Option<usize>, Option<usize>)| {
            row.map_or(self.continues, |row| row < self.rows) && column.is_some_and(|column| column < self.columns)
        };
        match (inside(one), inside(other)) {
            (false, false) => false,
            (true, true) => {
                let (left, right) = (self.owner(one.0, one.1), self.owner(other.0, other.1));
                left.is_none() || left != right
            }
            _ => true,
        }
    }

    /// The rule above a row, with the text of cells that run through it.
    fn rule(&self, row: usize) -> String {
        let above = row.checked_sub(1);
        let mut text = String::new();
        let mut column = 0;
        while column <= self.columns {
            let before = column.checked_sub(1);
            let here = Some(column);
            let joint = joint([
                self.divided((above, before), (above, here)),
                self.divided((Some(row), before), (Some(row), here)),
                self.divided((above, before), (Some(row), before)),
                self.divided((above, here), (Some(row), here)),
            ]);
            text.push(joint);
            if column == self.columns {
                break;
            }
            if self.divided((above, here), (Some(row), here)) {
                text.push_str(&"─".repeat(self.widths.get(column).copied().unwrap_or(0) + 2));
                column += 1;
            } else {
                let (piece, next) = self.piece(row, None, column);
                text.push_str(&piece);
                column = next;
            }
        }
        text
    }

    /// One text line of a row.
    fn line(&self, row: usize, line: usize) -> String {
        let mut text = String::new();
        let mut column = 0;
        while column < self.columns {
            text.push('│');
            let (piece, next) = self.piece(row, Some(line), column);
            text.push_str(&piece);
            column = next;
        }
        text.push('│');
        text
    }

    /// The text of the cell at a position on a line of a row (`None`: on the rule above it), and the column behind it.
    fn piece(&self, row: usize, line: Option<usize>, column: usize) -> (String, usize) {
        let width = self.widths.get(column).copied().unwrap_or(0);
        let Some(number) = self.owner(Some(row), Some(column)) else { return (spaces(width + 2), column + 1) };
        let Some(cell) = self.table.cells.get(number) else { return (spaces(width + 2), column + 1) };
        let area = area(cell, self.rows, self.columns);
        let earlier = self.heights.get(area.top..row).unwrap_or_default();
        let passed = earlier.iter().sum::<usize>() + earlier.len();
        let index = match line {
            Some(line) => Some(passed + line),
            None => passed.checked_sub(1),
        };
        let content = index.and_then(|index| self.lines.get(number)?.get(index)).map_or("", String::as_str);
        let inner = self.inner_width(cell);
        let filled = if is_figure(&cell.text) { pad_start(content, inner) } else { pad_end(content, inner) };
        let filled = if cell.header { painted(STRONG, &filled) } else { filled };
        (format!(" {filled} "), area.right.max(column + 1))
    }
}

/// Line breaks in a cell stand between pieces of its label more often than between sentences; each line stays one.
fn spelled(cell: &Cell) -> String {
    cell.text.split('\n').map(|line| tame(line).trim().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Whether a cell's text is a figure, which stands to the right.
fn is_figure(text: &str) -> bool {
    let text = text.trim();
    text.contains(|character: char| character.is_ascii_digit())
        && text.chars().all(|character| character.is_ascii_digit() || "+-.,% /".contains(character))
}

/// The character where lines from some sides meet: up counts 1, down 2, left 4, right 8.
fn joint(sides: [bool; 4]) -> char {
    const JOINTS: [char; 16] = [' ', '│', '│', '│', '─', '┘', '┐', '┤', '─', '└', '┌', '├', '─', '┴', '┬', '┼'];
    let number = sides.iter().rev().fold(0, |number, side| 2 * number + usize::from(*side));
    JOINTS.get(number).copied().unwrap_or(' ')
}
