//! Reads pdf files that other programs made; `fixtures/fixed/make.py` tells how.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail as tests do"
)]

use std::io::Read as _;
use std::path::Path;

use gongkai_documents::read::{Limits, ReadError, pdf};
use gongkai_documents::{Block, Document, Format, NoticeKind, Place, Table};

/// Row, column, row span, column span, text.
pub(crate) type Anchor = (u32, u32, u32, u32, String);

pub(crate) fn fixture(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fixed");
    let bytes = std::fs::read(folder.join(name)).unwrap();
    if Path::new(name).extension().is_none_or(|ending| ending != "gz") {
        return bytes;
    }
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked).unwrap();
    unpacked
}

fn read(name: &str) -> Document {
    pdf::read(&fixture(name), &Limits::default()).unwrap()
}

pub(crate) fn tables(document: &Document) -> Vec<&Table> {
    document
        .blocks
        .iter()
        .filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
        .collect()
}

fn anchors(table: &Table) -> Vec<Anchor> {
    let cells = table.cells.iter();
    cells.map(|cell| (cell.row, cell.column, cell.row_span, cell.column_span, cell.text.clone())).collect()
}

/// Each anchored cell must be where it is expected, with its spans and its text but for line ends.
pub(crate) fn compare(name: &str, document: &Document, expected: &[Anchor]) {
    let tables = tables(document);
    assert_eq!(tables.len(), 1, "{name}: one table over two pages, {:?}", texts(document));
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let found: Vec<Anchor> =
        anchors(tables[0]).into_iter().map(|(r, c, rs, cs, text)| (r, c, rs, cs, squeeze(&text))).collect();
    let missing: Vec<&Anchor> = expected.iter().filter(|anchor| !found.contains(anchor)).collect();
    let extra: Vec<&Anchor> = found.iter().filter(|anchor| !expected.contains(anchor)).collect();
    assert!(missing.is_empty() && extra.is_empty(), "{name}\nmissing {missing:?}\nextra {extra:?}");
    assert_eq!(tables[0].columns, 10);
}

fn check_table3(name: &str) -> Document {
    let document = read(name);
    let expected: Vec<Anchor> = serde_json::from_slice(&fixture("table3.json")).unwrap();
    compare(name, &document, &expected);
    document
}

pub(crate) fn texts(document: &Document) -> Vec<String> {
    document
        .blocks
        .iter()
        .map(|block| match block {
            Block::Heading(heading) => format!("# {}", heading.text),
            Block::Paragraph(paragraph) => paragraph.text.clone(),
            Block::Table(_) => "table".to_owned(),
        })
        .collect()
}

pub(crate) fn cell_text(document: &Document, row: u32, column: u32) -> &str {
    let table = tables(document)[0];
    &table.cells.iter().find(|cell| (cell.row, cell.column) == (row, column)).unwrap().text
}

#[test]
fn libreoffice_with_repeated_headers() {
    let document = check_table3("libreoffice-headers.pdf");
    assert_eq!(tables(&document)[0].header_rows, 3);
    assert_eq!(document.notices, []);
}

#[test]
fn libreoffice_with_narrow_columns() {
    let document = check_table3("libreoffice-narrow.pdf");
    assert_eq!(cell_text(&document, 4, 4), "1\n0");
    assert_eq!(cell_text(&document, 2, 4), "商\n业\n企\n业");
    assert_eq!(
        texts(&document),
        [
            "# 青禾街道2026年政府信息公开工作年度报告",
            "一、总体情况",
            "2026年，青禾街道办事处按照示例区的统一部署，围绕群众关心的事项推进公开工作，全年主动公开信息128条，\
             其中工作动态77条、通知公告31条、办事指南20条，公众号“青禾之声”发布图文456篇。",
            "街道设立政府信息公开申请受理点2处，安排专人登记、转办和答复，共收到申请36件，均在法定期限内办结。",
            "三、收到和处理政府信息公开申请情况",
            "table",
            "五、存在的主要问题及改进情况",
            "一是公开内容的深度不够，二是队伍的业务能力有待提高。下一步将加强培训，完善制度。",
        ]
    );
}

#[test]
fn chromium() {
    let document = check_table3("chromium-plain.pdf.gz");
    assert_eq!(document.title.as_deref(), Some("年度政府信息公开"));
}

#[test]
fn chromium_with_narrow_columns_running_header_and_repeated_headers() {
    let document = check_table3("chromium-narrow.pdf.gz");
    assert_eq!(cell_text(&document, 4, 4), "1\n0");
    let texts = texts(&document);
    assert_eq!(texts[0], "# 年度政府信息公开", "{texts:?}");
    assert!(!texts.iter().any(|text| text.contains("file:")), "{texts:?}");
}

#[test]
fn chromium_with_a_border_of_its_own_for_each_cell() {
    check_table3("chromium-spaced.pdf.gz");
}

#[test]
fn places_are_boxes_on_pages() {
    let document = read("libreoffice-headers.pdf");
    let table = tables(&document)[0];
    let Place::Page { page, area: [left, top, right, bottom] } = table.cells[0].place else { panic!("no page") };
    assert_eq!(page, 1);
    assert!(left > 60.0 && left < 80.0 && right > left && bottom > top && bottom < 842.0);
    let last = table.cells.last().unwrap();
    assert!(matches!(last.place, Place::Page { page: 2, .. }));
}

#[test]
fn passwords() {
    let opened = pdf::read(&fixture("password.pdf"), &Limits::default());
    assert_eq!(opened, Err(ReadError::Encrypted { format: Format::Pdf }));
    assert_eq!(tables(&read("owner-password.pdf")).len(), 1);
}

#[test]
fn broken_files_are_repaired_or_refused() {
    let bytes = fixture("libreoffice-headers.pdf");
    for length in [0, 10, 1_000, bytes.len() / 2, bytes.len() - 600, bytes.len() - 10] {
        match pdf::read(&bytes[..length], &Limits::default()) {
            Ok(_) | Err(ReadError::Empty | ReadError::Damaged { .. }) => {}
            Err(other) => panic!("{length}: {other}"),
        }
    }
    let whole = tables(&read("libreoffice-headers.pdf"))[0].clone();
    let cut = pdf::read(&bytes[..bytes.len() - 600], &Limits::default()).unwrap();
    assert_eq!(tables(&cut), [&whole], "a lost cross-reference table is rebuilt");
    let mut scribbled = bytes;
    let at = scribbled.len() - 20;
    scribbled[at..].fill(b'9');
    let read = pdf::read(&scribbled, &Limits::default()).unwrap();
    assert_eq!(tables(&read), [&whole]);
}

#[test]
fn limits_are_kept() {
    let bytes = fixture("libreoffice-headers.pdf");
    let kinds = |limits: &Limits| -> Vec<(NoticeKind, String)> {
        let document = pdf::read(&bytes, limits).unwrap();
        document.notices.into_iter().map(|notice| (notice.kind, notice.detail)).collect()
    };
    let told = |name: &str| vec![(NoticeKind::LimitReached, name.to_owned())];
    assert_eq!(kinds(&Limits { pages: 1, ..Limits::default() }), told("pages"));
    assert_eq!(kinds(&Limits { characters: 100, ..Limits::default() }), told("characters"));
    assert_eq!(kinds(&Limits { cells: 50, ..Limits::default() }), told("cells"));
}
