//! Tables as an office lays them out itself: rows and columns moved, left out, added, turned.

use gongkai_documents::{Block, Cell, Document, Place, Table};
use gongkai_report::check::{Context, check};
use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId, read, write};
use gongkai_testkit::layout::lines;
use gongkai_testkit::{Figures, sample_report};

fn truth(edition: EditionId) -> Report {
    sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::telling(edition))
}

pub(crate) fn with_table(report: &Report, number: usize, change: impl FnOnce(&mut Table)) -> Document {
    let mut document = write::form(report);
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let table = tables.into_iter().nth(number).unwrap();
    change(table);
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    document
}

pub(crate) fn cell(row: u32, column: u32, text: &str) -> Cell {
    let place = Place::Cell { table: 9, row: row + 1, column: column + 1 };
    Cell { row, column, row_span: 1, column_span: 1, text: text.to_owned(), header: false, place }
}

fn codes(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code.0).collect()
}

/// The addresses of a table's cells that are not as in `truth`.
fn other(truth: &Report, read: &Report, table: TableId) -> Vec<String> {
    let of_table = truth.cells.of_table(table);
    of_table.filter(|(at, cell)| read.cells.value(*at) != cell.value).map(|(at, _)| at.to_string()).collect()
}

fn row_of(table: &Table, label: &str) -> u32 {
    table.cells.iter().find(|cell| cell.text == label).unwrap().row
}

fn is_total(address: &str) -> bool {
    CellAddress::parse(address).is_some_and(|address| address.column() == "total")
}

/// Makes room for a column at `at` and fills it, row by row.
fn insert_column(table: &mut Table, at: u32, text: impl Fn(u32) -> Option<&'static str>) {
    for cell in &mut table.cells {
        let covers = cell.column < at && cell.column + cell.column_span > at;
        cell.column_span += u32::from(covers);
        cell.column += u32::from(cell.column >= at);
    }
    table.columns += 1;
    let added: Vec<Cell> = (0..table.rows).filter_map(|row| text(row).map(|text| cell(row, at, text))).collect();
    table.cells.extend(added);
}

#[test]
fn rows_are_known_by_their_labels_in_any_order() {
    for (number, one, two) in [
        (0, "行政许可", "行政强制"),
        (0, "规章", "行政规范性文件"),
        (1, "2.其他法律行政法规禁止公开", "4.保护第三方合法权益"),
        (1, "（一）予以公开", "（七）总计"),
    ] {
        let truth = truth(EditionId::E2021);
        let document = with_table(&truth, number, |table| {
            let (first, second) = (row_of(table, one), row_of(table, two));
            let name = table.cells.iter().find(|cell| cell.text == one).unwrap().column;
            for cell in table.cells.iter_mut().filter(|cell| cell.column >= name && cell.row_span == 1) {
                let (from, to) = (cell.row == first, cell.row == second);
                cell.row = if from {
                    second
                } else if to {
                    first
                } else {
                    cell.row
                };
            }
        });
        let report = read(&document);
        let table = TableId::ALL[number];
        assert_eq!(other(&truth, &report, table), Vec::<String>::new(), "{one} and {two}: {:?}", codes(&report));
        assert!(codes(&report).contains(&"rows-out-of-order"), "{one} and {two}: {:?}", codes(&report));
    }
}

#[test]
fn a_table_without_its_total_column_is_read_and_the_column_told() {
    for edition in EditionId::ALL {
        for seed in [3, 12] {
            let truth =
                sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::consistent(edition, seed));
            let document = with_table(&truth, 1, |table| {
                let last = table.columns - 1;
                table.cells.retain(|cell| cell.column != last);
                for cell in &mut table.cells {
                    cell.column_span = cell.column_span.min(last - cell.column);
                }
                table.columns = last;
            });
            let report = read(&document);
            let wrong = other(&truth, &report, TableId::T3);
            assert!(wrong.iter().all(|at| is_total(at)), "{wrong:?}");
            let totals = report.cells.of_table(TableId::T3).filter(|(at, _)| at.column() == "total");
            assert!(totals.into_iter().all(|(_, cell)| cell.state == CellState::Missing));
            let told: Vec<_> = report.findings.iter().filter(|finding| finding.code.0 == "columns-missing").collect();
            assert_eq!(told.len(), 1, "{:?}", codes(&report));
            assert!(told[0].at.is_some() && told[0].cells.iter().all(|cell| is_total(cell)));
            let found = check(&report, &Context::default());
            assert!(!found.iter().any(|finding| finding.code.0 == "cells-missing"), "told once");
        }
    }
}

