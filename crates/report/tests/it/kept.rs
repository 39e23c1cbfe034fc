//! Rows that have all their figures beside what an office added: words in cells, remarks, empty fields, no totals.

use gongkai_documents::{Cell, Document, Table};
use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::own_layout::{cell, with_table};

fn truth(edition: EditionId, figures: &Figures) -> Report {
    sample_report(edition, "青禾街道", 2022, figures)
}

/// Every cell is read as it is, but for those named: these hold `state`, and a finding tells.
fn assert_read(truth: &Report, document: &Document, what: &str, other: &[&str], state: CellState) {
    let report = read(document);
    for (address, cell) in &truth.cells.0 {
        let found = report.cells.get(*address).unwrap();
        if other.contains(&address.as_str()) {
            let told = report.findings.iter().any(|finding| finding.cells.contains(&address.to_string()));
            assert!(found.state == state && told, "{what} {address}: {found:?} {:?}", report.findings);
        } else {
            let same = (found.state, found.value) == (cell.state, cell.value);
            assert!(same, "{what} {address}: {found:?}, not {:?}; {:?}", cell.value, report.findings);
        }
    }
}

fn assert_whole(truth: &Report, document: &Document, what: &str) {
    assert_read(truth, document, what, &[], CellState::Missing);
}

/// The report's text in a layout, each line changed.
fn changed(truth: &Report, kind: Layout, change: impl Fn(&str) -> String) -> Document {
    let text = layout::text(truth, kind);
    layout::lines(&text.lines().map(change).collect::<Vec<_>>().join("\n"))
}

fn is_table(line: &str) -> bool {
    line.contains('\t')
}

/// A line of figures, and none of a header.
fn is_row(line: &str) -> bool {
    line.split('\t').any(|field| field.parse::<f64>().is_ok())
}

#[test]
fn a_word_in_a_cell_is_that_cell_and_costs_no_other() {
    for edition in EditionId::ALL {
        for address in [
            "t2.normative_doc.repealed",
            "t3.new_received.commercial",
            "t3.denied_state_secret.natural_person",
            "t3.total.other",
            "t4.recon.upheld",
            "t4.lit_direct.other",
            "t4.lit_after_recon.pending",
        ] {
            let Some(at) = CellAddress::parse(address)
                .filter(|at| edition.edition().cells().iter().any(|form| form.address == *at))
            else {
                continue;
            };
            let truth = truth(edition, &Figures::telling(edition));
            let figure = truth.cells.get(at).unwrap().value.unwrap().to_string();
            for word in ["无", "见附件", "未发生"] {
                for kind in
                    [Layout::EvenTabRows, Layout::RaggedTabRows, Layout::BlankCharacterCells, Layout::TabbedCells]
                {
                    let document = changed(&truth, kind, |line| {
                        let fields = line.split('\t');
                        fields.map(|field| if field == figure { word } else { field }).collect::<Vec<_>>().join("\t")
                    });
                    assert_read(&truth, &document, &format!("{kind:?} {word}"), &[address], CellState::Text);
                }
                for table in 0..3 {
                    let document = with_table(&truth, table, |table| {
                        let cell = table.cells.iter_mut().find(|cell| !cell.header && cell.text == figure);
                        if let Some(cell) = cell {
                            word.clone_into(&mut cell.text);
                        }
                    });
                    if address.starts_with(&format!("t{}", table + 2)) {
                        assert_read(&truth, &document, &format!("grid {word}"), &[address], CellState::Text);
                    }
                }
            }
        }
    }
}

/// Merges the cells of the last row from one column to another, and writes a text there.
fn merge(table: &mut Table, from: u32, to: u32, text: &str) {
    let row = table.rows - 1;
    table.cells.retain(|cell| cell.row != row || cell.column <= from || cell.column >= to);
    let first = table.cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, from)).unwrap();
    (first.column_span, first.text) = (to - from, text.to_owned());
}

#[test]
fn a_word_merged_over_cells_of_table_4_leaves_the_others() {
    let edition = EditionId::E2021;
    let truth = truth(edition, &Figures::telling(edition));
    let cells: Vec<&str> =
        truth.cells.0.keys().map(|cell| cell.as_str()).filter(|cell| cell.starts_with("t4.")).collect();
    for merged in [0..15, 5..15, 0..5, 10..15, 1..3_usize] {
        let (from, to) = (u32::try_from(merged.start).unwrap(), u32::try_from(merged.end).unwrap());
        for text in ["无", "无此情况", "0", ""] {
            let document = with_table(&truth, 2, |table| merge(table, from, to, text));
            let merged = &cells[merged.clone()];
            assert_read(&truth, &document, &format!("{from}..{to} {text}"), merged, CellState::Missing);
        }
    }
}

