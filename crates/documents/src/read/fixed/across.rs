//! Tables cut by a page break, put together again.

use super::page::CUT;
use super::table::{Cell, Grid};
use super::{Item, Laid, furniture};

/// How far the column edges of the two parts may differ.
const EDGE: f64 = 2.0;

/// Joins each table that ends a page with the one that begins the next, when their columns agree.
pub(super) fn join(pages: &mut [Laid]) {
    let mut from = None;
    for index in 0..pages.len() {
        let Some((before, [page, ..])) = pages.split_at_mut_checked(index) else { continue };
        let mut next = Some(index);
        if let Some(at) = from
            && let Some(begins) = beginning(page, before.last())
            && let Some(earlier) = before.get_mut(at)
            && let Some(ends) = ending(earlier, Some(page))
            && let (Some(Item::Table(first)), Some(Item::Table(second))) =
                (earlier.items.get_mut(ends), page.items.get(begins))
            && continues(first, second)
        {
            append(first, second.clone());
            // A table may run over more than two pages.
            let whole = ending(page, before.last()) == Some(begins);
            page.items.remove(begins);
            next = if whole { from } else { next };
        }
        from = next;
    }
}

/// The table that ends a page: behind it stand only lines beside it, and such as stand in the same place of the other
/// page.
fn ending(page: &Laid, other: Option<&Laid>) -> Option<usize> {
    let at = page.items.iter().rposition(|item| matches!(item, Item::Table(_)))?;
    let bottom = page.items.get(at)?.bottom();
    let behind = page.items.get(at + 1..)?;
    let is_last = |item: &Item| item.bottom() <= bottom || furniture::repeats(item, page.height, other);
    behind.iter().all(is_last).then_some(at)
}

/// The table that begins a page: before it stand only lines that stand in the same place of the other page.
fn beginning(page: &Laid, other: Option<&Laid>) -> Option<usize> {
    let at = page.items.iter().position(|item| matches!(item, Item::Table(_)))?;
    let mut before = page.items.iter().take(at);
    before.all(|item| furniture::repeats(item, page.height, other)).then_some(at)
}

/// Whether the second table goes on with the first: same outer edges, and no column edge of its own in a place where
/// the other has none.
fn continues(first: &Grid, second: &Grid) -> bool {
    let near = |a: Option<&f64>, b: Option<&f64>| a.zip(b).is_some_and(|(a, b)| (a - b).abs() <= EDGE);
    let within = |a: &Grid, b: &Grid| a.xs.iter().all(|x| b.xs.iter().any(|other| (x - other).abs() <= EDGE));
    near(first.xs.first(), second.xs.first())
        && near(first.xs.last(), second.xs.last())
        && (within(first, second) || within(second, first))
}

/// Adds the rows of the second part to the first.
fn append(first: &mut Grid, mut second: Grid) {
    unify_columns(first, &mut second);
    let repeated = repeated_rows(first, &second);
    if repeated > 0 {
        first.header_rows = first.header_rows.max(repeated);
        second.drop_rows(repeated);
    }
    let cut = is_cut(first, &second, repeated > 0);
    if cut {
        heal_row(first, &mut second);
    } else if may_be_cut(first, &second) {
        mark_halves(first, &mut second);
    }
    extend_labels(first, &mut second, cut);
    let offset = first.rows - usize::from(cut);
    first.rows = offset + second.rows;
    for mut cell in second.cells {
        cell.row += offset;
        first.cells.push(cell);
    }
    first.cells.sort_by_key(|cell| (cell.row, cell.column));
    first.open_bottom = second.open_bottom;
    first.compress();
}

impl Grid {
    /// Drops rows at the top; no cell reaches out of them.
    fn drop_rows(&mut self, count: usize) {
        self.cells.retain(|cell| cell.row >= count);
        for cell in &mut self.cells {
            cell.row -= count;
        }
        self.rows -= count;
        self.open_top = false;
    }

    /// The cells that reach the last row.
    fn at_bottom(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.row + cell.rows == self.rows)
    }

    fn at_top(&self) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(|cell| cell.row == 0)
    }
}

