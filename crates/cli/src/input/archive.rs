//! Zip archives as folders: entries by name, Chinese names whatever tool wrote them, inflating within bounds.

use std::fs::File;
use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use super::{FILE_BYTES, FileError, bounded, natural};

/// The most entries taken of one archive.
const ENTRIES: usize = 100_000;

/// How much larger than itself an archive may inflate, and what is always allowed. Reports as plain text or html
/// shrink to a twentieth at best; bombs grow thousandfold.
const GROWTH: u64 = 200;
const ALWAYS_BYTES: u64 = 1024 * 1024 * 1024;

/// The marks by which the containers of office formats, which are zip files too, are told from archives.
const OFFICE_PARTS: [&str; 3] = ["[Content_Types].xml", "OFD.xml", "mimetype"];

trait Seekable: Read + Seek + Send {}
impl<R: Read + Seek + Send> Seekable for R {}

/// An open zip archive.
pub(crate) struct Archive {
    zip: Mutex<ZipArchive<Box<dyn Seekable>>>,
    inflated_bytes: AtomicU64,
    limit_bytes: u64,
}

/// An entry of an archive that may be a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    /// Position in the archive.
    pub(crate) index: usize,
    /// Its path in the archive, decoded.
    pub(crate) name: String,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Archive").finish_non_exhaustive()
    }
}

impl Archive {
    /// Opens a file if it is an archive; `None` when it is anything else, an office document among them.
    pub(crate) fn of_file(path: &Path) -> Result<Option<Self>, FileError> {
        let mut file = File::open(path).map_err(|error| FileError::from_io(&error))?;
        let mut start = [0; 4];
        if file.read_exact(&mut start).is_err() || !is_zip(&start) {
            return Ok(None);
        }
        let length = file.metadata().map_err(|error| FileError::from_io(&error))?.len();
        Self::new(Box::new(file), length, is_zip_name(&path.to_string_lossy()))
    }

    /// Opens bytes, if they are an archive.
    pub(crate) fn of_bytes(bytes: Vec<u8>) -> Result<Option<Self>, FileError> {
        if !is_zip(&bytes) {
            return Ok(None);
        }
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self::new(Box::new(Cursor::new(bytes)), length, true)
    }

    fn new(reader: Box<dyn Seekable>, length: u64, named_so: bool) -> Result<Option<Self>, FileError> {
        let zip = match ZipArchive::new(reader) {
            Ok(zip) => zip,
            Err(error) if named_so => return Err(from_zip(error)),
            // A damaged docx: its own reader has the better words for it.
            Err(_) => return Ok(None),
        };
        if zip.file_names_raw().any(|name| OFFICE_PARTS.iter().any(|part| part.as_bytes() == name)) {
            return Ok(None);
        }
        let limit_bytes = length.saturating_mul(GROWTH).max(ALWAYS_BYTES);
        Ok(Some(Self { zip: Mutex::new(zip), inflated_bytes: AtomicU64::new(0), limit_bytes }))
    }

    /// The entries that may be reports, in natural order.
    pub(crate) fn entries(&self) -> Result<Vec<Entry>, FileError> {
        let metadata = self.lock().metadata();
        if metadata.len() > ENTRIES {
            return Err(FileError::ArchiveTooLarge);
        }
        let mut entries = Vec::new();
        for index in 0..metadata.len() {
            let entry = metadata.entry(index).map_err(from_zip)?;
            let name = decode(entry.name_raw());
            if !entry.is_dir() && !is_litter(&name) {
                entries.push(Entry { index, name });
            }
        }
        entries.sort_by(|left, right| natural::compare(&left.name, &right.name));
        Ok(entries)
    }

    /// Inflates an entry.
    pub(crate) fn bytes(&self, index: usize) -> Result<Vec<u8>, FileError> {
        let allowed = self.limit_bytes.saturating_sub(self.inflated_bytes.load(Ordering::Relaxed));
        let mut zip = self.lock();
        let entry = zip.by_index(index).map_err(from_zip)?;
        let bytes = bounded(entry, FILE_BYTES.min(allowed)).map_err(|error| match error {
            FileError::TooLarge { .. } if allowed < FILE_BYTES => FileError::ArchiveTooLarge,
            FileError::Io { detail } => FileError::Archive { detail },
            other => other,
        })?;
        self.inflated_bytes.fetch_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(bytes)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, ZipArchive<Box<dyn Seekable>>> {
        self.zip.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a name claims to be an archive.
pub(crate) fn is_zip_name(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

fn is_zip(start: &[u8]) -> bool {
    start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06")
}

/// The name an entry was given. Archives packed by Chinese Windows carry GBK without saying so; those that say UTF-8
/// are valid UTF-8, and so are those of other systems that forget to say it.
fn decode(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(name).0.into_owned(),
    }
    .replace('\\', "/")
}

/// Files that operating systems and office programs leave behind, and hidden ones.
fn is_litter(name: &str) -> bool {
    name.split('/').any(|part| part == "__MACOSX" || super::gather::is_hidden(part))
}

fn from_zip(error: ZipError) -> FileError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            FileError::ArchiveEncrypted
        }
        other => FileError::Archive { detail: other.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::SimpleFileOptions;

    use super::*;

    fn pack(entries: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in entries {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn entries_come_in_natural_order_without_litter() {
        let bytes = pack(&[
            ("报告/10.txt", b"ten"),
            ("报告/2.txt", b"two"),
            ("__MACOSX/报告/2.txt", b""),
            ("报告/.DS_Store", b""),
            ("报告/Thumbs.db", b""),
            ("报告/~$2.docx", b""),
        ]);
        let archive = Archive::of_bytes(bytes).unwrap().unwrap();
        let entries = archive.entries().unwrap();
        assert_eq!(entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["报告/2.txt", "报告/10.txt"]);
        assert_eq!(archive.bytes(entries[0].index).unwrap(), b"two");
    }

    #[test]
    fn office_containers_are_no_archives() {
        assert!(Archive::of_bytes(pack(&[("[Content_Types].xml", b"")])).unwrap().is_none());
        assert!(Archive::of_bytes(pack(&[("OFD.xml", b"")])).unwrap().is_none());
        assert!(Archive::of_bytes(b"plain".to_vec()).unwrap().is_none());
    }

    #[test]
    fn names_in_gbk_are_decoded() {
        let (gbk, _, _) = encoding_rs::GBK.encode("青禾街道/年报.txt");
        assert_eq!(decode(&gbk), "青禾街道/年报.txt");
        assert_eq!(decode("青禾街道\\年报.txt".as_bytes()), "青禾街道/年报.txt");
    }

    #[test]
    fn an_archive_that_inflates_beyond_measure_is_cut_off() {
        let bytes = pack(&[("a.txt", &[0; 4096]), ("b.txt", &[0; 4096])]);
        let mut archive = Archive::of_bytes(bytes).unwrap().unwrap();
        archive.limit_bytes = 5000;
        assert!(archive.bytes(0).is_ok());
        assert!(matches!(archive.bytes(1), Err(FileError::ArchiveTooLarge)));
    }

    #[test]
    fn a_broken_archive_is_told() {
        let mut bytes = pack(&[("a.txt", b"a")]);
        bytes.truncate(20);
        assert!(matches!(Archive::of_bytes(bytes), Err(FileError::Archive { .. })));
    }
}
