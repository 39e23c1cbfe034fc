//! `gongkai restore`: a backup into an empty installation.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use clap::Args;
use gongkai_app::operation::{Manifest, restore};
use gongkai_store::Database;

use super::CommandError;
use crate::arguments::Format;
use crate::configuration::{Configuration, Given};
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::operation::{OperationError, block_on};
use crate::wiring;

/// Arguments of `restore`.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    #[arg(value_name = "backup")]
    backup: PathBuf,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[command(flatten)]
    given: Given,
}

/// Restores and tells.
pub(crate) fn run(command: &Restore, console: &Console) -> Result<Exit, CommandError> {
    let path = &command.backup;
    let file = File::open(path)
        .map_err(|error| OperationError::Unreadable { path: path.clone(), detail: error.to_string() })?;
    let refused = |source| OperationError::Archive { path: path.clone(), source };
    // Before anything is made: what is no backup leaves no trace.
    Manifest::read(BufReader::new(&file)).map_err(refused)?;
    let configuration = Configuration::load(&command.given)?;
    let mut made = Made::beginning(&configuration);
    let brought = made.hold(&configuration).and_then(|()| bring_back(&configuration, path, file, console));
    let manifest = brought.inspect_err(|_| made.remove())?;
    match command.format {
        Format::Json => console::data(&serde_json::to_string(&manifest).unwrap_or_default())?,
        Format::Text => {
            let rows: u64 = manifest.tables.iter().map(|table| table.rows).sum();
            let (rows, blobs) = (rows.to_string(), manifest.blobs.to_string());
            let args = [
                ("at", &*manifest.at.to_string()),
                ("rows", &*rows),
                ("blobs", &*blobs),
                ("entries", &*manifest.position.to_string()),
            ];
            console.page(&format!("{}\n", console.text("restore-done", &args)))?;
        }
    }
    Ok(Exit::Done)
}

/// Opens the place and restores; what was in the backup.
fn bring_back(
    configuration: &Configuration,
    path: &Path,
    file: File,
    console: &Console,
) -> Result<Manifest, CommandError> {
    block_on(async {
        wiring::make_data_folder(configuration)?;
        let database = Database::open(&wiring::database_address(configuration)).await?;
        let app = wiring::app(configuration, database)?;
        let mut progress = crate::progress::Progress::new(0, &console.text("progress", &[]));
        let mut done = 0_u64;
        let told = || {
            done = done.saturating_add(1);
            progress.step(done);
        };
        let restored = restore(&app, BufReader::new(file), told).await;
        progress.finish();
        app.database.close().await;
        restored.map_err(|source| OperationError::Archive { path: path.to_owned(), source }.into())
    })
}

/// What was not there when the command began: whatever of it is there when the command fails, it made.
struct Made {
    files: Vec<PathBuf>,
    /// Inner ones first.
    folders: Vec<PathBuf>,
    alone: Option<File>,
}

impl Made {
    fn beginning(configuration: &Configuration) -> Self {
        let blobs = (!wiring::blobs_elsewhere(configuration)).then(|| wiring::blobs_address(configuration).into());
        let places: Vec<PathBuf> = blobs.into_iter().chain([configuration.data().to_owned()]).collect();
        let missing = places.iter().flat_map(|place| place.ancestors().take_while(|folder| !folder.exists()));
        Self { files: Vec::new(), folders: missing.map(Path::to_owned).collect(), alone: None }
    }

    /// Keeps others from working in the place while it is filled, and until it is emptied again should that fail.
    fn hold(&mut self, configuration: &Configuration) -> Result<(), CommandError> {
        let lock = wiring::lock_file(configuration);
        let is_new = !lock.exists();
        self.alone = wiring::alone(configuration)?;
        if let Some(database) = wiring::database_file(configuration).filter(|file| !file.exists()) {
            self.files.extend(["", "-wal", "-shm", "-journal"].map(|end| {
                let mut name = database.clone().into_os_string();
                name.push(end);
                name.into()
            }));
        }
        self.files.extend(is_new.then_some(lock));
        Ok(())
    }

    /// Removes what was made. A folder in which something else is now stays; why the command failed is said already.
    fn remove(&self) {
        for file in &self.files {
            let _ = std::fs::remove_file(file);
        }
        for folder in &self.folders {
            let _ = std::fs::remove_dir(folder);
        }
    }
}
