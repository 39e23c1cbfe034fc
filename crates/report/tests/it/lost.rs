//! Rows that lost a part: beside a column of the report's own, at the end of a block, over a line or a page.

use gongkai_documents::{Cell, Document, Fonts, Limits, Output, Place, Table, write};
use gongkai_report::write::form;
use gongkai_report::{CellAddress, EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::own_layout::{cell, with_table};
use crate::ragged::silently_wrong;

fn truth(figures: &Figures) -> Report {
    sample_report(EditionId::E2021, "青禾街道", 2022, figures)
}

/// Takes cells out of a row, and moves those behind them to the left.
pub(crate) fn lose(table: &mut Table, row: u32, columns: std::ops::Range<u32>) {
    table.cells.retain(|cell| cell.row != row || !columns.contains(&cell.column));
    let width = columns.end - columns.start;
    for cell in table.cells.iter_mut().filter(|cell| cell.row == row && cell.column >= columns.end) {
        cell.column -= width;
    }
}

fn row_of(table: &Table, label: &str) -> u32 {
    table.cells.iter().find(|cell| cell.text == label).unwrap().row
}

fn assert_nothing_wrong(truth: &Report, document: &Document, what: &str) {
    let report = read(document);
    let wrong = silently_wrong(truth, &report);
    assert!(wrong.is_empty(), "{what}: {wrong:?} {:?}", report.findings);
}

#[test]
fn a_cell_lost_beside_a_column_of_last_years_figures() {
    let truth = truth(&Figures::telling(EditionId::E2021));
    for (heading, figure) in [("上年数", "77"), ("备注", "已核对")] {
        for lost in 1..4 {
            let document = with_table(&truth, 0, |table| {
                let end = table.columns;
                let beside = |row: u32, text: &str| cell(row, end, text);
                let headers: Vec<u32> =
                    table.cells.iter().filter(|cell| cell.text == "信息内容").map(|cell| cell.row).collect();
                let rows: Vec<u32> = headers.iter().map(|row| row + 1).chain([3, headers[2] + 2]).collect();
                let rows: std::collections::BTreeSet<u32> = rows.into_iter().collect();
                table.cells.extend(headers.iter().map(|row| beside(*row, heading)));
                table.cells.extend(rows.iter().map(|row| beside(*row, figure)));
                table.columns += 1;
                table.cells.sort_by_key(|cell| (cell.row, cell.column));
                let row = row_of(table, "行政规范性文件");
                lose(table, row, lost..lost + 1);
            });
            assert_nothing_wrong(&truth, &document, &format!("{heading} {lost}"));
        }
    }
}

#[test]
fn a_block_lost_from_table_4() {
    let truth = truth(&Figures::telling(EditionId::E2021));
    for (from, to) in [(0, 5), (5, 10), (0, 10), (5, 15), (3, 8)] {
        let document = with_table(&truth, 2, |table| lose(table, table.rows - 1, from..to));
        assert_nothing_wrong(&truth, &document, &format!("{from}..{to}"));
        let filled_up = with_table(&truth, 2, |table| {
            let row = table.rows - 1;
            lose(table, row, from..to);
            let blank = |column| cell(row, column, "");
            table.cells.extend((15 - (to - from)..15).map(blank));
        });
        assert_nothing_wrong(&truth, &filled_up, &format!("{from}..{to}, filled up"));
    }
}

#[test]
fn the_rest_of_a_figure_in_the_next_line() {
    let truth = truth(&Figures::telling(EditionId::E2021));
    for kind in [Layout::EvenTabRows, Layout::RaggedTabRows] {
        let text = layout::text(&truth, kind);
        let lines: Vec<&str> = text.lines().collect();
        for (number, line) in lines.iter().enumerate() {
            let is_row = line.split('\t').filter(|field| field.parse::<u32>().is_ok()).count() > 0;
            let last = line.trim_end_matches('\t').chars().next_back();
            if !is_row || !last.is_some_and(|last| last.is_ascii_digit()) || line.ends_with('\t') {
                continue;
            }
            let (head, tail) = line.split_at(line.len() - 1);
            if head.ends_with('\t') {
                continue;
            }
            let mut broken = lines.clone();
            broken.splice(number..=number, [head, tail]);
            assert_nothing_wrong(&truth, &layout::lines(&broken.join("\n")), line);
        }
    }
}

#[test]
fn a_row_whose_zeros_were_dropped_and_filled_up_at_its_end() {
    let mut figures = Figures::zero(EditionId::E2021);
    for row in ["new_received", "granted", "total"] {
        for (column, figure) in [("natural_person", 7), ("commercial", 1), ("total", 8)] {
            figures.cells.0.insert(
                CellAddress::parse(&format!("t3.{row}.{column}")).unwrap(),
                gongkai_report::Cell::of(figure.into()),
            );
        }
    }
    let truth = truth(&figures);
    for kind in [Layout::EvenTabRows, Layout::RaggedTabRows] {
        let text = layout::text(&truth, kind);
        let row = "7\t1\t0\t0\t0\t0\t8";
        assert!(text.contains(row), "{kind:?}");
        let packed = text.replace(row, "7\t1\t8\t\t\t\t");
        assert_nothing_wrong(&truth, &layout::lines(&packed), &format!("{kind:?}"));
    }
}

#[test]
fn a_row_that_a_page_parts() {
    let truth = truth(&Figures::telling(EditionId::E2021));
    let document = with_table(&truth, 1, |table| {
        let label = "8.属于行政查询事项";
        let row = row_of(table, label);
        for cell in table.cells.iter_mut().filter(|cell| cell.row > row) {
            cell.row += 1;
        }
        for cell in table.cells.iter_mut().filter(|cell| cell.row < row && cell.row + cell.row_span > row) {
            cell.row_span += 1;
        }
        table.rows += 1;
        let own: Vec<Cell> = table.cells.iter().filter(|cell| cell.row == row).cloned().collect();
        for cell in own {
            let (upper, lower) = match cell.text.char_indices().nth(cell.text.chars().count() / 2) {
                Some((at, _)) if cell.text.chars().count() > 1 => cell.text.split_at(at),
                _ => (cell.text.as_str(), ""),
            };
            let known = table.cells.iter_mut().find(|known| (known.row, known.column) == (row, cell.column));
            known.unwrap().text = upper.to_owned();
            table.cells.push(Cell { row: row + 1, text: lower.to_owned(), ..cell.clone() });
        }
        table.cells.sort_by_key(|cell| (cell.row, cell.column));
    });
    assert_nothing_wrong(&truth, &document, "parted");
}

#[test]
fn totals_before_everything_else_in_lines() {
    let truth = truth(&Figures::consistent(EditionId::E2021, 7));
    let text = layout::text(&truth, Layout::BlankCharacterCells);
    // The header of the report's own says 总计 first, and the figures stand so.
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let total = lines.iter().position(|line| line == "总计").unwrap();
    let person = lines.iter().position(|line| line == "自然人").unwrap();
    assert!(person < total);
    let word = lines.remove(total);
    lines.insert(person, word);
    let first = lines.iter().position(|line| line.contains("本年新收政府信息公开申请数量")).unwrap();
    let end = lines.iter().position(|line| line.starts_with("四、政府信息公开行政复议")).unwrap();
    let is_figure = |line: &str| line.chars().all(|c| c.is_ascii_digit()) && !line.is_empty();
    let mut at = first;
    while at + 7 <= end {
        if lines[at..at + 7].iter().all(|line| is_figure(line)) {
            let total = lines.remove(at + 6);
            lines.insert(at, total);
            at += 7;
        } else {
            at += 1;
        }
    }
    let report = read(&layout::lines(&lines.join("\n")));
    let wrong = silently_wrong(&truth, &report);
    let of_table = wrong.iter().filter(|at| at.table() == TableId::T3).count();
    assert_eq!(of_table, 0, "{:?}", report.findings);
}

#[test]
fn a_row_without_its_label_costs_the_row_above_nothing() {
    let truth = truth(&Figures::telling(EditionId::E2021));
    let document = with_table(&truth, 1, |table| {
        let label = table.cells.iter_mut().find(|cell| cell.text == "8.属于行政查询事项").unwrap();
        label.text.clear();
    });
    let report = read(&document);
    let above = truth.cells.of_table(TableId::T3).filter(|(at, _)| at.row() == "refused_enforcement_file");
    for (at, cell) in above {
        assert_eq!(report.cells.value(at), cell.value, "{at}");
    }
    assert_nothing_wrong(&truth, &document, "no label");
}

#[test]
fn rows_of_a_band_without_merged_cells_are_whole() {
    for edition in EditionId::ALL {
        let truth = sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::telling(edition));
        let document = with_table(&truth, 0, |table| {
            for row in 0..table.rows {
                for (cell, column) in table.cells.iter_mut().filter(|cell| cell.row == row).zip(0..) {
                    (cell.column, cell.column_span) = (column, 1);
                }
            }
        });
        let report = read(&document);
        for (at, cell) in truth.cells.of_table(TableId::T2) {
            assert_eq!(report.cells.value(at), cell.value, "{edition} {at}");
        }
    }
}

