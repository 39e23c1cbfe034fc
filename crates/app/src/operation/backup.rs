//! Taking a backup while the program serves.
//!
//! The tables are read through one snapshot, the files afterwards. Files are written before the transaction that names
//! them commits and are never removed, so every file the snapshot names is there.

use std::collections::BTreeSet;
use std::io::{BufWriter, Seek, Write};

use gongkai_store::blobs::is_hash;
use gongkai_store::dump::{self, PASSING, Table};
use gongkai_store::{Transaction, journal, migrations};
use serde_json::Value as Json;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::archive::{ArchiveError, Hashing, MANIFEST, Manifest, Part, SCHEMA, table_part};
use crate::app::App;

/// Tables and columns of hashes that are no file's; there are many of them.
const OTHER_HASHES: [(&str, &str); 3] = [("journal", "hash"), ("journal", "previous_hash"), ("journal_heads", "hash")];

/// Writes a backup; what is in it. `told` hears of every file and table done.
///
/// # Errors
/// [`ArchiveError`] when the store or the file fails; what was written is of no use then.
pub async fn backup<W: Write + Seek>(app: &App, to: W, mut told: impl FnMut()) -> Result<Manifest, ArchiveError> {
    let mut zip = ZipWriter::new(to);
    let step = migrations::current(&app.database).await?;
    let at = app.now();
    let mut snapshot = app.database.snapshot().await?;
    let position = journal::position(&mut snapshot).await?;
    let chains = journal::heads(&mut snapshot).await?;
    let mut named = Named::default();
    let mut tables = Vec::new();
    for table in dump::tables(&mut snapshot).await?.iter().filter(|table| !PASSING.contains(&table.name.as_str())) {
        tables.push(write_table(&mut snapshot, table, &mut zip, &mut named).await?);
        told();
    }
    drop(snapshot);
    let there = app.blobs.all().await?;
    let (mut blobs, mut blob_bytes) = (0_u64, 0_u64);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for hash in there.intersection(&named.perhaps) {
        let bytes = app.blobs.get(hash).await?;
        zip.start_file(format!("blobs/{hash}"), stored)?;
        zip.write_all(&bytes)?;
        blobs = blobs.saturating_add(1);
        blob_bytes = blob_bytes.saturating_add(u64::try_from(bytes.len()).unwrap_or_default());
        told();
    }
    let manifest = Manifest {
        schema: SCHEMA.to_owned(),
        program: env!("CARGO_PKG_VERSION").to_owned(),
        step,
        at,
        position,
        tables,
        blobs,
        blob_bytes,
        missing: named.surely.difference(&there).cloned().collect(),
        chains,
    };
    zip.start_file(MANIFEST, SimpleFileOptions::default())?;
    zip.write_all(serde_json::to_string_pretty(&manifest).unwrap_or_default().as_bytes())?;
    zip.finish()?.flush()?;
    Ok(manifest)
}

/// Hashes of files the tables name.
#[derive(Default)]
struct Named {
    /// From columns that hold nothing else.
    surely: BTreeSet<String>,
    /// Whatever looks like one, so that lists of attachments in JSON are found, too.
    perhaps: BTreeSet<String>,
}

impl Named {
    fn note(&mut self, table: &str, row: &Json) {
        for (column, value) in row.as_object().into_iter().flatten() {
            let Some(text) = value.as_str().filter(|_| !OTHER_HASHES.contains(&(table, column))) else { continue };
            if column == "blob" && is_hash(text) {
                self.surely.insert(text.to_owned());
            }
            let words = text.split(|letter: char| !letter.is_ascii_alphanumeric());
            self.perhaps.extend(words.filter(|word| is_hash(word)).map(str::to_owned));
        }
    }
}

async fn write_table<W: Write + Seek>(
    snapshot: &mut Transaction,
    table: &Table,
    zip: &mut ZipWriter<W>,
    named: &mut Named,
) -> Result<Part, ArchiveError> {
    // Written as one that may grow beyond 4 GiB: its length is not known before.
    zip.start_file(table_part(&table.name), SimpleFileOptions::default().large_file(true))?;
    let mut lines = BufWriter::new(Hashing::new(zip));
    let mut rows = 0_u64;
    let each = |row: Json| -> Result<(), ArchiveError> {
        named.note(&table.name, &row);
        rows = rows.saturating_add(1);
        writeln!(lines, "{row}").map_err(ArchiveError::from)
    };
    dump::lines(snapshot, table, each).await?;
    let hashing = lines.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    Ok(Part { name: table.name.clone(), rows, sm3: hashing.finish() })
}
