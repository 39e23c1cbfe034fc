//! Reads ofd files written here, object by object, as programs of the trade write them: no tool makes them for us.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests may fail as tests do"
)]

use std::io::{Cursor, Write as _};

use gongkai_documents::read::{Limits, ReadError, ofd};
use gongkai_documents::{Block, Document, Format, NoticeKind, Place};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::pdf::{Anchor, cell_text, compare, fixture, tables, texts};

/// Height of a line of text and of a character, in millimetres.
const LINE: f64 = 5.0;
const SIZE: f64 = 3.7;

/// A package of the given parts.
fn pack(parts: &[(String, String)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A package with a document of these pages' objects, on a template each.
fn package(pages: &[String]) -> Vec<u8> {
    let ofd = r#"<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.0" DocType="OFD">
        <ofd:DocBody><ofd:DocInfo><ofd:Title>青禾街道年报</ofd:Title></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>
        <ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"#;
    let mut parts = vec![("OFD.xml".to_owned(), ofd.to_owned())];
    let mut list = String::new();
    for (number, objects) in pages.iter().enumerate() {
        let reference = format!(r#"<ofd:Page ID="{}" BaseLoc="Pages/Page_{number}/Content.xml"/>"#, number + 10);
        list.push_str(&reference);
        let content = format!(
            r#"<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Template TemplateID="5" ZOrder="Background"/><ofd:Content>
               <ofd:Layer ID="1" Type="Body">{objects}</ofd:Layer></ofd:Content></ofd:Page>"#
        );
        parts.push((format!("Doc_0/Pages/Page_{number}/Content.xml"), content));
    }
    let document = format!(
        r#"<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>
           <ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData><ofd:Pages>{list}</ofd:Pages></ofd:Document>"#
    );
    parts.push(("Doc_0/Document.xml".to_owned(), document));
    let template = format!(
        r#"<Page><Content><Layer>{}<TextObject Boundary="0 0 210 297" Size="3" Visible="false"><TextCode X="9" Y="9">密</TextCode></TextObject></Layer></Content></Page>"#,
        text(20.0, 10.0, "示例区统一模板")
    );
    parts.push(("Doc_0/Tpls/Tpl_0/Content.xml".to_owned(), template));
    pack(&parts)
}

/// A line of text whose top left corner is given; steps between its characters as groups.
fn text(left: f64, top: f64, line: &str) -> String {
    let widths: Vec<f64> = line.chars().map(|c| if c.is_ascii() { SIZE / 2.0 } else { SIZE }).collect();
    let steps: Vec<String> =
        widths.chunk_by(|a, b| (a - b).abs() < 0.001).map(|run| format!("g {} {:.3}", run.len(), run[0])).collect();
    let line = line.replace('&', "&amp;").replace('<', "&lt;");
    format!(
        r#"<ofd:TextObject xmlns:ofd="u" ID="3" Boundary="{left} {top} 100 {LINE}" Font="2" Size="{SIZE}"><ofd:FillColor Value="0 0 0"/>
           <ofd:TextCode X="0" Y="{:.3}" DeltaX="{}">{line}</ofd:TextCode></ofd:TextObject>"#,
        SIZE * 0.88,
        steps.join(" ")
    )
}

fn stroke(left: f64, top: f64, data: &str) -> String {
    format!(
        r#"<ofd:PathObject xmlns:ofd="u" ID="4" Boundary="{left} {top} 200 200" LineWidth="0.2"><ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"#
    )
}

/// Lines of a text no wider than a cell.
fn wrap(text: &str, width: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut used = 0.0;
    for c in text.chars() {
        let step = if c.is_ascii() { SIZE / 2.0 } else { SIZE };
        if used > 0.0 && used + step > width {
            lines.push(String::new());
            used = 0.0;
        }
        lines.last_mut().unwrap().push(c);
        used += step;
    }
    lines
}

/// Draws the rows `from..to` of a table on one page: each cell with its own border, cells cut at the page's end.
fn draw(cells: &[Anchor], from: u32, to: u32, xs: &[f64], ys: &[f64]) -> String {
    let at = |values: &[f64], index: u32| values[usize::try_from(index).unwrap()];
    let mut objects = String::new();
    for (row, column, rows, columns, content) in cells {
        let (first, last) = ((*row).max(from), (row + rows).min(to));
        if first >= last {
            continue;
        }
        let (left, right) = (at(xs, *column), at(xs, column + columns));
        let (top, bottom) = (at(ys, first - from), at(ys, last - from));
        let (width, height) = (right - left, bottom - top);
        objects += &stroke(left, top, &format!("M 0 0 L {width} 0 L {width} {height} L 0 {height} C"));
        if *row >= from {
            for (index, line) in (0_u32..).zip(wrap(content, width - 1.0)) {
                objects += &text(left + 0.5, top + 0.5 + LINE * f64::from(index), &line);
            }
        }
    }
    objects
}

/// Table 3 over two pages.
fn table3() -> (Vec<Anchor>, Vec<u8>) {
    let cells: Vec<Anchor> = serde_json::from_slice(&fixture("table3.json")).unwrap();
    let mut xs = vec![25.0];
    for width in [10.0, 28.0, 50.0, 12.0, 2.9, 11.0, 11.0, 11.0, 11.0, 13.0] {
        xs.push(xs.last().unwrap() + width);
    }
    let heights = |first: f64, from: usize, to: usize| -> Vec<f64> {
        let mut ys = vec![first];
        // The header's labels stand on their ends.
        (from..to).for_each(|row| ys.push(ys.last().unwrap() + if row == 2 { 22.0 } else { 11.0 }));
        ys
    };
    let number = |page: u32| text(100.0, 285.0, &format!("- {page} -"));
    let first = format!(
        "{}{}{}{}",
        text(25.0, 30.0, "三、收到和处理政府信息公开申请情况"),
        draw(&cells, 0, 17, &xs, &heights(40.0, 0, 17)),
        number(1),
        stroke(20.0, 20.0, "M 0 0 L 170 0"),
    );
    let second = format!(
        "{}{}{}",
        draw(&cells, 17, 26, &xs, &heights(30.0, 17, 26)),
        number(2),
        text(25.0, 150.0, "四、政府信息公开行政复议、行政诉讼情况"),
    );
    (cells, package(&[first, second]))
}

fn read(bytes: &[u8]) -> Document {
    ofd::read(bytes, &Limits::default()).unwrap()
}

#[test]
fn a_ruled_table_over_two_pages() {
    let (cells, bytes) = table3();
    let document = read(&bytes);
    assert_eq!(document.title.as_deref(), Some("青禾街道年报"));
    assert_eq!(document.notices, []);
    assert_eq!(
        texts(&document),
        ["三、收到和处理政府信息公开申请情况", "table", "四、政府信息公开行政复议、行政诉讼情况"]
    );
    compare("ofd", &document, &cells);
    assert_eq!(cell_text(&document, 4, 4), "1\n0");
}

#[test]
fn places_are_points() {
    let document = read(&table3().1);
    let Place::Page { page, area } = tables(&document)[0].cells[1].place.clone() else { panic!("no page") };
    let left = f64::from(area[0]) * 25.4 / 72.0;
    assert_eq!(page, 1);
    assert!((left - 113.0).abs() < 0.1, "{left}");
}

#[test]
fn templates_belong_to_their_pages() {
    let page = text(20.0, 100.0, "正文");
    assert_eq!(texts(&read(&package(&[page]))), ["示例区统一模板", "正文"]);
}

#[test]
fn encrypted_and_broken_packages() {
    let check = |parts: &[(&str, &str)], expected: &ReadError| {
        let parts: Vec<_> = parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        assert_eq!(&ofd::read(&pack(&parts), &Limits::default()).unwrap_err(), expected);
    };
    check(&[("OFD.xml", "<OFD/>"), ("Encryptions.xml", "")], &ReadError::Encrypted { format: Format::Ofd });
    let damaged = |detail: &str| ReadError::Damaged { format: Format::Ofd, detail: detail.into() };
    check(&[("a.xml", "")], &damaged("it has no OFD.xml"));
    check(&[("OFD.xml", "<OFD/>")], &damaged("its OFD.xml names no document"));
    check(&[("OFD.xml", "<OFD><DocRoot>D.xml</DocRoot></OFD>")], &damaged("its document part is missing"));
    check(&[("OFD.xml", "<OFD><DocRoot>D.xml</DocRoot></OFD>"), ("D.xml", "<D/>")], &damaged("it has no pages"));
    assert!(matches!(ofd::read(b"PK\x03\x04", &Limits::default()), Err(ReadError::Damaged { .. })));
    assert_eq!(ofd::read(b"", &Limits::default()), Err(ReadError::Empty));
}

#[test]
fn a_cut_or_missing_page_is_told() {
    let document = r#"<D><Page BaseLoc="P0.xml"/><Page BaseLoc="P1.xml"/></D>"#;
    let page = format!("<Page><Content>{}", text(20.0, 100.0, "正文"));
    let parts = [("OFD.xml", "<OFD><DocRoot>D.xml</DocRoot></OFD>"), ("D.xml", document), ("P1.xml", &page)];
    let parts: Vec<_> = parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let document = read(&pack(&parts));
    assert_eq!(texts(&document), ["正文"]);
    let told: Vec<_> = document.notices.iter().map(|notice| (notice.kind, notice.detail.as_str())).collect();
    assert_eq!(told, [(NoticeKind::Damaged, "P0.xml"), (NoticeKind::Damaged, "P1.xml")]);
}

#[test]
fn a_picture_is_a_scan() {
    let document = r#"<D><Page BaseLoc="P0.xml"/></D>"#;
    let page = r#"<Page><Content><ImageObject Boundary="0 0 210 297" ResourceID="1"/></Content></Page>"#;
    let parts = [("OFD.xml", "<OFD><DocRoot>D.xml</DocRoot></OFD>"), ("D.xml", document), ("P0.xml", page)];
    let parts: Vec<_> = parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let document = read(&pack(&parts));
    assert!(document.blocks.is_empty());
    assert_eq!((document.notices[0].kind, document.notices[0].detail.as_str()), (NoticeKind::ScannedPage, "all"));
}

#[test]
fn limits_are_kept() {
    let (_, bytes) = table3();
    let told = |limits: &Limits| -> Vec<(NoticeKind, String)> {
        let document = ofd::read(&bytes, limits).unwrap();
        document.notices.into_iter().map(|notice| (notice.kind, notice.detail)).collect()
    };
    let limit = |name: &str| vec![(NoticeKind::LimitReached, name.to_owned())];
    assert_eq!(told(&Limits { pages: 1, ..Limits::default() }), limit("pages"));
    assert_eq!(told(&Limits { characters: 50, ..Limits::default() }), limit("characters"));
    let small = Limits { inflated_bytes: 1_000, ..Limits::default() };
    assert!(matches!(ofd::read(&bytes, &small), Err(ReadError::TooLarge { .. })));
}

#[test]
fn composites_are_drawn_and_endless_ones_stopped() {
    let unit = |id: u32, inside: &str| {
        format!(r#"<CompositeGraphicUnit ID="{id}"><Content>{inside}</Content></CompositeGraphicUnit>"#)
    };
    let again = r#"<CompositeObject Boundary="0 0 9 9" ResourceID="8"/>"#;
    let res = format!("<Res>{}{}</Res>", unit(7, &text(0.0, 0.0, "章内文字")), unit(8, &again.repeat(10)));
    let document = r#"<D><PublicRes>R.xml</PublicRes><Page BaseLoc="P0.xml"/></D>"#;
    let page =
        format!(r#"<Page><Content><CompositeObject Boundary="30 50 90 90" ResourceID="7"/>{again}</Content></Page>"#);
    let parts =
        [("OFD.xml", "<OFD><DocRoot>D.xml</DocRoot></OFD>"), ("D.xml", document), ("P0.xml", &page), ("R.xml", &res)];
    let parts: Vec<_> = parts.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    let document = read(&pack(&parts));
    assert_eq!(document.notices[0].detail, "depth");
    let Block::Paragraph(paragraph) = &document.blocks[0] else { panic!("no paragraph") };
    assert_eq!(paragraph.text, "章内文字");
    assert!(matches!(paragraph.place, Place::Page { area: [left, ..], .. } if (left - 85.04).abs() < 0.1));
}
