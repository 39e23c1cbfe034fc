//! Tells a file's format from its content, never from its name.

mod ole;
mod package;
mod words;

use super::ReadError;
use crate::model::Format;

/// Tells the format of the bytes.
///
/// A container is told by what is in it, so that a docx named xlsx, or an html table named xls, is read for what it is.
/// A whole office file behind a password does not say whether it is a text or a workbook: it is told as docx.
///
/// # Errors
/// [`ReadError::Empty`] for no byte or nothing but white space, [`ReadError::Foreign`] with the kind's name for what
/// gongkai does not read, [`ReadError::Encrypted`] for an office file behind a password.
pub fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if has_pdf_header(bytes) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        return ole::sniff(bytes);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") || bytes.starts_with(b"PK\x07\x08") {
        return package::sniff(bytes);
    }
    match foreign(bytes).or_else(|| data(bytes)) {
        Some(found) => Err(ReadError::Foreign { found: found.to_owned() }),
        None => words::sniff(bytes),
    }
}

/// The header may stand behind up to a kilobyte of something else.
fn has_pdf_header(bytes: &[u8]) -> bool {
    let start = bytes.get(..1024 + 8).unwrap_or(bytes);
    start
        .windows(7)
        .any(|window| matches!(window, [b'%', b'P', b'D', b'F', b'-', digit, b'.'] if digit.is_ascii_digit()))
}

/// JSON, such as this program writes: an object or a list of them, with a name first.
fn data(bytes: &[u8]) -> Option<&'static str> {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    let inner = text.strip_prefix(b"[").unwrap_or(text).trim_ascii_start();
    let is_object = inner.strip_prefix(b"{").is_some_and(|inner| inner.trim_ascii_start().starts_with(b"\""));
    (is_object && (text.ends_with(b"}") || text.ends_with(b"]"))).then_some("json data")
}

/// Kinds with a mark of their own that gongkai does not read.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    const MARKS: [(&[u8], &str); 27] = [
        (b"\x89PNG", "png picture"),
        (b"\xff\xd8\xff", "jpg picture"),
        (b"GIF87a", "gif picture"),
        (b"GIF89a", "gif picture"),
        (b"II*\0", "tiff picture"),
        (b"MM\0*", "tiff picture"),
        (b"\0\0\x01\0", "ico picture"),
        (b"Rar!\x1a\x07", "rar archive"),
        (b"7z\xbc\xaf\x27\x1c", "7z archive"),
        (b"\x1f\x8b", "gz archive"),
        (b"BZh", "bz2 archive"),
        (b"\xfd7zXZ\0", "xz archive"),
        (b"\x28\xb5\x2f\xfd", "zst archive"),
        (b"MSCF", "cab archive"),
        (b"{\\rtf", "rtf"),
        (b"MZ", "exe program"),
        (b"\x7fELF", "elf program"),
        (b"%!PS", "PostScript"),
        (b"SQLite format 3\0", "SQLite database"),
        (b"\x09\x08", "xls of Excel 5 or older"),
        (b"\x09\x04\x06\0", "xls of Excel 4 or older"),
        (b"\x31\xbe\0\0", "doc of Word 2.0 or older"),
        (b"\xdb\xa5-\0", "doc of Word 2.0 or older"),
        (b"CAJ\0", "caj"),
        (b"AT&TFORM", "djvu"),
        (b"OggS", "sound or film"),
        (b"ID3", "sound or film"),
    ];
    if let Some((_, found)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        // Two letters alone may begin a text.
        let told = mark_is_told(found, bytes);
        return told.then_some(*found);
    }
    match bytes {
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("webp picture"),
        [b'R', b'I', b'F', b'F', _, _, _, _, ..] | [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("sound or film"),
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Some("bmp picture"),
        _ if bytes.get(257..262) == Some(b"ustar") => Some("tar archive"),
        _ => None,
    }
}

fn mark_is_told(found: &str, bytes: &[u8]) -> bool {
    match found {
        "exe program" | "bz2 archive" | "sound or film" | "cab archive" => {
            bytes.iter().take(64).any(|b| *b == 0) || bytes.iter().take(64).filter(|b| b.is_ascii_control()).count() > 4
        }
        "xls of Excel 5 or older" => matches!(bytes, [_, _, 0x08 | 0x10, 0, ..]),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        match sniff(bytes) {
            Err(ReadError::Foreign { found }) => assert_eq!(found, expected),
            other => panic!("{other:?} instead of {expected}"),
        }
    }

    #[test]
    fn foreign_kinds_are_named() {
        check(b"{\"schema\": \"gongkai.report/1\"}\n", "json data");
        check(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "png picture");
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", "jpg picture");
        check(b"GIF89a\x01\0\x01\0", "gif picture");
        check(b"BM\x36\0\0\0\0\0\0\0\x36\0", "bmp picture");
        check(b"RIFF\x24\0\0\0WEBPVP8 ", "webp picture");
        check(b"Rar!\x1a\x07\x01\0", "rar archive");
        check(b"7z\xbc\xaf\x27\x1c\0\x04", "7z archive");
        check(b"\x1f\x8b\x08\0\0\0\0\0", "gz archive");
        check(b"MZ\x90\0\x03\0\0\0", "exe program");
        check(b"{\\rtf1\\ansi", "rtf");
        check(b"\0\0\0\x18ftypmp42", "sound or film");
    }

    #[test]
    fn letters_that_begin_like_a_mark_are_text() {
        assert_eq!(sniff(b"MZ is not a program here, only two letters."), Ok(Format::Txt));
        assert_eq!(sniff(b"BMW"), Ok(Format::Txt));
    }

    #[test]
    fn a_pdf_header_may_come_late() {
        assert_eq!(sniff(b"%PDF-1.7\n"), Ok(Format::Pdf));
        let mut late = vec![b' '; 1000];
        late.extend(b"%PDF-1.4\n");
        assert_eq!(sniff(&late), Ok(Format::Pdf));
        let mut too_late = vec![b'a'; 3000];
        too_late.extend(b"%PDF-1.4\n");
        assert_eq!(sniff(&too_late), Ok(Format::Txt));
    }

    #[test]
    fn nothing_is_empty() {
        assert_eq!(sniff(b""), Err(ReadError::Empty));
        assert_eq!(sniff(b" \r\n\t"), Err(ReadError::Empty));
        assert_eq!(sniff("\u{feff}\n".as_bytes()), Err(ReadError::Empty));
    }
}
