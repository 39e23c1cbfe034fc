//! Word files: parts, styles, tables.

use std::io::{Cursor, Read};

use gongkai_documents::write::docx;
use gongkai_documents::{Block, Document};
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use crate::sample::{self, cell, document, heading, paragraph, plain, table, totals};

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn main_part(document: &Document) -> String {
    part(&docx::write(document).unwrap(), "word/document.xml")
}

/// The text of each cell that is no continuation of a vertical merge, cells separated by `|`, rows by line ends.
fn cells(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let (mut out, mut text, mut continued) = (String::new(), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) if start.name().as_ref() == "w:tc" => {
                text.clear();
                continued = false;
            }
            Event::Empty(empty) if empty.name().as_ref() == "w:vMerge" => {
                continued = empty.attributes().next().is_none();
            }
            Event::Empty(empty) if empty.name().as_ref() == "w:br" => text.push('⏎'),
            Event::Text(piece) => text.push_str(&piece),
            Event::End(end) if end.name().as_ref() == "w:tc" && !continued => {
                out.push_str(&text);
                out.push('|');
            }
            Event::End(end) if end.name().as_ref() == "w:tr" => out.push('\n'),
            Event::Eof => return out,
            _ => {}
        }
    }
}

#[test]
fn every_part_is_well_formed_and_dated_alike() {
    let bytes = docx::write(&sample::report()).unwrap();
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().name().unwrap(), "[Content_Types].xml");
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980), "part {index}");
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        let mut reader = Reader::from_str(&text);
        while reader.read_event().unwrap() != Event::Eof {}
    }
}

#[test]
fn headings_have_styles_that_carry_their_level() {
    let xml = main_part(&document(vec![heading(1, "题"), heading(2, "一、"), heading(6, "1."), heading(200, "a")]));
    let styles: Vec<&str> =
        xml.split("w:pStyle w:val=\"").skip(1).map(|rest| &rest[..rest.find('"').unwrap()]).collect();
    assert_eq!(styles, ["Title", "Heading2", "Heading6", "Heading6"]);
    let styles = part(&docx::write(&document(Vec::new())).unwrap(), "word/styles.xml");
    for (id, level) in [("Title", 0), ("Heading2", 1), ("Heading6", 5)] {
        let rest = &styles[styles.find(&format!("w:styleId=\"{id}\"")).unwrap()..];
        let style = &rest[..rest.find("</w:style>").unwrap()];
        assert!(style.contains(&format!("<w:outlineLvl w:val=\"{level}\"/>")), "{id}");
    }
    assert!(styles.contains("w:eastAsia=\"方正小标宋简体\"") && styles.contains("w:eastAsia=\"仿宋_GB2312\""));
}

#[test]
fn paragraphs_keep_line_breaks_tabs_and_white_space_and_lose_control_characters() {
    let xml = main_part(&document(vec![paragraph("甲\n乙\t丙 <&> \u{0}\u{b}丁")]));
    assert!(xml.contains("甲</w:t><w:br/><w:t xml:space=\"preserve\">乙</w:t><w:tab/>"));
    assert!(xml.contains(">丙 &lt;&amp;&gt; 丁</w:t>"));
    assert!(main_part(&document(vec![paragraph("正文")])).contains("w:val=\"BodyText\""));
    assert!(!main_part(&document(vec![paragraph("\u{3000}\u{3000}正文")])).contains("w:val=\"BodyText\""));
}

#[test]
fn tables_keep_every_cell() {
    let cells_in = vec![
        cell((0, 0), (2, 1), "三\n本年", true),
        cell((0, 1), (1, 2), "申请人", true),
        cell((1, 1), (1, 1), "", false),
        cell((1, 2), (1, 1), "\u{3000}", false),
    ];
    let xml = main_part(&document(vec![Block::Table(table(2, 3, 0, cells_in))]));
    assert_eq!(cells(&xml), "三⏎本年|申请人|\n|\u{3000}|\n");
    assert_eq!(xml.matches("<w:gridCol ").count(), 3);
    assert_eq!(xml.matches("<w:gridSpan w:val=\"2\"/>").count(), 1);
    assert_eq!(xml.matches("<w:vMerge w:val=\"restart\"/>").count(), 1);
    assert_eq!(xml.matches("<w:vMerge/>").count(), 1);
    let ragged = main_part(&document(vec![Block::Table(plain(0, &[&["甲", "乙"], &["丙"]]))]));
    assert_eq!(cells(&ragged), "甲|乙|\n丙||\n");
}

#[test]
fn the_form_fits_the_page_and_repeats_its_header() {
    let xml = main_part(&document(vec![Block::Table(sample::requests())]));
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 3);
    assert_eq!(xml.matches("<w:cantSplit/>").count(), 28);
    let widths = xml.split("<w:gridCol w:w=\"").skip(1).map(|rest| rest[..rest.find('"').unwrap()].parse::<u32>());
    let total: u32 = widths.map(Result::unwrap).sum();
    assert!((8830..8860).contains(&total), "{total}");
    let form = main_part(&document(vec![Block::Table(sample::proactive())]));
    assert!(!form.contains("<w:tblHeader/>"), "bands head their own part only");
}

#[test]
fn wide_tables_turn_the_page_and_their_heading_with_them() {
    let xml = main_part(&document(vec![
        paragraph("前文"),
        heading(2, "汇总"),
        Block::Table(totals(3, 30)),
        paragraph("后文"),
    ]));
    let order: Vec<&str> = xml.split("<w:pgSz ").skip(1).map(|rest| &rest[..rest.find('/').unwrap()]).collect();
    assert_eq!(order.len(), 3);
    assert!(order[1].contains("landscape") && !order[0].contains("landscape") && !order[2].contains("landscape"));
    assert!(xml.find("<w:sectPr>").unwrap() < xml.find("汇总").unwrap());
}

#[test]
fn tables_do_not_run_together() {
    let two = plain(0, &[&["甲"]]);
    let xml = main_part(&document(vec![Block::Table(two.clone()), Block::Table(two)]));
    assert!(!xml.contains("</w:tbl><w:tbl>") && !xml.contains("</w:tbl><w:sectPr>"));
}

#[test]
fn more_columns_than_word_holds_are_refused() {
    let error = docx::write(&document(vec![Block::Table(totals(1, 70))])).unwrap_err();
    assert!(error.to_string().contains("63"), "{error}");
}

#[test]
fn the_title_is_a_property_and_nobody_is_named() {
    let core = part(&docx::write(&sample::report()).unwrap(), "docProps/core.xml");
    assert!(core.contains("<dc:title>示例区青禾街道办事处2023年"));
    assert!(!core.contains("creator") && !core.contains("created"));
}
