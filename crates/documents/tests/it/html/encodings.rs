//! Character sets of pages.

use encoding_rs::{BIG5, GB18030};
use gongkai_documents::{Limits, read};

use crate::outline::notices;

const BODY: &str = "<body><h1>青禾街道年度报告</h1><p>本年度主动公开信息86条，收到申请4件。</p></body>";

#[track_caller]
fn check(bytes: &[u8], expected: &[&str]) {
    let document = read(bytes, &Limits::default()).unwrap();
    let found = crate::outline::outline(&document);
    assert_eq!(found, ["h1 青禾街道年度报告", "p 本年度主动公开信息86条，收到申请4件。"]);
    assert_eq!(notices(&document), expected);
}

fn declared(charset: &str) -> String {
    format!("<html><head><meta charset={charset}><title>年报</title></head>{BODY}</html>")
}

#[test]
fn gbk_declared_in_either_way_or_not_at_all() {
    let old = declared("x").replace("charset=x", "http-equiv=Content-Type content='text/html; charset=gb2312'");
    for page in [declared("gbk"), declared("\"GB2312\""), old, format!("<html>{BODY}")] {
        check(&GB18030.encode(&page).0, &[]);
    }
}

#[test]
fn utf8_declared_or_not() {
    check(declared("utf-8").as_bytes(), &[]);
    check(format!("<html>{BODY}").as_bytes(), &[]);
    check(format!("\u{feff}{}", declared("utf-8")).as_bytes(), &[]);
}

#[test]
fn a_lying_declaration_is_told_and_not_followed() {
    check(declared("gb2312").as_bytes(), &["EncodingMismatch gb2312 / UTF-8"]);
    check(&GB18030.encode(&declared("utf-8")).0, &["EncodingMismatch utf-8 / gb18030"]);
    check(&GB18030.encode(&declared("iso-8859-1")).0, &["EncodingMismatch iso-8859-1 / gb18030"]);
    check(format!("\u{feff}{}", declared("gbk")).as_bytes(), &["EncodingMismatch gbk / UTF-8"]);
}

#[test]
fn utf16_with_and_without_a_mark() {
    for mark in ["\u{feff}", ""] {
        let page = format!("{mark}<html>{BODY}</html>");
        check(&page.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>(), &[]);
        check(&page.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<_>>(), &[]);
    }
}

#[test]
fn damage_is_counted() {
    let mut bytes = declared("utf-8").into_bytes();
    let at = bytes.windows(3).position(|window| window == "，".as_bytes()).unwrap();
    bytes.drain(at + 1..at + 3);
    let document = read(&bytes, &Limits::default()).unwrap();
    assert_eq!(notices(&document), ["EncodingDamaged 1"]);
}

#[test]
fn traditional_characters_in_big5() {
    let page = "<html><head><meta charset=big5></head><p>政府資訊公開年度報告</p>";
    let document = read(&BIG5.encode(page).0, &Limits::default()).unwrap();
    assert_eq!(crate::outline::outline(&document), ["p 政府資訊公開年度報告"]);
}
