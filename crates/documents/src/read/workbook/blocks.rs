//! A sheet as paragraphs and tables.
//!
//! A sheet has no paragraphs; a report laid out in one has its prose in rows of their own, merged over the width of
//! the page. Rows that follow each other without a gap are a run. In a run, a row belongs to a table when it has
//! several texts, an empty cell with a border, or a cell merged over rows. A row with one text is
//! - part of the table when it stands between rows of it and is a band: at most 30 characters and no section heading
//!   such as 一、 (第二十条第（一）项 within table 2);
//! - part of the table as its first row when it is a band as wide as the table and begins with 第, or the table has
//!   more such bands further down;
//! - part of the table when it follows a row of it and is merged over the columns of a label above it, but not over
//!   all of the table's (a label whose figures are blank); a sentence is none, nor is a heading numbered 五 or above or
//!   like a row above it (四、 below 四、);
//! - otherwise a paragraph.

use super::grid::{Grid, RowFacts};
use super::sheet::Sheet;
use crate::model::{Block, Paragraph};
use crate::read::flow::meter::Meter;

/// The most characters of a band.
const BAND_CHARACTERS: usize = 30;

/// The most characters of a label whose figures are blank.
const LABEL_CHARACTERS: usize = 40;

/// The blocks of a sheet.
pub(super) fn blocks(sheet: Sheet, meter: &mut Meter) -> Vec<Block> {
    let grid = Grid::new(sheet, meter);
    let first_column = grid.rows.values().filter_map(|facts| facts.first).min().unwrap_or(0);
    let mut blocks = Vec::new();
    let mut run: Vec<(u32, RowFacts)> = Vec::new();
    for (row, facts) in &grid.rows {
        if run.last().is_some_and(|(last, _)| last + 1 != *row) {
            emit(&grid, &run, first_column, &mut blocks, meter);
            run.clear();
        }
        run.push((*row, *facts));
    }
    emit(&grid, &run, first_column, &mut blocks, meter);
    blocks
}

/// What a row of a run is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a table whatever stands around it.
    Body,
    /// One text, in this column.
    Single(u32),
}

fn kind(facts: RowFacts, first_column: u32) -> Kind {
    match facts.first {
        Some(column) if column == first_column && facts.texts == 1 && !facts.ruled && !facts.tall => {
            Kind::Single(column)
        }
        _ => Kind::Body,
    }
}

fn emit(grid: &Grid, run: &[(u32, RowFacts)], first_column: u32, blocks: &mut Vec<Block>, meter: &mut Meter) {
    let rows: Vec<(u32, Kind)> = run.iter().map(|(row, facts)| (*row, kind(*facts, first_column))).collect();
    let in_table = tables(grid, &rows);
    let mut open: Option<(u32, u32)> = None;
    for ((row, kind), in_table) in rows.iter().zip(in_table) {
        if in_table {
            open = Some((open.map_or(*row, |(top, _)| top), *row));
            continue;
        }
        if let Some((top, bottom)) = open.take() {
            blocks.extend(grid.table(top..=bottom, meter).map(Block::Table));
        }
        if let Kind::Single(column) = kind {
            let text = grid.text(*row, *column).to_owned();
            blocks.push(Block::Paragraph(Paragraph { text, place: grid.place(*row, *column) }));
        }
    }
    if let Some((top, bottom)) = open {
        blocks.extend(grid.table(top..=bottom, meter).map(Block::Table));
    }
}

/// Which rows of a run belong to tables.
fn tables(grid: &Grid, rows: &[(u32, Kind)]) -> Vec<bool> {
    let last_body = rows.iter().rposition(|(_, kind)| *kind == Kind::Body);
    let right = rows
        .iter()
        .filter(|(_, kind)| *kind == Kind::Body)
        .filter_map(|(row, _)| grid.columns(*row..=*row))
        .map(|(_, right)| right)
        .max();
    let mut inside = Vec::with_capacity(rows.len());
    for (index, (row, kind)) in rows.iter().enumerate() {
        let after_table = inside.last() == Some(&true);
        inside.push(match kind {
            Kind::Body => true,
            Kind::Single(column) => {
                let before_table = last_body.is_some_and(|last| last > index);
                let narrow = right.is_some_and(|right| grid.right(*row, *column) < right);
                let above = rows.iter().zip(&inside).rev().skip_while(|((at, _), _)| at >= row);
                let mut above = above.take_while(|(_, inside)| **inside).map(|((row, _), _)| *row);
                let label = narrow && after_table && is_label(grid, (*row, *column), &mut above);
                after_table && (label || (before_table && band(grid.text(*row, *column))))
            }
        });
    }
    first_bands(grid, rows, &mut inside, right);
    inside
}

