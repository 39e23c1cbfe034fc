//! Completeness, type and range, identities, powers.

use gongkai_law::Severity;
use gongkai_report::check::{BodyKind, Context, Settings, check};
use gongkai_report::{CellState, EditionId, TableId};

use super::builder::{codes, empty, findings, message, money, put, report, set, spoiled};

use EditionId::{E2019, E2021};

#[test]
fn a_consistent_report_has_no_finding() {
    for edition in EditionId::ALL {
        assert_eq!(codes(&report(edition)), Vec::<&str>::new(), "{edition}");
    }
}

#[test]
fn a_table_that_was_not_found_is_told_once() {
    spoiled(
        E2021,
        |report| {
            report.tables.get_mut(&TableId::T4).unwrap().found = false;
            empty(report, "t4.", CellState::Missing);
        },
        &["table-missing"],
    );
    spoiled(
        E2019,
        |report| {
            report.year = Some(2018);
            report.title = Some(super::builder::located("青禾街道2018年政府信息公开工作年度报告", 1));
            report.period = None;
            report.published = None;
            super::builder::say(report, 1, &["2018年公开信息若干条，收到申请若干件。"]);
            for reading in report.tables.values_mut() {
                reading.found = false;
            }
        },
        &[],
    );
}

#[test]
fn a_table_without_figures_is_told_once_and_is_no_violation() {
    let mut report = report(E2019);
    empty(&mut report, "t3.", CellState::Blank);
    empty(&mut report, "t3.carried_out.total", CellState::Missing);
    let context = Context::default();
    let text = message(&report, &context, "table-without-figures");
    assert_eq!(
        text,
        "“三、收到和处理政府信息公开申请情况”共 161 格，没有一格填有数字（空白 160 格，斜杠 0 格，未找到 1 格）"
    );
    assert_eq!(codes(&report), ["table-without-figures"]);
    let finding = &findings(&report, &context)[0];
    assert_eq!((finding.severity, finding.cells.len()), (Severity::Error, 161));
    assert!(finding.at.is_some());
}

#[test]
fn blank_cells_are_told_by_row_by_column_or_together() {
    spoiled(E2019, |report| empty(report, "t3.granted.research", CellState::Blank), &["row-partly-filled"]);
    spoiled(
        E2019,
        |report| {
            for row in E2019.edition().leaf_rows().map(|row| row.id.clone()) {
                empty(report, &format!("t3.{row}.total"), CellState::Blank);
            }
        },
        &["column-blank"],
    );
    // A whole row is blank: told, but not as a row filled in part.
    spoiled(E2019, |report| empty(report, "t3.refused_process.", CellState::Blank), &["cells-blank"]);
    spoiled(E2021, |report| empty(report, "t2.regulation.", CellState::Slash), &["cells-slash"]);
    let mut report = report(E2019);
    empty(&mut report, "t2.normative_doc.", CellState::Blank);
    empty(&mut report, "t2.permit.delta", CellState::Blank);
    assert_eq!(codes(&report), ["row-partly-filled", "cells-blank"]);
    assert_eq!(
        message(&report, &Context::default(), "row-partly-filled"),
        "“二、主动公开政府信息情况”中“行政许可”一行没有填全，空白 1 格：本年增/减"
    );
}

#[test]
fn missing_cells_are_told_row_by_row() {
    let mut report = report(E2021);
    empty(&mut report, "t3.carried_out.research", CellState::Missing);
    empty(&mut report, "t3.carried_out.total", CellState::Missing);
    empty(&mut report, "t3.granted.total", CellState::Missing);
    assert_eq!(codes(&report), ["cells-missing", "cells-missing"]);
    let all = findings(&report, &Context::default());
    assert_eq!(all[1].cells, ["t3.carried_out.research", "t3.carried_out.total"]);
    assert!(all[1].at.is_some(), "the row's other cells show the place");
}

#[test]
fn a_table_of_few_rows_in_which_nothing_could_be_placed_is_told_once() {
    use gongkai_law::{Basis, Code, Finding, Instrument};
    let mut report = report(E2021);
    empty(&mut report, "t4.", CellState::Missing);
    // Figures that are there: the table was not left empty.
    let shown = Finding::new(Code("line-not-placed"), Severity::Warning, Basis::new(Instrument::Form2021, ""));
    report.findings.push(shown.with_excerpt("3 1 0").with_cells(["t4.recon.upheld".to_owned()]));
    let all = findings(&report, &Context::default());
    let missing: Vec<_> = all.iter().filter(|finding| finding.code.0 == "cells-missing").collect();
    assert_eq!(missing.iter().map(|finding| finding.cells.len()).collect::<Vec<_>>(), [15]);
}

