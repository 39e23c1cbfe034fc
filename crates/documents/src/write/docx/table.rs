//! Tables: fixed layout across the text width, merged cells, header rows repeated, rows never cut.

use std::fmt::Write;

use super::super::fit::{Fit, PADDING};
use super::super::grid::{Grid, GridCell, Slot};
use super::body::paragraph;

/// A table of so few rows is kept on one page.
const KEPT_ROWS: usize = 18;

/// Writes a table.
pub(super) fn write(out: &mut String, grid: &Grid<'_>, fit: &Fit) {
    out.push_str("<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"");
    out.push_str(&twips(fit.widths.iter().sum()));
    out.push_str("\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>");
    let margin = twips(PADDING);
    let _ = write!(out, "<w:left w:w=\"{margin}\" w:type=\"dxa\"/><w:right w:w=\"{margin}\" w:type=\"dxa\"/>");
    out.push_str("</w:tblCellMar><w:tblLook w:val=\"0000\" w:firstRow=\"0\" w:lastRow=\"0\" w:firstColumn=\"0\" ");
    out.push_str("w:lastColumn=\"0\" w:noHBand=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>");
    for width in &fit.widths {
        let _ = write!(out, "<w:gridCol w:w=\"{}\"/>", twips(*width));
    }
    out.push_str("</w:tblGrid>");
    for row in 0..grid.rows {
        write_row(out, grid, fit, row);
    }
    out.push_str("</w:tbl>");
}

fn write_row(out: &mut String, grid: &Grid<'_>, fit: &Fit, row: usize) {
    out.push_str("<w:tr><w:trPr><w:cantSplit/>");
    let _ = write!(out, "<w:trHeight w:val=\"{}\" w:hRule=\"atLeast\"/>", twips(fit.size * 1.8));
    if row < grid.header_rows {
        out.push_str("<w:tblHeader/>");
    }
    out.push_str("</w:trPr>");
    let keep = if grid.rows <= KEPT_ROWS && row + 1 < grid.rows { "<w:keepNext/>" } else { "" };
    // An empty cell is as tall as its paragraph mark.
    let size = half_points(fit.size);
    let empty = format!("{keep}<w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr>");
    let mut column = 0;
    while column < grid.columns {
        let width = |span: usize| twips(fit.widths.iter().skip(column).take(span).sum());
        match grid.slot(row, column) {
            Slot::Anchor(cell) => {
                let merge = if cell.row_span > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
                open_cell(out, &width(cell.column_span), cell.column_span, merge);
                let properties = match (cell.text.as_ref(), alignment(grid, cell)) {
                    ("", _) => empty.clone(),
                    (_, alignment) => format!("{keep}{alignment}"),
                };
                paragraph(out, "TableText", &properties, &cell.text, Some(&size));
                column += cell.column_span;
            }
            Slot::Covered(cell) => {
                open_cell(out, &width(cell.column_span), cell.column_span, "<w:vMerge/>");
                paragraph(out, "TableText", &empty, "", None);
                column += cell.column_span;
            }
            Slot::Blank => {
                open_cell(out, &width(1), 1, "");
                paragraph(out, "TableText", &empty, "", None);
                column += 1;
            }
        }
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

fn open_cell(out: &mut String, width: &str, span: usize, merge: &str) {
    let _ = write!(out, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>");
    if span > 1 {
        let _ = write!(out, "<w:gridSpan w:val=\"{span}\"/>");
    }
    out.push_str(merge);
    out.push_str("<w:vAlign w:val=\"center\"/></w:tcPr>");
}

fn alignment(grid: &Grid<'_>, cell: &GridCell<'_>) -> &'static str {
    if grid.leans_left(cell) { "<w:jc w:val=\"left\"/>" } else { "" }
}

/// Twentieths of a point, without decimals.
fn twips(points: f32) -> String {
    format!("{:.0}", points * 20.0)
}

fn half_points(points: f32) -> String {
    format!("{:.0}", points * 2.0)
}
