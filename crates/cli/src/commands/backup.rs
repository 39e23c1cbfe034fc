//! `gongkai backup`: a copy of everything, taken while the program serves.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use clap::Args;
use gongkai_app::operation::{Manifest, backup};

use super::CommandError;
use crate::arguments::Format;
use crate::configuration::Given;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::operation::{OperationError, on_installation};

/// Arguments of `backup`.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    #[arg(value_name = "target")]
    target: PathBuf,
    #[arg(long)]
    force: bool,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[command(flatten)]
    given: Given,
}

/// Writes the archive beside its place and moves it there when it is whole.
pub(crate) fn run(command: &Backup, console: &Console) -> Result<Exit, CommandError> {
    let ending = command.target.extension();
    let is_archive = ending.is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    // With another ending it is a file that was meant, and no folder is made of it.
    if ending.is_some() && !is_archive && !command.target.is_dir() {
        return Err(CommandError::NotArchive { path: command.target.clone() });
    }
    let (path, manifest) = on_installation(&command.given, false, async |app, _| {
        // What has no ending is a folder, made where there is none.
        let path = if command.target.is_dir() || !is_archive {
            let unwritable = |source| CommandError::Write { path: command.target.clone(), source };
            std::fs::create_dir_all(&command.target).map_err(unwritable)?;
            command.target.join(format!("gongkai-{}.zip", app.now().strftime("%Y%m%dT%H%M%SZ")))
        } else {
            command.target.clone()
        };
        if path.exists() && !command.force {
            return Err(CommandError::Exists { path });
        }
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(".part");
        let beside = path.with_file_name(name);
        let unwritable = |source| CommandError::Write { path: beside.clone(), source };
        let mut progress = crate::progress::Progress::new(0, &console.text("progress", &[]));
        let mut done = 0_u64;
        let told = || {
            done = done.saturating_add(1);
            progress.step(done);
        };
        let file = BufWriter::new(File::create(&beside).map_err(unwritable)?);
        let taken = backup(app, file, told).await;
        progress.finish();
        let manifest = match taken {
            Ok(manifest) => manifest,
            Err(source) => {
                // The error is told; a leftover that cannot be removed either adds nothing to it.
                let _ = std::fs::remove_file(&beside);
                return Err(OperationError::Archive { path, source }.into());
            }
        };
        finish(&beside, &path)?;
        Ok((path, manifest))
    })?;
    match command.format {
        Format::Json => console::data(&serde_json::to_string(&manifest).unwrap_or_default())?,
        Format::Text => console.page(&summary(&path, &manifest, console))?,
    }
    for hash in &manifest.missing {
        console.warn("backup-missing", &[("hash", hash)]);
    }
    Ok(if manifest.missing.is_empty() { Exit::Done } else { Exit::Findings })
}

/// On the disk first, then in its place: a backup that is there is whole.
fn finish(beside: &Path, path: &Path) -> Result<(), CommandError> {
    let synced = File::open(beside).and_then(|file| file.sync_all()).and_then(|()| std::fs::rename(beside, path));
    synced.map_err(|source| CommandError::Write { path: path.to_owned(), source })
}

fn summary(path: &Path, manifest: &Manifest, console: &Console) -> String {
    let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
    let args = [
        ("path", path.display().to_string()),
        ("rows", rows.to_string()),
        ("blobs", manifest.blobs.to_string()),
        ("entries", manifest.position.to_string()),
    ];
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    format!("{}\n", console.text("backup-done", &args))
}
