//! Builds a table row by row as Word formats tell it: cells with a width in grid columns, and vertical merges told
//! as "starts here" and "goes on".

use super::meter::Meter;
use super::{Line, Piece};
use crate::model::{Cell, NoticeKind, Place, Table};

/// A table that arranges a page has fewer cells than one in this many of those of the tables in it.
const PAGE: usize = 8;

/// What a cell says about merging with the cell above.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::read) enum Vertical {
    /// Not merged.
    #[default]
    Single,
    /// The first of merged cells.
    Start,
    /// Merged with the cell above.
    Continue,
}

/// A cell as the format tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct RawCell {
    /// Grid columns covered.
    pub(in crate::read) column_span: u32,
    /// Vertical merging.
    pub(in crate::read) vertical: Vertical,
    /// Merged with the cell to its left (the old way of `hMerge`).
    pub(in crate::read) joins_left: bool,
    /// Its content.
    pub(in crate::read) pieces: Vec<Piece>,
}

/// A row as the format tells it.
#[derive(Debug, Clone, Default, PartialEq)]
pub(in crate::read) struct RawRow {
    /// Empty grid columns before the first cell.
    pub(in crate::read) before: u32,
    /// Empty grid columns after the last cell.
    pub(in crate::read) after: u32,
    /// Whether it is repeated on each page.
    pub(in crate::read) header: bool,
    /// Its cells, left to right.
    pub(in crate::read) cells: Vec<RawCell>,
}

#[derive(Debug)]
struct Placed {
    row: u32,
    column: u32,
    row_span: u32,
    column_span: u32,
    header: bool,
    pieces: Vec<Piece>,
}

/// A table being built.
#[derive(Debug)]
pub(in crate::read) struct TableBuilder {
    number: u32,
    rows: u32,
    columns: u32,
    header_rows: u32,
    cells: Vec<Placed>,
    /// Anchors of vertical merges that reached the row before, as column and index in `cells`.
    open: Vec<(u32, usize)>,
}

impl TableBuilder {
    /// A table without rows; `number` counts the tables of the document from 1.
    pub(in crate::read) fn new(number: u32) -> Self {
        Self { number, rows: 0, columns: 0, header_rows: 0, cells: Vec::new(), open: Vec::new() }
    }

    /// The place of a cell whose row and column are counted from 0.
    fn place(&self, row: u32, column: u32) -> Place {
        Place::Cell { table: self.number, row: row.saturating_add(1), column: column.saturating_add(1) }
    }

    /// Adds a row below. Cells beyond the limits are left out, with a notice.
    pub(in crate::read) fn add_row(&mut self, raw: RawRow, meter: &mut Meter) {
        let row = self.rows;
        if raw.header && self.header_rows == row {
            self.header_rows = self.header_rows.saturating_add(1);
        }
        // A row of nothing counts as a cell, or rows would cost nothing.
        if raw.cells.is_empty() && !meter.take_cells(1) {
            return;
        }
        let mut column = raw.before.min(meter.span);
        let mut open = Vec::new();
        let mut left: Option<usize> = None;
        for cell in raw.cells {
            if column >= meter.span {
                meter.once(NoticeKind::LimitReached, "columns");
                break;
            }
            let wanted = meter.span(cell.column_span, Some(self.place(row, column)));
            let span = wanted.min(meter.span.saturating_sub(column));
            if !meter.take_cells(span) {
                break;
            }
            let index = self.put(row, column, span, cell, left, &mut open, meter);
            left = Some(index);
            column = column.saturating_add(span);
        }
        self.open = open;
        self.columns = self.columns.max(column.saturating_add(raw.after).min(meter.span));
        self.rows = row.saturating_add(1);
    }

