//! Workbooks: sheets, numbers, merged cells, nothing that computes.

use std::io::{Cursor, Read};

use calamine::{Data, DataType, Reader, Xlsx};
use gongkai_documents::write::xlsx;
use gongkai_documents::{Block, Document, Piece, Table};

use crate::sample::{self, cell, document, heading, paragraph, plain, table, totals};

fn open(document: &Document) -> Xlsx<Cursor<Vec<u8>>> {
    Xlsx::new(Cursor::new(xlsx::write(document).unwrap())).unwrap()
}

fn sheet_xml(document: &Document, number: usize) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx::write(document).unwrap())).unwrap();
    let mut text = String::new();
    archive.by_name(&format!("xl/worksheets/sheet{number}.xml")).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// Values of a sheet, `#` before numbers, `|` after each cell.
fn values(document: &Document, sheet: usize) -> String {
    values_in(&mut open(document), sheet)
}

fn values_in(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: usize) -> String {
    let name = book.sheet_names()[sheet].clone();
    let range = book.worksheet_range(&name).unwrap();
    let show = |value: &Data| match value {
        Data::Float(number) => format!("#{number}|"),
        Data::Int(number) => format!("#{number}|"),
        other => format!("{}|", other.as_string().unwrap_or_default()),
    };
    range.rows().map(|row| row.iter().map(show).collect::<String>() + "\n").collect()
}

#[test]
fn sections_are_sheets() {
    let names = open(&sample::report()).sheet_names();
    assert_eq!(names[0], "示例区青禾街道办事处2023年政府信息公开工作年度报告");
    assert_eq!(names[3], "三、收到和处理政府信息公开申请情况");
    assert_eq!(names.len(), 7);
    let titled = document(vec![heading(1, "总表"), heading(2, "一、甲"), paragraph("文"), heading(2, "二、乙")]);
    assert_eq!(open(&titled).sheet_names(), ["一、甲", "二、乙"]);
    assert_eq!(values(&titled, 0), "总表|\n一、甲|\n文|\n");
    assert_eq!(open(&document(vec![paragraph("文")])).sheet_names(), ["文档"]);
}

#[test]
fn numbers_are_numbers_and_the_rest_is_text() {
    let table = plain(1, &[&["甲", "乙", "丙"], &["12", "-3", "2.5070"], &["/", "", "007"], &["1,268", "+2", "-0"]]);
    let document = document(vec![Block::Table(table)]);
    assert_eq!(values(&document, 0), "甲|乙|丙|\n#12|#-3|#2.507|\n/||007|\n1,268|+2|-0|\n");
    let mut archive = zip::ZipArchive::new(Cursor::new(xlsx::write(&document).unwrap())).unwrap();
    let mut styles = String::new();
    archive.by_name("xl/styles.xml").unwrap().read_to_string(&mut styles).unwrap();
    assert!(styles.contains("formatCode=\"0.0000\""));
}

#[test]
fn nothing_is_a_formula() {
    let odd = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "{=1}", "http://example.invalid/"];
    let table = plain(0, &[&odd]);
    let document = document(vec![heading(1, "=1+1"), paragraph("=HYPERLINK(\"a\")"), Block::Table(table)]);
    let xml = sheet_xml(&document, 1);
    assert!(!xml.contains("<f>") && !xml.contains("<f ") && !xml.contains("<hyperlink"));
    assert!(values(&document, 0).contains("=1+1|+cmd|' /C calc'!A0|-2+3|@SUM(A1)|\t=1|{=1}|http://example.invalid/|"));
}

#[test]
fn merged_cells_and_control_characters() {
    let cells = vec![
        cell((0, 0), (2, 1), "三\n\u{1}本年\u{b}", true),
        cell((0, 1), (1, 2), "5", false),
        cell((1, 2), (1, 1), "\u{3000}", false),
    ];
    let document = document(vec![Block::Table(table(2, 3, 0, cells))]);
    assert_eq!(values(&document, 0), "三\n本年|#5||\n||\u{3000}|\n");
    let mut book = open(&document);
    let merged = book.merge_cells_by_sheet_id(0).unwrap();
    let mut ranges: Vec<_> = merged.iter().map(|range| (range.start, range.end)).collect();
    ranges.sort_unstable();
    assert_eq!(ranges, [((0, 0), (1, 0)), ((0, 1), (0, 2))]);
}

#[test]
fn sheets_are_ready_to_print_and_to_scroll() {
    let xml = sheet_xml(&document(vec![heading(1, "汇总"), Block::Table(totals(30, 4))]), 1);
    assert!(xml.contains("paperSize=\"9\"") && xml.contains("fitToHeight=\"0\"") && !xml.contains("landscape"));
    assert!(xml.contains("ySplit=\"2\""), "title and header row stay");
    assert!(sheet_xml(&document(vec![Block::Table(totals(3, 30))]), 1).contains("orientation=\"landscape\""));
    let form = sheet_xml(&document(vec![Block::Table(sample::requests())]), 1);
    assert!(!form.contains("<pane "), "a form with labels running down is not frozen");
}

#[test]
fn what_a_workbook_cannot_hold_is_refused() {
    let long = "字".repeat(40_000);
    let error = xlsx::write(&document(vec![Block::Table(plain(0, &[&[&long]]))])).unwrap_err();
    assert!(error.to_string().starts_with("cannot write xlsx"), "{error}");
}

#[test]
fn a_long_table_comes_in_pieces() {
    let rows = |from: usize, to: usize| -> Vec<Vec<String>> {
        (from..to).map(|row| vec![format!("青禾街道{row}"), row.to_string(), "=1".to_owned()]).collect()
    };
    let made = |header_rows: u32, rows: &[Vec<String>]| {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        plain(header_rows, &rows.iter().map(Vec::as_slice).collect::<Vec<_>>())
    };
    let mut first = vec![vec!["机关".to_owned(), "数量".to_owned(), "说明".to_owned()]];
    first.extend(rows(0, 100));
    let mut whole = first.clone();
    whole.extend(rows(100, 350));
    let around =
        |table: Table| vec![heading(1, "汇总"), heading(2, "一、机关"), paragraph("说明文字"), Block::Table(table)];
    let after = [paragraph("表后文字"), heading(2, "二、其他"), paragraph("文")];
    let mut pieces: Vec<Piece<'_>> = around(made(1, &first)).into_iter().map(Piece::from).collect();
    pieces.push(Piece::Rows(made(0, &rows(100, 200))));
    pieces.push(Piece::Rows(made(0, &rows(200, 350))));
    pieces.extend(after.clone().map(Piece::from));
    let bytes = xlsx::write_pieces(Some("汇总"), pieces).unwrap();
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let mut blocks = around(made(1, &whole));
    blocks.extend(after);
    let expected = document(blocks);
    assert_eq!(book.sheet_names(), ["一、机关", "二、其他"]);
    let read = values_in(&mut book, 0);
    assert!(read.contains("青禾街道349|#349|=1|") && read.ends_with("表后文字|||\n"), "{read}");
    assert_eq!(read, values(&expected, 0));
    assert_eq!(values_in(&mut book, 1), values(&expected, 1));
}
