//! Headers and rows that a page broke in two: the form says what the whole is.

use gongkai_documents::{Cell, Document, Table};
use gongkai_report::{EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::own_layout::with_table;

fn truth() -> Report {
    sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021))
}

/// A row below another, for what is left of its cells.
fn break_row(table: &mut Table, row: u32, mut rest: impl FnMut(&mut Cell) -> String) {
    for cell in table.cells.iter_mut().filter(|cell| cell.row > row) {
        cell.row += 1;
    }
    for cell in table.cells.iter_mut().filter(|cell| cell.row < row && cell.row + cell.row_span > row + 1) {
        cell.row_span += 1;
    }
    let broken: Vec<Cell> = table
        .cells
        .iter_mut()
        .filter(|cell| cell.row == row && cell.row_span == 1)
        .map(|upper| Cell { row: row + 1, text: rest(upper), ..upper.clone() })
        .collect();
    table.cells.extend(broken);
    table.rows += 1;
}

fn assert_whole(truth: &Report, document: &Document, table: TableId, what: &str) {
    let report = read(document);
    for (address, cell) in truth.cells.of_table(table) {
        assert_eq!(report.cells.value(address), cell.value, "{what}: {address} {:?}", report.findings);
    }
    assert!(report.findings.is_empty(), "{what}: {:?}", report.findings);
}

fn split(text: &mut String, after: usize) -> String {
    let at = text.char_indices().nth(after).map_or(text.len(), |(at, _)| at);
    text.split_off(at)
}

#[test]
fn a_header_of_table_4_goes_on_over_a_page() {
    let truth = truth();
    for kept in 1..4 {
        let document = with_table(&truth, 2, |table| {
            let row = table.cells.iter().rposition(|cell| cell.text == "结果维持").map(|at| table.cells[at].row);
            break_row(table, row.unwrap(), |cell| split(&mut cell.text, kept));
        });
        assert_whole(&truth, &document, TableId::T4, &format!("{kept} kept"));
    }
}

#[test]
fn a_header_of_table_3_goes_on_over_a_page() {
    let truth = truth();
    let document = with_table(&truth, 1, |table| {
        let row = table.cells.iter().find(|cell| cell.text == "商业企业").unwrap().row;
        break_row(table, row, |cell| split(&mut cell.text, 2));
    });
    assert_whole(&truth, &document, TableId::T3, "columns");
}