/// Whether a text merged over several columns is a row's label, whose figures are blank, and not prose below the table.
fn is_label(grid: &Grid, at: (u32, u32), above: &mut dyn Iterator<Item = u32>) -> bool {
    let (row, column) = at;
    let (text, right) = (grid.text(row, column).trim(), grid.right(row, column));
    let numeral = numeral(text);
    let is_sentence = text.contains('。') || text.chars().count() > LABEL_CHARACTERS;
    if right <= column || is_sentence || numeral.is_some_and(|numeral| !['一', '二', '三', '四'].contains(&numeral))
    {
        return false;
    }
    let mut is_as_wide = false;
    for row in above {
        is_as_wide |= grid.right(row, column) == right;
        if numeral.is_some() && self::numeral(grid.text(row, column).trim()) == numeral {
            return false;
        }
    }
    is_as_wide
}

/// The Chinese numeral of one character that numbers a text (四、…).
fn numeral(text: &str) -> Option<char> {
    let (number, _) = text.split_once('、')?;
    let mut characters = number.chars();
    let numeral = characters.next().filter(|character| "一二三四五六七八九十".contains(*character))?;
    characters.next().is_none().then_some(numeral)
}

/// A band directly above a table that it is as wide as is the table's first row, when it is of the kind that stands
/// in tables.
fn first_bands(grid: &Grid, rows: &[(u32, Kind)], inside: &mut [bool], right: Option<u32>) {
    for (index, (row, kind)) in rows.iter().enumerate() {
        let Kind::Single(column) = kind else { continue };
        let text = grid.text(*row, *column);
        let above = inside.get(index) == Some(&false) && inside.get(index + 1) == Some(&true);
        let wide = right.is_some_and(|right| right > *column && grid.right(*row, *column) >= right);
        if !above || !wide || !band(text) {
            continue;
        }
        let below = rows.iter().zip(inside.iter()).skip(index + 1).take_while(|(_, inside)| **inside);
        let more = below.into_iter().any(|((_, kind), _)| matches!(kind, Kind::Single(_)));
        if (more || text.trim_start().starts_with('第'))
            && let Some(inside) = inside.get_mut(index)
        {
            *inside = true;
        }
    }
}

