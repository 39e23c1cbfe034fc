//! Bringing a backup back into an empty installation: wholly, or not at all.

use std::io::{BufRead, BufReader, Read, Seek};

use gongkai_store::dump::{self, Loader, PASSING};
use gongkai_store::{Transaction, journal, migrations};
use zip::ZipArchive;

use super::archive::{ArchiveError, Hashing, MANIFEST, Manifest, Part, table_part};
use crate::app::App;

/// Restores a backup; what was in it. `told` hears of every file and table done.
///
/// Every sum is compared and every chain of the journal is walked before anything is committed.
///
/// # Errors
/// [`ArchiveError::InUse`] when somebody has worked with the database, and the others when the backup is not whole.
/// Nothing is in the database then.
pub async fn restore<R: Read + Seek>(app: &App, from: R, mut told: impl FnMut()) -> Result<Manifest, ArchiveError> {
    let mut zip = ZipArchive::new(from)?;
    let manifest = Manifest::of(&mut zip)?;
    let current = migrations::current(&app.database).await?;
    if current != 0 && (current != manifest.step || !dump::is_unused(&mut &app.database).await?) {
        return Err(ArchiveError::InUse);
    }
    migrations::run_to(&app.database, manifest.step, app.now()).await?;
    put_blobs(app, &mut zip, manifest.blobs, &mut told).await?;
    let mut transaction = app.database.begin().await?;
    dump::empty(&mut transaction).await?;
    for table in dump::tables(&mut transaction).await? {
        if PASSING.contains(&table.name.as_str()) {
            continue;
        }
        let part = manifest.tables.iter().find(|part| part.name == table.name);
        let part = part.ok_or_else(|| ArchiveError::Altered { part: table_part(&table.name) })?;
        load_table(&mut transaction, table, part, &mut zip).await?;
        told();
    }
    check_journal(&mut transaction, &manifest).await?;
    transaction.commit().await?;
    migrations::run(&app.database, app.now()).await?;
    Ok(manifest)
}

async fn put_blobs<R: Read + Seek>(
    app: &App,
    zip: &mut ZipArchive<R>,
    blobs: u64,
    told: &mut impl FnMut(),
) -> Result<(), ArchiveError> {
    let names = zip.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
    let names: Vec<String> = names.filter(|name| name.starts_with("blobs/")).collect();
    if u64::try_from(names.len()) != Ok(blobs) {
        return Err(ArchiveError::Altered { part: MANIFEST.to_owned() });
    }
    for name in names {
        let mut bytes = Vec::new();
        // A sum of the archive's own that does not fit.
        zip.by_name(&name)?.read_to_end(&mut bytes).map_err(|_| ArchiveError::Altered { part: name.clone() })?;
        let hash = app.blobs.put(bytes.into()).await?;
        if name.strip_prefix("blobs/") != Some(hash.as_str()) {
            return Err(ArchiveError::Altered { part: name });
        }
        told();
    }
    Ok(())
}

async fn load_table<R: Read + Seek>(
    transaction: &mut Transaction,
    table: dump::Table,
    part: &Part,
    zip: &mut ZipArchive<R>,
) -> Result<(), ArchiveError> {
    let name = table_part(&table.name);
    let altered = || ArchiveError::Altered { part: name.clone() };
    let Some(mut loader) = Loader::new(table) else { return Ok(()) };
    let mut lines = BufReader::new(Hashing::new(zip.by_name(&name)?));
    let mut line = String::new();
    while lines.read_line(&mut line).map_err(|_| altered())? > 0 {
        let row = serde_json::from_str(&line).map_err(|_| altered())?;
        loader.row(transaction, &row).await?;
        line.clear();
    }
    let sm3 = lines.into_inner().finish();
    let rows = loader.finish(transaction).await?;
    if sm3 == part.sm3 && rows == part.rows { Ok(()) } else { Err(altered()) }
}

async fn check_journal(transaction: &mut Transaction, manifest: &Manifest) -> Result<(), ArchiveError> {
    for chain in journal::verify_all(transaction).await? {
        chain.map_err(ArchiveError::Broken)?;
    }
    if journal::heads(transaction).await? != manifest.chains {
        return Err(ArchiveError::Altered { part: MANIFEST.to_owned() });
    }
    Ok(())
}