    /// Places one cell, or lets the cell it is merged with grow; gives the index of the cell that covers the place.
    #[expect(clippy::too_many_arguments, reason = "one cell's whole situation, used in one place")]
    fn put(
        &mut self,
        row: u32,
        column: u32,
        span: u32,
        cell: RawCell,
        left: Option<usize>,
        open: &mut Vec<(u32, usize)>,
        meter: &mut Meter,
    ) -> usize {
        if cell.joins_left
            && let Some(index) = left
            && let Some(anchor) = self.cells.get_mut(index).filter(|anchor| anchor.row == row)
        {
            anchor.column_span = anchor.column_span.saturating_add(span);
            hide(&cell.pieces, meter);
            return index;
        }
        if cell.vertical == Vertical::Continue
            && let Some((_, index)) = self.open.iter().find(|(open, _)| *open == column).copied()
            && let Some(anchor) = self.cells.get_mut(index)
        {
            if anchor.row_span < meter.span {
                anchor.row_span = anchor.row_span.saturating_add(1);
                open.push((column, index));
                hide(&cell.pieces, meter);
                return index;
            }
            meter.once(NoticeKind::SpanClamped, "rows");
        }
        let index = self.cells.len();
        // A continuation of nothing is a cell of its own; those below it go on from there.
        if cell.vertical != Vertical::Single {
            open.push((column, index));
        }
        let header = self.header_rows > row;
        self.cells.push(Placed { row, column, row_span: 1, column_span: span, header, pieces: cell.pieces });
        index
    }

    /// The finished table, or its content where the table only lays things out on the page: it has one cell and a
    /// table in it, its cells hold tables, without text of their own beside them, that are larger than it is, or it is a
    /// few cells with the tables and the text of a page.
    pub(in crate::read) fn finish(self, widths: Vec<f32>) -> Vec<Piece> {
        if self.lays_out() {
            return self.dissolve();
        }
        if self.cells.is_empty() {
            return Vec::new();
        }
        let place = Place::Cell { table: self.number, row: 1, column: 1 };
        let even = u32::try_from(widths.len()) != Ok(self.columns) || widths.iter().any(|width| *width <= 0.0);
        let cells = self.cells.iter().map(|cell| Cell {
            row: cell.row,
            column: cell.column,
            row_span: cell.row_span,
            column_span: cell.column_span,
            text: cell_text(&cell.pieces),
            header: cell.header,
            place: self.place(cell.row, cell.column),
        });
        vec![Piece::Table(Table {
            rows: self.rows,
            columns: self.columns,
            header_rows: self.header_rows,
            cells: cells.collect(),
            widths: if even { Vec::new() } else { widths },
            place,
        })]
    }

    fn lays_out(&self) -> bool {
        let tables = |cell: &Placed| -> usize {
            let inner = cell.pieces.iter().map(|piece| match piece {
                Piece::Table(table) => table.cells.len(),
                Piece::Line(_) => 0,
            });
            inner.sum()
        };
        let inner: usize = self.cells.iter().map(tables).sum();
        let bare = |cell: &Placed| lines(cell).next().is_none();
        // A menu beside the page: few cells, and in them tables many times as large.
        let is_page = inner > self.cells.len().saturating_mul(PAGE);
        let holds_tables = inner > 0
            && (self.cells.len() == 1
                || is_page
                || (inner > self.cells.len() && self.cells.iter().filter(|cell| tables(cell) > 0).all(bare)));
        holds_tables || self.cells.iter().any(|cell| holds_a_page(cell, self.cells.len() == 1))
    }

    fn dissolve(self) -> Vec<Piece> {
        let number = self.number;
        let mut pieces = Vec::new();
        for cell in self.cells {
            let place =
                Place::Cell { table: number, row: cell.row.saturating_add(1), column: cell.column.saturating_add(1) };
            pieces.extend(cell.pieces.into_iter().filter_map(|piece| match piece {
                Piece::Line(line) if line.text.is_empty() => None,
                Piece::Line(line) => {
                    let place = line.place.unwrap_or_else(|| place.clone());
                    Some(Piece::Line(Line { place: Some(place), ..line }))
                }
                table @ Piece::Table(_) => Some(table),
            }));
        }
        pieces
    }
}

