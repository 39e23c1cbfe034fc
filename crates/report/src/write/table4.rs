//! Table 4: one row of figures below three header rows.

use gongkai_documents::Table;

use super::grid::Grid;
use crate::cell::CellAddress;
use crate::edition::Table4;

pub(super) fn build(form: &Table4, text: &dyn Fn(CellAddress) -> String) -> Table {
    let columns = u32::try_from(form.columns.len()).unwrap_or(0);
    let mut grid = Grid::new(columns);
    grid.header(&form.header);
    let header_rows = u32::try_from(form.header.len()).unwrap_or(0);
    for (column, at) in form.columns.iter().zip(0..) {
        let address = CellAddress::parse(&format!("t4.{}", column.id));
        grid.figure((header_rows, at), 1, address.map(text).unwrap_or_default());
    }
    grid.finish(header_rows, &[])
}
