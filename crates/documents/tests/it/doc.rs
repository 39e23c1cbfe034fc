//! doc: the fixture, and hostile changes to it.

use gongkai_documents::read::doc::read;
use gongkai_documents::{Block, Format, Limits, NoticeKind, Place, ReadError};
use proptest::prelude::*;

use crate::office::{OUTLINE, TABLE_TWO, check_table_three, describe, outline, tables};

const FORM: &[u8] = include_bytes!("../fixtures/office/form.doc");

#[test]
fn the_form_is_read_whole() {
    let document = read(FORM, &Limits::default()).unwrap();
    assert_eq!(document.format, Format::Doc);
    assert_eq!(document.title.as_deref(), Some("示例区青禾街道年度报告"));
    assert_eq!(outline(&document), OUTLINE);
    let tables = tables(&document);
    assert_eq!(tables[0].cells.iter().map(describe).collect::<Vec<_>>(), TABLE_TWO);
    check_table_three(tables[1]);
    assert_eq!((tables[0].header_rows, tables[1].header_rows), (0, 3));
    assert_eq!(tables[2].cells[1].text, "外二\n内一\t内二\n");
    let kinds: Vec<_> = document.notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [NoticeKind::TrackedChanges, NoticeKind::HiddenText]);
}

#[test]
fn places_are_those_of_the_docx() {
    let document = read(FORM, &Limits::default()).unwrap();
    let Block::Heading(after) = &document.blocks[12] else { panic!() };
    assert_eq!(after.place, Place::Paragraph { paragraph: 12 });
    assert_eq!(tables(&document)[1].cells[214].place, Place::Cell { table: 2, row: 28, column: 10 });
}

#[test]
fn limits_hold() {
    let document = read(FORM, &Limits { cells: 100, ..Limits::default() }).unwrap();
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::LimitReached));
    let document = read(FORM, &Limits { characters: 50, ..Limits::default() }).unwrap();
    assert!(document.notices.iter().any(|notice| notice.kind == NoticeKind::LimitReached));
}

/// Where the `WordDocument` stream begins: LibreOffice writes it in one piece.
fn main_stream() -> usize {
    FORM.windows(2).position(|window| window == [0xEC, 0xA5]).unwrap()
}

#[test]
fn old_and_protected_files_are_refused_with_their_reason() {
    let mut old = FORM.to_vec();
    old[main_stream() + 2..main_stream() + 4].copy_from_slice(&[0x65, 0x00]);
    assert!(matches!(read(&old, &Limits::default()), Err(ReadError::Foreign { .. })));
    let mut protected = FORM.to_vec();
    protected[main_stream() + 0x0B] |= 0x01;
    assert_eq!(read(&protected, &Limits::default()), Err(ReadError::Encrypted { format: Format::Doc }));
}

#[test]
fn prefixes_never_panic() {
    for length in (0..FORM.len()).step_by(97) {
        let _ = read(&FORM[..length], &Limits::default());
    }
}

#[test]
fn absurd_offsets_in_the_header_never_panic() {
    let start = main_stream();
    for at in (start..start + 0x380).step_by(2) {
        for value in [0xFF, 0x7F, 0x00] {
            let mut bytes = FORM.to_vec();
            bytes[at..at + 4].fill(value);
            let _ = read(&bytes, &Limits::default());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn changed_bytes_never_panic(changes in prop::collection::vec((0..FORM.len(), any::<u8>()), 1..12)) {
        let mut bytes = FORM.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        let _ = read(&bytes, &Limits::default());
    }
}
