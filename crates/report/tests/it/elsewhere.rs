//! Tables that do not stand under their headings: in an annex, under another section, without any heading.

use gongkai_documents::{Block, Cell, Document, Heading, Paragraph, Place, Table};
use gongkai_report::check::{Context, check};
use gongkai_report::{CellAddress, CellState, EditionId, Finding, Report, TableId, read, write};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

use crate::own_layout::cell;

pub(crate) const TITLES: [&str; 3] =
    ["二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "四、政府信息公开行政复议、行政诉讼情况"];

fn truth(edition: EditionId) -> Report {
    sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::consistent(edition, 7))
}

pub(crate) fn paragraph(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), place: Place::Paragraph { paragraph: 900 } })
}

fn is_title(block: &Block, title: &str) -> bool {
    matches!(block, Block::Heading(Heading { text, .. }) if text == title)
}

/// The blocks of a form without its tables, and its tables.
pub(crate) fn parted(report: &Report) -> (Document, Vec<Block>) {
    let mut document = write::form(report);
    let (tables, rest) = document.blocks.into_iter().partition(|block| matches!(block, Block::Table(_)));
    document.blocks = rest;
    (document, tables)
}

/// A form with its tables behind the text, each below a caption.
fn annexed(report: &Report, captions: [&str; 3]) -> Document {
    let (mut document, tables) = parted(report);
    for (caption, table) in captions.into_iter().zip(tables) {
        document.blocks.extend((!caption.is_empty()).then(|| paragraph(caption)));
        document.blocks.push(table);
    }
    document
}

fn told<'r>(report: &'r Report, code: &str) -> Vec<&'r Finding> {
    report.findings.iter().filter(|finding| finding.code.0 == code).collect()
}

pub(crate) fn assert_read(truth: &Report, document: &Document, what: &str) -> Report {
    let report = read(document);
    for (address, cell) in &truth.cells.0 {
        assert_eq!(report.cells.value(*address), cell.value, "{what}: {address} {:?}", report.findings);
    }
    report
}

/// The document itself and as text in every layout.
pub(crate) fn in_all_layouts(document: &Document) -> Vec<(String, Document)> {
    let texts = Layout::ALL.into_iter().filter(|layout| *layout != Layout::MarkdownPipes);
    let texts = texts.map(|of| (format!("{of:?}"), layout::lines(&layout::render(document, of))));
    [("grid".to_owned(), document.clone())].into_iter().chain(texts).collect()
}

#[test]
fn tables_in_an_annex_are_read_there() {
    let captions = [
        ["附件1：主动公开政府信息情况", "附件2：申请情况", "附件3：行政复议、行政诉讼情况"],
        TITLES,
        ["附表1", "附表2", "附表3"],
        ["", "", ""],
    ];
    for edition in EditionId::ALL {
        let truth = truth(edition);
        for captions in captions {
            for (what, document) in in_all_layouts(&annexed(&truth, captions)) {
                let report = assert_read(&truth, &document, &what);
                assert_eq!(told(&report, "table-out-of-place").len(), 3, "{what}");
                let last = |report: &Report| report.sections.last().unwrap().lines.len();
                assert_eq!(last(&report), last(&truth), "{what}: {:?}", report.sections.last());
            }
        }
    }
}

#[test]
fn tables_all_under_one_section_are_read_there() {
    for edition in EditionId::ALL {
        let truth = truth(edition);
        for title in TITLES {
            let (mut document, tables) = parted(&truth);
            let at = document.blocks.iter().position(|block| is_title(block, title)).unwrap() + 1;
            document.blocks.splice(at..at, tables);
            for (what, document) in in_all_layouts(&document) {
                let report = assert_read(&truth, &document, &format!("{title} {what}"));
                assert_eq!(told(&report, "table-out-of-place").len(), 2, "{title} {what}");
            }
        }
    }
}

#[test]
fn tables_without_headings_are_read_and_their_rows_are_no_headings() {
    for edition in EditionId::ALL {
        let truth = truth(edition);
        let mut document = write::form(&truth);
        document.blocks.retain(|block| !TITLES.iter().any(|title| is_title(block, title)));
        for (what, document) in in_all_layouts(&document) {
            let report = assert_read(&truth, &document, &what);
            let numbers: Vec<u8> = report.sections.iter().map(|section| section.number).collect();
            assert_eq!(numbers, [1, 5, 6], "{what}");
            assert!(told(&report, "table-out-of-place").is_empty(), "{what}");
        }
        let (_, tables) = parted(&truth);
        document.blocks = tables;
        for (what, document) in in_all_layouts(&document) {
            assert_read(&truth, &document, &format!("tables alone, {what}"));
        }
    }
}

