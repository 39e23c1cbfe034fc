//! `gongkai restore`: a backup into an empty installation.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

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
    let manifest = block_on(async {
        wiring::make_data_folder(&configuration)?;
        let database = Database::open(&wiring::database_address(&configuration)).await?;
        let app = wiring::app(&configuration, database)?;
        let mut progress = crate::progress::Progress::new(0, &console.text("progress", &[]));
        let mut done = 0_u64;
        let told = || {
            done = done.saturating_add(1);
            progress.step(done);
        };
        let restored = restore(&app, BufReader::new(file), told).await;
        progress.finish();
        app.database.close().await;
        restored.map_err(|source| refused(source).into())
    })?;
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
