//! What once was taken for the form's and is not: columns before the form's, shifted headers, rows of other years.

use gongkai_documents::{Block, Cell, Document, Table};
use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId, read, write};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::elsewhere::paragraph;
use crate::kept::blank_totals;
use crate::own_layout::{cell, with_table};
use crate::ragged::silently_wrong;

const EDITION: EditionId = EditionId::E2021;

fn truth(figures: &Figures) -> Report {
    sample_report(EDITION, "青禾街道", 2022, figures)
}

fn consistent() -> Report {
    truth(&Figures::consistent(EDITION, 7))
}

fn assert_exact(truth: &Report, document: &Document, what: &str) -> Report {
    let report = read(document);
    for (address, cell) in &truth.cells.0 {
        let found = report.cells.get(*address).unwrap();
        assert_eq!((found.state, found.value), (cell.state, cell.value), "{what} {address}: {:?}", report.findings);
    }
    report
}

fn codes(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code.0).collect()
}

/// Table 2 with a column of the office's own before the form's.
fn with_column_before(truth: &Report, heading: &str, figure: impl Fn(u32) -> String) -> Document {
    with_table(truth, 0, |table| {
        let mut added: Vec<Cell> = Vec::new();
        for row in 0..table.rows {
            let of_row = || table.cells.iter().filter(|cell| cell.row == row);
            let (is_band, is_header) = (of_row().count() == 1, of_row().any(|cell| cell.text == "信息内容"));
            for cell in table.cells.iter_mut().filter(|cell| cell.row == row) {
                if cell.column > 0 {
                    cell.column += 1;
                }
                cell.column_span += u32::from(is_band);
            }
            if !is_band {
                let text = if is_header { heading.to_owned() } else { figure(row) };
                added.push(cell(row, 1, &text));
            }
        }
        table.cells.extend(added);
        table.columns += 1;
    })
}

#[test]
fn a_column_before_the_forms_is_never_one_of_them() {
    for last in ["t2.normative_doc.in_force", "t2.permit.decisions", "t2.admin_fee.fee_amount"] {
        let mut figures = Figures::telling(EDITION);
        let at = CellAddress::parse(last).unwrap();
        figures.cells.0.insert(at, gongkai_testkit::figures::blank());
        let truth = truth(&figures);
        for heading in ["上年数", "备注", "序号", "2022年"] {
            let document = with_column_before(&truth, heading, |row| (700 + row).to_string());
            let report = read(&document);
            assert_eq!(silently_wrong(&truth, &report), [], "{heading} {last}: {:?}", codes(&report));
            let lines = layout::lines(&layout::render(&document, Layout::BlankCharacterCells));
            let report = read(&lines);
            assert_eq!(silently_wrong(&truth, &report), [], "{heading} {last} in lines: {:?}", codes(&report));
        }
    }
}

#[test]
fn a_header_that_lost_its_corner_stands_above_the_figures_all_the_same() {
    let truth = consistent();
    for swapped in [false, true] {
        let document = with_table(&truth, 1, |table| {
            table.cells.retain(|cell| cell.row > 0);
            for cell in &mut table.cells {
                cell.row -= 1;
                if cell.row < 2 {
                    cell.column -= 3;
                }
                let is_word = cell.row == 1;
                if swapped && is_word && cell.text.starts_with("商业企业") {
                    cell.text = "其他".to_owned();
                } else if swapped && is_word && cell.text == "其他" {
                    cell.text = "商业企业".to_owned();
                }
            }
            if swapped {
                let (one, other) = (4, 8);
                for cell in table.cells.iter_mut().filter(|cell| cell.row > 1 && [one, other].contains(&cell.column)) {
                    cell.column = if cell.column == one { other } else { one };
                }
            }
            table.rows -= 1;
        });
        let report = assert_exact(&truth, &document, &format!("swapped: {swapped}"));
        assert_eq!(codes(&report).contains(&"columns-out-of-order"), swapped);
    }
}

