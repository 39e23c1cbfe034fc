//! Forms that say a thing twice, number their columns, count in other units or put notes beside figures.

use gongkai_documents::{Block, Cell, Document, Place, Table};
use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId, read, write};
use gongkai_testkit::{Figures, sample_report};
use rust_decimal::Decimal;

fn truth(edition: EditionId) -> Report {
    sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::telling(edition))
}

fn tables(document: &mut Document) -> Vec<&mut Table> {
    let tables = document.blocks.iter_mut().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    tables.collect()
}

fn codes(report: &Report) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code.0).collect()
}

fn at(text: &str) -> CellAddress {
    CellAddress::parse(text).unwrap()
}

/// The cell that stands right of a label.
fn beside<'t>(table: &'t mut Table, label: &str) -> &'t mut Cell {
    let row = table.cells.iter().find(|cell| cell.text == label).unwrap().row;
    table.cells.iter_mut().find(|cell| cell.row == row && !cell.header).unwrap()
}

#[test]
fn of_two_tables_of_each_kind_no_figure_is_taken() {
    for edition in EditionId::ALL {
        let mut document = write::form(&truth(edition));
        let other = sample_report(edition, "云溪镇", edition.edition().years.from, &Figures::telling(edition));
        let untitled = write::form(&other).blocks.into_iter().skip(1);
        document.blocks.extend(untitled);
        let report = read(&document);
        assert!(report.cells.0.values().all(|cell| cell.state == CellState::Missing), "{:?}", codes(&report));
        assert_eq!(codes(&report).iter().filter(|code| **code == "table-twice").count(), 3);
        let checked = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
        let left_out = checked.iter().any(|finding| finding.code.0 == "table-without-figures");
        assert!(!left_out, "figures that could not be taken are not figures left out: {checked:#?}");
    }
}

#[test]
fn of_last_years_table_beside_this_years_none_is_taken() {
    for (number, table) in TableId::ALL.into_iter().enumerate() {
        let mut document = write::form(&truth(EditionId::E2021));
        let position = document.blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Table(_)));
        let position = position.map(|(index, _)| index).nth(number).unwrap();
        let copy = document.blocks[position].clone();
        document.blocks.insert(position, copy);
        let report = read(&document);
        let missing = |of| report.cells.of_table(of).all(|(_, cell)| cell.state == CellState::Missing);
        for of in TableId::ALL {
            assert_eq!(missing(of), of == table, "{table:?} twice, {of:?}: {:?}", codes(&report));
        }
        assert!(codes(&report).contains(&"table-twice"));
    }
}

#[test]
fn of_two_rows_with_one_label_neither_is_taken() {
    let mut document = write::form(&truth(EditionId::E2021));
    let mut all = tables(&mut document);
    let table = &mut *all[0];
    let row = table.cells.iter().find(|cell| cell.text == "行政许可").unwrap().row;
    let mut second: Vec<Cell> = table.cells.iter().filter(|cell| cell.row == row).cloned().collect();
    for cell in &mut table.cells {
        cell.row += u32::from(cell.row > row);
    }
    for cell in &mut second {
        cell.row += 1;
        cell.text = if cell.header { "行政许可（住建）".to_owned() } else { "3".to_owned() };
    }
    table.cells.extend(second);
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    table.rows += 1;
    let report = read(&document);
    assert_eq!(report.cells.get(at("t2.permit.decisions")).unwrap().state, CellState::Missing);
    assert!(codes(&report).contains(&"row-doubled"), "{:?}", codes(&report));
    assert!(report.cells.number("t2.penalty.decisions").is_some());
}

/// Puts a row below another of a table: its labels as `label` says, its figures one higher.
fn add_below(table: &mut Table, row: u32, label: impl Fn(&str) -> String) {
    let mut second: Vec<Cell> = table.cells.iter().filter(|cell| cell.row == row).cloned().collect();
    for cell in &mut table.cells {
        cell.row += u32::from(cell.row > row);
        cell.row_span += u32::from(cell.row < row && cell.row + cell.row_span > row + 1);
    }
    for cell in &mut second {
        cell.row += 1;
        cell.text = cell.text.parse::<u64>().map_or_else(|_| label(&cell.text), |figure| (figure + 1).to_string());
    }
    table.cells.extend(second);
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    table.rows += 1;
}