/// The lines of a cell that say something.
fn lines(cell: &Placed) -> impl Iterator<Item = &str> {
    let texts = cell.pieces.iter().filter_map(|piece| match piece {
        Piece::Line(line) => Some(line.text.trim()),
        Piece::Table(_) => None,
    });
    texts.filter(|text| !text.is_empty())
}

/// Whether a cell holds what no cell of a form does: many paragraphs of long text.
fn holds_a_page(cell: &Placed, is_only: bool) -> bool {
    const PARAGRAPHS: usize = 4;
    let longer_than = if is_only { 200 } else { 600 };
    lines(cell).count() >= PARAGRAPHS && lines(cell).map(|line| line.chars().count()).sum::<usize>() > longer_than
}

/// The text of a cell that is covered by a merge is not seen.
fn hide(pieces: &[Piece], meter: &mut Meter) {
    let text = cell_text(pieces);
    if !text.trim().is_empty() {
        meter.once(NoticeKind::HiddenContent, text.trim());
    }
}

/// The text of a cell: its paragraphs, one a line; a table inside as lines with tabs between the cells.
fn cell_text(pieces: &[Piece]) -> String {
    let lines: Vec<String> = pieces
        .iter()
        .map(|piece| match piece {
            Piece::Line(line) => line.text.clone(),
            Piece::Table(table) => table_text(table),
        })
        .collect();
    lines.join("\n")
}

fn table_text(table: &Table) -> String {
    let mut text = String::new();
    let mut row = None;
    for cell in &table.cells {
        if let Some(row) = row {
            text.push(if row == cell.row { '\t' } else { '\n' });
        }
        text.push_str(&cell.text);
        row = Some(cell.row);
    }
    text
}