#[test]
fn a_corrected_table_in_an_annex_makes_two_of_them() {
    let truth = consistent();
    let other = truth_of_last_year();
    for caption in ["附件：申请情况（更正）", "修改后的申请情况", "对照表"] {
        let mut document = write::form(&truth);
        document.blocks.extend([paragraph(caption), Block::Table(table_of(&other, 1))]);
        let report = read(&document);
        assert!(report.cells.of_table(TableId::T3).all(|(_, cell)| cell.state == CellState::Missing), "{caption}");
        assert!(codes(&report).contains(&"table-twice"), "{caption}: {:?}", codes(&report));
    }
}

fn truth_of_last_year() -> Report {
    sample_report(EDITION, "青禾街道", 2021, &Figures::consistent(EDITION, 12))
}

fn table_of(report: &Report, number: usize) -> Table {
    let tables = write::form(report).blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.into_iter().nth(number).unwrap()
}

/// The report with words between a heading and its table.
fn captioned(truth: &Report, number: usize, caption: &str) -> Document {
    let mut document = write::form(truth);
    let tables = document.blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Table(_)));
    let at = tables.map(|(at, _)| at).nth(number).unwrap();
    document.blocks.insert(at, paragraph(caption));
    document
}

#[test]
fn words_of_another_year_above_the_reports_own_table_are_told() {
    let truth = consistent();
    for number in 0..3 {
        for caption in ["2021年情况", "（2021年1月1日至12月31日）", "上年度情况"] {
            let document = captioned(&truth, number, caption);
            let report = assert_exact(&truth, &document, caption);
            assert_eq!(codes(&report).iter().filter(|code| **code == "table-year-other").count(), 1, "{caption}");
            // Beside another, nobody knows which of them is meant.
            let mut document = document;
            document
                .blocks
                .extend([paragraph("附件：2022年情况"), Block::Table(table_of(&truth_of_last_year(), number))]);
            let report = read(&document);
            assert_eq!(silently_wrong(&truth, &report), [], "{number} {caption}: {:?}", codes(&report));
            assert!(codes(&report).contains(&"table-twice"), "{number} {caption}: {:?}", codes(&report));
        }
        for caption in ["（2022年1月1日至12月31日）", "2022年情况", "（单位：件）"] {
            let report = assert_exact(&truth, &captioned(&truth, number, caption), caption);
            assert!(!codes(&report).contains(&"table-year-other"), "{caption}: {:?}", codes(&report));
        }
    }
}

#[test]
fn words_of_another_body_above_the_reports_own_table_are_told() {
    let truth = consistent();
    for number in 0..3 {
        for caption in [
            "填报单位：云溪镇人民政府",
            "（云溪镇人民政府）",
            "云溪镇人民政府2022年情况：",
            "云溪镇人民政府2022年主动公开政府信息情况统计表",
        ] {
            let report = assert_exact(&truth, &captioned(&truth, number, caption), caption);
            let told = report.findings.iter().find(|finding| finding.code.0 == "table-body-other");
            assert!(told.is_some_and(|told| !told.cells.is_empty()), "{caption}: {:?}", codes(&report));
        }
        for caption in [
            "填报单位：青禾街道",
            "（单位：件）",
            "填报单位：党政办公室",
            "填报单位：示例市青禾街道 填报日期：2023年1月10日",
        ] {
            let report = assert_exact(&truth, &captioned(&truth, number, caption), caption);
            assert!(!codes(&report).contains(&"table-body-other"), "{caption}: {:?}", codes(&report));
        }
    }
}

#[test]
fn a_table_called_a_sample_is_told() {
    let truth = consistent();
    for number in 0..3 {
        for caption in ["样表", "（样例，数据为虚构）", "填写示例"] {
            let report = assert_exact(&truth, &captioned(&truth, number, caption), caption);
            let told = report.findings.iter().find(|finding| finding.code.0 == "table-sample");
            assert!(told.is_some_and(|told| !told.cells.is_empty()), "{caption}: {:?}", codes(&report));
        }
        let report = assert_exact(&truth, &captioned(&truth, number, "示例区2022年情况"), "");
        assert!(!codes(&report).contains(&"table-sample"), "{:?}", codes(&report));
    }
}

