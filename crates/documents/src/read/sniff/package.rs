//! Tells what a zip holds.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::model::Format;
use crate::read::ReadError;

/// Bytes of a content list read at most; real ones have a few thousand.
const LIST_BYTES: u64 = 1024 * 1024;

pub(super) fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    let Ok(mut archive) = ZipArchive::new(Cursor::new(bytes)) else { return torn(bytes) };
    let has = |archive: &ZipArchive<_>, name: &str| archive.index_for_name(name).is_some();
    for (part, format) in
        [("word/document.xml", Format::Docx), ("xl/workbook.xml", Format::Xlsx), ("OFD.xml", Format::Ofd)]
    {
        if has(&archive, part) {
            return Ok(format);
        }
    }
    if let Some(list) = part(&mut archive, "[Content_Types].xml") {
        return by_content_type(&list);
    }
    if let Some(kind) = part(&mut archive, "mimetype") {
        return foreign(by_mimetype(kind.trim()));
    }
    foreign(if has(&archive, "Index/Document.iwa") {
        "pages, numbers or keynote"
    } else if has(&archive, "AndroidManifest.xml") {
        "apk program"
    } else if has(&archive, "META-INF/MANIFEST.MF") {
        "jar program"
    } else {
        "zip archive"
    })
}

/// The start of a small text part.
fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut content = Vec::new();
    archive.by_name(name).ok()?.take(LIST_BYTES).read_to_end(&mut content).ok()?;
    Some(String::from_utf8_lossy(&content).into_owned())
}

/// Office packages may name their main part anything; its content type tells.
fn by_content_type(list: &str) -> Result<Format, ReadError> {
    let has = |mark: &str| list.contains(mark);
    if has("wordprocessingml.document.main+xml")
        || has("wordprocessingml.template.main+xml")
        || has("ms-word.document.macroEnabled.main+xml")
        || has("ms-word.template.macroEnabledTemplate.main+xml")
    {
        Ok(Format::Docx)
    } else if has("spreadsheetml.sheet.main+xml")
        || has("spreadsheetml.template.main+xml")
        || has("ms-excel.sheet.macroEnabled.main+xml")
        || has("ms-excel.template.macroEnabled.main+xml")
    {
        Ok(Format::Xlsx)
    } else if has("ms-excel.sheet.binary.macroEnabled.main") {
        foreign("xlsb")
    } else if has("presentationml") || has("ms-powerpoint") {
        foreign("pptx")
    } else if has("ms-visio") {
        foreign("vsdx")
    } else if has("ms-package.xps") {
        foreign("xps")
    } else {
        foreign("office package of an unknown kind")
    }
}

fn by_mimetype(kind: &str) -> &'static str {
    match kind {
        "application/vnd.oasis.opendocument.text" => "odt",
        "application/vnd.oasis.opendocument.spreadsheet" => "ods",
        "application/vnd.oasis.opendocument.presentation" => "odp",
        "application/epub+zip" => "epub",
        _ => "zip archive",
    }
}

/// An archive whose list at the end is lost: the names stand before each part too, and the format's own reader says
/// what is broken.
fn torn(bytes: &[u8]) -> Result<Format, ReadError> {
    let start = bytes.get(..4 * 1024 * 1024).unwrap_or(bytes);
    let has = |name: &[u8]| start.windows(name.len()).any(|window| window == name);
    if has(b"word/") {
        Ok(Format::Docx)
    } else if has(b"xl/") {
        Ok(Format::Xlsx)
    } else if has(b"OFD.xml") {
        Ok(Format::Ofd)
    } else {
        foreign("zip archive")
    }
}

fn foreign(found: &str) -> Result<Format, ReadError> {
    Err(ReadError::Foreign { found: found.to_owned() })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content.as_bytes()).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[track_caller]
    fn check(parts: &[(&str, &str)], expected: &Result<Format, ReadError>) {
        assert_eq!(&sniff(&archive(parts)), expected, "{parts:?}");
    }

    #[test]
    fn parts_tell_the_kind() {
        check(&[("[Content_Types].xml", ""), ("word/document.xml", "")], &Ok(Format::Docx));
        check(&[("xl/workbook.xml", "")], &Ok(Format::Xlsx));
        check(&[("OFD.xml", ""), ("Doc_0/Document.xml", "")], &Ok(Format::Ofd));
    }

    #[test]
    fn content_types_tell_the_kind_where_names_differ() {
        let list =
            |kind: &str| format!("<Types><Override PartName='/x.xml' ContentType='application/{kind}'/></Types>");
        let kinds = [
            ("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", Ok(Format::Docx)),
            ("vnd.ms-excel.sheet.macroEnabled.main+xml", Ok(Format::Xlsx)),
            ("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", foreign("pptx")),
            ("vnd.ms-excel.sheet.binary.macroEnabled.main", foreign("xlsb")),
            ("nonsense", foreign("office package of an unknown kind")),
        ];
        for (kind, expected) in kinds {
            check(&[("[Content_Types].xml", &list(kind))], &expected);
        }
    }

    #[test]
    fn other_packages_are_named() {
        check(&[("mimetype", "application/vnd.oasis.opendocument.text")], &foreign("odt"));
        check(&[("mimetype", "application/epub+zip")], &foreign("epub"));
        check(&[("2023/青禾街道.docx", "")], &foreign("zip archive"));
        check(&[], &foreign("zip archive"));
    }

    #[test]
    fn a_torn_package_goes_to_its_reader() {
        let bytes = archive(&[("[Content_Types].xml", ""), ("word/document.xml", "")]);
        assert_eq!(sniff(&bytes[..bytes.len() - 60]), Ok(Format::Docx));
        assert_eq!(sniff(b"PK\x03\x04"), foreign("zip archive"));
    }
}
