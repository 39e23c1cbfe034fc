//! Page numbers of a print-out among the lines of a text and the rows of a table.

use gongkai_documents::{Cell, Place};
use gongkai_report::{EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::own_layout::with_table;

const NUMBERS: [&str; 7] = ["- 3 -", "— 4 —", "第 2 页 共 6 页", "第2页/共6页", "共6页 第2页", "2/6", "·6·"];

fn truth(edition: EditionId) -> Report {
    sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::telling(edition))
}

#[test]
fn among_lines_they_are_no_cells() {
    for edition in EditionId::ALL {
        let truth = truth(edition);
        for of in [Layout::TabbedCells, Layout::BlankLineSeparated, Layout::RaggedTabRows] {
            let text = layout::text(&truth, of);
            let lines: Vec<&str> = text.lines().collect();
            let from = lines.iter().position(|line| line.contains("二、主动公开")).unwrap();
            let to = lines.iter().position(|line| line.contains("五、存在")).unwrap();
            for (number, at) in NUMBERS.iter().cycle().zip((from + 1..to).step_by(17)) {
                let mut printed = lines.clone();
                printed.insert(at, number);
                let report = read(&layout::lines(&printed.join("\n")));
                for (address, cell) in &truth.cells.0 {
                    assert_eq!(report.cells.value(*address), cell.value, "{of:?} {number} at {at}: {address}");
                }
            }
        }
    }
}

#[test]
fn a_row_over_the_whole_width_is_none_of_the_tables() {
    let truth = truth(EditionId::E2021);
    for number in NUMBERS.into_iter().chain(["3"]) {
        for (index, table) in TableId::ALL.into_iter().enumerate().take(2) {
            let document = with_table(&truth, index, |table| {
                let label =
                    if index == 0 { "行政处罚" } else { "二、上年结转政府信息公开申请数量" };
                let row = table.cells.iter().find(|cell| cell.text == label).unwrap().row;
                for cell in table.cells.iter_mut().filter(|cell| cell.row >= row) {
                    cell.row += 1;
                }
                let place = Place::Cell { table: 9, row, column: 0 };
                let text = number.to_owned();
                let span = table.columns;
                table.cells.push(Cell { row, column: 0, row_span: 1, column_span: span, text, header: false, place });
                table.rows += 1;
            });
            let report = read(&document);
            for (address, cell) in truth.cells.of_table(table) {
                assert_eq!(report.cells.value(address), cell.value, "{number}: {address} {:?}", report.findings);
            }
            assert!(report.findings.is_empty(), "{number}: {:?}", report.findings);
        }
    }
}
