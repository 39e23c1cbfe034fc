//! Several sets of the form's tables in one file, each under headings and a name of its own: which is the report's must be
//! said.

use gongkai_documents::{Block, Document, Format, Heading, Place};
use gongkai_report::{CellState, EditionId, Finding, Report, TableId, read, write};
use gongkai_testkit::{Figures, sample_report};

use crate::elsewhere::{TITLES, assert_read, in_all_layouts, paragraph, parted};
use crate::own_layout::with_table;

const BODY: &str = "示例区水利局";

fn report(seed: u64) -> Report {
    sample_report(EditionId::E2021, BODY, 2023, &Figures::consistent(EditionId::E2021, seed))
}

fn document(mut blocks: Vec<Block>) -> Document {
    let tables = blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    for (number, cell) in
        (1..).zip(tables).flat_map(|(number, table)| table.cells.iter_mut().map(move |cell| (number, cell)))
    {
        if let Place::Cell { table, .. } = &mut cell.place {
            *table = number;
        }
    }
    Document { blocks, ..Document::new(Format::Html) }
}

/// The three tables of a report under the form's headings, below a name.
fn set(name: &str, report: &Report) -> Vec<Block> {
    let name = (!name.is_empty()).then(|| paragraph(name));
    let tables = TITLES.into_iter().zip(parted(report).1).flat_map(|(title, table)| [paragraph(title), table]);
    name.into_iter().chain(tables).collect()
}

fn sets(names: &[&str]) -> Vec<Block> {
    (3..).zip(names).flat_map(|(seed, name)| set(name, &report(seed))).collect()
}

/// The same blocks in a sheet of their own.
fn in_sheet(name: &str, blocks: Vec<Block>) -> Vec<Block> {
    let place = |row: usize| Place::Sheet { sheet: name.to_owned(), cell: format!("A{row}") };
    let moved = (1..).zip(blocks).map(|(at, mut block)| {
        match &mut block {
            Block::Paragraph(paragraph) => paragraph.place = place(at * 100),
            Block::Heading(heading) => heading.place = place(at * 100),
            Block::Table(table) => {
                table.place = place(at * 100);
                table.cells.iter_mut().for_each(|cell| {
                    let column = char::from(b'A' + u8::try_from(cell.column).unwrap());
                    let row = at * 100 + usize::try_from(cell.row).unwrap();
                    cell.place = Place::Sheet { sheet: name.to_owned(), cell: format!("{column}{row}") };
                });
            }
        }
        block
    });
    moved.collect()
}

fn titled(title: &str, rest: Vec<Block>) -> Document {
    let title = Heading { level: 1, text: title.to_owned(), place: Place::Line { line: 1 } };
    document(std::iter::once(Block::Heading(title)).chain(rest).collect())
}

fn told<'r>(report: &'r Report, code: &str) -> Vec<&'r Finding> {
    report.findings.iter().filter(|finding| finding.code.0 == code).collect()
}

/// What a finding quotes; some layouts have half-width colons.
fn of_width(finding: &Finding) -> String {
    finding.excerpt.clone().unwrap_or_default().replace('：', ":")
}

/// What is told, and of what.
fn all(report: &Report) -> Vec<(&str, Option<&str>)> {
    report.findings.iter().map(|finding| (finding.code.0, finding.excerpt.as_deref())).collect()
}

/// No cell is read, each is told, and each set is named where it stands.
fn assert_none(document: &Document, names: &[&str], what: &str) {
    let report = read(document);
    let twice = told(&report, "table-twice");
    for (address, cell) in &report.cells.0 {
        assert_eq!(cell.state, CellState::Missing, "{what}: {address} {:?}", all(&report));
        assert!(twice.iter().any(|finding| finding.cells.contains(&address.to_string())), "{what}: {address}");
    }
    for name in names {
        let of_name: Vec<_> = twice.iter().filter(|finding| of_width(finding) == name.replace('：', ":")).collect();
        assert_eq!(of_name.len(), TableId::ALL.len(), "{what}: {name} {twice:?}");
    }
    let places: Vec<_> = twice.iter().map(|finding| format!("{:?}", finding.at)).collect();
    assert!(
        places.iter().all(|place| places.iter().filter(|other| *other == place).count() == 1),
        "{what}: {places:?}"
    );
    assert!(told(&report, "table-left-aside").is_empty(), "{what}: {:?}", all(&report));
}

const NAMES: [&[&str]; 8] = [
    &["示例区教育局", "示例区水利局"],
    &["教育局", "水利局", "民政局"],
    &["青禾街道", "云溪街道"],
    &["上半年", "下半年"],
    &["一季度", "二季度", "三季度", "四季度"],
    &["2022年", "2023年1-6月"],
    &["填报单位：示例区教育局", "填报单位：示例区水利局"],
    &["教育局政府信息公开工作情况统计表", "水利局政府信息公开工作情况统计表"],
];

#[test]
fn of_sets_of_several_bodies_or_times_none_is_read_where_nothing_says_whose_report_it_is() {
    for names in NAMES {
        for (what, document) in in_all_layouts(&document(sets(names))) {
            assert_none(&document, names, &format!("{names:?} {what}"));
        }
    }
}