/// Whether a text is short and no section heading.
fn band(text: &str) -> bool {
    let text = text.trim();
    let rest = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']);
    let heading = rest.len() < text.len() && rest.starts_with('、');
    !heading && text.chars().count() <= BAND_CHARACTERS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NoticeKind;
    use crate::read::Limits;
    use crate::read::workbook::sheet::{parse_a1, parse_region};

    fn sheet(cells: &[(&str, &str)], merges: &[&str]) -> Sheet {
        Sheet {
            name: "表".to_owned(),
            cells: cells.iter().map(|(at, text)| (parse_a1(at).unwrap(), (*text).to_owned())).collect(),
            merges: merges.iter().map(|region| parse_region(region).unwrap()).collect(),
            ..Sheet::default()
        }
    }

    fn outline(sheet: Sheet, meter: &mut Meter) -> Vec<String> {
        let line = |block: Block| match block {
            Block::Paragraph(paragraph) => paragraph.text,
            Block::Table(table) => {
                let cells = table.cells.iter().map(|cell| match (cell.row_span, cell.column_span) {
                    (1, 1) => cell.text.clone(),
                    (rows, columns) => format!("{}({rows}x{columns})", cell.text),
                });
                format!("[{}x{}] {}", table.rows, table.columns, cells.collect::<Vec<_>>().join("|"))
            }
            Block::Heading(_) => unreachable!(),
        };
        blocks(sheet, meter).into_iter().map(line).collect()
    }

    fn check(cells: &[(&str, &str)], merges: &[&str], expected: &[&str]) {
        let mut meter = Meter::new(&Limits::default());
        assert_eq!(outline(sheet(cells, merges), &mut meter), expected);
    }

    #[test]
    fn prose_rows_are_paragraphs_and_the_rest_tables() {
        check(
            &[
                ("A1", "标题"),
                ("A2", "一、总体情况"),
                ("A3", "正文。"),
                ("A5", "项"),
                ("B5", "数"),
                ("A6", "甲"),
                ("B6", "1"),
            ],
            &["A1:B1", "A2:B2"],
            &["标题", "一、总体情况", "正文。", "[2x2] 项|数|甲|1"],
        );
    }

    #[test]
    fn bands_stay_in_their_table_and_headings_leave_it() {
        let cells = [
            ("A1", "二、主动公开"),
            ("A2", "第二十条第（一）项"),
            ("A3", "信息内容"),
            ("B3", "件数"),
            ("A4", "第二十条第（五）项"),
            ("A5", "行政许可"),
            ("B5", "3"),
            ("A6", "三、申请情况"),
            ("A7", "项"),
            ("B7", "数"),
        ];
        let merges = ["A1:B1", "A2:B2", "A4:B4", "A6:B6"];
        check(
            &cells,
            &merges,
            &[
                "二、主动公开",
                "[4x2] 第二十条第（一）项(1x2)|信息内容|件数|第二十条第（五）项(1x2)|行政许可|3",
                "三、申请情况",
                "[1x2] 项|数",
            ],
        );
    }

    #[test]
    fn a_caption_is_no_band_and_a_note_below_is_no_row() {
        check(
            &[("A1", "统计表"), ("A2", "项"), ("B2", "数"), ("A3", "注：含派出机构。")],
            &["A1:B1", "A3:B3"],
            &["统计表", "[1x2] 项|数", "注：含派出机构。"],
        );
    }

    #[test]
    fn labels_with_blank_figures_are_rows() {
        check(
            &[("A1", "表头"), ("D1", "数"), ("A2", "一、新收"), ("A3", "四、结转")],
            &["A1:C1", "A2:C2", "A3:C3"],
            &["[3x4] 表头(1x3)|数|一、新收(1x3)||四、结转(1x3)|"],
        );
        // An empty cell with a border says the same of a label that is not merged.
        check(
            &[("A1", "项"), ("B1", "数"), ("A2", "四、结转"), ("B2", ""), ("A4", ""), ("B4", "")],
            &[],
            &["[2x2] 项|数|四、结转|"],
        );
    }

    #[test]
    fn prose_below_a_wide_table_is_no_row_of_it() {
        let figures = [("A1", "行政复议"), ("E1", "行政诉讼"), ("A2", "1"), ("B2", "0"), ("D2", "2"), ("H2", "3")];
        let prose = [("A3", "五、存在问题"), ("A4", "公开不够及时。"), ("A5", "六、其他"), ("A6", "无")];
        for last in ["B", "D", "G"] {
            let merges: Vec<String> = (3..=6).map(|row| format!("A{row}:{last}{row}")).collect();
            let mut merges: Vec<&str> = merges.iter().map(String::as_str).collect();
            merges.extend(["A1:D1", "E1:H1"]);
            let cells: Vec<(&str, &str)> = figures.into_iter().chain(prose).collect();
            let mut meter = Meter::new(&Limits::default());
            let outline = outline(sheet(&cells, &merges), &mut meter);
            assert_eq!(outline.get(1..), Some(&prose.map(|(_, text)| text.to_owned())[..]), "{last}: {outline:?}");
        }
    }

    #[test]
    fn a_heading_numbered_as_a_row_above_is_none() {
        let cells = [("A1", "表头"), ("D1", "数"), ("A2", "四、结转"), ("D2", "1"), ("A3", "四、复议诉讼")];
        check(&cells, &["A1:C1", "A2:C2", "A3:C3"], &["[2x4] 表头(1x3)|数|四、结转(1x3)|1", "四、复议诉讼"]);
    }

    #[test]
    fn cells_merged_over_rows_keep_their_rows_together() {
        check(
            &[("A1", "三、办理结果"), ("B1", "（一）"), ("C1", "1"), ("B3", "（二）"), ("C3", " ")],
            &["A1:A3"],
            &["[3x2] 三、办理结果(3x1)|（一）||（二）"].map(|_| "[3x3] 三、办理结果(3x1)|（一）|1|||（二）| "),
        );
    }

    #[test]
    fn overlapping_and_absurd_regions_do_no_harm() {
        let mut meter = Meter::new(&Limits { span: 5, ..Limits::default() });
        let sheet =
            sheet(&[("A1", "甲"), ("B2", "乙"), ("C3", "丙")], &["A1:B2", "B2:C3", "A1:XFD1048576", "Z900:AA1000"]);
        assert_eq!(outline(sheet, &mut meter), ["[5x5] 甲(5x5)"]);
        let kinds: Vec<_> = meter.notices.iter().map(|notice| notice.kind).collect();
        assert!(kinds.contains(&NoticeKind::SpanClamped) && kinds.contains(&NoticeKind::HiddenContent));
    }

    #[test]
    fn rows_beyond_the_limit_of_cells_are_left_out() {
        let mut meter = Meter::new(&Limits { cells: 5, ..Limits::default() });
        let cells = [("A1", "1"), ("B1", "2"), ("A2", "3"), ("B2", "4"), ("A3", "5"), ("B3", "6")];
        assert_eq!(outline(sheet(&cells, &[]), &mut meter), ["[2x2] 1|2|3|4"]);
        assert_eq!(meter.notices[0].kind, NoticeKind::LimitReached);
    }

    #[test]
    fn cells_far_apart_cost_nothing() {
        let mut meter = Meter::new(&Limits::default());
        let far = sheet(&[("A1", "甲"), ("XFD1", "乙"), ("A1048576", "丙"), ("XFD1048576", "丁")], &[]);
        assert_eq!(blocks(far, &mut meter).len(), 2);
        assert!(meter.notices.iter().all(|notice| notice.kind == NoticeKind::LimitReached));
    }
}