/// Gives both parts the column edges of the one that has more.
fn unify_columns(first: &mut Grid, second: &mut Grid) {
    let (fine, coarse) = if first.xs.len() >= second.xs.len() { (first, second) } else { (second, first) };
    let at = |x: f64| fine.xs.iter().position(|other| (x - other).abs() <= EDGE).unwrap_or(0);
    let map: Vec<usize> = coarse.xs.iter().map(|x| at(*x)).collect();
    for cell in &mut coarse.cells {
        let from = map.get(cell.column).copied().unwrap_or_default();
        let to = map.get(cell.column + cell.columns).copied().unwrap_or(from + 1);
        (cell.column, cell.columns) = (from, to.saturating_sub(from).max(1));
    }
    coarse.xs.clone_from(&fine.xs);
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn is_figure(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || c.is_whitespace() || c == CUT || ".,-+/%—".contains(c))
}

/// How many rows at the top of the second part repeat those of the first.
///
/// Rows of figures or blanks only are never taken for a header.
fn repeated_rows(first: &Grid, second: &Grid) -> usize {
    let most = first.rows.min(second.rows);
    let closed =
        |grid: &Grid, rows: usize| grid.cells.iter().all(|cell| cell.row >= rows || cell.row + cell.rows <= rows);
    let told = |grid: &Grid, rows: usize| -> Vec<(usize, usize, usize, usize, String)> {
        let cells = grid.cells.iter().filter(|cell| cell.row < rows);
        cells.map(|cell| (cell.row, cell.column, cell.rows, cell.columns, squeezed(&cell.text))).collect()
    };
    let is_header = |rows: usize| {
        let cells = told(first, rows);
        closed(first, rows)
            && closed(second, rows)
            && cells.iter().filter(|(.., text)| !is_figure(text)).count() * 2 > cells.len()
            && cells == told(second, rows)
    };
    (1..=most).rev().find(|rows| is_header(*rows)).unwrap_or(0)
}

/// Whether a label begins a new entry: 一、 （一） 1. and their like.
pub(super) fn is_numbered(text: &str) -> bool {
    let squeezed = squeezed(text);
    let body = squeezed.strip_prefix(['（', '(']).unwrap_or(&squeezed);
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit() || is_numeral(c));
    rest.len() < body.len() && (body.len() < squeezed.len() || rest.starts_with(['、', '.', '．', ')', '）']))
}

/// Whether the page break runs through a row, so that the last row of the first part and the first of the second are
/// one.
///
/// The borders tell where neither part is closed; else the labels do: the second part begins in the middle of one.
/// Where both rows hold a figure in one column, only the borders can tell that the digits of one went on.
fn is_cut(first: &Grid, second: &Grid, after_header: bool) -> bool {
    let open = first.open_bottom && second.open_top && !after_header;
    let words_go_on = words_go_on(first, second);
    let mut label_goes_on = false;
    for below in second.at_top() {
        let Some(above) = above(first, below) else { return false };
        if below.text.is_empty() {
            continue;
        }
        if above.text.is_empty() && is_figure(&below.text) {
            continue;
        }
        if begins_label(above, below) || parts_number(above, below) {
            label_goes_on = true;
            continue;
        }
        let may_go_on = words_go_on || (open && !has_label(second));
        if may_go_on && is_figure(&above.text) && is_figure(&below.text) {
            continue;
        }
        if is_figure(&above.text) || is_figure(&below.text) || is_numbered(&below.text) {
            return false;
        }
        label_goes_on |= is_numbered(&above.text) && below.rows == 1 && above.rows == 1;
    }
    let blank = second.at_top().all(|cell| cell.text.is_empty());
    (open && !blank) || label_goes_on
}

/// Whether the last row of the first part has the number of its label and no word of it, and the words follow.
fn words_go_on(first: &Grid, second: &Grid) -> bool {
    second.at_top().any(|below| above(first, below).is_some_and(|above| begins_label(above, below)))
}

fn begins_label(above: &Cell, below: &Cell) -> bool {
    let is_number = |text: &str| is_numbered(text) && !text.contains(|c: char| c.is_alphabetic() && !is_numeral(c));
    let is_words = |text: &str| !is_figure(text) && !is_numbered(text);
    above.rows == 1 && below.rows == 1 && is_number(&above.text) && is_words(&below.text)
}