#[test]
fn a_row_that_says_it_is_last_years_is_none_of_the_forms() {
    let truth = truth(EditionId::E2021);
    for (label, row) in
        [("（七）总计", "total"), ("（一）予以公开", "granted"), ("1.属于国家秘密", "refused_state_secret")]
    {
        for before in ["上年同期", "去年", "上年："] {
            let mut document = write::form(&truth);
            let table = &mut *tables(&mut document)[1];
            let at = table.cells.iter().find(|cell| cell.text == label).unwrap().row;
            add_below(table, at, |text| format!("{before}{text}"));
            let report = read(&document);
            assert!(!codes(&report).contains(&"row-doubled"), "{before}{label}: {:?}", codes(&report));
            let own = truth.cells.of_table(TableId::T3).filter(|(at, _)| at.row() == row);
            assert!(own.into_iter().all(|(at, cell)| report.cells.value(at) == cell.value), "{before}{label}");
            // Alone it is taken for no row of the form.
            let table = &mut *tables(&mut document)[1];
            table.cells.retain(|cell| cell.row != at || (cell.header && cell.row_span > 1));
            let report = read(&document);
            let own = report.cells.of_table(TableId::T3).filter(|(at, _)| at.row() == row);
            assert!(own.into_iter().all(|(_, cell)| cell.state == CellState::Missing), "{before}{label} alone");
        }
    }
}

#[test]
fn a_second_row_of_figures_in_table_4_is_told_as_that() {
    let truth = truth(EditionId::E2021);
    let mut document = write::form(&truth);
    let table = &mut *tables(&mut document)[2];
    add_below(table, table.rows - 1, str::to_owned);
    let report = read(&document);
    assert!(report.cells.of_table(TableId::T4).all(|(_, cell)| cell.state == CellState::Missing));
    let told = report.findings.iter().find(|finding| finding.code.0 == "row-doubled").unwrap();
    assert_eq!((told.args["kind"].as_str(), told.cells.len()), ("figures", 15));
    assert!(!codes(&report).contains(&"table-twice"));
}

#[test]
fn a_row_that_numbers_the_columns_of_table_4_is_none_of_figures() {
    let truth = truth(EditionId::E2021);
    let mut document = write::form(&truth);
    let mut all = tables(&mut document);
    let table = &mut *all[2];
    let figures = table.cells.iter().find(|cell| !cell.header).unwrap().row;
    for cell in &mut table.cells {
        cell.row += u32::from(cell.row >= figures);
    }
    let place = Place::Cell { table: 3, row: figures + 1, column: 1 };
    table.cells.extend((0..15).map(|column| Cell {
        row: figures,
        column,
        row_span: 1,
        column_span: 1,
        text: (column + 1).to_string(),
        header: false,
        place: place.clone(),
    }));
    table.cells.sort_by_key(|cell| (cell.row, cell.column));
    table.rows += 1;
    let report = read(&document);
    for (address, cell) in truth.cells.of_table(TableId::T4) {
        assert_eq!(report.cells.value(address), cell.value, "{address}");
    }
}

#[test]
fn the_mark_of_a_note_is_no_digit() {
    for mark in ["①", "²", "⑴", "[1]", "（注1）"] {
        let mut document = write::form(&truth(EditionId::E2021));
        let mut all = tables(&mut document);
        beside(all[0], "规章").text = format!("52{mark}");
        let report = read(&document);
        assert_eq!(report.cells.number("t2.regulation.issued"), Some(Decimal::from(52)), "{mark}");
        assert!(codes(&report).contains(&"cell-annotated"), "{mark}: {:?}", codes(&report));
    }
}

#[test]
fn money_is_in_the_unit_the_header_names() {
    for (unit, yuan) in [("元", 1_i64), ("千元", 1_000), ("百万元", 1_000_000), ("亿元", 100_000_000)] {
        let mut document = write::form(&truth(EditionId::E2021));
        let mut all = tables(&mut document);
        for cell in &mut all[0].cells {
            cell.text = cell.text.replace("单位：万元", &format!("单位：{unit}"));
        }
        beside(all[0], "行政事业性收费").text = "25".to_owned();
        let report = read(&document);
        let cell = report.cells.get(at("t2.admin_fee.fee_amount")).unwrap();
        assert_eq!((cell.value, cell.unit.as_deref()), (Some(Decimal::from(25 * yuan)), Some(unit)));
    }
}