#[test]
fn a_label_goes_on_over_a_page_and_all_figures_stand_beside_one_half() {
    let truth = truth();
    for label in ["5.属于三类内部事务信息", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"]
    {
        for above in [true, false] {
            let document = with_table(&truth, 1, |table| {
                let row = table.cells.iter().find(|cell| cell.text == label).unwrap().row;
                break_row(table, row, |cell| {
                    if cell.text == label {
                        split(&mut cell.text, 5)
                    } else if above {
                        String::new()
                    } else {
                        std::mem::take(&mut cell.text)
                    }
                });
            });
            assert_whole(&truth, &document, TableId::T3, &format!("{label} {above}"));
        }
    }
}

#[test]
fn figures_beside_both_halves_of_a_label_are_none() {
    let truth = truth();
    let document = with_table(&truth, 1, |table| {
        let row = table.cells.iter().find(|cell| cell.text == "5.属于三类内部事务信息").unwrap().row;
        break_row(table, row, |cell| {
            let kept = if cell.text.starts_with('5') { 5 } else { 1 };
            split(&mut cell.text, kept)
        });
    });
    let wrong = crate::ragged::silently_wrong(&truth, &read(&document));
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_header_whose_upper_words_stayed_on_the_page_before_is_told_by_the_sums() {
    let figures = Figures::telling(EditionId::E2021).map(|address, cell| {
        let figure = u32::from(address.as_str().starts_with("t3.")) * if address.column() == "total" { 6 } else { 1 };
        gongkai_report::Cell { value: Some(figure.into()), raw: Some(figure.to_string()), ..cell.clone() }
    });
    let truth = sample_report(EditionId::E2021, "青禾街道", 2022, &figures);
    for (what, spoil) in [("", 0), ("sums that do not hold", 1)] {
        let document = with_table(&truth, 1, |table| {
            for cell in
                table.cells.iter_mut().filter(|cell| cell.header && ["自然人", "总计"].contains(&cell.text.as_str()))
            {
                cell.text = if cell.text == "自然人" { "人".to_owned() } else { String::new() };
            }
            for cell in table.cells.iter_mut().filter(|cell| !cell.header && spoil > 0 && cell.column == 5) {
                cell.text =
                    cell.text.parse::<u64>().map_or_else(|_| cell.text.clone(), |figure| (figure + spoil).to_string());
            }
        });
        let found = read(&document);
        let right = truth
            .cells
            .of_table(TableId::T3)
            .filter(|(address, cell)| found.cells.get(*address).unwrap().value == cell.value);
        let all = truth.cells.of_table(TableId::T3).count();
        assert_eq!(right.count(), if spoil == 0 { all } else { 0 }, "{what}");
    }
}

/// A report's text, its fields parted by single spaces, in which a label of table 3 is parted around the figures of its row.
fn parted(truth: &Report, label: &str, pieces: impl Fn(&str, &str) -> Vec<String>) -> String {
    let fields = |line: &str| line.split('\t').filter(|field| !field.is_empty()).collect::<Vec<_>>().join(" ");
    let text = layout::text(truth, Layout::EvenTabRows);
    let lines = text.lines().map(fields).flat_map(|line| match line.split_once(label) {
        Some((head, figures)) if !figures.is_empty() => pieces(head, figures.trim()),
        _ => vec![line],
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_label_stands_around_its_figures_in_a_text() {
    let truth = truth();
    let labels = [
        ("一、本年新收政府信息公开申请数量", "一、本年新收政府", "信息公开申请数量"),
        ("2.其他法律行政法规禁止公开", "2.其他法律行", "政法规禁止公开"),
        ("1.本机关不掌握相关政府信息", "1.本机关不掌", "握相关政府信息"),
        ("四、结转下年度继续办理", "四、结转下", "年度继续办理"),
    ];
    for (label, first, second) in labels {
        let around = parted(&truth, label, |head, figures| {
            vec![format!("{head}{first}"), figures.to_owned(), second.to_owned()]
        });
        let behind = parted(&truth, label, |head, figures| vec![format!("{head}{first} {figures}"), second.to_owned()]);
        for text in [around, behind] {
            let report = read(&layout::lines(&text));
            for (address, cell) in truth.cells.of_table(TableId::T3) {
                assert_eq!(report.cells.value(address), cell.value, "{label}: {address} {:?}", report.findings);
            }
        }
    }
}

#[test]
fn a_piece_that_is_a_label_of_its_own_keeps_its_figures() {
    // The figures between the labels of two rows are the first one's, and the second has none.
    let text = parted(&truth(), "1.本机关不掌握相关政府信息", |head, figures| {
        vec![format!("{head}1.本机关不掌握相关政府信息"), figures.to_owned(), "2.没有现成信息需要另行制作".to_owned()]
    });
    let report = read(&layout::lines(&text));
    let held = truth().cells.number("t3.unavailable_not_held.total");
    let found = report.cells.number("t3.unavailable_not_held.total");
    assert!(found.is_none() || found == held, "{found:?}");
}

#[test]
fn labels_in_two_lines_above_their_figures_keep_them() {
    let truth = truth();
    let wrapped = [
        ("5.属于三类内部事务信息", "5.属于三类内部事", "务信息"),
        ("6.属于四类过程性信息", "6.属于四类过程", "性信息"),
        ("7.属于行政执法案卷", "7.属于行政执", "法案卷"),
    ];
    let text = layout::text(&truth, Layout::EvenTabRows);
    let fields = |line: &str| line.split('\t').filter(|field| !field.is_empty()).collect::<Vec<_>>().join(" ");
    for beside in [false, true] {
        let lines = text.lines().map(fields).flat_map(|line| {
            let parted = wrapped.iter().find_map(|(label, first, second)| {
                let figures = line.strip_prefix(label)?.trim();
                let second = if beside { format!("{second} {figures}") } else { format!("{second}\n{figures}") };
                Some(vec![(*first).to_owned(), second])
            });
            parted.unwrap_or_else(|| vec![line])
        });
        let report = read(&layout::lines(&lines.collect::<Vec<_>>().join("\n")));
        for row in ["refused_internal_affairs", "refused_process", "refused_enforcement_file"] {
            let cells = truth.cells.0.iter().filter(|(address, _)| address.row() == row);
            for (address, cell) in cells {
                assert_eq!(report.cells.value(*address), cell.value, "{beside} {address}: {:?}", report.findings);
            }
        }
    }
}