#[test]
fn remarks_behind_the_figures_are_no_cells_of_the_form() {
    let edition = EditionId::E2021;
    let truth = truth(edition, &Figures::telling(edition));
    for remark in ["均为网上申请", "无", "详见本机关网站公布的说明"] {
        for every in [1, 4] {
            let document = changed(&truth, Layout::EvenTabRows, |line| {
                let beside = if line.contains("总计") && !is_row(line) { "备注" } else { "" };
                let beside = if is_row(line) && line.len().is_multiple_of(every) { remark } else { beside };
                if is_table(line) { format!("{line}\t{beside}") } else { line.to_owned() }
            });
            assert_whole(&truth, &document, &format!("{remark}, one in {every}"));
        }
    }
}

/// Lines of one cell, and rows whose fields are set apart by spaces or have no blank ones.
#[test]
fn remarks_behind_some_rows_of_text() {
    let edition = EditionId::E2021;
    let truth = truth(edition, &Figures::consistent(edition, 5));
    for remark in ["无", "√", "均为网上申请"] {
        let mut number = 0;
        let mut is_remarked = |line: &str| {
            number += usize::from(is_row(line));
            is_row(line) && number % 4 == 1
        };
        let text = layout::text(&truth, Layout::EvenTabRows);
        let rows: Vec<String> = text
            .lines()
            .map(|line| {
                let row = if is_row(line) { without_short(line) } else { line.to_owned() };
                if is_remarked(line) { format!("{row}\t{remark}") } else { row }
            })
            .collect();
        assert_whole(&truth, &layout::lines(&rows.join("\n")), &format!("{remark} behind tabs"));
        let spaced: Vec<String> = rows.iter().map(|row| row.replace('\t', "  ").trim().to_owned()).collect();
        assert_whole(&truth, &layout::lines(&spaced.join("\n")), &format!("{remark} behind spaces"));
        let cells: Vec<String> = rows.iter().flat_map(|row| row.split('\t')).map(str::to_owned).collect();
        let cells: Vec<String> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
        assert_whole(&truth, &layout::lines(&cells.join("\n")), &format!("{remark} in a line"));
    }
}

#[test]
fn a_remark_over_several_rows_takes_nothing_from_them() {
    let edition = EditionId::E2021;
    let truth = truth(edition, &Figures::telling(edition));
    let document = with_table(&truth, 1, |table| {
        let end = table.columns;
        let beside = |row, row_span, text: &str| Cell { row_span, header: row == 0, ..cell(row, end, text) };
        table.cells.extend([beside(0, 3, "备注"), beside(3, 4, "均为网上申请"), beside(7, table.rows - 7, "")]);
        table.columns += 1;
        table.cells.sort_by_key(|cell| (cell.row, cell.column));
    });
    assert_whole(&truth, &document, "remarks over rows");
}

#[test]
fn a_blank_cell_more_behind_some_rows() {
    let edition = EditionId::E2019;
    let truth = truth(edition, &Figures::consistent(edition, 7));
    for every in [1, 5] {
        let document = with_table(&truth, 1, |table| {
            let end = table.columns;
            let blank = |row| cell(row, end, "");
            table.cells.extend((3..table.rows).filter(|row| row % every == 0).map(blank));
            table.cells.sort_by_key(|cell| (cell.row, cell.column));
        });
        assert_whole(&truth, &document, &format!("one row in {every}"));
    }
}

/// The report without the totals of table 3.
fn without_totals(edition: EditionId) -> Report {
    truth(edition, &blank_totals(Figures::consistent(edition, 11), TableId::T3))
}

/// Figures that leave the totals of a table blank.
pub(crate) fn blank_totals(figures: Figures, table: TableId) -> Figures {
    figures.map(|address, cell| {
        let is_total = address.table() == table && address.column() == "total";
        if is_total { gongkai_testkit::figures::blank() } else { cell.clone() }
    })
}

