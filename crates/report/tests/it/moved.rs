//! Rows that stand a column too far right: beside a column of totals left blank, or a column of the office's own.

use gongkai_documents::Table;
use gongkai_report::{EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::kept::blank_totals;
use crate::lost::lose;
use crate::own_layout::{cell, with_table};
use crate::ragged::silently_wrong;

const EDITION: EditionId = EditionId::E2021;
/// Rows of figures in table 3.
const ROWS: u32 = 25;

fn truth(figures: &Figures) -> Report {
    sample_report(EDITION, "青禾街道", 2022, figures)
}

/// Moves the figures of a row a column to the right; what stood in the last goes, or into the next column if there is one.
fn move_right(table: &mut Table, row: u32, first: u32) {
    let last = table.columns - 1;
    table.cells.retain(|cell| cell.row != row || cell.column < last);
    for cell in table.cells.iter_mut().filter(|cell| cell.row == row && cell.column >= first) {
        cell.column += 1;
    }
    table.cells.push(cell(row, first, ""));
}

/// The rows of figures of table 3, and the column in which these begin.
fn rows(table: &Table) -> (std::ops::Range<u32>, u32) {
    let labels = table.columns - 7;
    (table.rows - ROWS..table.rows, labels)
}

#[test]
fn a_row_moved_into_the_column_of_totals_left_blank() {
    let truth = truth(&blank_totals(Figures::consistent(EDITION, 11), TableId::T3));
    let mut moved = 0;
    for number in 0..ROWS {
        let document = with_table(&truth, 1, |table| {
            let (rows, first) = rows(table);
            move_right(table, rows.start + number, first);
        });
        let report = read(&document);
        let wrong = silently_wrong(&truth, &report);
        assert!(wrong.is_empty(), "row {number}: {wrong:?} {:?}", report.findings);
        let certain =
            |report: &Report| report.cells.of_table(TableId::T3).filter(|(_, cell)| cell.value.is_some()).count();
        moved += usize::from(
            certain(&report) < truth.cells.of_table(TableId::T3).filter(|(_, cell)| cell.value.is_some()).count(),
        );
    }
    assert!(moved > 0, "no row was moved");
}

#[test]
fn a_row_moved_into_a_column_of_the_offices_own() {
    for figures in [Figures::consistent(EDITION, 11), Figures::telling(EDITION)] {
        let truth = truth(&figures);
        for number in 0..ROWS {
            let with_remarks = |moved: bool| {
                with_table(&truth, 1, |table| {
                    let (rows, first) = rows(table);
                    let end = table.columns;
                    table.cells.push(cell(0, end, "备注"));
                    table.cells.extend(rows.clone().map(|row| cell(row, end, "")));
                    table.columns += 1;
                    if moved {
                        move_right(table, rows.start + number, first);
                    }
                })
            };
            let wrong = |report: &Report| silently_wrong(&truth, report);
            assert_eq!(wrong(&read(&with_remarks(false))), [], "nothing moved");
            let report = read(&with_remarks(true));
            assert_eq!(wrong(&report), [], "row {number}: {:?}", report.findings);
        }
    }
}

/// Table 3 with something beside each row of figures, below no word of the header.
fn with_checks(truth: &Report, mark: &str, change: impl Fn(&mut Table, std::ops::Range<u32>, u32)) -> Report {
    read(&with_table(truth, 1, |table| {
        let (rows, first) = rows(table);
        let end = table.columns;
        table.cells.extend(rows.clone().map(|row| cell(row, end, mark)));
        table.columns += 1;
        table.cells.sort_by_key(|cell| (cell.row, cell.column));
        change(table, rows, first);
    }))
}

fn is_all_noughts(truth: &Report, row: u32) -> bool {
    let cells: Vec<_> = truth.cells.of_table(TableId::T3).map(|(_, cell)| cell.value).collect();
    let row = usize::try_from(row).unwrap();
    cells.chunks(7).nth(row).unwrap().iter().all(|value| value.is_some_and(|value| value.is_zero()))
}

#[test]
fn a_column_of_check_marks_beside_the_table() {
    let truth = truth(&Figures::consistent(EDITION, 11));
    for mark in ["正确", "√", "0", "TRUE"] {
        let report = with_checks(&truth, mark, |_, _, _| {});
        for (address, cell) in &truth.cells.0 {
            assert_eq!(report.cells.value(*address), cell.value, "{mark} {address}");
        }
        for number in 0..ROWS {
            let moved = with_checks(&truth, mark, |table, rows, first| move_right(table, rows.start + number, first));
            // A row of noughts moved among noughts is one that begins with a blank.
            let is_told = silently_wrong(&truth, &moved).is_empty() || mark == "0" && is_all_noughts(&truth, number);
            assert!(is_told, "{mark}, row {number} moved right: {:?}", moved.findings);
            let lost =
                with_checks(&truth, mark, |table, rows, first| lose(table, rows.start + number, first..first + 1));
            assert_eq!(silently_wrong(&truth, &lost), [], "{mark}, row {number} lost a cell: {:?}", lost.findings);
        }
    }
}

#[test]
fn a_label_among_the_figures_of_a_row() {
    let truth = truth(&Figures::telling(EDITION));
    let text = layout::text(&truth, Layout::EvenTabRows);
    let labels = ["（一）予以公开", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"];
    for at in 3..9 {
        let lines = text.lines().map(|line| {
            let mut fields: Vec<&str> = line.split('\t').collect();
            if fields.len() == 10 && fields.contains(&labels[0]) {
                // The label of the next row ran into this one, and its last figure is gone.
                fields.insert(at, labels[1]);
                fields.pop();
            }
            fields.join("\t")
        });
        let report = read(&layout::lines(&lines.collect::<Vec<_>>().join("\n")));
        let wrong = silently_wrong(&truth, &report);
        assert!(wrong.is_empty(), "in field {at}: {wrong:?} {:?}", report.findings);
    }
}

#[test]
fn a_header_that_names_the_total_first_above_figures_that_end_with_it() {
    let truth = truth(&Figures::consistent(EDITION, 7));
    let text = layout::text(&truth, Layout::BlankCharacterCells);
    let mut lines: Vec<&str> = text.lines().collect();
    let total = lines.iter().position(|line| *line == "总计").unwrap();
    let person = lines.iter().position(|line| *line == "自然人").unwrap();
    let word = lines.remove(total);
    lines.insert(person.min(total), word);
    let report = read(&layout::lines(&lines.join("\n")));
    for (address, cell) in truth.cells.of_table(TableId::T3) {
        assert_eq!(report.cells.value(address), cell.value, "{address}: {:?}", report.findings);
    }
}