/// Whether the break runs through the number of a label: （ and 三）不予公开.
fn parts_number(above: &Cell, below: &Cell) -> bool {
    let squeezed = squeezed(&above.text);
    matches!(squeezed.chars().next(), Some('（' | '('))
        && squeezed.chars().skip(1).all(is_numeral)
        && is_numbered(&format!("{squeezed}{}", below.text))
}

fn is_numeral(c: char) -> bool {
    "一二三四五六七八九十".contains(c)
}

/// Whether the first row of a part names anything.
fn has_label(grid: &Grid) -> bool {
    grid.at_top().any(|cell| !is_figure(&cell.text))
}

/// Whether a row of figures without any label follows the page break, below one that has a label: it may be the rest of
/// that row, its digits wrapped over the break, or a row that lost its label.
fn may_be_cut(first: &Grid, second: &Grid) -> bool {
    let figures = || second.at_top().filter(|cell| !cell.text.is_empty());
    let above = |below: &Cell| above(first, below).is_some_and(|above| is_figure(&above.text));
    let labelled = first.at_bottom().any(|cell| cell.rows == 1 && !is_figure(&cell.text));
    labelled && !has_label(second) && figures().next().is_some() && figures().all(above)
}

/// Marks the halves of figures that may be one, so that neither is taken for a whole.
fn mark_halves(first: &mut Grid, second: &mut Grid) {
    let last = first.rows;
    for below in second.cells.iter_mut().filter(|cell| cell.row == 0 && !cell.text.is_empty()) {
        let columns = (below.column, below.columns);
        let above = first.cells.iter_mut();
        let mut above = above.filter(|cell| cell.row + cell.rows == last && (cell.column, cell.columns) == columns);
        if let Some(above) = above.next() {
            above.text.push(CUT);
            below.text.insert(0, CUT);
        }
    }
}

/// The cell of the first part in the last row at exactly the columns of a cell of the second.
fn above<'a>(first: &'a Grid, below: &Cell) -> Option<&'a Cell> {
    first.at_bottom().find(|cell| (cell.column, cell.columns) == (below.column, below.columns))
}

/// Joins the two halves of a row cut by the page break.
fn heal_row(first: &mut Grid, second: &mut Grid) {
    let last = first.rows;
    let tops: Vec<Cell> = second.at_top().cloned().collect();
    for top in tops {
        let half = first
            .cells
            .iter_mut()
            .find(|cell| cell.row + cell.rows == last && (cell.column, cell.columns) == (top.column, top.columns));
        if let Some(half) = half {
            add_text(half, &top.text);
            half.rows += top.rows - 1;
        }
    }
    second.cells.retain(|cell| cell.row > 0);
}

/// Lets a label that spans rows go on over the page break: the part of its cell on the second page is blank, or holds
/// the rest of a label begun on the first.
fn extend_labels(first: &mut Grid, second: &mut Grid, cut: bool) {
    if cut {
        return;
    }
    let last = first.rows;
    let blank_row = second.at_top().all(|cell| cell.text.is_empty());
    let mut taken = Vec::new();
    for (index, below) in second.cells.iter().enumerate().filter(|(_, cell)| cell.row == 0) {
        let Some(label) = first
            .cells
            .iter_mut()
            .find(|cell| cell.row + cell.rows == last && (cell.column, cell.columns) == (below.column, below.columns))
        else {
            continue;
        };
        let spans = label.rows > 1 || below.rows > 1;
        let goes_on = if below.text.is_empty() {
            !is_figure(&label.text) && !blank_row
        } else if label.text.is_empty() {
            // Centred in a cell whose larger part is on the second page.
            label.rows > 1 && !is_figure(&below.text)
        } else {
            is_numbered(&label.text) && !is_numbered(&below.text) && !is_figure(&below.text)
        };
        if spans && goes_on {
            add_text(label, &below.text);
            label.rows += below.rows;
            taken.push(index);
        }
    }
    let mut index = 0;
    second.cells.retain(|_| {
        index += 1;
        !taken.contains(&(index - 1))
    });
}

fn add_text(cell: &mut Cell, text: &str) {
    if !cell.text.is_empty() && !text.is_empty() {
        cell.text.push('\n');
    }
    cell.text.push_str(text);
}

#[cfg(test)]
mod tests {
    use super::super::lines::Line;
    use super::super::page::Area;
    use super::*;

