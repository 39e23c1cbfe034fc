use std::collections::{BTreeMap, BTreeSet};

use gongkai_documents::{Block, Cell as GridCell, Document, Table};
use gongkai_report::model::{Located, Section};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report, TableId, write};
use gongkai_testkit::{Figures, sample_report};

fn tables(document: &Document) -> Vec<&Table> {
    let blocks = document.blocks.iter();
    blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None }).collect()
}

fn headings(document: &Document) -> Vec<(u8, &str)> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| match block {
            Block::Heading(heading) => Some((heading.level, heading.text.as_str())),
            _ => None,
        })
        .collect()
}

/// Every grid position is covered exactly once.
fn assert_full(table: &Table) {
    let mut taken = BTreeSet::new();
    for cell in &table.cells {
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                assert!(taken.insert((row, column)), "{row} {column} {}", cell.text);
            }
        }
    }
    assert_eq!(taken.len(), usize::try_from(table.rows * table.columns).unwrap());
    assert!(table.cells.is_sorted_by_key(|cell| (cell.row, cell.column)));
}

fn span(cell: &GridCell) -> (u32, u32, u32, u32) {
    (cell.row, cell.column, cell.row_span, cell.column_span)
}

fn labelled<'a>(table: &'a Table, text: &str) -> &'a GridCell {
    table.cells.iter().find(|cell| cell.text == text).unwrap_or_else(|| panic!("no cell {text}"))
}

#[test]
fn the_three_tables_have_the_shape_of_their_edition() {
    let shape = |edition| {
        TableId::ALL.map(|id| {
            let table = write::table(edition, id, |_| String::new());
            assert_full(&table);
            (table.rows, table.columns, table.header_rows, table.cells.len())
        })
    };
    assert_eq!(shape(EditionId::E2019), [(18, 4, 0, 53), (26, 10, 3, 198), (4, 15, 3, 34)]);
    assert_eq!(shape(EditionId::E2021), [(14, 4, 0, 30), (28, 10, 3, 215), (4, 15, 3, 34)]);
}

#[test]
fn labels_reach_as_far_as_the_form_has_them() {
    let table = |edition| write::table(edition, TableId::T3, |_| String::new());
    let newer = table(EditionId::E2021);
    for (label, expected) in [
        ("（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", (0, 0, 3, 3)),
        ("申请人情况", (0, 3, 1, 7)),
        ("法人或其他组织", (1, 4, 1, 5)),
        ("一、本年新收政府信息公开申请数量", (3, 0, 1, 3)),
        ("三、本年度办理结果", (5, 0, 22, 1)),
        ("（一）予以公开", (5, 1, 1, 2)),
        ("（三）不予公开", (7, 1, 8, 1)),
        ("1.属于国家秘密", (7, 2, 1, 1)),
        ("（六）其他处理", (23, 1, 3, 1)),
        ("（七）总计", (26, 1, 1, 2)),
        ("四、结转下年度继续办理", (27, 0, 1, 3)),
    ] {
        assert_eq!(span(labelled(&newer, label)), expected, "{label}");
        assert!(labelled(&newer, label).header);
    }
    let older = table(EditionId::E2019);
    assert_eq!(span(labelled(&older, "三、本年度办理结果")), (5, 0, 20, 1));
    assert_eq!(span(labelled(&older, "（六）其他处理")), (23, 1, 1, 2));
}

#[test]
fn table_2_shares_the_width_of_its_bands() {
    let table = |edition| write::table(edition, TableId::T2, |address| address.to_string());
    let (older, newer) = (table(EditionId::E2019), table(EditionId::E2021));
    assert_eq!(span(labelled(&newer, "第二十条第（八）项")), (11, 0, 1, 4));
    assert_eq!(span(labelled(&newer, "本年收费金额（单位：万元）")), (12, 1, 1, 3));
    assert_eq!(span(labelled(&newer, "t2.admin_fee.fee_amount")), (13, 1, 1, 3));
    assert_eq!(span(labelled(&older, "采购项目数量")), (16, 1, 1, 1));
    assert_eq!(span(labelled(&older, "t2.procurement.procurement_amount")), (17, 2, 1, 2));
}

#[test]
fn every_figure_stands_in_its_place_as_it_was_written() {
    for edition in EditionId::ALL {
        let report = sample_report(edition, "青禾街道", 2022, &Figures::telling(edition));
        let form = write::form(&report);
        let mut seen = 0;
        for (id, table) in TableId::ALL.into_iter().zip(tables(&form)) {
            let addresses = write::table(edition, id, |address| address.to_string());
            for (cell, place) in table.cells.iter().zip(&addresses.cells) {
                if let Some(address) = CellAddress::parse(&place.text) {
                    assert_eq!(Some(&cell.text), report.cells.get(address).unwrap().raw.as_ref(), "{address}");
                    seen += 1;
                }
            }
        }
        assert_eq!(seen, edition.edition().cells().len());
    }
}