#[test]
fn of_a_table_that_stands_twice_in_an_annex_none_is_taken() {
    let truth = truth(EditionId::E2021);
    for beside_own in [true, false] {
        let (_, tables) = parted(&truth);
        let mut document =
            if beside_own { write::form(&truth) } else { annexed(&truth, ["附件1", "附件2", "附件3"]) };
        document.blocks.push(paragraph("附件4"));
        document.blocks.extend(tables);
        for (what, document) in in_all_layouts(&document) {
            let report = read(&document);
            assert!(report.cells.0.values().all(|cell| cell.state == CellState::Missing), "{what}");
            assert_eq!(told(&report, "table-twice").len(), 3, "{what}: {:?}", report.findings);
        }
    }
}

#[test]
fn beside_an_annex_that_says_it_is_last_years_the_reports_own_tables_are_read() {
    let truth = truth(EditionId::E2021);
    let last_year = sample_report(EditionId::E2021, "青禾街道", 2020, &Figures::telling(EditionId::E2021));
    let captions =
        [["上年度主动公开情况", "附件5：上年度申请情况", "2020年复议、诉讼情况"], ["附件4：上年数据", "", ""]];
    for captions in captions {
        for in_section in [true, false] {
            let own = ["附件1", "附件2", "附件3"];
            let mut document = if in_section { write::form(&truth) } else { annexed(&truth, own) };
            for (caption, table) in captions.into_iter().zip(parted(&last_year).1) {
                document.blocks.extend((!caption.is_empty()).then(|| paragraph(caption)));
                document.blocks.push(table);
            }
            for (what, document) in in_all_layouts(&document) {
                let report = assert_read(&truth, &document, &format!("{captions:?} {in_section} {what}"));
                assert_eq!(told(&report, "table-left-aside").len(), 3, "{what}: {:?}", report.findings);
                assert!(told(&report, "table-twice").is_empty(), "{what}");
            }
        }
    }
}

#[test]
fn an_annex_of_another_year_with_headings_of_its_own_costs_nothing_and_is_no_prose() {
    let truth = truth(EditionId::E2021);
    let alone = read(&write::form(&truth));
    let last_year = sample_report(EditionId::E2021, "青禾街道", 2020, &Figures::telling(EditionId::E2021));
    for caption in ["附件：2020年度政府信息公开数据表", "附件：2020年度数据"] {
        let mut document = write::form(&truth);
        document.blocks.push(paragraph(caption));
        for (title, table) in TITLES.into_iter().zip(parted(&last_year).1) {
            document.blocks.extend([paragraph(title), table]);
        }
        for (what, document) in in_all_layouts(&document) {
            let report = assert_read(&truth, &document, &format!("{caption} {what}"));
            assert_eq!(told(&report, "table-left-aside").len(), 3, "{what}: {:?}", report.findings);
            let prose = |report: &Report| report.sections.last().unwrap().lines.len();
            assert_eq!(prose(&report), prose(&alone), "{what}: {:?}", report.sections.last());
            assert_eq!(report.facts.len(), alone.facts.len(), "{what}");
        }
    }
}

#[test]
fn a_sheet_named_after_another_year_is_left_aside() {
    let truth = truth(EditionId::E2021);
    let last_year = sample_report(EditionId::E2021, "青禾街道", 2020, &Figures::telling(EditionId::E2021));
    let mut document = parted(&truth).0;
    for (of, year) in [(&truth, ""), (&last_year, "2020")] {
        for (number, table) in (2..).zip(parted(of).1) {
            let Block::Table(mut table) = table else { unreachable!() };
            for cell in &mut table.cells {
                cell.place = Place::Sheet { sheet: format!("{year}表{number}"), cell: format!("A{}", cell.row + 1) };
            }
            document.blocks.push(Block::Table(table));
        }
    }
    let report = assert_read(&truth, &document, "sheets");
    assert_eq!(told(&report, "table-left-aside").len(), 3, "{:?}", report.findings);
}

