//! What the user names — files, globs, folders, archives, standard input — to bytes and documents.

mod error;
mod gather;
mod glob;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use gongkai_documents::archive::FILE_BYTES;
use gongkai_documents::read::sniff::sniff;
use gongkai_documents::{Archive, Document, Format, Limits, ReadError};

pub(crate) use error::FileError;
pub(crate) use gather::Gathered;

/// One file to read, by whatever way it came.
#[derive(Debug, Clone)]
pub(crate) struct Source {
    /// What the user sees and JSON tells: the path, `archive.zip!/inner/name.docx`, or `-`.
    pub(crate) name: String,
    /// Where the bytes are.
    pub(crate) origin: Origin,
    /// How it came to be read.
    pub(crate) chosen: Chosen,
}

/// Where bytes are.
#[derive(Debug, Clone)]
pub(crate) enum Origin {
    /// A file.
    File(PathBuf),
    /// An entry of an archive, by its position in it.
    Entry(Arc<Archive>, usize),
    /// Standard input, already read.
    Bytes(Vec<u8>),
    /// Nowhere: it was named, but cannot be read.
    Failed(FileError),
}

/// How a file came to be read: what is no report is an error when named, and passed over when found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// The user named it.
    Named,
    /// It lay in a folder or an archive.
    Found,
}

/// What became of a source.
#[derive(Debug)]
pub(crate) enum Opened {
    /// It was read.
    Document(Box<Document>),
    /// It is no report format, and nobody named it.
    PassedOver,
}

impl Source {
    /// A source that cannot be read.
    pub(crate) fn failed(name: impl Into<String>, error: FileError) -> Self {
        Self { name: name.into(), origin: Origin::Failed(error), chosen: Chosen::Named }
    }

    /// Reads the bytes.
    pub(crate) fn bytes(&self) -> Result<Vec<u8>, FileError> {
        match &self.origin {
            Origin::File(path) => file_bytes(path),
            Origin::Entry(archive, index) => Ok(archive.bytes(*index, FILE_BYTES)?),
            Origin::Bytes(bytes) => Ok(bytes.clone()),
            Origin::Failed(error) => Err(error.clone()),
        }
    }

    /// Reads the document.
    pub(crate) fn open(&self) -> Result<Opened, FileError> {
        let bytes = self.bytes()?;
        if self.chosen == Chosen::Found && !looks_like_a_report(&self.name, &bytes) {
            return Ok(Opened::PassedOver);
        }
        Ok(Opened::Document(Box::new(gongkai_documents::read(&bytes, &Limits::default())?)))
    }
}

/// Whether a file found in a folder is worth reading.
///
/// The content decides, but for plain text: nearly everything that is not a document (settings, scripts, data) is
/// plain text too, so there the ending has to agree.
fn looks_like_a_report(name: &str, bytes: &[u8]) -> bool {
    match sniff(bytes) {
        Ok(Format::Txt | Format::Markdown | Format::Csv) => is_text_name(name),
        Ok(
            Format::Html | Format::Docx | Format::Doc | Format::Xlsx | Format::Xls | Format::Pdf | Format::Ofd,
        )
        // Found, but broken or locked: that must be told, not passed over.
        | Err(ReadError::Encrypted { .. } | ReadError::Damaged { .. } | ReadError::TooLarge { .. }) => true,
        // So must what calls itself a document and is none: a broken upload does not vanish.
        // And a picture that calls itself a report.
        Err(ReadError::Empty | ReadError::Foreign { .. }) => {
            ends_in(name, &DOCUMENTS) || (ends_in(name, &PICTURES) && calls_itself_report(name))
        }
    }
}

/// Endings of documents, those included that are not read here.
const DOCUMENTS: [&str; 15] =
    ["doc", "docx", "wps", "wpt", "rtf", "odt", "ods", "xls", "xlsx", "et", "pdf", "ofd", "htm", "html", "mht"];

/// Endings of pictures: reports are scanned, too.
const PICTURES: [&str; 6] = ["png", "jpg", "jpeg", "tif", "tiff", "bmp"];

fn calls_itself_report(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    ["年报", "年度报告", "信息公开", "政务公开"].iter().any(|word| file.contains(word))
}

fn ends_in(name: &str, endings: &[&str]) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    let ending = Path::new(file).extension();
    ending.is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

fn is_text_name(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    Path::new(file).extension().is_none() || ends_in(name, &["txt", "text", "md", "markdown", "csv"])
}

fn file_bytes(path: &Path) -> Result<Vec<u8>, FileError> {
    let file = File::open(path).map_err(|error| FileError::from_io(&error))?;
    let metadata = file.metadata().map_err(|error| FileError::from_io(&error))?;
    if metadata.is_dir() {
        return Err(FileError::Folder);
    }
    bounded(file, FILE_BYTES)
}

/// Reads to the end, but not beyond `limit` bytes, whatever the file's size is said to be.
pub(crate) fn bounded(reader: impl Read, limit: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| FileError::from_io(&error))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= limit) {
        Ok(bytes)
    } else {
        Err(FileError::TooLarge { mebibytes: limit / (1024 * 1024) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_stops_at_the_limit() {
        assert_eq!(bounded(&b"1234"[..], 4).unwrap(), b"1234");
        let endless = std::io::repeat(0);
        assert!(matches!(bounded(endless, 2 * 1024 * 1024), Err(FileError::TooLarge { mebibytes: 2 })));
    }

    #[test]
    fn a_picture_in_a_folder_is_told_when_it_calls_itself_a_report() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
        assert!(looks_like_a_report("年报/青溪镇2023年年报扫描件.png", png));
        assert!(!looks_like_a_report("年报/图标.png", png));
    }

    #[test]
    fn plain_text_in_a_folder_needs_a_text_ending() {
        for (name, expected) in [
            ("a/青禾街道.txt", true),
            ("a/青禾街道.TXT", true),
            ("a.zip!/内/青禾街道", true),
            ("a/truth.json", false),
            ("a.b/README", true),
            ("a/style.css", false),
        ] {
            assert_eq!(is_text_name(name), expected, "{name}");
        }
    }
}