#[test]
fn totals_left_blank_in_every_row() {
    for edition in EditionId::ALL {
        let truth = without_totals(edition);
        assert_whole(&truth, &with_table(&truth, 1, |_| ()), "grid");
        assert_whole(&truth, &layout::document(&truth, Layout::EvenTabRows), "even rows");
        assert_whole(&truth, &layout::document(&truth, Layout::MarkdownPipes), "pipes");
        let document = changed(&truth, Layout::EvenTabRows, |line| {
            if is_row(line) && line.split('\t').count() == 10 { without_leading(line) } else { line.to_owned() }
        });
        assert_whole(&truth, &document, "rows without leading fields");
    }
}

/// A line whose blank fields before and between its labels are gone.
fn without_leading(line: &str) -> String {
    let (labels, figures): (Vec<&str>, Vec<&str>) =
        (line.split('\t').take(3).collect(), line.split('\t').skip(3).collect());
    labels.into_iter().filter(|label| !label.is_empty()).chain(figures).collect::<Vec<_>>().join("\t")
}

#[test]
fn fields_at_the_ends_of_lines() {
    for edition in EditionId::ALL {
        let truth = truth(edition, &Figures::consistent(edition, 5));
        let lines = |change: &dyn Fn(&str) -> String, what: &str| {
            let table = |line: &str| if is_table(line) { change(line) } else { line.to_owned() };
            assert_whole(&truth, &changed(&truth, Layout::EvenTabRows, table), what);
        };
        lines(&|line| format!("\t{line}"), "one before");
        lines(&|line| format!("{line}\t"), "one behind");
        lines(&|line| line.trim_start_matches('\t').to_owned(), "none before");
        lines(
            &|line| format!("{}\t", if is_row(line) { without_short(line) } else { line.to_owned() }),
            "unmerged, one behind",
        );
    }
}

/// A row of table 3 without its blank fields.
fn without_short(line: &str) -> String {
    if line.split('\t').count() == 10 { without_leading(line) } else { line.to_owned() }
}

#[test]
fn zeros_left_blank_stay_blank_in_their_columns() {
    for edition in EditionId::ALL {
        let mut figures = Figures::telling(edition);
        for (number, row) in (0_u32..).zip(edition.edition().leaf_rows()) {
            let columns = ["natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org"];
            let parts = |column: u32| if (number + column).is_multiple_of(3) { number + column + 1 } else { 0 };
            for (column, id) in (0..).zip(columns) {
                figures.set(&format!("t3.{}.{id}", row.id), parts(column).into());
            }
            figures.set(&format!("t3.{}.total", row.id), (0..6).map(parts).sum::<u32>().into());
        }
        let figures = figures.map(|_, cell| {
            if cell.value.is_some_and(|value| value.is_zero()) {
                gongkai_testkit::figures::blank()
            } else {
                cell.clone()
            }
        });
        let truth = truth(edition, &figures);
        assert_whole(&truth, &layout::document(&truth, Layout::EvenTabRows), "even rows");
        let document = changed(&truth, Layout::EvenTabRows, |line| {
            if is_row(line) && line.split('\t').count() == 10 { without_leading(line) } else { line.to_owned() }
        });
        assert_whole(&truth, &document, "rows without leading fields");
    }
}

#[test]
fn a_column_that_numbers_the_rows_between_labels_and_figures() {
    let edition = EditionId::E2021;
    let truth = truth(edition, &Figures::telling(edition));
    for heading in ["行次", "序号", ""] {
        for (table, at) in [(0, 1), (1, 3)] {
            let document = with_table(&truth, table, |table| number_rows(table, at, heading));
            assert_whole(&truth, &document, &format!("{heading} in table {table}"));
        }
    }
}

/// Puts a column with the numbers of the rows before another.
fn number_rows(table: &mut Table, at: u32, heading: &str) {
    let header_rows = table.header_rows;
    let mut numbers = 1..;
    let rows: Vec<u32> = (0..table.rows).collect();
    for cell in &mut table.cells {
        if cell.column >= at {
            cell.column += 1;
        } else if cell.column + cell.column_span > at {
            cell.column_span += 1;
        }
    }
    let is_band =
        |cells: &[Cell], row: u32| cells.iter().any(|cell| cell.row == row && cell.column_span > table.columns / 2);
    for row in rows {
        let is_header = row < header_rows || table.cells.iter().any(|cell| cell.row == row && cell.text == "信息内容");
        if header_rows == 0 && is_band(&table.cells, row) && !is_header {
            continue;
        }
        let text = if is_header { heading.to_owned() } else { numbers.next().unwrap_or(0).to_string() };
        table.cells.push(Cell { header: is_header, ..cell(row, at, &text) });
    }
    table.columns += 1;
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
}

