//! The commands, one a file, and what they share: starting up, failing, ending.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod man;
pub(crate) mod read;
pub(crate) mod serve;
pub(crate) mod total;

use std::ffi::OsString;
use std::num::NonZero;
use std::path::PathBuf;

use clap::FromArgMatches;
use clap::error::ErrorKind;
use gongkai_app::AppError;
use gongkai_documents::{Document, WriteError};
use gongkai_store::StoreError;

use crate::arguments::{self, Arguments, Command};
use crate::configuration::ConfigurationError;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{FileError, Gathered, Opened, Source};
use crate::render::failure;
use crate::render::style::BAD;
use crate::{interrupt, language};

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
    /// The server's threads cannot be started.
    #[error("cannot start the server's threads")]
    Runtime(#[source] std::io::Error),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: String,
        /// What the system says.
        #[source]
        source: std::io::Error,
    },
    /// What is kept cannot be reached.
    #[error("the store failed")]
    Store(#[from] StoreError),
    /// A use case refused or failed.
    #[error("not carried out")]
    App(#[from] AppError),
}

/// Help wider than this is hard to read.
const HELP_COLUMNS: usize = 100;

/// Runs the program.
pub(crate) fn run(arguments: Vec<OsString>) -> Exit {
    let lang = language::choose(&arguments, language::locale().as_deref());
    let mut console = Console::new(lang);
    let parsed = arguments::command(console.wording, console.columns.min(HELP_COLUMNS))
        .try_get_matches_from(arguments)
        .and_then(|matches| Arguments::from_arg_matches(&matches));
    let parsed = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return refused(&error, &console),
    };
    console.verbose = parsed.verbose;
    // The server ends by itself, in order.
    if !matches!(parsed.command, Command::Serve(_)) {
        interrupt::install();
    }
    let jobs = jobs(parsed.jobs);
    let done = match &parsed.command {
        Command::Read(command) => read::run(command, &console, jobs),
        Command::Check(command) => check::run(command, &console, jobs),
        Command::Compare(command) => compare::run(command, &console),
        Command::Total(command) => total::run(command, &console, jobs),
        Command::Convert(command) => convert::run(command, &console),
        Command::Completions(command) => completions::run(command, &console),
        Command::Man(command) => man::run(command, &console),
        Command::Serve(command) => serve::run(command, &console),
    };
    match done {
        Ok(exit) => exit,
        Err(error) => {
            if let Some(text) = words(&error, &console) {
                console.say(&text);
            }
            Exit::from(&error)
        }
    }
}

/// Help and version are data; anything else clap refuses is the user's error.
fn refused(error: &clap::Error, console: &Console) -> Exit {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => match console.page(&error.render().ansi().to_string()) {
            Ok(()) => Exit::Done,
            Err(error) => Exit::from(&error),
        },
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            console.say(error.render().ansi().to_string().trim_end());
            Exit::Findings
        }
        _ => {
            console.say(&arguments::complaint(error, console.wording));
            Exit::Findings
        }
    }
}

/// As many workers as asked for, else as there are processors.
fn jobs(asked: Option<usize>) -> usize {
    asked.filter(|jobs| *jobs > 0).unwrap_or_else(|| std::thread::available_parallelism().map_or(1, NonZero::get))
}

/// The one file a path names, opened.
fn single(path: &std::path::Path) -> Result<(String, Document), CommandError> {
    let mut sources = Gathered::new(&[path.to_owned()], &[]).sources();
    let not_one = || CommandError::NotOneFile { name: path.to_string_lossy().into_owned() };
    let source: Source = sources.next().ok_or_else(not_one)?;
    if sources.next().is_some() {
        return Err(not_one());
    }
    match source.open() {
        Ok(Opened::Document(document)) => Ok((source.name, *document)),
        Ok(Opened::PassedOver) => Err(not_one()),
        Err(error) => Err(CommandError::Input { name: source.name, error }),
    }
}

/// An error in words; `None` for what needs none.
fn words(error: &CommandError, console: &Console) -> Option<String> {
    let (id, args) = match error {
        CommandError::OutputClosed => return None,
        CommandError::Input { name, error } => return Some(failure::line(name, error, console)),
        CommandError::Output(source) => ("error-output", vec![("detail", source.to_string())]),
        CommandError::NothingFound => ("error-nothing-found", vec![]),
        CommandError::NotOneFile { name } => ("error-not-one-file", vec![("name", name.clone())]),
        CommandError::NoReport { name } => ("error-no-report", vec![("name", name.clone())]),
        CommandError::UnknownEnding { path } => ("error-unknown-ending", vec![("path", path.display().to_string())]),
        CommandError::Exists { path } => ("error-exists", vec![("path", path.display().to_string())]),
        CommandError::Write { path, source } => {
            ("error-write", vec![("path", path.display().to_string()), ("detail", source.to_string())])
        }
        CommandError::Format { path, source } => {
            ("error-format", vec![("path", path.display().to_string()), ("detail", source.to_string())])
        }
        CommandError::FontFolder { path } => ("error-font-folder", vec![("path", path.display().to_string())]),
        CommandError::UnknownCode { code } => ("error-unknown-code", vec![("code", code.clone())]),
        CommandError::Settings { path, detail } => {
            ("error-settings", vec![("path", path.display().to_string()), ("detail", detail.clone())])
        }
        CommandError::Workers(source) => ("error-workers", vec![("detail", source.to_string())]),
        CommandError::Runtime(source) => ("error-runtime", vec![("detail", source.to_string())]),
        CommandError::Listen { address, source } => {
            ("error-listen", vec![("address", address.clone()), ("detail", source.to_string())])
        }
        CommandError::Configuration(error) => failure::configuration(error, console),
        CommandError::Store(error) => ("error-store", vec![("detail", failure::chain(error))]),
        CommandError::App(error) => ("error-app", vec![("detail", failure::chain(error))]),
    };
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    Some(console.labelled(BAD, "severity-error", id, &args))
}