#[test]
fn columns_of_units_and_remarks_are_left_aside() {
    let truth = truth(EditionId::E2021);
    for number in [0, 1] {
        // A unit between the labels and the figures.
        let document = with_table(&truth, number, |table| {
            let at = if number == 0 { 1 } else { 3 };
            let band = table.cells.iter().filter(|cell| cell.column == 0 && cell.column_span == table.columns);
            let bands: Vec<u32> = band.map(|cell| cell.row).collect();
            let heads: Vec<u32> =
                table.cells.iter().filter(|cell| cell.text == "信息内容").map(|cell| cell.row).collect();
            insert_column(table, at, |row| {
                let is_head = heads.contains(&row) || (number == 1 && row == 0);
                (!bands.contains(&row)).then_some(if is_head { "单位" } else { "件" })
            });
        });
        let report = read(&document);
        let table = TableId::ALL[number];
        assert_eq!(other(&truth, &report, table), Vec::<String>::new(), "{table:?}: {:?}", codes(&report));
    }
    // Remarks right of table 2.
    let document = with_table(&truth, 0, |table| {
        let heads: Vec<u32> = table.cells.iter().filter(|cell| cell.text == "信息内容").map(|cell| cell.row).collect();
        let at = table.columns;
        insert_column(table, at, |row| Some(if heads.contains(&row) { "备注" } else { "2022年底" }));
    });
    let report = read(&document);
    assert_eq!(other(&truth, &report, TableId::T2), Vec::<String>::new(), "{:?}", codes(&report));
}

#[test]
fn table_4_with_a_name_before_and_remarks_after_its_figures() {
    let truth = truth(EditionId::E2021);
    for (name, remark) in [("数量（件）", "无异常"), ("件数", "3")] {
        let document = with_table(&truth, 2, |table| {
            let figures = table.cells.iter().find(|cell| !cell.header).unwrap().row;
            insert_column(table, 0, |row| Some(if row == figures { name } else { "项目" }));
            let at = table.columns;
            insert_column(table, at, |row| Some(if row == figures { remark } else { "备注" }));
        });
        let report = read(&document);
        assert_eq!(other(&truth, &report, TableId::T4), Vec::<String>::new(), "{name}: {:?}", codes(&report));
    }
}

#[test]
fn table_4_with_a_row_for_each_kind() {
    let truth = truth(EditionId::E2021);
    let kinds = [("行政复议", "recon"), ("未经复议直接起诉", "lit_direct"), ("复议后起诉", "lit_after_recon")];
    let heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
    for order in [[0, 1, 2], [2, 0, 1], [1, 2, 0]] {
        let document = with_table(&truth, 2, |table| {
            table.cells = (0..).zip(heads).map(|(column, head)| cell(0, column + 1, head)).collect();
            table.cells.push(cell(0, 0, ""));
            for (row, kind) in (1..).zip(order) {
                let (label, id) = kinds[kind];
                let figures = truth.cells.of_table(TableId::T4).filter(|(at, _)| at.row() == id);
                table.cells.push(cell(row, 0, label));
                let figures =
                    figures.zip(1..).map(|((_, of), column)| cell(row, column, &of.value.unwrap().to_string()));
                table.cells.extend(figures.collect::<Vec<_>>());
            }
            (table.rows, table.columns) = (4, 6);
        });
        let report = read(&document);
        assert_eq!(other(&truth, &report, TableId::T4), Vec::<String>::new(), "{order:?}: {:?}", codes(&report));
    }
    // Which lawsuits these are, the row does not say.
    let document = with_table(&truth, 2, |table| {
        table.cells = (0..).zip(heads).map(|(column, head)| cell(0, column + 1, head)).collect();
        table.cells.extend([cell(0, 0, ""), cell(1, 0, "行政诉讼")]);
        table.cells.extend((1..=5).map(|column| cell(1, column, "7")));
        (table.rows, table.columns) = (2, 6);
    });
    let report = read(&document);
    assert!(report.cells.of_table(TableId::T4).all(|(_, cell)| cell.state == CellState::Missing));
}

