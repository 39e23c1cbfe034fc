//! The OLE container (compound file) that doc, wps and xls stand in.
//!
//! A small reader of our own: every chain is followed for at most as many steps as the file has sectors, a sector is
//! taken into the allocation table once, and a stream is never longer than the file. So circles and absurd counts
//! cost no more than the file's own size, which the general libraries tried do not promise.

pub(crate) mod summary;

use std::collections::HashSet;

use super::ReadError;
use crate::model::Format;

const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
const HEADER_BYTES: usize = 512;
const ENTRY_BYTES: usize = 128;
/// Sector numbers from here on are marks, not sectors.
const FIRST_MARK: u32 = 0xFFFF_FFFA;
/// Streams shorter than this stand in the small sectors, unless the header says otherwise.
const SMALL_STREAM_BYTES: u32 = 4096;
const SMALL_SECTOR_BYTES: usize = 64;

/// Whether the bytes begin as a compound file.
pub(crate) fn is_ole(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

/// The error for a compound file where a zip was expected: such a file is a package behind a password.
pub(crate) fn protected(bytes: &[u8], format: Format) -> ReadError {
    match Ole::open(bytes, format) {
        Ok(ole) if ole.find("EncryptedPackage").is_some() => ReadError::Encrypted { format },
        Ok(_) => ReadError::Damaged { format, detail: "it is a compound file, not a package".into() },
        Err(error) => error,
    }
}

#[derive(Debug)]
struct Entry {
    name: String,
    stream: bool,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    length: usize,
}

/// An opened compound file.
#[derive(Debug)]
pub(crate) struct Ole<'a> {
    bytes: &'a [u8],
    sector_bytes: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    small_sectors: Vec<u8>,
    /// The streams and storages directly in the root.
    entries: Vec<Entry>,
    cutoff: usize,
}

impl<'a> Ole<'a> {
    /// Opens the container; `format` is what errors say the file is.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] when header, allocation table or directory cannot be made out.
    pub(crate) fn open(bytes: &'a [u8], format: Format) -> Result<Self, ReadError> {
        let damaged = |detail: &str| ReadError::Damaged { format, detail: detail.to_owned() };
        if !is_ole(bytes) || bytes.len() < HEADER_BYTES {
            return Err(damaged("it is no compound file"));
        }
        let sector_bytes = match u16_at(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4096,
            _ => return Err(damaged("its sector size is unknown")),
        };
        let field = |offset| u32_at(bytes, offset).unwrap_or(FIRST_MARK);
        let mut ole = Self {
            bytes,
            sector_bytes,
            table: Vec::new(),
            small_table: Vec::new(),
            small_sectors: Vec::new(),
            entries: Vec::new(),
            cutoff: to_size(field(56).clamp(1, SMALL_STREAM_BYTES)),
        };
        ole.read_table();
        let directory = ole.chain(field(48), usize::MAX);
        let entries: Vec<Entry> = directory.chunks_exact(ENTRY_BYTES).map(entry).collect();
        let Some(root) = entries.first() else { return Err(damaged("its directory is missing")) };
        let (start, length, child) = (root.start, root.length, root.child);
        ole.small_sectors = ole.chain(start, length);
        ole.small_table = words(&ole.chain(field(60), usize::MAX));
        ole.entries = children(entries, child);
        Ok(ole)
    }

    /// The bytes of a stream in the root, found without regard to case; shorter than it says where the file is cut
    /// off.
    pub(crate) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.find(name).filter(|entry| entry.stream)?;
        if entry.length < self.cutoff {
            return Some(self.small_chain(entry.start, entry.length));
        }
        Some(self.chain(entry.start, entry.length))
    }

    /// Whether a stream of this name is in the root.
    pub(crate) fn has_stream(&self, name: &str) -> bool {
        self.find(name).is_some_and(|entry| entry.stream)
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// Sectors the file has room for, the cut-off last one included.
    fn sectors(&self) -> usize {
        self.bytes.len().div_ceil(self.sector_bytes).saturating_sub(1)
    }

    fn sector(&self, number: u32) -> &'a [u8] {
        let start = to_size(number).saturating_add(1).saturating_mul(self.sector_bytes);
        let end = start.saturating_add(self.sector_bytes).min(self.bytes.len());
        self.bytes.get(start..end).unwrap_or_default()
    }

    fn read_table(&mut self) {
        let most = self.sectors();
        let mut seen = HashSet::new();
        let mut listed: Vec<u32> = (0..109).filter_map(|index| u32_at(self.bytes, 76 + index * 4)).collect();
        let mut next = u32_at(self.bytes, 68).unwrap_or(FIRST_MARK);
        for _ in 0..most {
            if next >= FIRST_MARK || listed.len() > most.saturating_add(109 + 1024) {
                break;
            }
            let mut sectors = words(self.sector(next));
            next = sectors.pop().unwrap_or(FIRST_MARK);
            listed.extend(sectors);
        }
        for number in listed {
            if number < FIRST_MARK && seen.insert(number) {
                self.table.extend(words(self.sector(number)));
            }
            if self.table.len() >= most {
                break;
            }
        }
    }

    fn chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..self.sectors() {
            if next >= FIRST_MARK || bytes.len() >= length {
                break;
            }
            bytes.extend_from_slice(self.sector(next));
            next = self.table.get(to_size(next)).copied().unwrap_or(FIRST_MARK);
        }
        bytes.truncate(length);
        bytes
    }

    fn small_chain(&self, start: u32, length: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut next = start;
        for _ in 0..=self.small_sectors.len() / SMALL_SECTOR_BYTES {
            if next >= FIRST_MARK || bytes.len() >= length {
                break;
            }
            let from = to_size(next).saturating_mul(SMALL_SECTOR_BYTES);
            let to = from.saturating_add(SMALL_SECTOR_BYTES).min(self.small_sectors.len());
            bytes.extend_from_slice(self.small_sectors.get(from..to).unwrap_or_default());
            next = self.small_table.get(to_size(next)).copied().unwrap_or(FIRST_MARK);
        }
        bytes.truncate(length);
        bytes
    }
}

