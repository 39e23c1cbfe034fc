//! Bringing a backup back into an empty installation: wholly, or not at all.

use std::io::{BufRead, BufReader, Read, Seek};

use gongkai_store::blobs::hash_of;
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
/// Database and files are as they were found then: the tables are made in the same transaction, and files that came are
/// taken away again.
pub async fn restore<R: Read + Seek>(app: &App, from: R, told: impl FnMut()) -> Result<Manifest, ArchiveError> {
    let mut zip = ZipArchive::new(from)?;
    let manifest = Manifest::of(&mut zip)?;
    let current = migrations::current(&app.database).await?;
    if current != 0 && (current != manifest.step || !dump::is_unused(&mut &app.database).await?) {
        return Err(ArchiveError::InUse);
    }
    let mut came = Vec::new();
    let transaction = match bring(app, &mut zip, &manifest, &mut came, told).await {
        Ok(transaction) => transaction,
        Err(why) => {
            for hash in came {
                // Why it was not restored is said; a file nobody names does no harm.
                let _ = app.blobs.forget(&hash).await;
            }
            return Err(why);
        }
    };
    transaction.commit().await?;
    Ok(manifest)
}

/// Everything of a backup, ready to be committed; `came` are the files that were not there before.
async fn bring<R: Read + Seek>(
    app: &App,
    zip: &mut ZipArchive<R>,
    manifest: &Manifest,
    came: &mut Vec<String>,
    mut told: impl FnMut(),
) -> Result<Transaction, ArchiveError> {
    put_blobs(app, zip, manifest.blobs, came, &mut told).await?;
    let mut transaction = app.database.begin().await?;
    migrations::run_in(&mut transaction, manifest.step, app.now()).await?;
    dump::empty(&mut transaction).await?;
    for table in dump::tables(&mut transaction).await? {
        if PASSING.contains(&table.name.as_str()) {
            continue;
        }
        let part = manifest.tables.iter().find(|part| part.name == table.name);
        let part = part.ok_or_else(|| ArchiveError::Altered { part: table_part(&table.name) })?;
        load_table(&mut transaction, table, part, zip).await?;
        told();
    }
    check_journal(&mut transaction, manifest).await?;
    migrations::run_in(&mut transaction, migrations::newest(), app.now()).await?;
    Ok(transaction)
}

async fn put_blobs<R: Read + Seek>(
    app: &App,
    zip: &mut ZipArchive<R>,
    blobs: u64,
    came: &mut Vec<String>,
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
        let hash = hash_of(&bytes);
        if name.strip_prefix("blobs/") != Some(hash.as_str()) {
            return Err(ArchiveError::Altered { part: name });
        }
        if !app.blobs.has(&hash).await? {
            came.push(hash);
            app.blobs.put(bytes.into()).await?;
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