#[test]
fn a_table_that_cannot_be_read_is_told_where_it_stands() {
    let truth = truth(EditionId::E2021);
    for number in 0..3 {
        let document = with_table(&truth, number, |table| {
            for cell in &mut table.cells {
                std::mem::swap(&mut cell.row, &mut cell.column);
                std::mem::swap(&mut cell.row_span, &mut cell.column_span);
            }
            std::mem::swap(&mut table.rows, &mut table.columns);
        });
        let report = read(&document);
        let table = TableId::ALL[number];
        if table == TableId::T4 {
            // Fifteen figures below each other keep the order of the form.
            assert_eq!(other(&truth, &report, table), Vec::<String>::new(), "{:?}", codes(&report));
            continue;
        }
        let numbers = report.cells.of_table(table).filter(|(_, cell)| cell.value.is_some()).count();
        assert_eq!(numbers, 0, "{table:?}");
        let told: Vec<_> = report.findings.iter().filter(|finding| finding.code.0 == "table-unread").collect();
        assert_eq!(told.len(), 1, "{table:?}: {:?}", codes(&report));
        assert!(matches!(told[0].at, Some(Place::Cell { .. } | Place::Paragraph { .. })), "{:?}", told[0].at);
        let found = check(&report, &Context::default());
        assert!(!found.iter().any(|finding| finding.code.0 == "table-missing"), "{table:?} is there");
    }
}

#[test]
fn a_label_and_its_one_figure_parted_by_blanks_or_by_nothing() {
    let text = "青禾街道2022年政府信息公开工作年度报告\n一、总体情况\n本街道按规定办理。\n二、主动公开政府信息情况\n\
        第二十条第（一）项\n信息内容 本年制发件数 本年废止件数 现行有效件数\n规章 0 0 0\n行政规范性文件 3 1 12\n\
        第二十条第（五）项\n信息内容 本年处理决定数量\n行政许可    41\n第二十条第（六）项\n信息内容 本年处理决定数量\n\
        行政处罚 7\n行政强制\u{3000}\u{3000}2\n第二十条第（八）项\n信息内容 本年收费金额（单位：万元）\n行政事业性收费1.5\n\
        三、收到和处理政府信息公开申请情况\n";
    let report = read(&lines(text));
    for (at, value) in [
        ("t2.normative_doc.issued", "3"),
        ("t2.normative_doc.in_force", "12"),
        ("t2.permit.decisions", "41"),
        ("t2.penalty.decisions", "7"),
        ("t2.coercion.decisions", "2"),
        ("t2.admin_fee.fee_amount", "15000"),
    ] {
        assert_eq!(report.cells.number(at), Some(value.parse().unwrap()), "{at}: {:?}", codes(&report));
    }
}

#[test]
fn a_label_that_fills_each_of_its_cells_stands_once() {
    let truth = truth(EditionId::E2021);
    for number in 0..3 {
        let document = with_table(&truth, number, |table| {
            let spread = |of: &Cell| {
                let rows = of.row..of.row + of.row_span;
                let columns = move |row| (of.column..of.column + of.column_span).map(move |column| (row, column));
                rows.flat_map(columns).map(|(row, column)| cell(row, column, &of.text)).collect::<Vec<_>>()
            };
            table.cells = table.cells.iter().flat_map(spread).collect();
        });
        let report = read(&document);
        let table = TableId::ALL[number];
        assert_eq!(other(&truth, &report, table), Vec::<String>::new(), "{table:?}: {:?}", codes(&report));
        assert!(!codes(&report).contains(&"table-twice"));
    }
}

#[test]
fn a_kind_of_dispute_left_out_is_told() {
    let truth = truth(EditionId::E2021);
    let document = with_table(&truth, 2, |table| {
        let heads = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"];
        table.cells = (0..).zip(heads).map(|(column, head)| cell(0, column + 1, head)).collect();
        for (row, name) in [(1, "行政复议"), (2, "复议后起诉")] {
            table.cells.push(cell(row, 0, name));
            table.cells.extend((1..=5).map(|column| cell(row, column, "2")));
        }
        (table.rows, table.columns) = (3, 6);
    });
    let report = read(&document);
    let told = report.findings.iter().find(|finding| finding.code.0 == "row-missing");
    assert!(told.is_some_and(|finding| finding.cells.len() == 5), "{:?}", codes(&report));
    assert_eq!(report.cells.number("t4.lit_after_recon.total"), Some(2.into()));
}

#[test]
fn a_band_that_does_not_say_its_item_is_told() {
    let truth = truth(EditionId::E2021);
    let document = with_table(&truth, 0, |table| {
        let band = table.cells.iter_mut().find(|cell| cell.text.contains("第二十条第（五）项")).unwrap();
        band.text = "第二十条第".to_owned();
    });
    let report = read(&document);
    let told: Vec<_> = report.findings.iter().filter(|finding| finding.code.0 == "band-missing").collect();
    assert_eq!(told.len(), 1, "{:?}", codes(&report));
    assert_eq!(other(&truth, &report, TableId::T2), Vec::<String>::new());
    let document = with_table(&truth, 0, |table| {
        for cell in &mut table.cells {
            cell.text = cell.text.replace("第二十条第（", "第二十条(").replace("）项", ")项");
        }
    });
    assert!(!codes(&read(&document)).contains(&"band-missing"), "another way to write it");
}