#[test]
fn nor_are_they_in_sheets_of_their_own() {
    for names in NAMES {
        let named = (3..).zip(names).flat_map(|(seed, name)| in_sheet(name, set("", &report(seed))));
        assert_none(&document(named.collect()), names, &format!("{names:?}"));
        let inside = (1..).zip(names).flat_map(|(at, name)| in_sheet(&format!("Sheet{at}"), set(name, &report(at))));
        assert_none(&document(inside.collect()), names, &format!("{names:?} in Sheet1…"));
    }
    let names = ["区政府本级", "教育局", "合计"];
    let named = (3..).zip(names).flat_map(|(seed, name)| in_sheet(name, set("", &report(seed))));
    assert_none(&document(named.collect()), &names, "a total");
}

#[test]
fn the_set_of_the_body_that_the_title_names_is_read() {
    let title = format!("{BODY}2023年政府信息公开工作年度报告");
    for names in [["示例区教育局", BODY], ["填报单位：示例区教育局", "填报单位：示例区水利局"], ["2022年", "2023年"]]
    {
        let last = report(4);
        for (what, document) in in_all_layouts(&titled(&title, sets(&names))) {
            let report = assert_read(&last, &document, &format!("{names:?} {what}"));
            assert_eq!(told(&report, "table-left-aside").len(), 3, "{names:?} {what}: {:?}", all(&report));
        }
    }
    // Of a third body's report neither is.
    let title = "示例区人民政府2023年政府信息公开工作年度报告";
    let names = ["示例区教育局", "示例区水利局"];
    for (what, document) in in_all_layouts(&titled(title, sets(&names))) {
        assert_none(&document, &names, &what);
    }
}

#[test]
fn beside_a_set_without_a_name_only_last_years_and_parts_of_the_year_are_known_to_be_others() {
    for name in ["上年数据", "去年情况", "上半年"] {
        for (what, document) in in_all_layouts(&document(sets(&[name, ""]))) {
            let report = assert_read(&report(4), &document, &format!("{name} {what}"));
            assert_eq!(told(&report, "table-left-aside").len(), 3, "{name} {what}: {:?}", all(&report));
        }
    }
    for name in ["教育局", "2022年"] {
        let sheets = in_sheet(name, set("", &report(3))).into_iter().chain(in_sheet("Sheet1", set("", &report(4))));
        assert_none(&document(sheets.collect()), &[name], name);
    }
}

#[test]
fn of_sets_of_a_bodys_parts_and_their_total_none_is_read() {
    let parts: [&[&str]; 6] = [
        &["机关", "局属单位", "合计"],
        &["机关", "局属单位", "总计"],
        &["局机关", "下属单位", "汇总"],
        &["机关", "事业单位"],
        &["机关", "示例区水务中心"],
        &["本级", "下级", "汇总"],
    ];
    for names in parts {
        let mut document = parted(&report(2)).0;
        document.blocks.extend(sets(names));
        for (what, document) in in_all_layouts(&document) {
            let report = read(&document);
            let what = format!("{names:?} {what}: {:?}", all(&report));
            for (address, cell) in &report.cells.0 {
                assert_eq!(cell.state, CellState::Missing, "{what}: {address}");
                let is_told = |finding: &Finding| finding.cells.contains(&address.to_string());
                assert!(report.findings.iter().any(is_told), "{what}: {address}");
            }
            assert!(told(&report, "table-left-aside").is_empty(), "{what}");
        }
    }
}

#[test]
fn a_report_that_stands_around_its_tables_keeps_them() {
    let own = report(5);
    for (name, title) in [("示例区教育局", true), ("示例区教育局", false), ("局属单位", true)] {
        let mut document = write::form(&own);
        if !title {
            document.blocks.retain(|block| !matches!(block, Block::Heading(heading) if heading.level == 1));
        }
        document.blocks.extend(set(name, &report(6)));
        for (what, document) in in_all_layouts(&document) {
            let report = assert_read(&own, &document, &format!("{name} {what}"));
            assert_eq!(told(&report, "table-left-aside").len(), 3, "{name} {what}: {:?}", all(&report));
        }
    }
    let mut document = write::form(&own);
    document.blocks.extend(set("全区合计", &report(6)));
    let report = read(&document);
    assert!(report.cells.0.values().all(|cell| cell.state == CellState::Missing), "{:?}", all(&report));
    assert_eq!(told(&report, "table-twice").iter().filter(|told| told.excerpt.is_some()).count(), 3);
}

