//! Table 3: outcomes by applicant kind, labels merged over three columns.

use gongkai_documents::Table;

use super::grid::Grid;
use crate::cell::CellAddress;
use crate::edition::{LabelSpan, Row, Table3};

const LABEL_COLUMNS: u32 = 3;

pub(super) fn build(form: &Table3, text: &dyn Fn(CellAddress) -> String) -> Table {
    let figures = u32::try_from(form.columns.len()).unwrap_or(0);
    let mut grid = Grid::new(LABEL_COLUMNS + figures);
    grid.header(&form.header);
    let header_rows = u32::try_from(form.header.len()).unwrap_or(0);
    let mut row = header_rows;
    for line in &form.rows {
        // A band stands on the same grid row as its first leaf.
        let LabelSpan { rowspan, colspan } =
            form.label_spans.get(&line.id).copied().unwrap_or(LabelSpan { rowspan: 1, colspan: 1 });
        grid.label((row, depth(form, line)), (rowspan, colspan), &line.label);
        if line.leaf {
            for (column, at) in form.columns.iter().zip(LABEL_COLUMNS..) {
                let address = CellAddress::parse(&format!("t3.{}.{}", line.id, column.id));
                grid.figure((row, at), 1, address.map(text).unwrap_or_default());
            }
            row += 1;
        }
    }
    let mut widths = vec![1.0, 1.4, 3.6];
    widths.extend(form.columns.iter().map(|_| 1.0));
    grid.finish(header_rows, &widths)
}

/// How many bands a row stands in: its label's column.
fn depth(form: &Table3, row: &Row) -> u32 {
    let parent = |id: &str| form.rows.iter().find(|candidate| candidate.id == id);
    let mut depth = 0;
    let mut above = row.parent.as_deref().and_then(parent);
    while let Some(band) = above {
        depth += 1;
        above = if depth < LABEL_COLUMNS { band.parent.as_deref().and_then(parent) } else { None };
    }
    depth
}
