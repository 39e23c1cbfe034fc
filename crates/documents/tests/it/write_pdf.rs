//! Pdf files: pages, fonts, what is missing. What stands where is tested beside the layout.

use std::sync::Arc;

use gongkai_documents::write::pdf;
use gongkai_documents::{Block, Document, Fonts, WriteError};
use hayro_syntax::Pdf;

use crate::sample::{document, heading, paragraph, plain, report, totals};

fn pages(document: &Document) -> Vec<(f32, f32)> {
    let bytes = pdf::write(document, &Fonts::default()).unwrap();
    let file = Pdf::new(Arc::new(bytes)).unwrap();
    file.pages().iter().map(hayro_syntax::page::Page::render_dimensions).collect()
}

#[test]
fn a_report_is_a_few_upright_pages() {
    let pages = pages(&report());
    assert_eq!(pages.len(), 5);
    assert!(pages.iter().all(|(width, height)| (*width - 595.28).abs() < 0.1 && (*height - 841.89).abs() < 0.1));
}

#[test]
fn wide_tables_lie_on_their_side() {
    let blocks = vec![paragraph("前"), heading(2, "汇总"), Block::Table(totals(2, 30)), paragraph("后")];
    let turned: Vec<bool> = pages(&document(blocks)).iter().map(|(width, height)| width > height).collect();
    assert_eq!(turned, [false, true, false]);
}

#[test]
fn missing_characters_are_told_and_drawn_as_boxes() {
    let blocks = vec![heading(1, "\u{E000}题"), paragraph("文😀\n\u{200B}"), Block::Table(plain(0, &[&["\u{E001}"]]))];
    let document = document(blocks);
    assert_eq!(pdf::missing_glyphs(&document, &Fonts::default()), ['\u{E000}', '\u{E001}', '😀']);
    assert_eq!(pages(&document).len(), 1);
    assert_eq!(pdf::missing_glyphs(&report(), &Fonts::default()), []);
}

#[test]
fn given_fonts_come_first() {
    let own = include_bytes!("../../fonts/sans-bold.otf").to_vec();
    let fonts = Fonts { body: vec![own.clone()], heading: vec![own] };
    let bytes = pdf::write(&report(), &fonts).unwrap();
    let has = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
    assert!(has(b"NotoSansCJKsc-Bold") && !has(b"NotoSerifCJKsc"));
    let broken = Fonts { body: vec![b"no font".to_vec()], heading: Vec::new() };
    assert_eq!(pdf::write(&report(), &broken), Err(WriteError::Font { index: 0 }));
    assert_eq!(pdf::missing_glyphs(&report(), &broken), []);
}
