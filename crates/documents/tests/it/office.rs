//! What the tests of docx, doc, xlsx and xls share: the form-like fixture and what its table 3 says.

use std::io::{Cursor, Read, Write};

use gongkai_documents::{Block, Cell, Document, Table};
use zip::write::{SimpleFileOptions, ZipWriter};

const TABLE_THREE: &str = include_str!("../fixtures/office/form.tsv");

/// Asserts that a table is table 3 of the fixture, cell by cell: 28 rows, 10 columns, 215 cells.
pub(crate) fn check_table_three(table: &Table) {
    assert_eq!((table.rows, table.columns), (28, 10));
    let found: Vec<String> = table.cells.iter().map(describe).collect();
    let expected: Vec<&str> = TABLE_THREE.lines().collect();
    assert_eq!(expected.len(), 215);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected);
    }
    assert_eq!(found.len(), expected.len());
}

/// A cell as row, column, rows, columns and text with tabs between.
pub(crate) fn describe(cell: &Cell) -> String {
    let Cell { row, column, row_span, column_span, text, .. } = cell;
    format!("{row}\t{column}\t{row_span}\t{column_span}\t{text}")
}

/// The tables of a document.
pub(crate) fn tables(document: &Document) -> Vec<&Table> {
    let tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Heading(_) | Block::Paragraph(_) => None,
    });
    tables.collect()
}

/// The document in one line a block: `#` signs for headings, `[rows x columns]` for tables.
pub(crate) fn outline(document: &Document) -> Vec<String> {
    let lines = document.blocks.iter().map(|block| match block {
        Block::Heading(heading) => format!("{} {}", "#".repeat(heading.level.into()), heading.text),
        Block::Paragraph(paragraph) => paragraph.text.clone(),
        Block::Table(table) => format!("[{} x {}]", table.rows, table.columns),
    });
    lines.collect()
}

/// What every format of the text document says outside its tables.
pub(crate) const OUTLINE: [&str; 18] = [
    "# 示例区青禾街道2023年政府信息公开工作年度报告",
    "## 一、总体情况",
    "### （一）主动公开",
    "全年公开信息31条，其中动态\t9条。\n第1页",
    "",
    "一、自动编号的章",
    "（一）自动编号的节",
    "（二）第二节",
    "1.第一条",
    "二、第二章",
    "## 二、主动公开政府信息情况",
    "[6 x 4]",
    "## 三、收到和处理政府信息公开申请情况",
    "[28 x 10]",
    "表后一段。",
    "[1 x 2]",
    "末段新字。",
    "框中一句。",
];

/// Table 2 of the fixture: blank, 0 and / are three things.
pub(crate) const TABLE_TWO: [&str; 14] = [
    "0\t0\t1\t4\t第二十条第（一）项",
    "1\t0\t1\t1\t信息内容",
    "1\t1\t1\t1\t本年制发件数",
    "1\t2\t1\t1\t本年废止件数",
    "1\t3\t1\t1\t现行有效件数",
    "2\t0\t1\t1\t行政规范性文件",
    "2\t1\t1\t1\t0",
    "2\t2\t1\t1\t/",
    "2\t3\t1\t1\t",
    "3\t0\t1\t4\t第二十条第（八）项",
    "4\t0\t1\t1\t信息内容",
    "4\t1\t1\t3\t本年收费金额（单位：万元）",
    "5\t0\t1\t1\t行政事业性收费",
    "5\t1\t1\t3\t12.3456",
];

/// A zip of these parts.
pub(crate) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// The zip again with bytes of one of its parts changed, so that the change is not caught by a checksum. Places are
/// taken modulo the part's length.
pub(crate) fn change_part(bytes: &[u8], part: &str, changes: &[(usize, u8)]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts = Vec::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
            for (at, byte) in changes {
                let at = at % content.len();
                content[at] = *byte;
            }
        }
        parts.push((name, content));
    }
    let parts: Vec<_> = parts.iter().map(|(name, content)| (name.as_str(), content.as_slice())).collect();
    package(&parts)
}
