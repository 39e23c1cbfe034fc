//! xlsx and xls: the fixture, and workbooks made by hand.

use std::io::{Cursor, Write};

use gongkai_documents::read::workbook::{read_xls, read_xlsx};
use gongkai_documents::{Block, Document, Format, Limits, NoticeKind, Place, ReadError};
use proptest::prelude::*;

use crate::office::{self, TABLE_TWO, check_table_three, describe, outline, tables};

const XLSX: &[u8] = include_bytes!("../fixtures/office/form.xlsx");
const XLS: &[u8] = include_bytes!("../fixtures/office/form.xls");

fn check_form(document: &Document) {
    assert_eq!(
        outline(document),
        [
            "## 年度报告",
            "示例区青禾街道2023年政府信息公开工作年度报告",
            "一、总体情况",
            "全年公开信息31条，其中动态9条。",
            "二、主动公开政府信息情况",
            "[6 x 4]",
            "三、收到和处理政府信息公开申请情况",
            "[28 x 10]",
            "## 附表",
            "[2 x 6]",
        ]
    );
    let tables = tables(document);
    assert_eq!(tables[0].cells.iter().map(describe).collect::<Vec<_>>(), TABLE_TWO);
    check_table_three(tables[1]);
    let values: Vec<_> = tables[2].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(
        values,
        ["2023-12-31", "TRUE", "#DIV/0!", "0.3", "57%", "-8", "第一行\n第二行", "合计", "\u{3000}", "", "", ""]
    );
    assert_eq!(document.notices.len(), 1);
    assert_eq!((document.notices[0].kind, document.notices[0].detail.as_str()), (NoticeKind::HiddenContent, "底稿"));
}

#[test]
fn the_form_is_read_whole() {
    let xlsx = read_xlsx(XLSX, &Limits::default()).unwrap();
    assert_eq!(xlsx.format, Format::Xlsx);
    check_form(&xlsx);
    let xls = read_xls(XLS, &Limits::default()).unwrap();
    assert_eq!(xls.format, Format::Xls);
    check_form(&xls);
    // Cell by cell, with their places: only the format differs.
    assert_eq!(xlsx.blocks, xls.blocks);
}

#[test]
fn places_are_cells_of_sheets() {
    let document = read_xlsx(XLSX, &Limits::default()).unwrap();
    let place = |cell: &str| Place::Sheet { sheet: "年度报告".to_owned(), cell: cell.to_owned() };
    assert_eq!(tables(&document)[1].place, place("A14"));
    assert_eq!(tables(&document)[1].cells[214].place, place("J41"));
    let Block::Heading(heading) = &document.blocks[0] else { panic!() };
    assert_eq!(heading.place, place("A1"));
}

fn package(sheet: &str) -> Vec<u8> {
    package_with(sheet, &[])
}

/// The same with other parts.
fn package_with(sheet: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let workbook = br#"<workbook><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>"#;
    let relations =
        br#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/1.xml"/></Relationships>"#;
    let own: [(&str, &[u8]); 3] = [
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/worksheets/1.xml", sheet.as_bytes()),
    ];
    let others = parts.iter().map(|(name, text)| (*name, text.as_bytes()));
    office::package(&own.into_iter().chain(others).collect::<Vec<_>>())
}

#[test]
fn cells_without_places_follow_each_other() {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c><c t='inlineStr'><is><t>二</t></is></c></row>\
                 <row hidden='1'><c t='str'><v>三_x000A_</v></c><c><f>1+1</f><v>2.50</v></c></row></sheetData></worksheet>";
    let document = read_xlsx(&package(sheet), &Limits::default()).unwrap();
    let texts: Vec<_> = tables(&document)[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["1", "二", "三\n", "2.5"]);
    assert_eq!(document.notices[0].kind, NoticeKind::UnseenRead);
    assert_eq!(outline(&document), ["[2 x 2]"]);
}

#[test]
fn a_formula_without_its_result_is_its_own_text() {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c><c><f>SUM(A1:A1)</f></c><c><f t='shared' si='0'/><v/></c>\
                 <c t='str'><f>\"\"</f><v></v></c><c><v>2</v></c></row></sheetData></worksheet>";
    let document = read_xlsx(&package(sheet), &Limits::default()).unwrap();
    let texts: Vec<_> = tables(&document)[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["1", "=SUM(A1:A1)", "=", "", "2"]);
}