/// The cells of the only piece, a table, as `row,column rowsxcolumns text`.
#[cfg(test)]
pub(in crate::read) fn shown(pieces: &[Piece]) -> Vec<String> {
    let [Piece::Table(table)] = pieces else { panic!("one table, not {pieces:?}") };
    let cells = table.cells.iter();
    cells
        .map(|cell| format!("{},{} {}x{} {}", cell.row, cell.column, cell.row_span, cell.column_span, cell.text))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Limits;

    fn line(text: &str) -> Piece {
        Piece::Line(Line { text: text.to_owned(), heading: None, place: None })
    }

    fn cell(text: &str, column_span: u32, vertical: Vertical) -> RawCell {
        RawCell { column_span, vertical, joins_left: false, pieces: vec![line(text)] }
    }

    fn build(rows: Vec<Vec<RawCell>>, meter: &mut Meter) -> Vec<Piece> {
        let mut builder = TableBuilder::new(1);
        for cells in rows {
            builder.add_row(RawRow { cells, ..RawRow::default() }, meter);
        }
        builder.finish(Vec::new())
    }

    fn check(rows: Vec<Vec<RawCell>>, expected: &[&str]) {
        let mut meter = Meter::new(&Limits { span: 10, ..Limits::default() });
        let pieces = build(rows, &mut meter);
        assert_eq!(shown(&pieces), expected);
    }

    #[test]
    fn vertical_merges_grow_their_anchor() {
        use Vertical::{Continue, Single, Start};
        check(
            vec![
                vec![cell("甲", 2, Start), cell("1", 1, Single)],
                vec![cell("", 2, Continue), cell("2", 1, Single)],
                vec![cell("乙", 2, Start), cell("3", 1, Single)],
                vec![cell("", 2, Continue), cell("4", 1, Single)],
            ],
            &["0,0 2x2 甲", "0,2 1x1 1", "1,2 1x1 2", "2,0 2x2 乙", "2,2 1x1 3", "3,2 1x1 4"],
        );
    }

    #[test]
    fn a_continuation_of_nothing_is_a_cell() {
        check(vec![vec![cell("甲", 1, Vertical::Continue)], vec![cell("", 1, Vertical::Continue)]], &["0,0 2x1 甲"]);
        // The merge of the first row does not reach over the second, which has a cell of its own there.
        check(
            vec![
                vec![cell("甲", 1, Vertical::Start)],
                vec![cell("乙", 1, Vertical::Single)],
                vec![cell("丙", 1, Vertical::Continue)],
            ],
            &["0,0 1x1 甲", "1,0 1x1 乙", "2,0 1x1 丙"],
        );
    }

    #[test]
    fn old_horizontal_merges_widen_the_cell_before() {
        let right = RawCell { joins_left: true, column_span: 1, ..RawCell::default() };
        check(
            vec![vec![right.clone(), cell("甲", 1, Vertical::Single), right, cell("乙", 1, Vertical::Single)]],
            &["0,0 1x1 ", "0,1 1x2 甲", "0,3 1x1 乙"],
        );
    }

    #[test]
    fn absurd_spans_are_cut_with_a_notice() {
        let mut meter = Meter::new(&Limits { span: 10, cells: 25, ..Limits::default() });
        let wide = || vec![cell("甲", u32::MAX, Vertical::Single), cell("乙", 1, Vertical::Single)];
        let pieces = build(vec![wide(), wide(), wide()], &mut meter);
        let [Piece::Table(table)] = pieces.as_slice() else { panic!() };
        assert_eq!((table.columns, table.cells.len()), (10, 2));
        let kinds: Vec<_> = meter.notices.iter().map(|notice| notice.kind).collect();
        assert!(kinds.contains(&NoticeKind::SpanClamped) && kinds.contains(&NoticeKind::LimitReached));
    }

    #[test]
    fn a_table_that_only_lays_out_is_dissolved() {
        let mut meter = Meter::new(&Limits::default());
        let single = |text| cell(text, 1, Vertical::Single);
        let inner = || {
            build(
                vec![vec![single("1"), single("2")], vec![single("3"), single("4")]],
                &mut Meter::new(&Limits::default()),
            )
        };
        let around = |pieces| RawCell { column_span: 1, pieces, ..RawCell::default() };
        let outer = build(vec![vec![single("题"), around(inner())]], &mut meter);
        assert!(matches!(outer.as_slice(), [Piece::Line(_), Piece::Table(_)]), "{outer:?}");
        // With text of its own beside the inner table, the cell stays a cell.
        let beside = [vec![line("注")], inner()].concat();
        let outer = build(vec![vec![single("题"), around(beside)]], &mut meter);
        let [Piece::Table(table)] = outer.as_slice() else { panic!("{outer:?}") };
        assert_eq!(table.cells[1].text, "注\n1\t2\n3\t4");
        // One cell around everything is no table.
        let outer = build(vec![vec![around([vec![line("注")], inner()].concat())]], &mut meter);
        assert!(matches!(outer.as_slice(), [Piece::Line(_), Piece::Table(_)]), "{outer:?}");
    }

    #[test]
    fn a_menu_beside_a_page_lays_out() {
        let mut meter = Meter::new(&Limits::default());
        let single = |text| cell(text, 1, Vertical::Single);
        let around = |pieces| RawCell { column_span: 1, pieces, ..RawCell::default() };
        let form = |rows: usize| {
            build(vec![vec![single("1"), single("2"), single("3")]; rows], &mut Meter::new(&Limits::default()))
        };
        let page = [vec![line("二、主动公开政府信息情况")], form(6)].concat();
        let outer = build(vec![vec![single("导航"), around(page)]], &mut meter);
        assert!(matches!(outer.as_slice(), [Piece::Line(_), Piece::Line(_), Piece::Table(_)]), "{outer:?}");
        let long = vec![line(&"全年公开信息。".repeat(30)); 4];
        let outer = build(vec![vec![single("导航"), around(long)]], &mut meter);
        assert_eq!(outer.len(), 5, "{outer:?}");
        let short = vec![line("全年公开信息。"); 4];
        let outer = build(vec![vec![single("说明"), around(short)]], &mut meter);
        assert!(matches!(outer.as_slice(), [Piece::Table(_)]), "{outer:?}");
    }
}
