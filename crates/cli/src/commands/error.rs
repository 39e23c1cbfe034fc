//! Why commands end early, and how that is told.

use std::path::PathBuf;

use gongkai_app::AppError;
use gongkai_documents::WriteError;
use gongkai_store::StoreError;

use crate::configuration::ConfigurationError;
use crate::console::Console;
use crate::input::FileError;
use crate::operation::OperationError;
use crate::render::failure;
use crate::render::style::BAD;

/// Why a command ends early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CommandError {
    /// Whoever read our output went away.
    #[error("the output was closed")]
    OutputClosed,
    /// Standard output cannot be written.
    #[error("cannot write to standard output")]
    Output(#[source] std::io::Error),
    /// A file the command cannot do without cannot be read.
    #[error("{name}: {error}")]
    Input {
        /// The file.
        name: String,
        /// Why.
        error: FileError,
    },
    /// Folder, pattern or archive hold nothing to read.
    #[error("nothing to read")]
    NothingFound,
    /// One file was needed, several (or none) are there.
    #[error("{name} is not one file")]
    NotOneFile {
        /// What was named.
        name: String,
    },
    /// Nothing of the form is in it.
    #[error("{name} has nothing of an annual report")]
    NoReport {
        /// The file.
        name: String,
    },
    /// No format goes with the file's ending.
    #[error("unknown file ending: {}", path.display())]
    UnknownEnding {
        /// The file to write.
        path: PathBuf,
    },
    /// A backup is neither an archive's name nor a folder that is there.
    #[error("no backup is called {}", path.display())]
    NotArchive {
        /// What was named.
        path: PathBuf,
    },
    /// The file to write is there already.
    #[error("{} exists", path.display())]
    Exists {
        /// The file to write.
        path: PathBuf,
    },
    /// A file cannot be written.
    #[error("cannot write {}", path.display())]
    Write {
        /// The file to write.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// A document cannot be turned into the wanted format.
    #[error("cannot write {}", path.display())]
    Format {
        /// The file to write.
        path: PathBuf,
        /// What the writer says.
        #[source]
        source: WriteError,
    },
    /// The folder of fonts cannot be used.
    #[error("no usable fonts in {}", path.display())]
    FontFolder {
        /// The folder.
        path: PathBuf,
    },
    /// There is no such command.
    #[error("no command {command}")]
    UnknownCommand {
        /// What was written.
        command: String,
    },
    /// No finding has this code.
    #[error("no finding has the code {code}")]
    UnknownCode {
        /// What was written.
        code: String,
    },
    /// The settings of the checks cannot be used.
    #[error("settings {}: {detail}", path.display())]
    Settings {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        detail: String,
    },
    /// Worker threads cannot be started.
    #[error("cannot start workers")]
    Workers(#[from] rayon::ThreadPoolBuildError),
    /// The configuration cannot be used.
    #[error("configuration")]
    Configuration(#[from] ConfigurationError),
    /// What is kept cannot be reached.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A use case refused or failed.
    #[error("not carried out")]
    App(#[from] AppError),
    /// The installation cannot be worked on.
    #[error(transparent)]
    Operation(#[from] OperationError),
}

/// An error in words; `None` for what needs none.
pub(super) fn words(error: &CommandError, console: &Console) -> Option<String> {
    let (id, args) = match error {
        CommandError::OutputClosed => return None,
        CommandError::Input { name, error } => return Some(failure::line(name, error, console)),
        CommandError::Output(source) => ("error-output", vec![("detail", failure::system(source, console))]),
        CommandError::NothingFound => ("error-nothing-found", vec![]),
        CommandError::NotOneFile { name } => ("error-not-one-file", vec![("name", name.clone())]),
        CommandError::NoReport { name } => ("error-no-report", vec![("name", name.clone())]),
        CommandError::UnknownEnding { path } => ("error-unknown-ending", vec![("path", path.display().to_string())]),
        CommandError::NotArchive { path } => ("error-not-archive", vec![("path", path.display().to_string())]),
        CommandError::Exists { path } => ("error-exists", vec![("path", path.display().to_string())]),
        CommandError::Write { path, source } => {
            ("error-write", vec![("path", path.display().to_string()), ("detail", failure::system(source, console))])
        }
        CommandError::Format { path, source } => {
            ("error-format", vec![("path", path.display().to_string()), ("detail", source.to_string())])
        }
        CommandError::FontFolder { path } => ("error-font-folder", vec![("path", path.display().to_string())]),
        CommandError::UnknownCommand { command } => ("error-unknown-command", vec![("command", command.clone())]),
        CommandError::UnknownCode { code } => ("error-unknown-code", vec![("code", code.clone())]),
        CommandError::Settings { path, detail } => {
            ("error-settings", vec![("path", path.display().to_string()), ("detail", detail.clone())])
        }
        CommandError::Workers(source) => ("error-workers", vec![("detail", source.to_string())]),
        CommandError::Configuration(error) => failure::configuration(error, console),
        CommandError::Store(error) => ("error-store", vec![("detail", failure::chain(error))]),
        CommandError::App(error) => ("error-app", vec![("detail", failure::refusal(error, console))]),
        CommandError::Operation(error) => error.words(),
    };
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(console.labelled(BAD, "severity-error", id, &args))
}