#[test]
fn a_header_that_names_two_units_names_none() {
    for unit in ["元/万元", "元或万元", "万元、元"] {
        let mut document = write::form(&truth(EditionId::E2021));
        let mut all = tables(&mut document);
        for cell in &mut all[0].cells {
            cell.text = cell.text.replace("单位：万元", &format!("单位：{unit}"));
        }
        beside(all[0], "行政事业性收费").text = "25".to_owned();
        let report = read(&document);
        let cell = report.cells.get(at("t2.admin_fee.fee_amount")).unwrap();
        assert_eq!((cell.value, cell.unit.as_deref()), (Some(Decimal::from(25)), None), "{unit}");
        assert!(codes(&report).contains(&"money-without-unit"), "{unit}: {:?}", codes(&report));
    }
}

#[test]
fn a_unit_the_form_leaves_out_is_taken_from_header_or_cell() {
    let read_as = |header: &str, raw: &str| {
        let mut document = write::form(&truth(EditionId::E2019));
        let mut all = tables(&mut document);
        all[0].cells.iter_mut().find(|cell| cell.text == "采购总金额").unwrap().text = header.to_owned();
        let place = all[0].cells.iter().position(|cell| cell.text == "政府集中采购").unwrap();
        all[0].cells[place + 2].text = raw.to_owned();
        let report = read(&document);
        let amount = report.cells.get(at("t2.procurement.procurement_amount")).unwrap().clone();
        assert!(!codes(&report).contains(&"money-without-unit"), "{header} {raw}");
        // The form has no unit: written out, the figure brings its own.
        let again = read(&write::form(&report));
        assert_eq!(again.cells.number("t2.procurement.procurement_amount"), amount.value, "{header} {raw}");
        (amount.value.unwrap().to_string(), amount.unit.unwrap())
    };
    for header in
        ["采购总金额（万元）", "采购总金额（单位：万元）", "采购总金额\n（万元）", "采购总金额（单位:\u{3000}万元）"]
    {
        assert_eq!(read_as(header, "105.46"), ("1054600".to_owned(), "万元".to_owned()), "{header}");
    }
    assert_eq!(read_as("采购总金额（元）", "105.46"), ("105.46".to_owned(), "元".to_owned()));
    assert_eq!(read_as("采购总金额", "105.46（万元）"), ("1054600".to_owned(), "万元".to_owned()));
    assert_eq!(read_as("采购总金额（万元）", "1054600元"), ("1054600".to_owned(), "元".to_owned()));
}

#[test]
fn a_title_is_read_over_its_lines() {
    for (lines, body) in [
        (&["青禾街道办事处2023年", "政府信息公开工作年度报告"][..], Some("青禾街道办事处")),
        (&["青禾街道办事处2023年政府信息公开", "工作年度报告"], Some("青禾街道办事处")),
        (&["青禾街道办事处", "2023年度政府信息公开工作", "年度报告"], Some("青禾街道办事处")),
        (&["青禾街道办事处", "二〇二三年政府信息公开工作年度报告"], Some("青禾街道办事处")),
        (&["索引号：0001", "标题：青禾街道办事处2023年政府信息公开工作年度报告"], Some("青禾街道办事处")),
    ] {
        let mut text = lines.join("\n");
        text.push_str("\n一、总体情况\n2023年，我办推进政务公开工作。\n二、主动公开政府信息情况\n");
        let report = read(&gongkai_testkit::layout::lines(&text));
        assert_eq!((report.body.as_deref(), report.year), (body, Some(2023)), "{lines:?}: {:?}", report.title);
        assert!(report.title.is_some_and(|title| title.text.ends_with("年度报告")), "{lines:?}");
    }
}

#[test]
fn a_title_of_several_years_has_no_year() {
    for years in ["2020年至2022年", "2020—2022年度", "2021-2022"] {
        for title in
            [format!("青禾街道{years}政府信息公开工作年度报告"), format!("{years}青禾街道政府信息公开工作年度报告")]
        {
            let text = format!("{title}\n一、总体情况\n2022年，我街道推进政务公开工作。\n二、主动公开政府信息情况\n");
            let report = read(&gongkai_testkit::layout::lines(&text));
            assert_eq!((report.body.as_deref(), report.year), (Some("青禾街道"), None), "{title}");
            let findings = gongkai_report::check::check(&report, &gongkai_report::check::Context::default());
            assert!(findings.iter().any(|finding| finding.code.0 == "year-missing"), "{title}: {findings:#?}");
        }
    }
}

