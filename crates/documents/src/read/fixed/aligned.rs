//! Tables without ruling lines: only where the columns are beyond doubt.

use super::lines::{Line, Part};
use super::page::Area;
use super::table::{Cell, Grid};
use super::{Item, Laid};

/// So many lines under each other, at least, make a table.
const ROWS: usize = 3;
/// So many gaps must run through all of them.
const GAPS: usize = 3;

/// Turns runs of lines whose gaps run through into tables.
pub(super) fn find(page: &mut Laid) {
    let mut items = Vec::with_capacity(page.items.len());
    let mut run: Vec<Line> = Vec::new();
    for item in std::mem::take(&mut page.items) {
        match item {
            Item::Line(line) if line.parts.len() > GAPS && follows(run.last(), &line) => run.push(line),
            Item::Line(line) if line.parts.len() > GAPS => {
                close(&mut run, page.number, &mut items);
                run.push(line);
            }
            other => {
                close(&mut run, page.number, &mut items);
                items.push(other);
            }
        }
    }
    close(&mut run, page.number, &mut items);
    page.items = items;
}

fn follows(last: Option<&Line>, line: &Line) -> bool {
    last.is_some_and(|last| line.area.top - last.area.bottom < 2.5 * last.size)
}

/// Adds the lines as a table, or as they are when their gaps do not line up.
fn close(run: &mut Vec<Line>, page: u32, items: &mut Vec<Item>) {
    let lines = std::mem::take(run);
    match table(&lines, page) {
        Some(grid) => items.push(Item::Table(grid)),
        None => items.extend(lines.into_iter().map(Item::Line)),
    }
}

fn table(lines: &[Line], page: u32) -> Option<Grid> {
    if lines.len() < ROWS {
        return None;
    }
    let gaps = lines.iter().map(|line| gaps(&line.parts)).reduce(|a, b| common(&a, &b))?;
    // Each gap parts every line into as many columns as it has parts: nothing may be left open.
    if gaps.len() < GAPS || lines.iter().any(|line| line.parts.len() != gaps.len() + 1) {
        return None;
    }
    let area = lines.iter().map(|line| line.area).reduce(Area::union)?;
    let mut xs = vec![area.left];
    xs.extend(gaps.iter().map(|(from, to)| f64::midpoint(*from, *to)));
    xs.push(area.right);
    let mut cells = Vec::new();
    for (row, line) in lines.iter().enumerate() {
        for (column, part) in line.parts.iter().enumerate() {
            let area = Area { left: part.left, right: part.right, ..line.area };
            cells.push(Cell { row, column, rows: 1, columns: 1, text: part.text.clone(), page, area });
        }
    }
    let (open_top, open_bottom) = (false, false);
    Some(Grid { page, area, xs, rows: lines.len(), cells, open_top, open_bottom, header_rows: 0 })
}

fn gaps(parts: &[Part]) -> Vec<(f64, f64)> {
    let pairs = parts.iter().zip(parts.iter().skip(1));
    pairs.map(|(left, right)| (left.right, right.left)).collect()
}

/// The parts two rows of gaps have in common.
fn common(a: &[(f64, f64)], b: &[(f64, f64)]) -> Vec<(f64, f64)> {
    let mut found = Vec::new();
    for (from, to) in a {
        for (other_from, other_to) in b {
            let (from, to) = (from.max(*other_from), to.min(*other_to));
            if to - from > 2.0 {
                found.push((from, to));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::lines::tests::set;
    use super::super::lines::{Gap, lines};
    use super::*;

    fn check(rows: &[[&str; 4]], expected: usize) {
        let mut glyphs = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate() {
                let at = |value: usize| f64::from(u32::try_from(value).unwrap());
                glyphs.extend(set(text, 50.0 + 100.0 * at(column), 100.0 + 15.0 * at(row), 10.0));
            }
        }
        let glyphs: Vec<_> = glyphs.iter().collect();
        let items = lines(&glyphs, Gap::Tab).into_iter().map(Item::Line).collect();
        let mut page = Laid { number: 1, width: 600.0, height: 800.0, items };
        find(&mut page);
        let cells: usize = page
            .items
            .iter()
            .map(|item| match item {
                Item::Table(grid) => grid.cells.len(),
                Item::Line(_) => 0,
            })
            .sum();
        assert_eq!(cells, expected);
    }

    #[test]
    fn clear_columns_are_a_table() {
        let row = ["行政许可", "12", "3", "456"];
        check(&[["信息内容", "上一年", "本年", "数量"], row, row], 12);
        check(&[row, row], 0);
    }

    #[test]
    fn a_missing_figure_is_never_guessed_over() {
        let row = ["行政许可", "12", "3", "456"];
        check(&[row, row, ["行政处罚", "", "3", "456"]], 0);
    }
}