#[test]
fn a_sheet_of_last_year_or_that_shows_how_it_is_filled_in_is_no_second_report() {
    let own = report(5);
    let last_year = sample_report(EditionId::E2021, BODY, 2022, &Figures::consistent(EditionId::E2021, 8));
    for name in ["去年", "上年", "模板", "填报样例", "样例", "填报说明", "空表"] {
        for is_first in [true, false] {
            for is_whole in [true, false] {
                let aside = if is_whole { write::form(&last_year).blocks } else { set("", &last_year) };
                let (aside, sheet) = (in_sheet(name, aside), in_sheet("年报", write::form(&own).blocks));
                let blocks = if is_first { [aside, sheet].concat() } else { [sheet, aside].concat() };
                let what = format!("{name} {is_first} {is_whole}");
                let report = assert_read(&own, &document(blocks), &what);
                assert_eq!((report.body.as_deref(), report.year), (Some(BODY), Some(2023)), "{what}");
                assert_eq!(told(&report, "table-left-aside").len(), 3, "{what}: {:?}", all(&report));
                assert_eq!(told(&report, "report-second").len(), 0, "{what}");
            }
        }
        // Alone it is the report.
        assert_read(&own, &document(in_sheet(name, write::form(&own).blocks)), name);
    }
    for name in ["教育局模板", "说明", "对照"] {
        let sheets = [in_sheet("年报", write::form(&own).blocks), in_sheet(name, set("", &last_year))];
        let report = read(&document(sheets.concat()));
        assert!(told(&report, "table-out-of-place").is_empty(), "{name}");
        let taken = report.cells.0.iter().filter(|(_, cell)| cell.value.is_some());
        assert!(taken.into_iter().all(|(at, cell)| own.cells.value(*at) == cell.value), "{name}");
    }
}

#[test]
fn a_table_3_whose_columns_are_parted_is_told_as_that() {
    let own = report(5);
    let mut parts = [3..6, 6..10].map(|kept: std::ops::Range<u32>| {
        let mut document = with_table(&own, 1, |table| {
            let labels = |column: u32| column < 3;
            table.cells.retain(|cell| labels(cell.column) || kept.contains(&cell.column));
            // Of a cell over several columns nothing reaches beyond the part.
            table.cells.retain(|cell| labels(cell.column) || cell.column_span == 1);
            for cell in &mut table.cells {
                if !labels(cell.column) {
                    cell.column = cell.column - kept.start + 3;
                }
            }
            table.columns = 3 + kept.end - kept.start;
        });
        let at = document.blocks.iter().position(|block| matches!(block, Block::Table(table) if table.rows > 20));
        document.blocks.swap_remove(at.unwrap())
    });
    let mut document = write::form(&own);
    let at = document.blocks.iter().position(|block| matches!(block, Block::Table(table) if table.rows > 20)).unwrap();
    let [left, right] = &mut parts;
    document.blocks.splice(at..=at, [left.clone(), paragraph("（续）"), right.clone()]);
    let report = read(&document);
    assert!(report.cells.of_table(TableId::T3).all(|(_, cell)| cell.state == CellState::Missing));
    assert_eq!(told(&report, "table-twice").len(), 0, "{:?}", all(&report));
    assert_eq!(told(&report, "table-in-parts").len(), 1, "{:?}", all(&report));
    assert_eq!(told(&report, "table-in-parts")[0].cells.len(), 175);
}

#[test]
fn tables_of_two_years_one_below_the_other_in_an_annex_are_told_as_two() {
    let (mut document, tables) = parted(&report(5));
    let other = parted(&report(6)).1;
    for (number, (own, other)) in (1..).zip(tables.into_iter().zip(other)) {
        let captions = [2022, 2023].map(|year| paragraph(&format!("附表{number}（{year}年）")));
        let [first, second] = captions;
        document.blocks.extend([first, other, second, own]);
    }
    for (what, document) in in_all_layouts(&document) {
        let report = read(&document);
        assert!(report.cells.0.values().all(|cell| cell.state == CellState::Missing), "{what}");
        assert!(told(&report, "table-unread").is_empty(), "{what}: {:?}", all(&report));
        let told = told(&report, "table-twice");
        assert!(told.iter().map(|finding| finding.cells.len()).sum::<usize>() >= 200, "{what}: {:?}", all(&report));
    }
}

#[test]
fn of_whole_reports_without_a_title_in_sheets_named_after_bodies_none_is_read() {
    let whole = |seed: u64| {
        let mut blocks = write::form(&report(seed)).blocks;
        blocks.retain(|block| !matches!(block, Block::Heading(heading) if heading.level == 1));
        blocks
    };
    let names = ["教育局", "水利局"];
    let sheets = (3..).zip(names).flat_map(|(seed, name)| in_sheet(name, whole(seed)));
    let report = read(&document(sheets.collect()));
    assert!(report.cells.0.values().all(|cell| cell.state == CellState::Missing), "{:?}", all(&report));
    assert_eq!(told(&report, "table-twice").len(), 6, "{:?}", all(&report));
    // The body of the title is neither.
    let sheets = (3..).zip(names).flat_map(|(seed, name)| [vec![paragraph(name)], whole(seed)].concat());
    let title = "示例区人民政府2023年政府信息公开工作年度报告";
    for (what, document) in in_all_layouts(&titled(title, sheets.collect())) {
        let report = read(&document);
        let taken = report.cells.0.values().filter(|cell| cell.value.is_some()).count();
        assert_eq!(taken, 0, "{what}: {:?}", all(&report));
    }
}
