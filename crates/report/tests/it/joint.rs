//! One figure for several cells of the form: under a label or heading that joins two, or in a cell merged downwards.

use gongkai_documents::{Document, Table};
use gongkai_law::Severity;
use gongkai_report::{CellState, EditionId, Report, TableId, read};

use crate::headers::truth;
use crate::own_layout::{cell, with_table};

fn row_of(table: &Table, label: &str) -> u32 {
    table.cells.iter().find(|cell| cell.text.starts_with(label)).unwrap().row
}

fn column_of(table: &Table, label: &str) -> u32 {
    table.cells.iter().find(|cell| cell.text == label).unwrap().column
}

/// The cells told to be joint are these, none of them was read, and all others of the table are as in `truth`.
#[track_caller]
fn check(truth: &Report, document: &Document, table: TableId, joint: &dyn Fn(&str) -> bool) {
    let report = read(document);
    let of_joint = report.findings.iter().filter(|finding| finding.code.0 == "cells-joint");
    let told: Vec<&String> = of_joint.flat_map(|finding| &finding.cells).collect();
    for (address, cell) in truth.cells.of_table(table) {
        let found = report.cells.get(address).unwrap();
        let address = address.as_str();
        assert_eq!(told.iter().any(|cell| *cell == address), joint(address), "{address}: {:?}", report.findings);
        if joint(address) {
            assert_eq!(found.state, CellState::Missing, "{address}");
        } else {
            assert_eq!(found.value, cell.value, "{address}: {:?}", report.findings);
        }
    }
    assert!(!told.is_empty());
    let others = ["row-missing", "columns-missing", "row-cells-uncertain"];
    assert!(!report.findings.iter().any(|finding| others.contains(&finding.code.0)), "{:?}", report.findings);
}

/// Leaves one row of two, under another label.
fn joined(table: &mut Table, (first, second): (&str, &str), label: &str) {
    let (first, second) = (row_of(table, first), row_of(table, second));
    table.cells.retain(|cell| cell.row != second || cell.row_span > 1);
    let is_label = |text: &str| !text.is_empty() && text.parse::<f64>().is_err();
    let own = table.cells.iter_mut().rfind(|cell| cell.row == first && is_label(&cell.text)).unwrap();
    label.clone_into(&mut own.text);
}

