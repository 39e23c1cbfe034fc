//! Tables with a caption and header cells that say what they head.

use std::fmt::Write;

use super::super::fit::count;
use super::super::grid::{Grid, GridCell, Slot};
use super::inline;

/// Writes a table. `widths` are relative and used only if there is one a column.
pub(in super::super) fn write(out: &mut String, grid: &Grid<'_>, caption: Option<&str>, widths: &[f32]) {
    out.push_str("<table>\n");
    if let Some(caption) = caption {
        out.push_str("<caption>");
        out.push_str(&inline(caption));
        out.push_str("</caption>\n");
    }
    write_columns(out, grid, widths);
    if grid.header_rows > 0 {
        out.push_str("<thead>\n");
        (0..grid.header_rows).for_each(|row| write_row(out, grid, row));
        out.push_str("</thead>\n");
    }
    if grid.rows > grid.header_rows {
        out.push_str("<tbody>\n");
        (grid.header_rows..grid.rows).for_each(|row| write_row(out, grid, row));
        out.push_str("</tbody>\n");
    }
    out.push_str("</table>\n");
}

fn write_columns(out: &mut String, grid: &Grid<'_>, widths: &[f32]) {
    let sum: f32 = widths.iter().sum();
    if widths.len() != grid.columns || !(sum.is_finite() && widths.iter().all(|width| *width > 0.0)) {
        return;
    }
    out.push_str("<colgroup>");
    for width in widths {
        let _ = write!(out, "<col style=\"width:{:.1}%\">", width / sum * 100.0);
    }
    out.push_str("</colgroup>\n");
}

fn write_row(out: &mut String, grid: &Grid<'_>, row: usize) {
    let all_headers = row < grid.header_rows || grid.is_header_row(row);
    out.push_str("<tr>");
    // Trailing positions without a cell are left out, as in the document.
    let end = (0..grid.columns).rev().find(|column| grid.index(row, *column).is_some()).map_or(0, |last| last + 1);
    for column in 0..end {
        match grid.slot(row, column) {
            Slot::Anchor(cell) => write_cell(out, grid, cell, cell_scope(grid, cell, all_headers)),
            Slot::Covered(_) => {}
            Slot::Blank => out.push_str("<td></td>"),
        }
    }
    out.push_str("</tr>\n");
}

/// What a header cell heads, or `None` for a cell of data.
fn cell_scope(grid: &Grid<'_>, cell: &GridCell<'_>, all_headers: bool) -> Option<&'static str> {
    if !cell.header && cell.row >= grid.header_rows {
        return None;
    }
    Some(match (all_headers, cell.row_span, cell.column_span) {
        (true, _, 1) => "col",
        (true, _, _) => "colgroup",
        (false, 1, _) => "row",
        (false, _, _) => "rowgroup",
    })
}

fn write_cell(out: &mut String, grid: &Grid<'_>, cell: &GridCell<'_>, scope: Option<&str>) {
    let name = if scope.is_some() { "th" } else { "td" };
    out.push('<');
    out.push_str(name);
    if let Some(scope) = scope {
        let _ = write!(out, " scope=\"{scope}\"");
    }
    if cell.column_span > 1 {
        let _ = write!(out, " colspan=\"{}\"", cell.column_span);
    }
    if cell.row_span > 1 {
        let _ = write!(out, " rowspan=\"{}\"", cell.row_span);
    }
    if cell.row_span > 3 && count(cell.row_span) > count(cell.text.chars().count()) / 3.0 {
        out.push_str(" class=\"tall\"");
    } else if grid.leans_left(cell) {
        out.push_str(" class=\"left\"");
    }
    let _ = write!(out, ">{}</{name}>", inline(&cell.text));
}