/// Where rows end in remarks, a row that lost a figure has its remark in the last one's place.
#[test]
fn a_remark_in_the_place_of_a_lost_figure() {
    let edition = EditionId::E2021;
    let truth = truth(edition, &Figures::telling(edition));
    let text = layout::text(&truth, Layout::EvenTabRows);
    let rows: Vec<String> =
        text.lines().map(|line| if is_row(line) { without_short(line) } else { line.to_owned() }).collect();
    for remark in ["无", "均为网上申请"] {
        for lost in [0, 3, 6] {
            let mut number = 0;
            let lines = rows.iter().map(|row| {
                number += usize::from(is_row(row));
                if !is_row(row) || number % 5 != 2 {
                    return row.clone();
                }
                let mut fields: Vec<&str> = row.split('\t').collect();
                if number == 12 {
                    fields.remove(fields.len() - 7 + lost);
                }
                fields.push(remark);
                fields.join("\t")
            });
            let document = layout::lines(&lines.collect::<Vec<_>>().join("\n"));
            let report = read(&document);
            let wrong = crate::ragged::silently_wrong(&truth, &report);
            assert!(wrong.is_empty(), "{remark} {lost}: {wrong:?} {:?}", report.findings);
        }
    }
}

/// Table 4 as its kinds of dispute one below the other, each with its own header, in one grid.
fn stacked(truth: &Report, named_in_row: bool) -> Document {
    let kinds = [
        ("recon", "行政复议"),
        ("lit_direct", "行政诉讼：未经复议直接起诉"),
        ("lit_after_recon", "行政诉讼：复议后起诉"),
    ];
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    with_table(truth, 2, |table| {
        table.cells.clear();
        let mut row = 0;
        for (kind, name) in kinds {
            let first = u32::from(named_in_row);
            let mut head = cell(row, 0, name);
            head.column_span = if named_in_row { 6 } else { 5 };
            table.cells.push(head);
            if named_in_row {
                table.cells.extend([cell(row + 1, 0, ""), cell(row + 2, 0, "件数")]);
            }
            let figures = truth.cells.0.iter().filter(|(address, _)| address.row() == kind);
            let figures: Vec<String> = figures.map(|(_, cell)| cell.value.unwrap().to_string()).collect();
            for (column, (word, figure)) in (first..).zip(results.iter().zip(&figures)) {
                table.cells.extend([cell(row + 1, column, word), cell(row + 2, column, figure)]);
            }
            row += 3;
        }
        (table.rows, table.columns, table.header_rows) = (row, 5 + u32::from(named_in_row), 0);
    })
}

#[test]
fn the_kinds_of_table_4_one_below_the_other_in_one_grid() {
    let truth = truth(EditionId::E2021, &Figures::telling(EditionId::E2021));
    for named_in_row in [false, true] {
        assert_whole(&truth, &stacked(&truth, named_in_row), &format!("named in row: {named_in_row}"));
    }
}

/// Table 4 with a row of column numbers above its figures.
fn with_numbers(truth: &Report, number: impl Fn(u32) -> String) -> Document {
    with_table(truth, 2, |table| {
        let row = table.rows - 1;
        for cell in table.cells.iter_mut().filter(|cell| cell.row == row) {
            cell.row += 1;
        }
        table.cells.extend((0..15).map(|column| cell(row, column, &number(column))));
        table.rows += 1;
    })
}

#[test]
fn column_numbers_of_table_4_are_no_figures() {
    for figures in [Figures::consistent(EditionId::E2021, 4), Figures::zero(EditionId::E2021)] {
        let truth = truth(EditionId::E2021, &figures);
        let numberings: [fn(u32) -> u32; 4] = [|at| at + 1, |at| at + 16, |at| at % 5 + 1, |at| at + 2];
        for (which, number) in numberings.into_iter().enumerate() {
            let in_brackets = with_numbers(&truth, |at| format!("({})", number(at)));
            assert_whole(&truth, &in_brackets, &format!("numbering {which} in brackets"));
            assert_whole(&truth, &with_numbers(&truth, |at| format!("第{}栏", number(at))), "words");
            let document = with_numbers(&truth, |at| number(at).to_string());
            assert_whole(&truth, &document, &format!("numbering {which}"));
            for kind in [Layout::EvenTabRows, Layout::BlankCharacterCells] {
                let document = layout::lines(&layout::render(&document, kind));
                assert_whole(&truth, &document, &format!("numbering {which} {kind:?}"));
            }
        }
    }
}
