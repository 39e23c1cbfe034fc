//! Zip archives as folders: entries by name, Chinese names whatever tool wrote them, inflating within bounds.

use std::io::{Cursor, Read, Seek};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::natural;

/// The most bytes a file may have where nobody sets another limit. The largest report seen has a few hundred kilobytes.
pub const FILE_BYTES: u64 = 64 * 1024 * 1024;

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

/// Why an archive, or a file in it, cannot be opened.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ArchiveError {
    /// The archive cannot be opened, or an entry not be inflated.
    #[error("the archive is damaged: {detail}")]
    Damaged {
        /// What failed.
        detail: String,
    },
    /// The entry is encrypted.
    #[error("the archive's entry needs a password")]
    Encrypted,
    /// The archive has more entries, or inflates to more, than is taken.
    #[error("the archive is beyond all measure")]
    TooLarge,
    /// One entry alone inflates to more than is taken.
    #[error("an entry is larger than {mebibytes} MB")]
    EntryTooLarge {
        /// The limit.
        mebibytes: u64,
    },
}

/// An open zip archive.
pub struct Archive {
    zip: Mutex<ZipArchive<Box<dyn Seekable>>>,
    inflated_bytes: AtomicU64,
    limit_bytes: u64,
}

/// An entry of an archive that may be a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Position in the archive.
    pub index: usize,
    /// Its path in the archive, decoded. It is a name to show, never a path to write to: it may lead out of the archive.
    pub name: String,
    /// Bytes it inflates to, by the archive's own word.
    pub size: u64,
}

impl std::fmt::Debug for Archive {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Archive").finish_non_exhaustive()
    }
}

impl Archive {
    /// Opens what a reader gives, if it is an archive; `None` when it is anything else, an office document among them.
    /// `name` is what it is called: a broken file that claims to be an archive is an error, any other broken zip is left
    /// to the reader of its format.
    ///
    /// # Errors
    /// [`ArchiveError::Damaged`] for a broken archive.
    pub fn of_reader(
        mut reader: impl Read + Seek + Send + 'static,
        length: u64,
        name: &str,
    ) -> Result<Option<Self>, ArchiveError> {
        let mut start = [0; 4];
        if reader.read_exact(&mut start).is_err() || !is_zip(&start) {
            return Ok(None);
        }
        Self::new(Box::new(reader), length, is_zip_name(name))
    }

    /// Opens bytes, if they are an archive.
    ///
    /// # Errors
    /// [`ArchiveError::Damaged`] for a broken archive.
    pub fn of_bytes(bytes: impl AsRef<[u8]> + Send + 'static, name: &str) -> Result<Option<Self>, ArchiveError> {
        let length = u64::try_from(bytes.as_ref().len()).unwrap_or(u64::MAX);
        Self::of_reader(Cursor::new(bytes), length, name)
    }

    fn new(reader: Box<dyn Seekable>, length: u64, named_so: bool) -> Result<Option<Self>, ArchiveError> {
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
    ///
    /// # Errors
    /// [`ArchiveError::TooLarge`] for more entries than are taken, [`ArchiveError::Damaged`] for a broken one.
    pub fn entries(&self) -> Result<Vec<Entry>, ArchiveError> {
        let metadata = self.lock().metadata();
        if metadata.len() > ENTRIES {
            return Err(ArchiveError::TooLarge);
        }
        let mut entries = Vec::new();
        for index in 0..metadata.len() {
            let entry = metadata.entry(index).map_err(from_zip)?;
            let name = decode(entry.name_raw());
            if !entry.is_dir() && !is_litter(&name) {
                entries.push(Entry { index, name, size: entry.size() });
            }
        }
        entries.sort_by(|left, right| natural::compare(&left.name, &right.name));
        Ok(entries)
    }

    /// Inflates an entry of at most so many bytes.
    ///
    /// # Errors
    /// [`ArchiveError`] when it is broken, locked or too large; [`ArchiveError::TooLarge`], too, when all entries so far
    /// inflate to more than an archive of this size may.
    pub fn bytes(&self, index: usize, most: u64) -> Result<Vec<u8>, ArchiveError> {
        let allowed = self.limit_bytes.saturating_sub(self.inflated_bytes.load(Ordering::Relaxed));
        let mut zip = self.lock();
        let entry = zip.by_index(index).map_err(from_zip)?;
        let limit = most.min(allowed);
        let mut bytes = Vec::new();
        let failed = |error: std::io::Error| ArchiveError::Damaged { detail: error.to_string() };
        entry.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(failed)?;
        if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
            let mebibytes = most / (1024 * 1024);
            return Err(if limit < most { ArchiveError::TooLarge } else { ArchiveError::EntryTooLarge { mebibytes } });
        }
        self.inflated_bytes.fetch_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX), Ordering::Relaxed);
        Ok(bytes)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, ZipArchive<Box<dyn Seekable>>> {
        self.zip.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a name claims to be an archive.
pub fn is_zip_name(name: &str) -> bool {
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
    name.split('/').any(|part| part == "__MACOSX" || is_hidden(part))
}

/// Names that operating systems and office programs hide or leave behind.
pub fn is_hidden(name: &str) -> bool {
    (name.starts_with('.') && name != "." && name != "..")
        || name.starts_with("~$")
        || ["thumbs.db", "desktop.ini"].iter().any(|known| name.eq_ignore_ascii_case(known))
}

fn from_zip(error: ZipError) -> ArchiveError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ArchiveError::Encrypted
        }
        other => ArchiveError::Damaged { detail: other.to_string() },
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
        let archive = Archive::of_bytes(bytes, "a.zip").unwrap().unwrap();
        let entries = archive.entries().unwrap();
        assert_eq!(entries.iter().map(|entry| entry.name.as_str()).collect::<Vec<_>>(), ["报告/2.txt", "报告/10.txt"]);
        assert_eq!(archive.bytes(entries[0].index, FILE_BYTES).unwrap(), b"two");
    }

    #[test]
    fn office_containers_are_no_archives() {
        assert!(Archive::of_bytes(pack(&[("[Content_Types].xml", b"")]), "a.zip").unwrap().is_none());
        assert!(Archive::of_bytes(pack(&[("OFD.xml", b"")]), "a.zip").unwrap().is_none());
        assert!(Archive::of_bytes(b"plain".to_vec(), "a.zip").unwrap().is_none());
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
        let mut archive = Archive::of_bytes(bytes, "a.zip").unwrap().unwrap();
        archive.limit_bytes = 5000;
        assert!(archive.bytes(0, FILE_BYTES).is_ok());
        assert!(matches!(archive.bytes(1, FILE_BYTES), Err(ArchiveError::TooLarge)));
    }

    #[test]
    fn an_entry_has_the_limit_it_is_asked_for_with() {
        let archive = Archive::of_bytes(pack(&[("a.txt", &vec![0; 3 << 20])]), "a.zip").unwrap().unwrap();
        assert!(matches!(archive.bytes(0, 2 << 20), Err(ArchiveError::EntryTooLarge { mebibytes: 2 })));
        assert!(archive.bytes(0, 3 << 20).is_ok());
    }

    #[test]
    fn a_broken_archive_is_told() {
        let mut bytes = pack(&[("a.txt", b"a")]);
        bytes.truncate(20);
        assert!(matches!(Archive::of_bytes(bytes, "a.zip"), Err(ArchiveError::Damaged { .. })));
    }
}