#[test]
fn the_form_in_an_annex_is_taken_and_not_a_list_of_the_bodys_own() {
    let truth = truth(EditionId::E2021);
    let mut document = annexed(&truth, ["附件1", "附件2", "附件3"]);
    let at = document.blocks.iter().position(|block| is_title(block, TITLES[0])).unwrap() + 1;
    let permits = truth.cells.get(CellAddress::parse("t2.permit.decisions").unwrap()).unwrap().raw.clone().unwrap();
    let rows = [["类别", "数量"], ["行政许可", &permits], ["行政处罚", "99999"]];
    let cells =
        (0..).zip(rows).flat_map(|(row, texts)| (0..).zip(texts).map(move |(column, text)| cell(row, column, text)));
    let cells: Vec<Cell> = cells.collect();
    let place = Place::Cell { table: 9, row: 1, column: 1 };
    let list = Table { rows: 3, columns: 2, header_rows: 0, cells, widths: Vec::new(), place };
    document.blocks.insert(at, Block::Table(list));
    for (what, document) in in_all_layouts(&document) {
        let report = read(&document);
        for (address, cell) in &truth.cells.0 {
            let found = report.cells.get(*address).unwrap();
            if address.as_str() == "t2.penalty.decisions" {
                assert_eq!(found.state, CellState::Missing, "{what}");
            } else {
                assert_eq!(found.value, cell.value, "{what}: {address}");
            }
        }
        assert_eq!(told(&report, "row-elsewhere-too")[0].cells, ["t2.penalty.decisions"], "{what}");
    }
}

#[test]
fn a_list_of_the_bodys_own_above_the_form_costs_only_the_rows_that_differ() {
    for edition in EditionId::ALL {
        let truth = truth(edition);
        let permits =
            truth.cells.get(CellAddress::parse("t2.permit.decisions").unwrap()).and_then(|cell| cell.raw.clone());
        let permits = permits.unwrap_or_else(|| "12".to_owned());
        let rows = [["类别", "数量"], ["行政许可", &permits], ["行政处罚", "99999"], ["行政强制", "88888"]];
        let cells = (0..)
            .zip(rows)
            .flat_map(|(row, texts)| (0..).zip(texts).map(move |(column, text)| cell(row, column, text)));
        let place = Place::Cell { table: 9, row: 1, column: 1 };
        let list = Table { rows: 4, columns: 2, header_rows: 0, cells: cells.collect(), widths: Vec::new(), place };
        let mut document = write::form(&truth);
        let at = document.blocks.iter().position(|block| is_title(block, TITLES[0])).unwrap() + 1;
        document.blocks.insert(at, Block::Table(list));
        for (what, document) in in_all_layouts(&document) {
            let report = read(&document);
            for (address, cell) in &truth.cells.0 {
                let found = report.cells.get(*address).unwrap();
                if found.state == CellState::Missing {
                    assert!(
                        ["penalty", "coercion"].contains(&address.row()),
                        "{edition} {what}: {address} {:?}",
                        report.findings
                    );
                } else {
                    assert_eq!(found.value, cell.value, "{edition} {what}: {address} {:?}", report.findings);
                }
            }
        }
    }
}

#[test]
fn what_another_sheet_ends_with_is_no_caption() {
    let truth = truth(EditionId::E2021);
    let (_, tables) = parted(&truth);
    let sheet = |name: &str, cell: &str| Place::Sheet { sheet: name.to_owned(), cell: cell.to_owned() };
    let mut document = parted(&truth).0;
    document
        .blocks
        .push(Block::Paragraph(Paragraph { text: "2019年数据略".to_owned(), place: sheet("正文", "A9") }));
    for (number, table) in tables.into_iter().enumerate() {
        let Block::Table(mut table) = table else { unreachable!() };
        for cell in &mut table.cells {
            cell.place = sheet(&format!("表{number}"), &format!("A{}", cell.row + 1));
        }
        document.blocks.push(Block::Table(table));
    }
    assert_read(&truth, &document, "sheets");
}

#[test]
fn an_annex_of_another_year_is_left_aside_and_told() {
    let truth = truth(EditionId::E2021);
    let captions = ["附件1：2019年主动公开情况", "附件2：2019年度申请情况", "附件3：2019年复议、诉讼情况"];
    for (what, document) in in_all_layouts(&annexed(&truth, captions)) {
        let report = read(&document);
        assert!(report.cells.0.values().all(|cell| cell.state == CellState::Missing), "{what}");
        for (table, finding) in TableId::ALL.into_iter().zip(told(&report, "table-of-others")) {
            assert_eq!(finding.cells.len(), report.cells.of_table(table).count(), "{what}");
        }
        assert_eq!(told(&report, "table-of-others").len(), 3, "{what}");
        let checked = check(&report, &Context::default());
        let codes = ["table-missing", "table-unread", "table-without-figures"];
        assert!(!checked.iter().any(|finding| codes.contains(&finding.code.0)), "{what}: {checked:?}");
    }
    let year = EditionId::E2021.edition().years.from;
    let captions = [1, 2, 3].map(|number| format!("附件{number}：{year}年数据，{}年1月填报", year + 1));
    assert_read(&truth, &annexed(&truth, captions.each_ref().map(String::as_str)), "the report's own year");
}