/// Blanks among the figures are zeros nobody wrote; a cell is gone, and the row was filled up at its end.
#[test]
fn a_cell_lost_among_blanks_of_table_4() {
    let figures = [2, 0, 0, 1, 3, 0, 4, 0, 1, 5, 1, 0, 0, 2, 3_u32];
    let mut telling = Figures::telling(EditionId::E2021);
    let cells: Vec<CellAddress> =
        telling.cells.0.keys().copied().filter(|address| address.table() == TableId::T4).collect();
    for (address, figure) in cells.iter().zip(figures) {
        let cell =
            if figure == 0 { gongkai_testkit::figures::blank() } else { gongkai_report::Cell::of(figure.into()) };
        telling.cells.0.insert(*address, cell);
    }
    let truth = truth(&telling);
    assert_nothing_wrong(&truth, &with_table(&truth, 2, |_| ()), "whole");
    for lost in [0, 3, 4, 6] {
        let document = with_table(&truth, 2, |table| {
            let row = table.rows - 1;
            lose(table, row, lost..lost + 1);
            let place = Place::Cell { table: 9, row, column: 14 };
            let blank =
                Cell { row, column: 14, row_span: 1, column_span: 1, text: String::new(), header: false, place };
            table.cells.push(blank);
        });
        assert_nothing_wrong(&truth, &document, &format!("without {lost}"));
    }
}

