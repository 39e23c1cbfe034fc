//! The zip container of docx, xlsx and ofd, with inflating that counts what really comes out.
//!
//! Sizes declared in the archive are never believed: every byte inflated is taken from one allowance,
//! [`Limits::inflated_bytes`], shared by all parts.

pub(crate) mod relations;
pub(crate) mod xml;

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{Limits, ReadError};
use crate::model::Format;

/// Bytes of one entry of the central directory without its name: an archive cannot list more entries than fit.
const CENTRAL_ENTRY_BYTES: usize = 46;
/// The longest comment a zip may end with, and the records before it.
const TAIL_BYTES: usize = 65_536 + 22 + 20;

/// An opened container.
#[derive(Debug)]
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: HashMap<String, usize>,
    format: Format,
    remaining_bytes: u64,
}

impl<'a> Package<'a> {
    /// Opens the container; `format` is what errors say the file is.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when it is no zip or its directory is broken.
    pub(crate) fn open(bytes: &'a [u8], limits: &Limits, format: Format) -> Result<Self, ReadError> {
        let damaged = |detail: String| ReadError::Damaged { format, detail };
        if lies_about_entries(bytes) {
            return Err(damaged("its directory lists more entries than it has room for".into()));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(error.to_string()))?;
        let mut names = HashMap::with_capacity(archive.len());
        for (index, name) in archive.file_names().enumerate() {
            // A name no character set explains cannot be asked for; the first of two equal names counts.
            if let Ok(name) = name {
                names.entry(normalise(&name)).or_insert(index);
            }
        }
        Ok(Self { archive, names, format, remaining_bytes: limits.inflated_bytes })
    }

    /// The bytes of a part, or `None` when there is none of that name. Names are compared without regard to case,
    /// to the kind of slash, and to `/` and `./` in front.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`] when all parts read so far inflate beyond the limit, [`ReadError::Encrypted`] when the
    /// part needs a password, [`ReadError::Damaged`] when it cannot be inflated or its checksum is wrong.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        let Some(&index) = self.names.get(&normalise(name)) else { return Ok(None) };
        self.inflate(index).map(Some)
    }

    /// The normalised names of all parts (lower case, forward slashes), in no particular order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.keys().map(String::as_str)
    }

    fn inflate(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let format = self.format;
        let mut entry = self.archive.by_index(index).map_err(|error| refusal(format, &error))?;
        let mut bytes = Vec::new();
        let mut chunk = vec![0_u8; 16 * 1024];
        loop {
            let count = entry
                .read(&mut chunk)
                .map_err(|error| ReadError::Damaged { format, detail: format!("{}: {error}", display_name(&entry)) })?;
            if count == 0 {
                return Ok(bytes);
            }
            self.remaining_bytes = u64::try_from(count)
                .ok()
                .and_then(|count| self.remaining_bytes.checked_sub(count))
                .ok_or(ReadError::TooLarge { format, limit: "inflated_bytes" })?;
            bytes.extend_from_slice(chunk.get(..count).unwrap_or_default());
        }
    }
}

/// The text of an XML part: UTF-8, or UTF-16 where a byte order mark or the first `<` says so. Bytes that are no
/// characters become U+FFFD.
pub(crate) fn xml_text(bytes: Vec<u8>) -> String {
    let encoding = match bytes.as_slice() {
        [0xFF, 0xFE, ..] | [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0xFE, 0xFF, ..] | [0, b'<', ..] => encoding_rs::UTF_16BE,
        _ => {
            let text =
                String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
            return match text.strip_prefix('\u{FEFF}') {
                Some(rest) => rest.to_owned(),
                None => text,
            };
        }
    };
    encoding.decode_with_bom_removal(&bytes).0.into_owned()
}

fn normalise(name: &str) -> String {
    let slashed = name.replace('\\', "/").to_lowercase();
    let mut rest = slashed.as_str();
    while let Some(shorter) = rest.strip_prefix("./").or_else(|| rest.strip_prefix('/')) {
        rest = shorter;
    }
    rest.to_owned()
}

fn display_name<R: Read>(entry: &zip::read::ZipFile<'_, R>) -> String {
    entry.name().map_or_else(|_| "part".to_owned(), std::borrow::Cow::into_owned)
}

fn refusal(format: Format, error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            ReadError::Encrypted { format }
        }
        other => ReadError::Damaged { format, detail: other.to_string() },
    }
}