/// A workbook of one sheet with styles.
fn styled(styles: &str, sheet: &str) -> Vec<u8> {
    let workbook = br#"<workbook><sheets><sheet name="s" sheetId="1" r:id="a"/></sheets></workbook>"#;
    let relations = br#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="worksheets/1.xml"/>
        <Relationship Id="b" Type="x/styles" Target="styles.xml"/></Relationships>"#;
    office::package(&[
        ("xl/workbook.xml", workbook),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/worksheets/1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn a_number_is_what_its_format_shows() {
    let styles = r#"<styleSheet><numFmts><numFmt numFmtId="176" formatCode="0.0000_ "/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="1"/>
        <xf numFmtId="176"/><xf numFmtId="3"/></cellXfs></styleSheet>"#;
    let sheet = "<worksheet><sheetData><row><c s='0'><v>4711.4</v></c><c s='1'><v>4711.4</v></c><c s='2'><v>131.81974</v></c>\
                 <c s='3'><v>4711.5</v></c><c s='1'><v>4711</v></c></row></sheetData></worksheet>";
    let document = read_xlsx(&styled(styles, sheet), &Limits::default()).unwrap();
    let texts: Vec<_> = tables(&document)[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["4711.4", "4711", "131.8197", "4712", "4711"]);
    let told: Vec<_> = document.notices.iter().map(|notice| (notice.kind, notice.detail.as_str())).collect();
    let rounded = ["4711→4711.4", "131.8197→131.81974", "4712→4711.5"];
    assert_eq!(told, rounded.map(|detail| (NoticeKind::Rounded, detail)));
    let place = Place::Sheet { sheet: "s".to_owned(), cell: "B1".to_owned() };
    assert_eq!(document.notices[0].place.as_ref(), Some(&place));
}

#[test]
fn white_figures_on_nothing_are_hidden() {
    let styles = r#"<styleSheet><fonts><font><color theme="1"/></font><font><color rgb="FFFFFFFF"/></font><font><color theme="0"/></font></fonts>
        <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FF1F3864"/></patternFill></fill>
        <fill><patternFill patternType="solid"><fgColor theme="0"/></patternFill></fill></fills>
        <borders><border><left style="thin"><color rgb="FFFFFFFF"/></left></border></borders>
        <cellXfs><xf fontId="0" fillId="0"/><xf fontId="1" fillId="0"/><xf fontId="2" fillId="2"/><xf fontId="1" fillId="1"/></cellXfs></styleSheet>"#;
    let sheet = "<worksheet><sheetData><row><c s='0'><v>7</v></c><c s='1'><v>7</v></c><c s='2'><v>7</v></c><c s='3'><v>7</v></c>\
                 <c s='1' t='str'><v>总计</v></c></row></sheetData></worksheet>";
    let document = read_xlsx(&styled(styles, sheet), &Limits::default()).unwrap();
    let texts: Vec<_> = tables(&document)[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["7", "", "", "7", "总计"]);
    assert!(document.notices.iter().all(|notice| notice.kind == NoticeKind::HiddenText));
}

#[test]
fn white_figures_on_what_a_sheet_colours_otherwise_are_seen() {
    let styles = r#"<styleSheet><fonts><font/><font><color rgb="FFFFFFFF"/></font></fonts><fills><fill/></fills>
        <cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>"#;
    let texts = |coloured: &str| {
        let sheet = format!(
            "<worksheet><sheetData><row><c><v>7</v></c><c s='1'><v>8</v></c><c s='1'><v>9</v></c><c><v>6</v></c><c><v>5</v></c></row>\
             </sheetData>{coloured}</worksheet>"
        );
        let document = read_xlsx(&styled(styles, &sheet), &Limits::default()).unwrap();
        tables(&document)[0].cells.iter().map(|cell| cell.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts(""), ["7", "", "", "6", "5"]);
    assert_eq!(
        texts("<conditionalFormatting sqref='A9 B1:B4'><cfRule/></conditionalFormatting>"),
        ["7", "8", "", "6", "5"]
    );
    assert_eq!(texts("<tableParts><tablePart/></tableParts>"), ["7", "8", "9", "6", "5"]);
}

#[test]
fn pictures_over_a_sheet_are_told() {
    let sheet = "<worksheet><sheetData><row><c><v>7</v></c></row></sheetData></worksheet>";
    let drawing = "<xdr:wsDr xmlns:xdr='x'><xdr:pic/><xdr:sp/><xdr:pic/></xdr:wsDr>";
    let bytes = office::package(&[
        ("xl/workbook.xml", br#"<workbook><sheets><sheet name="s" r:id="r"/></sheets></workbook>"#),
        (
            "xl/_rels/workbook.xml.rels",
            br#"<Relationships><Relationship Id="r" Type="x/worksheet" Target="worksheets/1.xml"/></Relationships>"#,
        ),
        ("xl/worksheets/1.xml", sheet.as_bytes()),
        ("xl/drawings/drawing1.xml", drawing.as_bytes()),
    ]);
    let document = read_xlsx(&bytes, &Limits::default()).unwrap();
    let [notice] = document.notices.as_slice() else { panic!("{:?}", document.notices) };
    assert_eq!((notice.kind, notice.detail.as_str()), (NoticeKind::PictureSkipped, "2"));
}

#[test]
fn a_cell_struck_out_keeps_its_place_and_is_told() {
    let styles = r#"<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>"#;
    let sheet = "<worksheet><sheetData><row><c t='str'><v>项</v></c><c s='1'><v>9</v></c><c s='0'><v>14</v></c></row></sheetData></worksheet>";
    let document = read_xlsx(&styled(styles, sheet), &Limits::default()).unwrap();
    let texts: Vec<_> = tables(&document)[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["项", "", "14"]);
    let place = Place::Sheet { sheet: "s".to_owned(), cell: "B1".to_owned() };
    let [notice] = document.notices.as_slice() else { panic!() };
    assert_eq!(
        (notice.kind, notice.detail.as_str(), notice.place.as_ref()),
        (NoticeKind::StruckText, "9", Some(&place))
    );
}

#[test]
fn a_declared_dimension_costs_nothing() {
    let sheet = "<worksheet><dimension ref='A1:XFD1048576'/><sheetData><row r='1'><c r='A1'><v>1</v></c></row>\
                 <row r='1048576'><c r='XFD1048576'><v>2</v></c></row></sheetData>\
                 <mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells></worksheet>";
    let document = read_xlsx(&package(sheet), &Limits::default()).unwrap();
    assert!(document.blocks.len() <= 2);
}

#[test]
fn limits_hold() {
    let row = |row: usize| format!("<row r='{row}'>{}</row>", "<c><v>1</v></c>".repeat(100));
    let sheet = format!("<worksheet><sheetData>{}</sheetData></worksheet>", (1..100).map(row).collect::<String>());
    let limits = Limits { cells: 500, ..Limits::default() };
    let document = read_xlsx(&package(&sheet), &limits).unwrap();
    assert_eq!(document.notices[0].kind, NoticeKind::LimitReached);
    let limits = Limits { inflated_bytes: 10_000, ..Limits::default() };
    assert!(matches!(read_xlsx(&package(&sheet), &limits), Err(ReadError::TooLarge { .. })));
    for cells in [1, 50, 300] {
        let limits = Limits { cells, characters: 100, span: 3, ..Limits::default() };
        assert!(read_xls(XLS, &limits).is_ok());
    }
}

/// An xls whose workbook stream has one sheet with these records.
fn book(records: &[(u16, &[u8])]) -> Vec<u8> {
    let mut stream = b"\x09\x08\x04\x00\x00\x06\x05\x00\x85\x00\x09\x00\x15\x00\x00\x00\x00\x00\x01\x00a".to_vec();
    stream.extend(b"\x09\x08\x02\x00\x00\x06");
    for (kind, data) in records {
        stream.extend(kind.to_le_bytes());
        stream.extend(u16::try_from(data.len()).unwrap().to_le_bytes());
        stream.extend(*data);
    }
    let mut book = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    book.create_stream("Workbook").unwrap().write_all(&stream).unwrap();
    book.into_inner().into_inner()
}

#[test]
fn every_kind_of_binary_cell_is_read() {
    let one = 1_f64.to_le_bytes();
    let formula = |column: u8, value: [u8; 8]| [&[0, 0, column, 0, 0, 0], &value[..], &[0; 6]].concat();
    let document = read_xls(
        &book(&[
            (0x0006, &formula(0, one)),
            (0x0006, &formula(1, [0, 0, 0, 0, 0, 0, 0xFF, 0xFF])),
            (0x0207, &[2, 0, 1, 0x08, 0x54, 0xA1, 0x8B]),
            (0x0006, &formula(2, [1, 0, 1, 0, 0, 0, 0xFF, 0xFF])),
            (0x0006, &formula(3, [2, 0, 0x17, 0, 0, 0, 0xFF, 0xFF])),
            (0x00BD, &[1, 0, 0, 0, 0, 0, 0x0A, 0, 0, 0, 0, 0, 0x0E, 0, 0, 0, 1, 0]),
            (0x0204, &[1, 0, 2, 0, 0, 0, 1, 0, 0, b'x']),
            (0x0205, &[1, 0, 3, 0, 0, 0, 0, 0]),
            (0x000A, &[]),
        ]),
        &Limits::default(),
    )
    .unwrap();
    let texts: Vec<_> = tables(&document)[0].cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(texts, ["1", "合计", "TRUE", "#REF!", "2", "3", "x", "FALSE"]);
    assert!(document.notices.is_empty());
}

#[test]
fn protected_and_damaged_files_are_errors() {
    let mut locked = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    locked.create_stream("EncryptedPackage").unwrap();
    let locked = locked.into_inner().into_inner();
    assert_eq!(read_xlsx(&locked, &Limits::default()), Err(ReadError::Encrypted { format: Format::Xlsx }));
    assert!(matches!(read_xls(&locked, &Limits::default()), Err(ReadError::Damaged { .. })));

    let mut book = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    let records = b"\x09\x08\x04\x00\x00\x06\x05\x00\x2F\x00\x02\x00\x01\x00";
    book.create_stream("Workbook").unwrap().write_all(records).unwrap();
    let book = book.into_inner().into_inner();
    assert_eq!(read_xls(&book, &Limits::default()), Err(ReadError::Encrypted { format: Format::Xls }));
}

#[test]
fn prefixes_never_panic() {
    for length in (0..XLSX.len()).step_by(7) {
        assert!(read_xlsx(&XLSX[..length], &Limits::default()).is_err());
    }
    for length in (0..XLS.len()).step_by(61) {
        let _ = read_xls(&XLS[..length], &Limits::default());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12)) {
        let (mut xlsx, mut xls) = (XLSX.to_vec(), XLS.to_vec());
        for (at, byte) in changes {
            let place = at.index(xlsx.len());
            xlsx[place] = byte;
            let place = at.index(xls.len());
            xls[place] = byte;
        }
        let _ = read_xlsx(&xlsx, &Limits::default());
        let _ = read_xls(&xls, &Limits::default());
    }

    #[test]
    fn changed_parts_never_panic(
        part in prop::sample::select(vec!["xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"]),
        changes in prop::collection::vec((any::<usize>(), any::<u8>()), 1..8),
    ) {
        let _ = read_xlsx(&office::change_part(XLSX, part, &changes), &Limits::default());
    }

    #[test]
    fn random_records_never_panic(tail in prop::collection::vec((0_usize..12, prop::collection::vec(any::<u8>(), 0..40)), 0..40)) {
        let kinds = [0x0006_u16, 0x0207, 0x00BD, 0x00BE, 0x00E5, 0x0208, 0x007D, 0x00FD, 0x0204, 0x0205, 0x003C, 0x0809];
        let records: Vec<_> = tail.iter().map(|(kind, data)| (kinds[*kind], data.as_slice())).collect();
        let _ = read_xls(&book(&records), &Limits::default());
    }
}

#[test]
fn headers_of_sheets_and_comments_stand_aside() {
    let sheet = r#"<worksheet xmlns="x"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>正文</t></is></c></row></sheetData><headerFooter><oddFooter>&amp;C页脚</oddFooter></headerFooter></worksheet>"#;
    let comments = "<comments><comment><text><r><t>批注</t></r></text></comment></comments>";
    let bytes = package_with(sheet, &[("xl/comments1.xml", comments)]);
    let document = read_xlsx(&bytes, &Limits::default()).unwrap();
    assert_eq!(document.aside, ["批注", "&C页脚"]);
}
