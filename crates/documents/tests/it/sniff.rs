//! The front door: any bytes, told and read.

use std::io::{Cursor, Write};

use gongkai_documents::read::sniff::sniff;
use gongkai_documents::{Format, Limits, ReadError, read};
use proptest::prelude::*;
use zip::write::{SimpleFileOptions, ZipWriter};

#[test]
fn a_zip_of_reports_is_named_for_the_command_line() {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("青禾街道.txt", SimpleFileOptions::default()).unwrap();
    writer.write_all("一、总体情况".as_bytes()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(sniff(&bytes), Err(ReadError::Foreign { found: "zip archive".into() }));
}

#[test]
fn names_do_not_matter_only_content_does() {
    let exported_as_xls = "<html><body><table><tr><td>规章</td><td>0</td></tr></table></body></html>";
    assert_eq!(read(exported_as_xls.as_bytes(), &Limits::default()).unwrap().format, Format::Html);
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let _ = sniff(&bytes);
    }

    #[test]
    fn any_bytes_behind_a_mark_get_an_answer(
        mark in prop_oneof![
            Just(&b"PK\x03\x04"[..]),
            Just(&b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"[..]),
            Just(&b"\xff\xfe"[..]),
            Just(&b"<html>"[..]),
        ],
        tail in proptest::collection::vec(any::<u8>(), 0..2000),
    ) {
        let _ = sniff(&[mark, &tail].concat());
    }
}