#[test]
fn counts_are_whole_and_not_negative() {
    let cell = |raw: &str| gongkai_report::Cell {
        raw: Some(raw.to_owned()),
        ..gongkai_report::Cell::of(raw.parse().unwrap())
    };
    spoiled(E2019, |report| put(report, "t2.permit.decisions", cell("-3")), &["count-negative"]);
    spoiled(E2019, |report| put(report, "t2.permit.decisions", cell("1.5")), &["count-not-whole"]);
    spoiled(E2019, |report| put(report, "t2.permit.decisions", cell("20210131000")), &["count-too-large"]);
    let beyond =
        gongkai_report::Cell { state: CellState::Text, raw: Some("9".repeat(40)), ..gongkai_report::Cell::missing() };
    spoiled(E2019, |report| put(report, "t2.permit.decisions", beyond.clone()), &["count-too-large"]);
    spoiled(E2019, |report| put(report, "t2.permit.delta", cell("-8")), &[]);
    spoiled(E2019, |report| empty(report, "t2.permit.delta", CellState::Text), &["cell-not-number"]);
}

#[test]
fn money_needs_a_unit_where_the_form_has_none() {
    const AMOUNT: &str = "t2.procurement.procurement_amount";
    const FEE: &str = "t2.admin_fee.fee_amount";
    spoiled(E2019, |report| money(report, AMOUNT, "8040", "8040", None), &["money-unit-unknown"]);
    spoiled(E2019, |report| money(report, AMOUNT, "315424.75元", "315424.75", Some("元")), &[]);
    spoiled(E2019, |report| money(report, AMOUNT, "105.46万", "1054600", Some("万")), &[]);
    spoiled(E2019, |report| money(report, AMOUNT, "0", "0", None), &[]);
    spoiled(E2019, |report| money(report, AMOUNT, "12.345元", "12.345", Some("元")), &["decimals-too-many"]);
    spoiled(E2019, |report| money(report, AMOUNT, "-5元", "-5", Some("元")), &["money-negative"]);
    spoiled(E2021, |report| money(report, FEE, "25.319", "253190", Some("万元")), &[]);
    spoiled(E2021, |report| money(report, FEE, "2.01234", "20123.4", Some("万元")), &["decimals-too-many"]);
    spoiled(E2021, |report| money(report, FEE, "152790", "1527900000", Some("万元")), &["money-too-large"]);
}

#[test]
fn a_report_is_held_to_its_own_header() {
    const FEE: &str = "t2.admin_fee.fee_amount";
    use gongkai_law::{Basis, Code, Finding, Instrument};
    let header = |report: &mut gongkai_report::Report| {
        let basis = Basis::new(Instrument::Form2021, "");
        report.findings.push(
            Finding::new(Code("label-deviation"), Severity::Info, basis)
                .with_arg("found", "本年收费金额（单位：万元，保留4位小数）"),
        );
    };
    let spoil = |raw: &'static str, yuan: &'static str| {
        move |report: &mut gongkai_report::Report| {
            header(report);
            money(report, FEE, raw, yuan, Some("万元"));
        }
    };
    spoiled(E2021, spoil("25.319", "253190"), &["decimals-too-few"]);
    spoiled(E2021, spoil("25.3190", "253190"), &[]);
    spoiled(E2021, spoil("0", "0"), &[]);
}

#[test]
fn a_wrong_cell_violates_its_row_and_column_and_is_named() {
    let mut report = report(E2019);
    set(&mut report, "t3.granted.total", 5);
    assert_eq!(codes(&report), ["row-total-mismatch", "column-sum-mismatch", "single-cell-explains"]);
    let context = Context::default();
    assert_eq!(
        message(&report, &context, "row-total-mismatch"),
        "“予以公开”一行总计不符：总计 5，各列相加为 自然人 2，差 3"
    );
    assert_eq!(
        message(&report, &context, "column-sum-mismatch"),
        "“总计”一列办理结果总计不符：办理结果总计 3，各项结果相加为 予以公开 5＋本机关不掌握相关政府信息 1＝6，差 3"
    );
    assert_eq!(
        message(&report, &context, "single-cell-explains"),
        "以上 2 处不符可能出自同一格：“予以公开／总计”填 5，如应为 2，则全部相符"
    );
    let finding = &findings(&report, &context)[0];
    assert_eq!(finding.severity, Severity::Error);
    assert_eq!(finding.cells[0], "t3.granted.total");
    assert_eq!(finding.cells.len(), 7);
    assert_eq!(finding.excerpt.as_deref(), Some("5"));
}

#[test]
fn the_balance_tells_both_sides() {
    let mut report = report(E2021);
    set(&mut report, "t3.carried_in.natural_person", 2);
    set(&mut report, "t3.carried_in.total", 2);
    assert_eq!(codes(&report), ["column-balance-mismatch", "column-balance-mismatch"]);
    let finding = &findings(&report, &Context::default())[0];
    assert_eq!(finding.args["left"], "本年新收 2＋上年结转 2＝4");
    assert_eq!(finding.args["right"], "办理结果总计 2＋结转下年度 0＝2");
    assert_eq!(finding.args["difference"], "2");
}

