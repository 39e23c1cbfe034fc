//! Cells that are marked as not found, as a form marks them that was made of a file in which they were not.

use gongkai_law::Severity;

use super::region::TableOut;
use super::value;
use crate::cell::CellState;
use crate::model::Finding;

/// Cells that the source says were not found, as a form does that was made of another file; they are missing here, too.
pub(super) fn missing(table: &mut TableOut) -> Option<Finding> {
    let (marked, kept): (Vec<_>, Vec<_>) =
        std::mem::take(&mut table.cells).into_iter().partition(|(_, cell)| cell.state == CellState::Missing);
    table.cells = kept;
    let at = marked.first().and_then(|(_, cell)| cell.at.as_ref())?;
    let cells = marked.iter().map(|(address, _)| *address);
    Some(
        table
            .finding("cells-marked-missing", Severity::Error, at)
            .with_excerpt(value::MISSING_MARK)
            .with_arg("count", marked.len())
            .with_cells(cells.collect::<Vec<_>>()),
    )
}
