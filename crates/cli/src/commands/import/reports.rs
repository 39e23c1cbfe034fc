//! `gongkai import reports`: files, folders and archives into a year's collection.

use std::path::PathBuf;

use clap::Args;
use gongkai_app::collection::{NewFile, upload};
use gongkai_app::{App, Caller, jobs};
use gongkai_store::collections;
use gongkai_store::id::BatchId;
use gongkai_store::uploads::{self, Listed, State};
use serde_json::json;

use super::super::CommandError;
use crate::arguments::Format;
use crate::configuration::Given;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::operation::{OperationError, find_body, on_installation};
use crate::render::style::{BAD, DOUBTFUL, FAINT, GOOD, painted};

/// Arguments of `import reports`.
#[derive(Debug, Args)]
pub(crate) struct Reports {
    #[arg(required = true, value_name = "file")]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "year")]
    year: i16,
    #[arg(long, value_name = "body")]
    collector: Option<String>,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[command(flatten)]
    given: Given,
}

/// Uploads everything as one batch, reads it here, and tells what became of each file.
pub(super) fn run(command: &Reports, console: &Console) -> Result<Exit, CommandError> {
    let files = gather(&command.files)?;
    let listed = on_installation(&command.given, true, async |app, _| send(app, command, files).await)?;
    for file in &listed {
        match command.format {
            Format::Json => console::data(&as_json(file, console))?,
            Format::Text => console.page(&as_text(file, console))?,
        }
    }
    let open = listed.iter().filter(|file| matches!(file.upload.state, State::Doubtful | State::Unreadable)).count();
    let (files, open_text) = (listed.len().to_string(), open.to_string());
    console.say(&console.text("import-reports-done", &[("files", &files), ("open", &open_text)]));
    Ok(if open > 0 { Exit::Findings } else { Exit::Done })
}

async fn send(app: &App, command: &Reports, files: Vec<NewFile>) -> Result<Vec<Listed>, CommandError> {
    let body = find_body(app, command.collector.as_deref()).await?;
    let collection = collections::of_year(&mut &app.database, &body, command.year).await?;
    let collection = collection.ok_or(OperationError::NoCollection { year: command.year })?;
    let batch = BatchId::new(app.now());
    upload(app, &Caller::program("import"), &collection.id, batch.clone(), "import", files).await?;
    // A server that runs may take some of them; both take each job once.
    jobs::run_all_due(app).await?;
    loop {
        let listed = uploads::of_batch(&mut &app.database, &batch).await?;
        if !listed.iter().any(|file| file.upload.state == State::Waiting) {
            return Ok(listed);
        }
        if jobs::run_all_due(app).await? == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }
}

/// Files by name; folders with everything below them.
fn gather(paths: &[PathBuf]) -> Result<Vec<NewFile>, CommandError> {
    let mut files = Vec::new();
    for path in paths {
        for entry in walkdir::WalkDir::new(path).sort_by_file_name() {
            let unreadable = |detail: String| OperationError::Unreadable { path: path.clone(), detail };
            let entry = entry.map_err(|error| unreadable(error.to_string()))?;
            if !entry.file_type().is_file() {
                continue;
            }
            let bytes = std::fs::read(entry.path()).map_err(|error| unreadable(error.to_string()))?;
            let name = entry.file_name().to_string_lossy().into_owned();
            files.push(NewFile { name, bytes: bytes.into(), key: None });
        }
    }
    if files.is_empty() { Err(CommandError::NothingFound) } else { Ok(files) }
}

fn as_json(file: &Listed, console: &Console) -> String {
    let upload = &file.upload;
    let why = why(file, console);
    json!({
        "file": upload.name, "state": upload.state.id(), "body": file.body_name, "year": upload.year, "why": why
    })
    .to_string()
}

fn as_text(file: &Listed, console: &Console) -> String {
    let style = match file.upload.state {
        State::Matched | State::Unpacked => GOOD,
        State::Waiting | State::Doubtful => DOUBTFUL,
        State::Unreadable => BAD,
        State::Duplicate | State::SetAside => FAINT,
    };
    let label = console.text(&format!("import-state-{}", file.upload.state.id().replace('_', "-")), &[]);
    let body = file.body_name.as_deref().unwrap_or_default();
    let why = why(file, console).map(|why| console.text("hint-behind", &[("text", &why)])).unwrap_or_default();
    format!("{}  {}  {body}{}\n", painted(style, &label), file.upload.name, painted(FAINT, &why))
}

/// Why a file is in its state, in the words of the office's pages.
fn why(file: &Listed, console: &Console) -> Option<String> {
    let problem = file.upload.problem.as_ref()?;
    let pages = gongkai_web::sentences(console.wording.lang());
    let args: Vec<(&str, &str)> = problem.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    pages.has(&problem.code).then(|| pages.text(&problem.code, &args))
}
