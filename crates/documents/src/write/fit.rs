//! How a table is fitted to a page: font size, column widths, and whether the page must lie on its side.

use super::breaking::{widest_line, widest_piece};
use super::grid::{Grid, GridCell};

/// Text width of an upright A4 page in points: 156 mm.
pub(super) const PORTRAIT: f32 = 442.2;
/// Text width of an A4 page on its side in points: 225 mm.
pub(super) const LANDSCAPE: f32 = 637.8;
/// Space left and right of a cell's text, in points.
pub(super) const PADDING: f32 = 2.8;

/// Widest a column asks to be, in em.
const WISH: f32 = 18.0;
/// Width a column has at least where there is room, in em.
const EASY: f32 = 4.0;
/// The most a column must be, in em: longer words are broken.
const LEAST: f32 = 12.0;
/// What programs that set text differently may need more, in em.
const SLACK: f32 = 0.12;
/// A column whose cells are no wider than this holds values, in em.
const VALUE: f32 = 6.5;

/// A fitted table.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Fit {
    /// Whether it needs the page on its side.
    pub(super) landscape: bool,
    /// Font size in points.
    pub(super) size: f32,
    /// Column widths in points; together the page's text width.
    pub(super) widths: Vec<f32>,
}

/// Fits a table to the page, upright if that stays readable. `relative` are the widths the document asks for.
pub(super) fn fit(grid: &Grid<'_>, relative: &[f32]) -> Fit {
    let needs = needs(grid);
    let asked = is_asked(grid, relative);
    let upright = upright_sizes(grid.columns);
    let tries = upright.iter().map(|size| (false, *size)).chain([10.5, 9.0, 8.0, 7.0, 6.0].map(|size| (true, size)));
    for (landscape, size) in tries {
        let total = if landscape { LANDSCAPE } else { PORTRAIT };
        let wanted = asked.then(|| scaled(relative, total)).filter(|widths| holds(widths, &needs, size));
        if let Some(widths) = wanted.or_else(|| spread(&needs, size, total)) {
            return Fit { landscape, size, widths };
        }
    }
    let least: Vec<f32> = needs.iter().map(|need| need.least + 0.5).collect();
    Fit { landscape: true, size: 5.0, widths: scaled(&least, LANDSCAPE) }
}

/// Column widths in points for a table that no page confines, at a font size.
pub(super) fn at_ease(grid: &Grid<'_>, relative: &[f32], size: f32) -> Vec<f32> {
    let needs = needs(grid);
    let widths =
        needs.iter().zip(tall_columns(grid)).map(|(need, tall)| if tall { need.wish } else { need.wish.max(EASY) });
    let widths: Vec<f32> = widths.map(|width| width * size + 2.0 * PADDING).collect();
    if !is_asked(grid, relative) {
        return widths;
    }
    let asked = scaled(relative, widths.iter().sum::<f32>().max(PORTRAIT));
    if holds(&asked, &needs, size) { asked } else { widths }
}

fn is_asked(grid: &Grid<'_>, relative: &[f32]) -> bool {
    relative.len() == grid.columns && relative.iter().all(|width| width.is_finite() && *width > 0.0)
}

/// Columns of labels that run down over several rows.
fn tall_columns(grid: &Grid<'_>) -> Vec<bool> {
    let mut tall = vec![false; grid.columns];
    for cell in grid.cells.iter().filter(|cell| cell.row >= grid.header_rows && cell.row_span > 2) {
        if let Some(column) = tall.get_mut(cell.column) {
            *column = true;
        }
    }
    tall
}

/// Sizes to try on an upright page, the most comfortable first.
fn upright_sizes(columns: usize) -> &'static [f32] {
    match columns {
        0..=6 => &[12.0, 10.5, 9.0],
        7..=15 => &[10.5, 9.0],
        _ => &[9.0],
    }
}

/// What a column needs, in em: below `least` its text falls apart, at `wish` it is at ease.
#[derive(Debug, Clone, Copy)]
struct Need {
    least: f32,
    wish: f32,
}

fn needs(grid: &Grid<'_>) -> Vec<Need> {
    let mut needs = vec![Need { least: 1.0, wish: 1.5 }; grid.columns];
    for cell in grid.cells.iter().filter(|cell| cell.column_span == 1) {
        if let Some(need) = needs.get_mut(cell.column) {
            let (least, wish) = cell_need(cell, cell.row < grid.header_rows);
            need.least = need.least.max(least);
            need.wish = need.wish.max(wish).max(need.least);
        }
    }
    even_out_values(grid, &mut needs);
    for cell in grid.cells.iter().filter(|cell| cell.column_span > 1) {
        let Some(spanned) = needs.get_mut(cell.column..cell.column + cell.column_span) else { continue };
        let together: f32 = spanned.iter().map(|need| need.least).sum();
        let lack = (widest_piece(&cell.text).min(LEAST) - together) / count(spanned.len());
        for need in spanned.iter_mut().filter(|_| lack > 0.0) {
            need.least += lack;
            need.wish = need.wish.max(need.least);
        }
    }
    needs
}