#[test]
fn two_independent_faults_are_not_explained_by_one_cell() {
    let mut report = report(E2021);
    set(&mut report, "t3.granted.natural_person", 3);
    set(&mut report, "t3.refused_process.commercial", 4);
    let found = codes(&report);
    assert_eq!(found.iter().filter(|code| **code == "row-total-mismatch").count(), 2);
    assert_eq!(found.iter().filter(|code| **code == "single-cell-explains").count(), 2);
}

#[test]
fn totals_left_at_zero_in_table_4_are_a_violation() {
    let mut report = report(E2021);
    set(&mut report, "t4.recon.upheld", 2);
    assert_eq!(
        message(&report, &Context::default(), "block-total-mismatch"),
        "“行政复议”总计不符：总计 0，各项相加为 结果维持 2，差 2"
    );
}

#[test]
fn a_total_of_zero_over_blank_parts_is_information() {
    let mut report = report(E2019);
    for part in ["upheld", "corrected", "other", "pending"] {
        empty(&mut report, &format!("t4.recon.{part}"), CellState::Blank);
    }
    let all = findings(&report, &Context::default());
    let found: Vec<_> = all.iter().map(|finding| (finding.code.0, finding.severity)).collect();
    assert_eq!(found, [("row-partly-filled", Severity::Warning), ("total-without-parts", Severity::Info)]);
    set(&mut report, "t4.recon.total", 4);
    let all = findings(&report, &Context::default());
    assert_eq!(all[1].severity, Severity::Warning);
}

#[test]
fn a_total_below_its_given_parts_is_a_violation_though_others_are_blank() {
    let mut report = report(E2021);
    set(&mut report, "t4.recon.upheld", 3);
    set(&mut report, "t4.recon.total", 2);
    empty(&mut report, "t4.recon.pending", CellState::Blank);
    let said = message(&report, &Context::default(), "block-total-mismatch");
    assert!(said.contains("总计 2") && said.contains("结果维持 3"), "{said}");
    set(&mut report, "t4.recon.total", 3);
    let all = findings(&report, &Context::default());
    assert!(all.iter().all(|finding| finding.code.0 != "block-total-mismatch"), "{all:?}");
    set(&mut report, "t4.recon.total", 5);
    let all = findings(&report, &Context::default());
    assert!(all.iter().all(|finding| finding.code.0 != "block-total-mismatch"), "the blank may be two: {all:?}");
}

#[test]
fn identities_are_of_the_edition_of_each_table() {
    // Table 2 of 2021 beside table 3 of 2019: each adds up by its own rows.
    let mut mixed = report(E2021);
    let other = report(E2019);
    mixed.tables.insert(TableId::T3, other.tables[&TableId::T3]);
    mixed.cells.0.retain(|address, _| address.table() != TableId::T3);
    mixed.cells.0.extend(other.cells.of_table(TableId::T3).map(|(address, cell)| (address, cell.clone())));
    assert_eq!(codes(&mixed), ["editions-mixed"]);
}

#[test]
fn orders_of_size_in_table_2() {
    spoiled(E2021, |report| set(report, "t2.normative_doc.issued", 3), &["stock-below-new"]);
    spoiled(
        E2021,
        |report| {
            set(report, "t2.normative_doc.issued", 3);
            set(report, "t2.normative_doc.in_force", 3);
        },
        &[],
    );
    spoiled(
        E2019,
        |report| {
            set(report, "t2.normative_doc.newly_public", 3);
            set(report, "t2.normative_doc.total_public", 9);
        },
        &["published-exceeds-made"],
    );
}

#[test]
fn streets_and_townships_make_no_rules() {
    let spoil = |report: &mut gongkai_report::Report| {
        set(report, "t2.regulation.issued", 2);
        set(report, "t2.regulation.in_force", 6);
    };
    spoiled(E2021, spoil, &["regulation-without-power"]);
    let mut city = report(E2021);
    spoil(&mut city);
    city.body = Some("示例市人民政府".to_owned());
    assert!(!codes(&city).contains(&"regulation-without-power"));
    let known = Context { body_kind: Some(BodyKind::Township), ..Context::default() };
    assert!(check(&city, &known).iter().any(|finding| finding.code.0 == "regulation-without-power"));
}

#[test]
fn hostile_figures_do_not_overflow() {
    let mut report = report(E2021);
    let largest = gongkai_report::Cell::of(rust_decimal::Decimal::MAX);
    for row in ["new_received", "carried_in", "granted", "total"] {
        put(&mut report, &format!("t3.{row}.total"), largest.clone());
        put(&mut report, &format!("t3.{row}.commercial"), largest.clone());
    }
    assert!(codes(&report).contains(&"count-too-large"));
}

#[test]
fn codes_can_be_switched_off() {
    let mut report = report(E2021);
    empty(&mut report, "t2.regulation.", CellState::Slash);
    let settings = Settings { off: vec!["cells-slash".to_owned()], ..Settings::default() };
    assert_eq!(check(&report, &Context { settings: &settings, ..Context::default() }), []);
}
