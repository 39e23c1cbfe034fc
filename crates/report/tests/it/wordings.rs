//! Words above the columns that are not the form's: others of the same meaning, fewer, numbers, years.

use gongkai_documents::Table;
use gongkai_report::{EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, sample_report};

use crate::headers::{check, truth};
use crate::own_layout::{cell, with_table};

/// The organisations' five columns as one, as an office does that counts them together.
fn gather_organisations(table: &mut Table) {
    let total = table.columns - 1;
    let first = total - 5;
    let group =
        table.cells.iter().find(|cell| cell.text == "法人或其他组织").map(|cell| (cell.row, cell.column)).unwrap();
    assert_eq!(group.1, first);
    table.cells.retain(|cell| (cell.row, cell.column) == group || !(first + 1..total).contains(&cell.column));
    table
        .cells
        .retain(|cell| cell.column != first || cell.row <= group.0 || cell.text.chars().all(|c| c.is_ascii_digit()));
    for cell in &mut table.cells {
        if (cell.row, cell.column) == group {
            (cell.row_span, cell.column_span) = (2, 1);
        } else if cell.column == total {
            cell.column = first + 1;
        } else if cell.column < first && cell.column + cell.column_span > first + 1 {
            cell.column_span = 3;
        }
    }
    table.columns = first + 2;
}

#[test]
fn organisations_in_one_column_leave_the_others_certain() {
    let truth = truth();
    let document = with_table(&truth, 1, gather_organisations);
    check(&truth, &document, TableId::T3, "organisations together");
    let read = read(&document);
    let numbers = read.cells.of_table(TableId::T3).filter(|(_, cell)| cell.value.is_some());
    let mut columns: Vec<&str> = numbers.map(|(address, _)| address.column()).collect();
    columns.sort_unstable();
    columns.dedup();
    assert_eq!(columns, ["natural_person", "total"]);
    assert!(read.findings.iter().any(|finding| finding.code.0 == "columns-missing"));
}

#[test]
fn another_word_above_a_column_that_adds_up_is_told_and_its_figures_read() {
    let of = |seed| sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::consistent(EditionId::E2021, seed));
    let filled = |report: &Report| {
        let totals = report.cells.of_table(TableId::T3).filter(|(address, _)| address.column() == "total");
        totals.filter(|(_, cell)| cell.value.is_some_and(|value| !value.is_zero())).count()
    };
    let busy = (1..99).map(of).find(|report| filled(report) > 5).unwrap();
    let idle = (1..99).map(of).find(|report| filled(report) == 0).unwrap();
    for truth in [busy, idle] {
        check_other_words(&truth);
    }
}

#[track_caller]
fn check_other_words(truth: &Report) {
    for (label, found) in
        [("自然人", "公民"), ("总计", "小计"), ("总计", "合计"), ("社会公益组织", "公益社团"), ("科研机构", "科研单位")]
    {
        let document = with_table(truth, 1, |table| {
            table.cells.iter_mut().filter(|cell| cell.text == label).for_each(|cell| cell.text = found.to_owned());
        });
        let read = read(&document);
        let other = truth
            .cells
            .of_table(TableId::T3)
            .filter(|(address, cell)| read.cells.get(*address).is_none_or(|found| found.value != cell.value))
            .count();
        assert_eq!(other, 0, "{found}");
        let told: Vec<&str> = read.findings.iter().map(|finding| finding.code.0).collect();
        assert_eq!(told, ["label-deviation"], "{found}");
    }
}

#[test]
fn a_row_of_invented_names_below_the_header_says_nothing() {
    let truth = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::consistent(EditionId::E2021, 12));
    // Above all seven columns, or all but the first.
    for wanting in [0, 1] {
        let document = with_table(&truth, 1, |table| {
            let at = table.cells.iter().find(|cell| cell.text.starts_with("一、本年新收")).unwrap().row;
            table.cells.iter_mut().filter(|cell| cell.row >= at).for_each(|cell| cell.row += 1);
            let first = table.columns - 7 + wanting;
            let names = (first..table.columns).zip(1..).map(|(column, number)| (column, format!("数据{number}")));
            let blank = std::iter::once((0, String::new()));
            let cells = blank.chain(names).map(|(column, text)| gongkai_documents::Cell {
                column_span: if column == 0 { first } else { 1 },
                ..cell(at, column, &text)
            });
            let cells: Vec<_> = cells.collect();
            table.cells.extend(cells);
            table.rows += 1;
        });
        let read = read(&document);
        let lost = truth
            .cells
            .of_table(TableId::T3)
            .filter(|(address, cell)| read.cells.get(*address).is_none_or(|found| found.value != cell.value));
        assert_eq!(lost.count(), 0, "{wanting}: {:?}", read.findings);
    }
}

#[test]
fn a_year_put_into_a_header_is_no_other_wording() {
    let truth = truth();
    let document = with_table(&truth, 0, |table| {
        let cell = table.cells.iter_mut().find(|cell| cell.text == "本年制发件数").unwrap();
        cell.text = "本年(2022)制发件数".to_owned();
    });
    let read = read(&document);
    let told: Vec<&str> = read.findings.iter().map(|finding| finding.code.0).collect();
    assert_eq!(told, Vec::<&str>::new());
}