/// Takes the cell of a page that says `text` out of it, as if nobody had written it: those right of it close up.
fn without_cell(page: &str, text: &str) -> String {
    let at = page.find(&format!(">{text}</t")).unwrap();
    let start = page[..at].rfind("<t").unwrap();
    let end = at + page[at + 1..].find('>').unwrap() + 2;
    format!("{}{}", &page[..start], &page[end..])
}

#[test]
fn a_header_that_lost_cells_and_slid_names_no_column() {
    let words = ["法人或其他组织", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计"];
    let figures = [Figures::telling(EditionId::E2021), Figures::consistent(EditionId::E2021, 7)];
    for truth in figures.iter().map(truth) {
        let fonts = Fonts::default();
        let page = write(&form(&truth), Output::Html, &fonts).unwrap();
        let page = String::from_utf8(page).unwrap();
        for (at, one) in words.iter().enumerate() {
            for other in words.iter().skip(at) {
                let lost = without_cell(&page, one);
                let lost = if one == other { lost } else { without_cell(&lost, other) };
                let document = gongkai_documents::read(lost.as_bytes(), &Limits::default()).unwrap();
                assert_nothing_wrong(&truth, &document, &format!("without {one}, {other}"));
                let order = read(&document).findings.into_iter().find(|told| told.code.0 == "columns-out-of-order");
                assert!(order.is_none_or(|told| told.args["found"].matches("总计").count() < 2), "{one}, {other}");
            }
        }
    }
}
