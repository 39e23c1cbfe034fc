//! Tables that are another's or another year's, or stand beside one another: none is taken for the report's own.

use gongkai_documents::{Block, Document, Heading, Paragraph, Place, Table};
use gongkai_report::{EditionId, Report, TableId, read, write};
use gongkai_testkit::{Figures, sample_report};

use crate::ragged::silently_wrong;

fn truth() -> Report {
    sample_report(EditionId::E2021, "青禾街道办事处", 2023, &Figures::consistent(EditionId::E2021, 5))
}

fn other() -> Report {
    sample_report(EditionId::E2021, "临水区教育局", 2022, &Figures::telling(EditionId::E2021))
}

fn table_of(report: &Report, table: usize) -> Table {
    let tables = write::form(report).blocks.into_iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.into_iter().nth(table).unwrap()
}

fn text(text: &str) -> Block {
    Block::Paragraph(Paragraph { text: text.to_owned(), place: Place::Line { line: 900 } })
}

/// The report with a sentence for table 3, and at the end a caption and a table.
fn with_annex(caption: &[&str], table: Table) -> Document {
    let mut document = write::form(&truth());
    let mut tables = 0;
    for block in &mut document.blocks {
        if let Block::Table(_) = block {
            tables += 1;
            if tables == 2 {
                *block = text("详见附件。");
            }
        }
    }
    document.blocks.extend(caption.iter().map(|line| text(line)));
    document.blocks.push(Block::Table(table));
    document
}

#[test]
fn a_table_in_an_annex_is_the_reports_only_where_nothing_says_otherwise() {
    let own = ["附件", "附表1：2023年度收到和处理政府信息公开申请情况", "（单位：件）", "青禾街道办事处2023年度统计表"];
    // A narrow cell broke the heading above it.
    for caption in own.into_iter().chain(["三、收到和处理", "政府信息公开", "二、主动公"]) {
        let report = read(&with_annex(&[caption], table_of(&truth(), 1)));
        assert!(report.tables[&TableId::T3].found, "{caption}: {:?}", report.findings);
        assert!(report.findings.iter().any(|finding| finding.code.0 == "table-out-of-place"), "{caption}");
        assert!(silently_wrong(&truth(), &report).is_empty(), "{caption}");
    }
    let others = [
        "附件：上年度收到和处理政府信息公开申请情况",
        "附：去年情况对照表",
        "附表：临水区教育局2023年收到和处理政府信息公开申请情况",
        "二〇二二年度收到和处理政府信息公开申请情况",
        "统计年度 2022",
        "全区各街道合计",
        "填报单位：临水区教育局",
    ];
    for caption in others {
        let report = read(&with_annex(&["附件", caption], table_of(&other(), 1)));
        let wrong = silently_wrong(&truth(), &report);
        assert!(wrong.is_empty(), "{caption}: {wrong:?}");
        assert!(report.findings.iter().any(|finding| finding.code.0 == "table-of-others"), "{caption}");
    }
}

/// Another table's columns behind the figures of a table, each row with its own.
fn side_by_side(left: &Table, right: &Table, labels: u32) -> Table {
    let mut both = left.clone();
    let moved = right.cells.iter().filter(|cell| cell.column >= labels).cloned();
    both.cells
        .extend(moved.map(|cell| gongkai_documents::Cell { column: cell.column + left.columns - labels, ..cell }));
    both.columns = left.columns + right.columns - labels;
    both.cells.sort_by_key(|cell| (cell.row, cell.column));
    both
}

#[test]
fn two_years_side_by_side_are_neither() {
    for (number, labels) in [(0, 1), (1, 3)] {
        let both = side_by_side(&table_of(&other(), number), &table_of(&truth(), number), labels);
        let mut document = write::form(&truth());
        let tables = document.blocks.iter_mut().filter(|block| matches!(block, Block::Table(_)));
        *tables.into_iter().nth(number).unwrap() = Block::Table(both);
        let report = read(&document);
        let wrong = silently_wrong(&truth(), &report);
        assert!(wrong.is_empty(), "table {number}: {wrong:?} {:?}", report.findings);
    }
}

#[test]
fn a_second_table_3_with_one_label_otherwise_leaves_no_row() {
    for label in ["一、本年新收政府信息公开申请数量", "四、结转下年度继续办理"] {
        let mut own = table_of(&truth(), 1);
        let cell = own.cells.iter_mut().find(|cell| cell.text == label).unwrap();
        cell.text = cell.text.chars().take(cell.text.chars().count() - 1).collect();
        let mut document = write::form(&truth());
        let at = document
            .blocks
            .iter()
            .position(|block| matches!(block, Block::Table(table) if table.columns == 10))
            .unwrap();
        document.blocks[at] = Block::Table(own);
        document.blocks.insert(at + 1, Block::Table(table_of(&other(), 1)));
        let report = read(&document);
        let wrong = silently_wrong(&truth(), &report);
        assert!(wrong.is_empty(), "{label}: {wrong:?} {:?}", report.findings);
    }
}

#[test]
fn headings_of_a_report_stay_its_own() {
    let mut document = write::form(&truth());
    document.blocks.push(Block::Heading(Heading {
        level: 1,
        text: "附件".to_owned(),
        place: Place::Line { line: 901 },
    }));
    let report = read(&document);
    assert!(silently_wrong(&truth(), &report).is_empty());
}