/// Whether a zip64 end record claims more entries than the whole file could list. The zip library reserves memory
/// for what such a record claims before it looks at a single entry.
fn lies_about_entries(bytes: &[u8]) -> bool {
    let tail = bytes.get(bytes.len().saturating_sub(TAIL_BYTES)..).unwrap_or_default();
    if !tail.windows(4).any(|window| window == b"PK\x06\x07") {
        return false;
    }
    let most = u64::try_from(bytes.len() / CENTRAL_ENTRY_BYTES).unwrap_or(u64::MAX);
    bytes.windows(40).filter(|record| record.starts_with(b"PK\x06\x06")).any(|record| {
        record
            .get(32..40)
            .and_then(|field| field.try_into().ok())
            .map(u64::from_le_bytes)
            .is_none_or(|count| count > most)
    })
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;

    fn archive(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    fn open(bytes: &[u8]) -> Result<Package<'_>, ReadError> {
        Package::open(bytes, &Limits::default(), Format::Docx)
    }

    #[test]
    fn names_are_compared_without_case_and_slash() {
        let bytes = archive(&[("Word\\Document.xml", b"one"), ("/OFD.xml", b"two")]);
        let mut package = open(&bytes).unwrap();
        assert_eq!(package.part("word/document.xml").unwrap().as_deref(), Some(&b"one"[..]));
        assert_eq!(package.part("./ofd.XML").unwrap().as_deref(), Some(&b"two"[..]));
        assert_eq!(package.part("missing.xml").unwrap(), None);
        assert_eq!(package.names().count(), 2);
    }

    #[test]
    fn all_parts_together_stay_within_the_limit() {
        let bytes = archive(&[("a", &vec![0; 60_000]), ("b", &vec![0; 60_000])]);
        let limits = Limits { inflated_bytes: 100_000, ..Limits::default() };
        let mut package = Package::open(&bytes, &limits, Format::Ofd).unwrap();
        assert_eq!(package.part("a").unwrap().map(|part| part.len()), Some(60_000));
        let too_large = ReadError::TooLarge { format: Format::Ofd, limit: "inflated_bytes" };
        assert_eq!(package.part("b"), Err(too_large));
    }

    #[test]
    fn a_declared_size_is_not_believed() {
        let mut bytes = archive(&[("a", &vec![0; 200_000])]);
        // Both headers say ten bytes.
        for (signature, offset) in [(b"PK\x03\x04", 22), (b"PK\x01\x02", 24)] {
            let at = bytes.windows(4).position(|window| window == signature).unwrap();
            bytes[at + offset..at + offset + 4].copy_from_slice(&10_u32.to_le_bytes());
        }
        let limits = Limits { inflated_bytes: 1_000, ..Limits::default() };
        let mut package = Package::open(&bytes, &limits, Format::Docx).unwrap();
        assert!(package.part("a").is_err());
    }

    #[test]
    fn truncated_archives_are_damaged() {
        let bytes = archive(&[("word/document.xml", b"<w:document/>")]);
        for length in 0..bytes.len() {
            assert!(matches!(open(&bytes[..length]), Err(ReadError::Damaged { .. })), "{length}");
        }
    }

    #[test]
    fn a_changed_byte_is_found_by_the_checksum() {
        let mut bytes = archive(&[("a", b"1234567890")]);
        let at = bytes.windows(1).position(|window| window == b"a").unwrap() + 3;
        bytes[at] ^= 0x10;
        assert!(matches!(open(&bytes).unwrap().part("a"), Err(ReadError::Damaged { .. })));
    }

    #[test]
    fn an_absurd_entry_count_is_refused_before_memory_is_reserved() {
        let mut bytes = archive(&[("a", b"1")]);
        let start = bytes.len() - 22;
        let mut record = Vec::from(*b"PK\x06\x06");
        record.extend(44_u64.to_le_bytes());
        record.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for field in [1_u64 << 33, 1 << 33, 1 << 50, 1 << 50] {
            record.extend(field.to_le_bytes());
        }
        record.extend(*b"PK\x06\x07\0\0\0\0");
        record.extend(u64::try_from(start).unwrap().to_le_bytes());
        record.extend(1_u32.to_le_bytes());
        let end = bytes.split_off(start);
        bytes.extend(record);
        bytes.extend(end);
        let at = bytes.len() - 22;
        bytes[at + 8..at + 20].fill(0xFF);
        assert!(matches!(open(&bytes), Err(ReadError::Damaged { .. })));
    }

    #[test]
    fn xml_in_utf16_is_decoded() {
        let utf16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        assert_eq!(xml_text(utf16("\u{FEFF}<a>青</a>")), "<a>青</a>");
        assert_eq!(xml_text(utf16("<a>青</a>")), "<a>青</a>");
        assert_eq!(xml_text("\u{FEFF}<a/>".into()), "<a/>");
        assert_eq!(xml_text(b"<a>\xFF</a>".to_vec()), "<a>\u{FFFD}</a>");
    }
}