#[test]
fn sections_numbered_in_brackets_or_out_of_order_are_found() {
    let titles: Vec<&str> = EditionId::E2021.edition().sections.iter().map(|section| section.title.as_str()).collect();
    let text = |order: [usize; 6], open: &str, close: &str| {
        let mut text = "青禾街道2023年政府信息公开工作年度报告\n".to_owned();
        for index in order {
            let numeral = ["一", "二", "三", "四", "五", "六"][index];
            text.push_str(&format!("{open}{numeral}{close}{}\n本街道按规定办理。\n", titles[index]));
        }
        read(&gongkai_testkit::layout::lines(&text))
    };
    let numbers = |report: &Report| report.sections.iter().map(|section| section.number).collect::<Vec<_>>();
    assert_eq!(numbers(&text([0, 1, 2, 3, 4, 5], "（", "）")), [1, 2, 3, 4, 5, 6]);
    let turned = text([0, 1, 2, 3, 5, 4], "", "、");
    assert_eq!(numbers(&turned), [1, 2, 3, 4, 6, 5]);
    let found = gongkai_report::check::check(&turned, &gongkai_report::check::Context::default());
    let told: Vec<&str> = found.iter().map(|finding| finding.code.0).collect();
    assert!(told.contains(&"section-order") && !told.contains(&"section-missing"), "{told:?}");
}

#[test]
fn columns_of_an_offices_own_are_left_aside() {
    // A band beside table 2's labels, and remarks right of table 3.
    let truth = truth(EditionId::E2021);
    let mut document = write::form(&truth);
    let mut all = tables(&mut document);
    let (rows, columns) = (all[0].rows, all[0].columns);
    for cell in &mut all[0].cells {
        let whole = cell.column == 0 && cell.column_span == columns;
        cell.column_span += u32::from(whole);
        cell.column += u32::from(!whole);
    }
    let place = Place::Cell { table: 1, row: 1, column: 1 };
    let extra = |row, column, text: &str| Cell {
        row,
        column,
        row_span: 1,
        column_span: 1,
        text: text.to_owned(),
        header: false,
        place: place.clone(),
    };
    let banded: Vec<u32> = all[0].cells.iter().filter(|cell| cell.column == 0).map(|cell| cell.row).collect();
    all[0].cells.extend((0..rows).filter(|row| !banded.contains(row)).map(|row| extra(row, 0, "公开")));
    all[0].columns += 1;
    let (rows, columns) = (all[1].rows, all[1].columns);
    all[1].cells.extend((0..rows).map(|row| extra(row, columns, if row == 0 { "备注" } else { "已核对" })));
    all[1].columns += 1;
    for table in &mut all {
        table.cells.sort_by_key(|cell| (cell.row, cell.column));
    }
    let report = read(&document);
    for (address, cell) in &truth.cells.0 {
        assert_eq!(report.cells.value(*address), cell.value, "{address}");
    }
}

#[test]
fn an_offices_own_list_beside_a_table_is_no_second_one() {
    let truth = truth(EditionId::E2021);
    let mut document = write::form(&truth);
    let mut own = tables(&mut document)[0].clone();
    own.cells.retain(|cell| cell.row < 3 && cell.column < 2);
    (own.rows, own.columns) = (3, 2);
    let position = document.blocks.iter().rposition(|block| matches!(block, Block::Heading(_))).unwrap();
    document.blocks.insert(position + 1, Block::Table(own));
    let report = read(&document);
    assert!(!codes(&report).contains(&"table-twice"), "{:?}", codes(&report));
    assert_eq!(report.cells.value(at("t2.regulation.issued")), truth.cells.value(at("t2.regulation.issued")));
}

/// A sheet saved as a page is one grid from its title to its last line.
#[test]
fn prose_in_rows_of_the_grid_above_it_is_the_sections() {
    let mut document = write::form(&truth(EditionId::E2021));
    let last = document.blocks.iter().rposition(|block| matches!(block, Block::Table(_))).unwrap();
    document.blocks.truncate(last + 1);
    let table = tables(&mut document).pop().unwrap();
    let rows =
        ["五、存在的主要问题及改进情况", "公开内容不够全面，下一步将予以丰富。", "六、其他需要报告的事项", "无收费。"];
    for text in rows {
        for column in 0..table.columns {
            let place = Place::Cell { table: 9, row: table.rows + 1, column: column + 1 };
            let text = if column == 0 { text.to_owned() } else { String::new() };
            let (row, row_span, column_span) = (table.rows, 1, 1);
            table.cells.push(Cell { row, column, row_span, column_span, text, header: false, place });
        }
        table.rows += 1;
    }
    let report = read(&document);
    let prose = |number: u8| {
        let section = report.sections.iter().find(|section| section.number == number).unwrap();
        section.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>()
    };
    assert_eq!((prose(5), prose(6)), (vec![rows[1]], vec![rows[3]]));
}