#[test]
fn captions_of_a_part_of_the_year_or_of_another_are_told() {
    let truth = consistent();
    for caption in ["上年数据", "2021", "2022年上半年", "截至2022年9月底", "2021年12月31日止"] {
        let report = assert_exact(&truth, &captioned(&truth, 1, caption), caption);
        assert!(codes(&report).contains(&"table-year-other"), "{caption}: {:?}", codes(&report));
    }
    for caption in
        ["填报日期：2023年1月10日", "与2021年相比，具体情况如下：", "统计截止日期：2022年12月31日", "2022年12月31日止"]
    {
        let report = assert_exact(&truth, &captioned(&truth, 1, caption), caption);
        assert!(!codes(&report).contains(&"table-year-other"), "{caption}: {:?}", codes(&report));
    }
}

/// The tables of a report once more, in lines whose fields are parted by a space.
#[test]
fn tables_in_lines_with_spaces_that_stand_twice_are_none() {
    let truth = consistent();
    let spaced = |report: &Report| layout::text(report, Layout::EvenTabRows).replace('\t', " ");
    let again: String = spaced(&truth_of_last_year()).lines().skip(1).collect::<Vec<_>>().join("\n");
    let report = read(&layout::lines(&format!("{}\n{again}", spaced(&truth))));
    assert_eq!(silently_wrong(&truth, &report), [], "{:?}", codes(&report));
}

fn replaced(truth: &Report, lines: &[&str]) -> Document {
    let text = layout::text(truth, Layout::BlankCharacterCells);
    let heading = text.lines().position(|line| line.starts_with("四、")).unwrap();
    let next = text.lines().position(|line| line.starts_with("五、")).unwrap();
    let all: Vec<&str> =
        text.lines().take(heading + 1).chain(lines.iter().copied()).chain(text.lines().skip(next)).collect();
    layout::lines(&all.join("\n"))
}

#[test]
fn table_4_with_rows_of_years_or_results_down_the_side_is_not_read_as_one_row() {
    let truth = consistent();
    let none = |lines: &[&str], what: &str| {
        let report = read(&replaced(&truth, lines));
        assert!(report.cells.of_table(TableId::T4).all(|(_, cell)| cell.state == CellState::Missing), "{what}");
        assert!(codes(&report).contains(&"table-unread"), "{what}: {:?}", codes(&report));
    };
    let results = "结果维持 结果纠正 其他结果 尚未审结 总计";
    let header = format!("年度 行政复议 行政诉讼 {results} 未经复议直接起诉 复议后起诉 {results} {results}");
    let figures = "1 2 0 5 8 3 1 0 0 4 3 4 2 0 9";
    let years = format!("{header} 2021年 {figures} 2022年 {figures}");
    none(&years.split(' ').collect::<Vec<_>>(), "years");
    let results = "结果 行政复议 未经复议直接起诉 复议后起诉 结果维持 1 0 0 结果纠正 2 0 1 其他结果 0 0 0 尚未审结 4 4 5 总计 7 4 6";
    none(&results.split(' ').collect::<Vec<_>>(), "results");
}

#[test]
fn an_empty_row_above_the_figures_of_table_4_is_no_second_table() {
    let truth = consistent();
    let document = with_table(&truth, 2, |table| {
        let row = table.rows - 1;
        for cell in table.cells.iter_mut().filter(|cell| cell.row == row) {
            cell.row += 1;
        }
        table.cells.extend((0..15).map(|column| cell(row, column, "")));
        table.rows += 1;
    });
    assert_exact(&truth, &document, "empty row");
}

#[test]
fn the_three_totals_of_table_4_left_blank() {
    let truth = truth(&blank_totals(Figures::consistent(EDITION, 7), TableId::T4));
    assert_exact(&truth, &write::form(&truth), "grid");
    assert_exact(&truth, &layout::document(&truth, Layout::EvenTabRows), "tabs");
}

#[test]
fn a_list_of_the_bodys_own_below_the_form() {
    let truth = truth(&Figures::telling(EDITION));
    let rows = [["类别", "数量"], ["行政许可", "1"], ["行政处罚", "2"], ["行政强制", "3"]];
    let cells =
        (0..).zip(rows).flat_map(|(row, texts)| (0..).zip(texts).map(move |(column, text)| cell(row, column, text)));
    let mut list = table_of(&truth, 0);
    (list.rows, list.columns, list.header_rows, list.cells) = (4, 2, 0, cells.collect());
    let mut document = write::form(&truth);
    let at = document.blocks.iter().position(|block| matches!(block, Block::Table(_))).unwrap() + 1;
    document.blocks.insert(at, Block::Table(list));
    let report = read(&document);
    for (address, cell) in truth.cells.of_table(TableId::T2) {
        if !["permit", "penalty", "coercion"].contains(&address.row()) {
            assert_eq!(report.cells.value(address), cell.value, "{address} {:?}", codes(&report));
        }
    }
    assert_eq!(silently_wrong(&truth, &report), [], "{:?}", codes(&report));
}

