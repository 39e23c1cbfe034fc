//! Table 2: bands of Article 20, one below the other in one grid.

use gongkai_documents::Table;

use super::grid::Grid;
use crate::cell::CellAddress;
use crate::edition::{Group, Table2};

/// One label column and three of figures; a band with fewer shares them out, the last taking what is left.
const FIGURE_COLUMNS: u32 = 3;

pub(super) fn build(form: &Table2, text: &dyn Fn(CellAddress) -> String) -> Table {
    let mut grid = Grid::new(1 + FIGURE_COLUMNS);
    let mut row = 0;
    for group in &form.groups {
        row = band(&mut grid, group, row, text);
    }
    grid.finish(0, &[2.2, 1.6, 1.6, 1.6])
}

/// Writes a band from a row on; returns the row after it.
fn band(grid: &mut Grid, group: &Group, top: u32, text: &dyn Fn(CellAddress) -> String) -> u32 {
    let spans = spans(group.columns.len());
    grid.label((top, 0), (1, 1 + FIGURE_COLUMNS), &group.label);
    let mut row = top + 1;
    grid.label((row, 0), (1, 1), &group.header);
    for (column, (at, span)) in group.columns.iter().zip(&spans) {
        grid.label((row, *at), (1, *span), &column.label);
    }
    for line in &group.rows {
        row += 1;
        grid.label((row, 0), (1, 1), &line.label);
        for (column, (at, span)) in group.columns.iter().zip(&spans) {
            let address = CellAddress::parse(&format!("t2.{}.{}", line.id, column.id));
            grid.figure((row, *at), *span, address.map(text).unwrap_or_default());
        }
    }
    row + 1
}

/// First grid column and span of each of `count` figure columns.
fn spans(count: usize) -> Vec<(u32, u32)> {
    let count = u32::try_from(count).unwrap_or(FIGURE_COLUMNS).clamp(1, FIGURE_COLUMNS);
    (1..=count).map(|at| (at, if at == count { FIGURE_COLUMNS + 1 - at } else { 1 })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fewer_columns_share_the_width() {
        assert_eq!(spans(3), [(1, 1), (2, 1), (3, 1)]);
        assert_eq!(spans(2), [(1, 1), (2, 2)]);
        assert_eq!(spans(1), [(1, 3)]);
    }
}
