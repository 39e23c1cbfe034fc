//! Plain text, line by line.

use gongkai_documents::read::text;
use gongkai_documents::{Block, Format, Limits, Place, ReadError, read};

use crate::outline::notices;

fn lines(text: &str) -> Vec<(u32, String)> {
    let document = read(text.as_bytes(), &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Txt);
    document
        .blocks
        .into_iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => match paragraph.place {
                Place::Line { line } => (line, paragraph.text),
                place => panic!("{place:?}"),
            },
            block => panic!("{block:?}"),
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[(u32, &str)]) {
    let found = lines(text);
    let found: Vec<_> = found.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn lines_stand_as_they_are() {
    check(
        "\t青禾街道年报\r\n\r\n　一、总体情况 \n规章\t0\u{a0}\u{200b}\t\n\n",
        &[(1, "\t青禾街道年报"), (2, ""), (3, "　一、总体情况 "), (4, "规章\t0\u{a0}\u{200b}\t"), (5, "")],
    );
}

#[test]
fn a_byte_order_mark_is_no_text() {
    check("\u{feff}一\n二", &[(1, "一"), (2, "二")]);
}

#[test]
fn gbk_text_without_any_declaration() {
    let text = "示例区青禾街道二〇二三年政府信息公开工作年度报告\r\n一、总体情况\r\n";
    let (bytes, _, _) = encoding_rs::GB18030.encode(text);
    let document = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(document.blocks.len(), 2);
    assert!(document.notices.is_empty());
}

#[test]
fn limits_cut_and_tell() {
    let few_characters = Limits { characters: 7, ..Limits::default() };
    let document = text::read("一二三\n四五六\n七八九".as_bytes(), &few_characters).unwrap();
    assert_eq!(document.blocks.len(), 2);
    assert_eq!(notices(&document), ["LimitReached characters"]);

    let few_lines = Limits { cells: 2, ..Limits::default() };
    let document = text::read(b"1\n2\n3\n", &few_lines).unwrap();
    assert_eq!(document.blocks.len(), 2);
    assert_eq!(notices(&document), ["LimitReached lines"]);
}

#[test]
fn nothing_to_read() {
    assert_eq!(text::read(b"", &Limits::default()), Err(ReadError::Empty));
    assert_eq!(text::read(b"\r\n \n", &Limits::default()), Err(ReadError::Empty));
}
