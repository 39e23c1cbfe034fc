//! Tells what an OLE compound file holds.

use crate::model::Format;
use crate::read::ReadError;
use crate::read::ole::Ole;

/// Streams that tell a kind, in the order they are asked for: a text with an embedded workbook is a text.
const STREAMS: [(&str, Kind); 9] = [
    ("EncryptedPackage", Kind::Encrypted),
    ("WordDocument", Kind::Format(Format::Doc)),
    ("Workbook", Kind::Format(Format::Xls)),
    ("Book", Kind::Format(Format::Xls)),
    ("PowerPoint Document", Kind::Foreign("ppt")),
    ("VisioDocument", Kind::Foreign("vsd")),
    ("__properties_version1.0", Kind::Foreign("msg mail")),
    ("FileHeader", Kind::Foreign("hwp")),
    ("CONTENTS", Kind::Foreign("wps of Microsoft Works")),
];

#[derive(Clone, Copy)]
enum Kind {
    Format(Format),
    Encrypted,
    Foreign(&'static str),
}

pub(super) fn sniff(bytes: &[u8]) -> Result<Format, ReadError> {
    let kind = match Ole::open(bytes, Format::Doc) {
        Ok(file) => STREAMS.iter().find(|(name, _)| file.has_stream(name)),
        // Its directory may still be readable to the eye, and the format's own reader says what is broken.
        Err(_) => STREAMS.iter().take(4).find(|(name, _)| has_utf16(bytes, name)),
    };
    match kind.map(|(_, kind)| *kind) {
        Some(Kind::Format(format)) => Ok(format),
        Some(Kind::Encrypted) => Err(ReadError::Encrypted { format: Format::Docx }),
        Some(Kind::Foreign(found)) => Err(ReadError::Foreign { found: found.to_owned() }),
        None => Err(ReadError::Foreign { found: "OLE compound file".to_owned() }),
    }
}

fn has_utf16(bytes: &[u8], name: &str) -> bool {
    let wanted: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn file(streams: &[&str]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for name in streams {
            file.create_stream(name).unwrap().write_all(b"content").unwrap();
        }
        file.into_inner().into_inner()
    }

    #[track_caller]
    fn check(streams: &[&str], expected: &Result<Format, ReadError>) {
        assert_eq!(&sniff(&file(streams)), expected, "{streams:?}");
    }

    fn foreign(found: &str) -> Result<Format, ReadError> {
        Err(ReadError::Foreign { found: found.to_owned() })
    }

    #[test]
    fn streams_tell_the_kind() {
        check(&["WordDocument", "1Table"], &Ok(Format::Doc));
        check(&["Workbook"], &Ok(Format::Xls));
        check(&["Book"], &Ok(Format::Xls));
        check(&["PowerPoint Document"], &foreign("ppt"));
        check(&["Something"], &foreign("OLE compound file"));
    }

    #[test]
    fn a_package_behind_a_password() {
        check(&["EncryptedPackage", "EncryptionInfo"], &Err(ReadError::Encrypted { format: Format::Docx }));
    }

    #[test]
    fn a_broken_file_is_told_by_its_directory() {
        let mut bytes = file(&["WordDocument"]);
        bytes[44..48].fill(0xff);
        assert_eq!(sniff(&bytes), Ok(Format::Doc));
        assert_eq!(sniff(&bytes[..300]), foreign("OLE compound file"));
    }
}