fn entry(bytes: &[u8]) -> Entry {
    let field = |offset| u32_at(bytes, offset).unwrap_or(FIRST_MARK);
    let name_bytes = usize::from(u16_at(bytes, 64).unwrap_or(0)).min(64);
    let units = bytes.get(..name_bytes).unwrap_or_default();
    let units = units.as_chunks::<2>().0.iter().map(|pair| u16::from_le_bytes(*pair)).take_while(|unit| *unit != 0);
    Entry {
        name: char::decode_utf16(units).map(|unit| unit.unwrap_or('\u{FFFD}')).collect(),
        stream: bytes.get(66) == Some(&2),
        left: field(68),
        right: field(72),
        child: field(76),
        start: field(116),
        length: to_size(field(120)),
    }
}

/// The entries of the tree under the root's child; each is visited once, whatever the tree says.
fn children(entries: Vec<Entry>, child: u32) -> Vec<Entry> {
    let mut waiting = vec![child];
    let mut found = HashSet::new();
    while let Some(number) = waiting.pop() {
        if let Some(entry) = entries.get(to_size(number)).filter(|entry| !entry.name.is_empty())
            && found.insert(to_size(number))
        {
            waiting.extend([entry.left, entry.right]);
        }
    }
    entries.into_iter().enumerate().filter(|(index, _)| found.contains(index)).map(|(_, entry)| entry).collect()
}

fn words(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect()
}

/// A count or offset as a size.
pub(crate) fn to_size(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The byte at an offset.
pub(crate) fn u8_at(bytes: &[u8], offset: usize) -> Option<u8> {
    bytes.get(offset).copied()
}

/// The little-endian word at an offset.
pub(crate) fn u16_at(bytes: &[u8], offset: usize) -> Option<u16> {
    bytes.get(offset..)?.first_chunk().map(|word| u16::from_le_bytes(*word))
}

/// The little-endian double word at an offset.
pub(crate) fn u32_at(bytes: &[u8], offset: usize) -> Option<u32> {
    bytes.get(offset..)?.first_chunk().map(|word| u32::from_le_bytes(*word))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use super::*;

    fn compound(streams: &[(&str, usize)]) -> Vec<u8> {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        for (name, length) in streams {
            let content: Vec<u8> = (0..*length).map(|index| u8::try_from(index % 251).unwrap()).collect();
            file.create_stream(name).unwrap().write_all(&content).unwrap();
        }
        file.into_inner().into_inner()
    }

    fn open(bytes: &[u8]) -> Result<Ole<'_>, ReadError> {
        Ole::open(bytes, Format::Doc)
    }

    #[test]
    fn small_and_large_streams_are_read_whole() {
        let bytes = compound(&[("WordDocument", 100_000), ("1Table", 300), ("Data", 4096), ("Empty", 0)]);
        let ole = open(&bytes).unwrap();
        for (name, length) in [("WordDocument", 100_000), ("1table", 300), ("DATA", 4096), ("Empty", 0)] {
            let stream = ole.stream(name).unwrap();
            assert_eq!(stream.len(), length, "{name}");
            assert!(stream.iter().enumerate().all(|(index, byte)| usize::from(*byte) == index % 251), "{name}");
        }
        assert_eq!(ole.stream("0Table"), None);
    }

    #[test]
    fn streams_of_embedded_objects_are_not_those_of_the_file() {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_storage("/ObjectPool").unwrap();
        file.create_stream("/ObjectPool/WordDocument").unwrap();
        assert_eq!(open(&file.into_inner().into_inner()).unwrap().stream("WordDocument"), None);
    }

    #[test]
    fn a_package_behind_a_password_is_told() {
        let bytes = compound(&[("EncryptionInfo", 9), ("EncryptedPackage", 5000)]);
        assert_eq!(protected(&bytes, Format::Docx), ReadError::Encrypted { format: Format::Docx });
        let bytes = compound(&[("Other", 9)]);
        assert!(matches!(protected(&bytes, Format::Xlsx), ReadError::Damaged { .. }));
    }

    #[test]
    fn every_prefix_is_an_error_or_short_streams() {
        let bytes = compound(&[("WordDocument", 5000), ("1Table", 300)]);
        for length in 0..bytes.len() {
            if let Ok(ole) = open(&bytes[..length]) {
                assert!(ole.stream("WordDocument").is_none_or(|stream| stream.len() <= 5000));
            }
        }
    }

    #[test]
    fn circles_end() {
        let bytes = compound(&[("WordDocument", 50_000), ("1Table", 300)]);
        // Every word of every sector in turn points at itself or at the first sector.
        for target in [0_u32, 1, 2, 3] {
            let mut circular = bytes.clone();
            for at in (512..circular.len() - 4).step_by(4) {
                if u32_at(&circular, at).is_some_and(|word| word < 200) {
                    circular[at..at + 4].copy_from_slice(&target.to_le_bytes());
                }
            }
            if let Ok(ole) = open(&circular) {
                assert!(ole.stream("WordDocument").is_none_or(|stream| stream.len() <= circular.len()));
            }
        }
    }
}