    /// Rows of `text`, `text*rows` for a span down; a cell under a span is `^`.
    fn grid(page: u32, drawn: &str) -> Grid {
        let area = Area { left: 0.0, top: 0.0, right: 300.0, bottom: 100.0 };
        let rows: Vec<Vec<&str>> = drawn.trim().lines().map(|line| line.trim().split('|').collect()).collect();
        let mut cells = Vec::new();
        for (row, texts) in rows.iter().enumerate() {
            for (column, text) in texts.iter().enumerate().filter(|(_, text)| **text != "^") {
                let (text, span) = text.split_once('*').unwrap_or((text, "1"));
                let span = span.parse().unwrap();
                cells.push(Cell { row, column, rows: span, columns: 1, text: text.into(), page, area });
            }
        }
        let xs = vec![0.0, 100.0, 200.0, 300.0];
        Grid { page, area, xs, rows: rows.len(), cells, open_top: false, open_bottom: false, header_rows: 0 }
    }

    fn told(grid: &Grid) -> String {
        let cells = grid
            .cells
            .iter()
            .map(|cell| format!("{},{}x{} {}", cell.row, cell.column, cell.rows, cell.text.replace('\n', "~")));
        cells.collect::<Vec<_>>().join("; ")
    }

    fn check(mut first: Grid, second: Grid, expected: &str) {
        assert!(continues(&first, &second));
        append(&mut first, second);
        assert_eq!(told(&first), expected);
    }

    #[test]
    fn rows_are_appended() {
        check(grid(1, "甲|1|2"), grid(2, "乙|3|4"), "0,0x1 甲; 0,1x1 1; 0,2x1 2; 1,0x1 乙; 1,1x1 3; 1,2x1 4");
    }

    #[test]
    fn repeated_headers_are_dropped() {
        check(
            grid(1, "项目|上年|本年\n甲|1|2"),
            grid(2, "项目|上年|本年\n乙|3|4"),
            "0,0x1 项目; 0,1x1 上年; 0,2x1 本年; 1,0x1 甲; 1,1x1 1; 1,2x1 2; 2,0x1 乙; 2,1x1 3; 2,2x1 4",
        );
    }

    #[test]
    fn a_label_over_the_break_goes_on() {
        check(
            grid(1, "（一）公开*2|甲|1\n^|乙|2"),
            grid(2, "*2|丙|3\n^|丁|4"),
            "0,0x4 （一）公开; 0,1x1 甲; 0,2x1 1; 1,1x1 乙; 1,2x1 2; 2,1x1 丙; 2,2x1 3; 3,1x1 丁; 3,2x1 4",
        );
        check(
            grid(1, "（四）无*2|1.甲|1\n^|2.乙|2"),
            grid(2, "法提供|3.丙|3"),
            "0,0x3 （四）无~法提供; 0,1x1 1.甲; 0,2x1 1; 1,1x1 2.乙; 1,2x1 2; 2,1x1 3.丙; 2,2x1 3",
        );
    }

    #[test]
    fn a_blank_cell_of_figures_is_kept() {
        check(grid(1, "1.甲|1|2"), grid(2, "2.乙||4"), "0,0x1 1.甲; 0,1x1 1; 0,2x1 2; 1,0x1 2.乙; 1,1x1 ; 1,2x1 4");
    }

    #[test]
    fn a_row_cut_in_two_is_healed() {
        check(
            grid(1, "（五）不予处理|4.无正当理由|3"),
            grid(2, "|大量反复申请|\n（六）其他|5.乙|1"),
            "0,0x1 （五）不予处理; 0,1x1 4.无正当理由~大量反复申请; 0,2x1 3; 1,0x1 （六）其他; 1,1x1 5.乙; 1,2x1 1",
        );
    }

    #[test]
    fn digits_that_may_go_on_over_the_break_are_marked() {
        check(
            grid(1, "1.甲|10|2"),
            grid(2, "|52|\n2.乙|3|4"),
            "0,0x1 1.甲; 0,1x1 10…; 0,2x1 2; 1,0x1 ; 1,1x1 …52; 1,2x1 ; 2,0x1 2.乙; 2,1x1 3; 2,2x1 4",
        );
        // A header above figures is none of them.
        check(
            grid(1, "维持|纠正|总计"),
            grid(2, "1|2|3"),
            "0,0x1 维持; 0,1x1 纠正; 0,2x1 总计; 1,0x1 1; 1,1x1 2; 1,2x1 3",
        );
    }