/// A workbook saved as a page is one table, with an empty row below the figures of table 4 as wide as these.
#[test]
fn an_empty_row_below_table_4_is_no_second_table() {
    let truth = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::consistent(EditionId::E2021, 3));
    let document = with_table(&truth, 2, |table| {
        let end = table.rows;
        table.cells.extend((0..table.columns).map(|column| cell(end, column, "")));
        table.rows += 1;
    });
    let report = read(&document);
    assert_eq!(other(&truth, &report, TableId::T4), Vec::<String>::new(), "{:?}", report.findings);
    assert!(!codes(&report).contains(&"table-twice"));
}

#[test]
fn rows_without_numbers_are_known_in_any_order() {
    let truth = truth(EditionId::E2021);
    let document = with_table(&truth, 1, |table| {
        let (first, second) = (row_of(table, "2.重复申请"), row_of(table, "3.要求提供公开出版物"));
        let name = table.cells.iter().find(|cell| cell.text == "2.重复申请").unwrap().column;
        for cell in table.cells.iter_mut().filter(|cell| cell.column >= name && cell.row_span == 1) {
            if cell.row == first || cell.row == second {
                cell.row = first + second - cell.row;
            }
            if cell.column == name && (first..=second).contains(&cell.row) {
                cell.text = cell.text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.').to_owned();
            }
        }
    });
    let report = read(&document);
    assert_eq!(other(&truth, &report, TableId::T3), Vec::<String>::new(), "{:?}", codes(&report));
    assert!(codes(&report).contains(&"rows-out-of-order"), "{:?}", codes(&report));
}

/// A table with a row more, below another.
fn with_row_below(truth: &Report, below: &str, label: &str, figures: [&str; 7]) -> Document {
    with_table(truth, 1, |table| {
        let at = row_of(table, below);
        let name = table.cells.iter().find(|cell| cell.text == below).unwrap().column;
        for cell in &mut table.cells {
            if cell.row > at {
                cell.row += 1;
            } else if cell.row + cell.row_span > at + 1 || (cell.row_span > 1 && cell.row + cell.row_span == at + 1) {
                cell.row_span += 1;
            }
        }
        table.rows += 1;
        let figures = (table.columns - 7..table.columns).zip(figures);
        let cells: Vec<Cell> =
            figures.chain([(name, label)]).map(|(column, text)| cell(at + 1, column, text)).collect();
        table.cells.extend(cells);
    })
}

#[test]
fn a_row_that_the_form_does_not_have_is_told() {
    let truth = truth(EditionId::E2021);
    let figures = ["5", "0", "0", "3", "0", "0", "8"];
    let note = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）";
    for (label, figures, told) in [("9.其他情形", figures, true), ("小计", figures, false), (note, [""; 7], false)]
    {
        let report = read(&with_row_below(&truth, "8.属于行政查询事项", label, figures));
        assert_eq!(other(&truth, &report, TableId::T3), Vec::<String>::new(), "{label}: {:?}", codes(&report));
        assert_eq!(codes(&report).contains(&"row-extra"), told, "{label}: {:?}", codes(&report));
    }
}

#[test]
fn labels_cut_off_on_both_sides_make_no_table_of_another_edition() {
    let truth = truth(EditionId::E2021);
    let cut = [("1.申请人无正当理由", "期不补正、行政机关不再处理其政"), ("2.申请人逾期", "纳费用、行政机关不再")];
    let document = with_table(&truth, 1, |table| {
        for (begins, piece) in cut {
            let cell = table.cells.iter_mut().find(|cell| cell.text.starts_with(begins)).unwrap();
            cell.text = piece.to_owned();
        }
    });
    let report = read(&document);
    assert_eq!(other(&truth, &report, TableId::T3), Vec::<String>::new(), "{:?}", codes(&report));
    assert_eq!(codes(&report), ["label-deviation", "label-deviation"]);
}

#[test]
fn neighbouring_rows_in_other_words_are_known_by_their_numbers() {
    let truth = truth(EditionId::E2021);
    let document = with_table(&truth, 1, |table| {
        for (begins, words) in [("1.申请人无正当理由", "1.不补正"), ("2.申请人逾期", "2.不缴费")] {
            let cell = table.cells.iter_mut().find(|cell| cell.text.starts_with(begins)).unwrap();
            cell.text = words.to_owned();
        }
    });
    let report = read(&document);
    assert_eq!(other(&truth, &report, TableId::T3), Vec::<String>::new(), "{:?}", codes(&report));
    assert_eq!(codes(&report), ["label-deviation", "label-deviation"]);
}