#[test]
fn the_figures_of_a_label_that_joins_two_rows_go_into_neither() {
    let truth = truth();
    let of = |rows: [&'static str; 2]| move |cell: &str| rows.iter().any(|row| cell.contains(&format!(".{row}.")));
    for label in [
        "行政处罚、行政强制",
        "行政处罚和行政强制",
        "行政处罚/行政强制",
        "行政处罚\n行政强制",
        "行政处罚（含行政强制）",
    ] {
        let document = with_table(&truth, 0, |table| joined(table, ("行政处罚", "行政强制"), label));
        check(&truth, &document, TableId::T2, &of(["penalty", "coercion"]));
    }
    let document = with_table(&truth, 0, |table| joined(table, ("规章", "行政规范性文件"), "规章、行政规范性文件"));
    check(&truth, &document, TableId::T2, &of(["regulation", "normative_doc"]));
    let rows = ("一、本年新收", "二、上年结转");
    for label in ["一、本年新收和二、上年结转政府信息公开申请数量", "一、本年新收政府信息公开申请数量（含上年结转）"]
    {
        let document = with_table(&truth, 1, |table| joined(table, rows, label));
        check(&truth, &document, TableId::T3, &of(["new_received", "carried_in"]));
    }
    let rows = ("1.信访举报投诉类申请", "2.重复申请");
    let document = with_table(&truth, 1, |table| joined(table, rows, "1.信访举报投诉类申请 2.重复申请"));
    check(&truth, &document, TableId::T3, &of(["not_processed_petition", "not_processed_repeat"]));
}

#[test]
fn a_joint_label_beside_a_row_of_one_of_them_spares_that_row() {
    let truth = truth();
    let document = with_table(&truth, 0, |table| {
        let at = row_of(table, "行政处罚");
        let own = table.cells.iter_mut().find(|cell| cell.row == at && cell.column == 0).unwrap();
        "行政处罚（含行政强制）".clone_into(&mut own.text);
    });
    check(&truth, &document, TableId::T2, &|cell| cell.contains(".penalty."));
}

#[test]
fn what_a_label_leaves_out_joins_nothing() {
    let truth = truth();
    let document = with_table(&truth, 0, |table| {
        let at = row_of(table, "行政处罚");
        let own = table.cells.iter_mut().find(|cell| cell.row == at && cell.column == 0).unwrap();
        "行政处罚（不含行政强制）".clone_into(&mut own.text);
    });
    let report = read(&document);
    assert!(!report.findings.iter().any(|finding| finding.code.0 == "cells-joint"), "{:?}", report.findings);
    assert!(report.findings.iter().any(|finding| finding.code.0 == "label-deviation"), "{:?}", report.findings);
}

#[test]
fn the_figures_of_a_heading_that_joins_two_columns_go_into_neither() {
    let truth = truth();
    for (first, second, heading, joint) in [
        ("科研机构", "社会公益组织", "科研机构、社会公益组织", [".research", ".public_welfare"]),
        ("商业企业", "科研机构", "商业企业（含科研机构）", [".commercial", ".research"]),
        ("法律服务机构", "其他", "法律服务机构及其他", [".legal_service", ".other_org"]),
    ] {
        let document = with_table(&truth, 1, |table| {
            let (kept, gone) = (column_of(table, first), column_of(table, second));
            table.cells.retain(|cell| cell.column != gone || cell.column_span > 1);
            for cell in &mut table.cells {
                let covers = cell.column < gone && cell.column + cell.column_span > gone;
                cell.column_span -= u32::from(covers);
                cell.column -= u32::from(cell.column > gone);
                if cell.text == first && cell.column == kept {
                    heading.clone_into(&mut cell.text);
                }
            }
            table.columns -= 1;
        });
        check(&truth, &document, TableId::T3, &|cell| joint.iter().any(|column| cell.ends_with(column)));
    }
}

#[test]
fn a_figure_in_a_cell_merged_over_two_rows_goes_into_neither() {
    let truth = truth();
    let merged = |table: &mut Table, label: &str, column: u32| {
        let row = row_of(table, label);
        table.cells.retain(|cell| (cell.row, cell.column) != (row + 1, column));
        table.cells.iter_mut().find(|cell| (cell.row, cell.column) == (row, column)).unwrap().row_span = 2;
    };
    let document = with_table(&truth, 0, |table| merged(table, "行政处罚", 1));
    check(&truth, &document, TableId::T2, &|cell| cell.contains(".penalty.") || cell.contains(".coercion."));
    let document = with_table(&truth, 0, |table| merged(table, "规章", 1));
    let issued = ["t2.regulation.issued", "t2.normative_doc.issued"];
    check(&truth, &document, TableId::T2, &|cell| issued.contains(&cell));
    for (label, column, rows) in [
        ("一、本年新收", "总计", ["new_received", "carried_in"]),
        ("（一）予以公开", "自然人", ["granted", "granted_in_part"]),
    ] {
        let document = with_table(&truth, 1, |table| merged(table, label, column_of(table, column)));
        let id = if column == "总计" { "total" } else { "natural_person" };
        check(&truth, &document, TableId::T3, &|cell| rows.iter().any(|row| cell == format!("t3.{row}.{id}")));
    }
}

#[test]
fn cells_of_two_rows_each_hold_a_row_of_the_form() {
    // Each row of the form takes two of the grid: nothing is merged over another.
    let truth = truth();
    let document = with_table(&truth, 0, |table| {
        for cell in &mut table.cells {
            (cell.row, cell.row_span) = (cell.row * 2, 2);
        }
        table.rows *= 2;
    });
    let report = read(&document);
    for (address, cell) in truth.cells.of_table(TableId::T2) {
        assert_eq!(report.cells.value(address), cell.value, "{address}: {:?}", report.findings);
    }
}

/// What is told of a table 2 in which a heading is another, with the value of a cell.
fn headed(edition: EditionId, heading: &str, other: &str, cell: &str) -> (bool, Vec<(&'static str, Severity)>) {
    let figures = gongkai_testkit::Figures::telling(edition);
    let truth = gongkai_testkit::sample_report(edition, "青禾街道", edition.edition().years.from, &figures);
    let document = with_table(&truth, 0, |table| {
        for cell in table.cells.iter_mut().filter(|cell| cell.text == heading) {
            other.clone_into(&mut cell.text);
        }
    });
    let report = read(&document);
    let tells = |finding: &&gongkai_report::Finding| finding.cells.iter().any(|told| told == cell);
    let told = report.findings.iter().filter(tells).map(|finding| (finding.code.0, finding.severity)).collect();
    (report.cells.number(cell).is_some(), told)
}

#[test]
fn a_heading_of_table_2_in_other_words_is_told_with_its_cells() {
    use EditionId::{E2019, E2021};
    let near = |severity| (true, vec![("label-deviation", severity)]);
    let foreign = || (false, vec![("columns-missing", Severity::Error)]);
    let in_force = "t2.normative_doc.in_force";
    for (edition, heading, other, cell, expected) in [
        (E2021, "现行有效件数", "累计制发件数", in_force, foreign()),
        (E2021, "现行有效件数", "对外公开总数量", in_force, foreign()),
        (E2021, "本年废止件数", "本年修订件数", "t2.regulation.repealed", foreign()),
        (E2021, "本年废止件数", "本年修改件数", "t2.regulation.repealed", foreign()),
        (E2021, "现行有效件数", "件数", in_force, near(Severity::Warning)),
        (E2021, "现行有效件数", "现行有效数量", in_force, near(Severity::Info)),
        (E2021, "本年处理决定数量", "本年处理决定数量（不含街道）", "t2.permit.decisions", near(Severity::Warning)),
        (E2021, "本年处理决定数量", "累计处理决定数量", "t2.permit.decisions", foreign()),
        (E2021, "本年收费金额（单位：万元）", "本年收费项目数量", "t2.admin_fee.fee_amount", foreign()),
        (E2019, "本年增/减", "本年项目数量", "t2.permit.delta", foreign()),
        (E2019, "本年增/减", "同比增长", "t2.permit.delta", near(Severity::Warning)),
        (E2019, "上一年项目数量", "现有项目数量", "t2.penalty.prev_items", foreign()),
        (E2019, "本年新制作数量", "本年废止数量", "t2.regulation.made", foreign()),
        (E2019, "采购项目数量", "采购次数", "t2.procurement.procurement_items", near(Severity::Warning)),
    ] {
        assert_eq!(headed(edition, heading, other, cell), expected, "{other}");
    }
}

#[test]
fn a_sum_of_the_offices_own_is_no_second_total() {
    let truth = truth();
    let document = with_table(&truth, 1, |table| {
        let figures = (3..10).map(|column| cell(table.rows, column, "8"));
        let label = gongkai_documents::Cell { column_span: 3, ..cell(table.rows, 0, "合计") };
        let row: Vec<gongkai_documents::Cell> = std::iter::once(label).chain(figures).collect();
        table.cells.extend(row);
        table.rows += 1;
    });
    let report = read(&document);
    for (address, cell) in truth.cells.of_table(TableId::T3) {
        assert_eq!(report.cells.value(address), cell.value, "{address}: {:?}", report.findings);
    }
}