/// What one cell asks of its column. A column's head may take two lines; a label much taller than its text is set
/// narrow, one that runs over several rows about four characters wide.
fn cell_need(cell: &GridCell<'_>, head: bool) -> (f32, f32) {
    let piece = widest_piece(&cell.text).min(LEAST) + SLACK;
    let line = widest_line(&cell.text);
    let least = piece.max(line.min(2.0) + SLACK);
    if head {
        return (least, least.max(line / 2.0).min(WISH));
    }
    if cell.row_span > 2 {
        let tall = count(cell.row_span) >= line * 2.0;
        let least = if tall { piece } else { piece.max(line.min(4.0) + SLACK) };
        return (least, least);
    }
    (least, line.min(WISH) + SLACK)
}

/// Columns of values look calm when they are equally wide.
fn even_out_values(grid: &Grid<'_>, needs: &mut [Need]) {
    let mut values = vec![true; grid.columns];
    for cell in grid.cells.iter().filter(|cell| cell.row >= grid.header_rows && cell.column_span == 1) {
        if let Some(value) = values.get_mut(cell.column) {
            *value = *value && cell.row_span == 1 && !cell.header && widest_line(&cell.text) <= VALUE;
        }
    }
    let mut chosen: Vec<&mut Need> =
        needs.iter_mut().zip(&values).filter(|(_, value)| **value).map(|(need, _)| need).collect();
    if chosen.len() < 3 {
        return;
    }
    let mean = chosen.iter().map(|need| need.wish).sum::<f32>() / count(chosen.len());
    let least = chosen.iter().map(|need| need.least).fold(0.0, f32::max);
    for need in &mut chosen {
        need.wish = mean.max(least);
    }
}

fn scaled(widths: &[f32], total: f32) -> Vec<f32> {
    let sum: f32 = widths.iter().sum();
    widths.iter().map(|width| width / sum * total).collect()
}

fn holds(widths: &[f32], needs: &[Need], size: f32) -> bool {
    widths.iter().zip(needs).all(|(width, need)| need.least * size + 2.0 * PADDING <= width + 0.01)
}

fn spread(needs: &[Need], size: f32, total: f32) -> Option<Vec<f32>> {
    let free = total - 2.0 * PADDING * count(needs.len());
    let least: f32 = needs.iter().map(|need| need.least * size).sum();
    let wish: f32 = needs.iter().map(|need| need.wish * size).sum();
    if least > free {
        return None;
    }
    if wish <= free {
        let stretch = free / wish;
        return Some(needs.iter().map(|need| need.wish * size * stretch + 2.0 * PADDING).collect());
    }
    let share = (free - least) / (wish - least);
    let width = |need: &Need| (need.least + (need.wish - need.least) * share) * size + 2.0 * PADDING;
    Some(needs.iter().map(width).collect())
}

/// A count as a measure.
pub(super) fn count(number: usize) -> f32 {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    let high = f32::from(u16::try_from(number >> 16).unwrap_or(u16::MAX));
    let low = f32::from(u16::try_from(number & 0xFFFF).unwrap_or(u16::MAX));
    high * 65_536.0 + low
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Cell, Place, Table};

    fn table(columns: u32, text: &str) -> Table {
        let cell = |row, column| Cell {
            row,
            column,
            row_span: 1,
            column_span: 1,
            text: text.into(),
            header: false,
            place: Place::Line { line: 1 },
        };
        let cells = (0..columns).flat_map(|column| [cell(0, column), cell(1, column)]).collect();
        Table { rows: 2, columns, header_rows: 1, widths: Vec::new(), cells, place: Place::Line { line: 1 } }
    }

    fn check(columns: u32, text: &str, expected: (bool, f32)) {
        let table = table(columns, text);
        let fit = fit(&Grid::new(&table), &[]);
        assert_eq!((fit.landscape, fit.size), expected);
        let total: f32 = fit.widths.iter().sum();
        let page = if fit.landscape { LANDSCAPE } else { PORTRAIT };
        assert!((total - page).abs() < 0.1, "{total}");
    }

    #[test]
    fn more_columns_mean_smaller_type_then_a_page_on_its_side() {
        check(4, "数量", (false, 12.0));
        check(10, "数量", (false, 10.5));
        check(15, "结果维持", (false, 10.5));
        check(17, "数量", (false, 9.0));
        check(20, "数量", (true, 10.5));
        check(30, "数量", (true, 7.0));
        check(200, "数量", (true, 5.0));
    }

    #[test]
    fn asked_widths_are_kept_while_they_hold_the_text() {
        let table = table(2, "数量");
        let grid = Grid::new(&table);
        let widths = fit(&grid, &[3.0, 1.0]).widths;
        assert!((widths[0] / widths[1] - 3.0).abs() < 0.01);
        let widths = fit(&grid, &[f32::NAN, 1.0]).widths;
        assert!((widths[0] / widths[1] - 1.0).abs() < 0.01);
    }
}
