//! What a backup is: one zip archive with every table as lines of JSON, every file by its hash, and a manifest.
//!
//! `tables/NAME.jsonl`, `blobs/HASH` and, last of all, `manifest.json` with the SM3 of each table and the heads of the
//! journal's chains. It says nothing of the database it came from and goes back into either kind.

use std::io::{Read, Seek, Write};

use gongkai_store::blobs::hex;
use gongkai_store::journal::{Broken, Head};
use gongkai_store::{StoreError, migrations};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sm3::{Digest, Sm3};
use zip::ZipArchive;
use zip::result::ZipError;

/// The manifest's name in the archive.
pub(super) const MANIFEST: &str = "manifest.json";
/// What the manifest calls itself.
pub(super) const SCHEMA: &str = "gongkai.backup/1";

/// What is in a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program that took it.
    pub program: String,
    /// Step of the schema its tables have.
    pub step: i64,
    /// When it was taken.
    pub at: Timestamp,
    /// Position of the journal.
    pub position: i64,
    /// The tables.
    pub tables: Vec<Part>,
    /// How many files are kept.
    pub blobs: u64,
    /// Their bytes together.
    pub blob_bytes: u64,
    /// Files the tables name that were not there when the backup was taken.
    pub missing: Vec<String>,
    /// Where the journal's chains end.
    pub chains: Vec<Head>,
}

/// One table of a backup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The table.
    pub name: String,
    /// How many rows.
    pub rows: u64,
    /// SM3 of its lines.
    pub sm3: String,
}

/// Why a backup was not taken, or not brought back.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// Database or object store failed.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// The archive's file cannot be read or written.
    #[error("the file failed")]
    File(#[from] std::io::Error),
    /// The archive's structure is broken.
    #[error("the archive is damaged")]
    Zip(#[from] ZipError),
    /// It is a zip archive, but no backup of this program.
    #[error("not a backup of gongkai")]
    Foreign,
    /// A newer version of the program took it.
    #[error("the backup has schema step {found}, this program knows {known} (hint: install the newer program)")]
    Newer {
        /// Step of the backup.
        found: i64,
        /// Newest step known.
        known: i64,
    },
    /// A part is not what the manifest says.
    #[error("{part} is not what was written")]
    Altered {
        /// The part of the archive.
        part: String,
    },
    /// The database to restore into is not empty.
    #[error("the database is not empty")]
    InUse,
    /// The journal in the backup does not hold.
    #[error("the journal is broken at entry {} of {}", .0.seq, .0.chain)]
    Broken(Broken),
}

impl Manifest {
    /// The manifest of a backup.
    ///
    /// # Errors
    /// [`ArchiveError::Foreign`] when it is none, [`ArchiveError::Newer`] when a newer program took it.
    pub fn read<R: Read + Seek>(from: R) -> Result<Self, ArchiveError> {
        Self::of(&mut ZipArchive::new(from)?)
    }

    pub(super) fn of<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Self, ArchiveError> {
        let mut text = String::new();
        zip.by_name(MANIFEST).map_err(|_| ArchiveError::Foreign)?.read_to_string(&mut text)?;
        let manifest: Self = serde_json::from_str(&text).map_err(|_| ArchiveError::Foreign)?;
        if manifest.schema != SCHEMA {
            return Err(ArchiveError::Foreign);
        }
        if manifest.step > migrations::newest() {
            return Err(ArchiveError::Newer { found: manifest.step, known: migrations::newest() });
        }
        Ok(manifest)
    }
}

/// A table's place in the archive.
pub(super) fn table_part(name: &str) -> String {
    format!("tables/{name}.jsonl")
}

/// Hashes what passes through it.
pub(super) struct Hashing<T> {
    inner: T,
    sm3: Sm3,
}

impl<T> Hashing<T> {
    pub(super) fn new(inner: T) -> Self {
        Self { inner, sm3: Sm3::new() }
    }

    /// The hash of all that passed.
    pub(super) fn finish(self) -> String {
        hex(&self.sm3.finalize())
    }
}

impl<T: Write> Write for Hashing<T> {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.sm3.update(bytes.get(..written).unwrap_or(bytes));
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.inner.flush()
    }
}

impl<T: Read> Read for Hashing<T> {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        let read = self.inner.read(into)?;
        self.sm3.update(into.get(..read).unwrap_or_default());
        Ok(read)
    }
}