    #[test]
    fn digits_go_on_where_no_border_closes_the_row() {
        let mut first = grid(1, "1.甲|10|2");
        first.open_bottom = true;
        let mut second = grid(2, "|5|\n2.乙|3|4");
        second.open_top = true;
        check(first, second, "0,0x1 1.甲; 0,1x1 10~5; 0,2x1 2; 1,0x1 2.乙; 1,1x1 3; 1,2x1 4");
    }

    #[test]
    fn a_row_of_which_only_the_number_stands_before_the_break_is_healed() {
        check(
            grid(1, "（三）不予公开*2|2.乙|8\n^|3.|36"),
            grid(2, "|危及安全|1\n|4.丁|3"),
            "0,0x2 （三）不予公开; 0,1x1 2.乙; 0,2x1 8; 1,1x1 3.~危及安全; 1,2x1 36~1; 2,0x1 ; 2,1x1 4.丁; 2,2x1 3",
        );
        // The break runs through the number of the label beside it, too.
        check(
            grid(1, "（二）甲|8|1\n（|1.|2"),
            grid(2, "三）不予公开*2|乙|\n^|2.丙|3"),
            "0,0x1 （二）甲; 0,1x1 8; 0,2x1 1; 1,0x2 （~三）不予公开; 1,1x1 1.~乙; 1,2x1 2; 2,1x1 2.丙; 2,2x1 3",
        );
        // A label that is whole, and figures in both rows: two rows.
        check(grid(1, "甲|1.乙|8"), grid(2, "|合计|8"), "0,0x1 甲; 0,1x1 1.乙; 0,2x1 8; 1,0x1 ; 1,1x1 合计; 1,2x1 8");
    }

    fn line(text: &str, top: f64) -> Item {
        let area = Area { left: 50.0, top, right: 90.0, bottom: top + 10.0 };
        Item::Line(Line { text: text.to_owned(), area, size: 10.0, parts: Vec::new(), words: Vec::new() })
    }

    fn laid(number: u32, items: Vec<Item>) -> Laid {
        Laid { number, width: 300.0, height: 400.0, items }
    }

    #[test]
    fn lines_in_one_place_of_both_pages_part_no_table() {
        let tables = |foot: &str, head: &str| {
            let first = laid(1, vec![line("5 6", 10.0), Item::Table(grid(1, "甲|1|2")), line(foot, 380.0)]);
            let second = laid(2, vec![line(head, 10.0), Item::Table(grid(2, "乙|3|4")), line("5 6", 380.0)]);
            let third = laid(3, vec![line("5 6", 10.0), Item::Table(grid(3, "丙|5|6")), line("5 6", 380.0)]);
            let mut pages = [first, second, third];
            join(&mut pages);
            let is_table = |item: &&Item| matches!(item, Item::Table(_));
            pages.iter().map(|page| page.items.iter().filter(is_table).count()).collect::<Vec<_>>()
        };
        assert_eq!(tables("5 6", "5 6"), [1, 0, 0]);
        assert_eq!(tables("5 7", "5 6"), [1, 1, 0]);
        assert_eq!(tables("5 6", "6 6"), [1, 1, 1]);
    }

    #[test]
    fn a_line_beside_a_table_does_not_end_it() {
        let first = laid(1, vec![Item::Table(grid(1, "甲|1|2")), line("注", 40.0)]);
        let mut pages = [first, laid(2, vec![Item::Table(grid(2, "乙|3|4"))])];
        join(&mut pages);
        assert!(pages[1].items.is_empty());
    }

    #[test]
    fn other_columns_are_another_table() {
        let mut second = grid(2, "乙|3|4");
        second.xs = vec![0.0, 150.0, 220.0, 300.0];
        assert!(!continues(&grid(1, "甲|1|2"), &second));
    }

    #[test]
    fn labels_are_told_by_their_numbers() {
        for label in ["一、本年", "（三）不予公开", "(五)其他", "1.重复申请", "12．其他", "（六）"]
        {
            assert!(is_numbered(label), "{label}");
        }
        for label in ["法提供", "10", "2021年", "（单位：件）", "一般情况", ""] {
            assert!(!is_numbered(label), "{label}");
        }
    }
}