#[test]
fn figures_broken_into_the_line_below_leave_no_blank() {
    let truth = truth(&Figures::telling(EDITION));
    let text = layout::text(&truth, Layout::EvenTabRows);
    let label = "二、上年结转政府信息公开申请数量";
    let broken: Vec<String> = text
        .lines()
        .flat_map(|line| {
            let mut fields: Vec<&str> = line.split('\t').collect();
            if fields.first() != Some(&label) {
                return vec![line.to_owned()];
            }
            let rest = fields.split_off(fields.len() - 2).join("\t");
            vec![format!("{}\t\t", fields.join("\t")), format!("{rest}\t\t\t\t\t\t\t\t")]
        })
        .collect();
    let report = read(&layout::lines(&broken.join("\n")));
    assert_eq!(silently_wrong(&truth, &report), [], "{:?}", codes(&report));
}

#[test]
fn the_title_is_that_of_the_year_the_report_says_it_is_about() {
    let truth = consistent();
    let text = layout::text(&truth, Layout::EvenTabRows);
    let links =
        "首页 > 政府信息公开 > 年报\n青禾街道2021年政府信息公开工作年度报告\n青禾街道2020年政府信息公开工作年度报告\n";
    let report = read(&layout::lines(&format!("{links}{text}")));
    assert_eq!((report.year, report.body.as_deref()), (Some(2022), Some("青禾街道")), "{:?}", report.title);
}

#[test]
fn digits_grouped_by_a_space_are_one_number_only_where_the_sums_say_so() {
    let truth = consistent();
    let total = truth.cells.get(CellAddress::parse("t3.total.total").unwrap()).unwrap().value.unwrap().to_string();
    let grown = |text: &str| if text == total { format!("1 {total:0>3}") } else { text.to_owned() };
    let document = with_table(&truth, 1, |table| {
        for cell in &mut table.cells {
            cell.text = grown(&cell.text);
        }
    });
    let report = read(&document);
    let found = report.cells.get(CellAddress::parse("t3.total.total").unwrap()).unwrap();
    assert_eq!(found.state, CellState::Text, "{:?}", codes(&report));
    // The same figure where a thousand more belongs to it.
    let mut figures = Figures::zero(EDITION);
    for address in ["t3.granted.natural_person", "t3.granted.total", "t3.total.natural_person", "t3.total.total"] {
        figures.set(address, 1250.into());
    }
    let truth = self::truth(&figures);
    let document = with_table(&truth, 1, |table| {
        let cell = table.cells.iter_mut().find(|cell| cell.text == "1250").unwrap();
        cell.text = "1 250".to_owned();
    });
    let report = read(&document);
    assert_eq!(report.cells.value(CellAddress::parse("t3.granted.natural_person").unwrap()), Some(1250.into()));
}

/// This year's figures below last year's in each cell: those of one digit look like numbers of two.
#[test]
fn one_digit_below_another_is_two_numbers_where_most_cells_hold_two() {
    for edition in EditionId::ALL {
        for figures in [Figures::consistent(edition, 5), Figures::zero(edition)] {
            let truth = sample_report(edition, "青禾街道", edition.edition().years.from, &figures);
            let document = with_table(&truth, 1, |table| {
                for (number, cell) in (1_u32..).zip(&mut table.cells) {
                    if cell.text.parse::<u64>().is_ok() {
                        cell.text = format!("{}\n{}", number % 10, cell.text);
                    }
                }
            });
            let read = read(&document);
            for (address, _) in truth.cells.of_table(TableId::T3) {
                let cell = read.cells.get(address).unwrap();
                assert!(cell.value.is_none(), "{address}: {cell:?}");
                let named = |finding: &gongkai_report::Finding| finding.cells.contains(&address.to_string());
                assert!(read.findings.iter().any(named), "{address} is told");
            }
        }
    }
}