#[test]
fn blank_slash_text_and_missing_stay_what_they_are() {
    let mut report = sample_report(EditionId::E2021, "云溪镇", 2022, &Figures::zero(EditionId::E2021));
    let states = [
        ("t4.recon.upheld", CellState::Blank, Some("\u{3000}"), ""),
        ("t4.recon.corrected", CellState::Slash, Some("—"), "/"),
        ("t4.recon.other", CellState::Text, Some("见附件"), "见附件"),
        ("t4.recon.pending", CellState::Missing, None, "〔未读出〕"),
    ];
    for (address, state, raw, _) in states {
        let cell = Cell { state, value: None, raw: raw.map(str::to_owned), unit: None, at: None };
        report.cells.0.insert(CellAddress::parse(address).unwrap(), cell);
    }
    let form = write::form(&report);
    let figures: Vec<&str> =
        tables(&form)[2].cells.iter().filter(|cell| cell.row == 3).map(|cell| cell.text.as_str()).collect();
    assert_eq!(figures[..5], ["", "/", "见附件", "〔未读出〕", "0"]);
}

#[test]
fn sections_stand_in_order_under_their_official_titles() {
    let report = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::zero(EditionId::E2021));
    let form = write::form(&report);
    let found = headings(&form);
    assert_eq!(found[0], (1, "青禾街道2022年政府信息公开工作年度报告"));
    let sections: Vec<&str> = found.iter().filter(|(level, _)| *level == 2).map(|(_, text)| *text).collect();
    assert_eq!(
        sections,
        [
            "一、总体情况",
            "二、主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "四、政府信息公开行政复议、行政诉讼情况",
            "五、存在的主要问题及改进情况",
            "六、其他需要报告的事项",
        ]
    );
    assert!(found.contains(&(3, "（一）主动公开")));
    let published = form.blocks.iter().any(|b| matches!(b, Block::Paragraph(p) if p.text == "发布日期：2023-01-20"));
    assert!(published);
}

#[test]
fn prose_beside_a_table_is_kept_on_its_side() {
    let mut report = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::zero(EditionId::E2021));
    let at = report.sections[1].at.clone();
    let line = |text: &str| Located { text: text.to_owned(), at: at.clone() };
    report.sections[1].lines = vec![line("注：本表不含转发文件。"), line("本年度情况如下。")];
    let form = write::form(&report);
    let position = |text: &str| {
        form.blocks.iter().position(|block| matches!(block, Block::Paragraph(found) if found.text == text)).unwrap()
    };
    let table = form.blocks.iter().position(|block| matches!(block, Block::Table(_))).unwrap();
    assert!(position("本年度情况如下。") < table && table < position("注：本表不含转发文件。"));
}

#[test]
fn each_table_is_written_in_its_own_edition() {
    let mut report = sample_report(EditionId::E2021, "青禾街道", 2022, &Figures::telling(EditionId::E2021));
    let older = Figures::telling(EditionId::E2019);
    report.tables.get_mut(&TableId::T3).unwrap().edition = EditionId::E2019;
    report.cells.0.retain(|address, _| address.table() != TableId::T3);
    report.cells.0.extend(older.cells.0.into_iter().filter(|(address, _)| address.table() == TableId::T3));
    let form = write::form(&report);
    let rows: Vec<u32> = tables(&form).iter().map(|table| table.rows).collect();
    assert_eq!(rows, [14, 26, 4]);
}

#[test]
fn a_report_of_nothing_is_an_empty_form() {
    let form = write::form(&Report::default());
    assert_eq!(headings(&form)[0].1, "政府信息公开工作年度报告");
    assert_eq!(tables(&form).len(), 3);
    assert!(tables(&form).iter().flat_map(|table| &table.cells).all(|cell| cell.header || cell.text.is_empty()));
    let untitled = Report {
        sections: vec![Section { number: 1, title: "概述".into(), at: form_place(), lines: Vec::new() }],
        year: Some(2020),
        ..Report::default()
    };
    assert_eq!(tables(&write::form(&untitled))[1].rows, 26);
}

fn form_place() -> gongkai_documents::Place {
    gongkai_documents::Place::Line { line: 1 }
}

#[test]
fn a_blank_form_names_the_body_and_the_five_parts() {
    let form = write::blank_form(EditionId::E2021, Some("云溪镇"), Some(2024));
    assert_eq!(form.title.as_deref(), Some("云溪镇2024年政府信息公开工作年度报告"));
    let parts: Vec<&str> = headings(&form).into_iter().filter(|(level, _)| *level == 3).map(|(_, text)| text).collect();
    assert_eq!(parts.len(), 5);
    assert_eq!(parts[0], "（一）主动公开");
    assert!(headings(&write::blank_form(EditionId::E2019, None, None)).iter().all(|(level, _)| *level < 3));
}

#[test]
fn places_count_as_a_reader_of_the_written_file_would() {
    let report = sample_report(EditionId::E2019, "青禾街道", 2020, &Figures::telling(EditionId::E2019));
    let form = write::form(&report);
    let places: BTreeMap<String, usize> = form.blocks.iter().fold(BTreeMap::new(), |mut places, block| {
        let place = match block {
            Block::Heading(heading) => &heading.place,
            Block::Paragraph(paragraph) => &paragraph.place,
            Block::Table(table) => &table.place,
        };
        *places.entry(format!("{place:?}")).or_default() += 1;
        places
    });
    assert!(places.values().all(|count| *count == 1));
    assert_eq!(tables(&form)[2].cells[0].place, gongkai_documents::Place::Cell { table: 3, row: 1, column: 1 });
}
