//! The commands, one a file, and what they share: starting up, failing, ending.

pub(crate) mod backup;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod convert;
pub(crate) mod doctor;
pub(crate) mod import;
pub(crate) mod man;
pub(crate) mod read;
pub(crate) mod restore;
pub(crate) mod serve;
pub(crate) mod total;
pub(crate) mod user;
pub(crate) mod verify;

mod error;

use std::ffi::OsString;
use std::num::NonZero;

use clap::FromArgMatches;
use clap::error::ErrorKind;
use gongkai_documents::Document;

use crate::arguments::{self, Arguments, Command};
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{Gathered, Opened, Source};
use crate::{interrupt, language};
pub(crate) use error::CommandError;

/// Help wider than this is hard to read.
const HELP_COLUMNS: usize = 100;

/// Runs the program.
pub(crate) fn run(arguments: Vec<OsString>) -> Exit {
    let arguments = with_help_asked(arguments);
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
        Command::Doctor(command) => doctor::run(command, &console),
        Command::Backup(command) => backup::run(command, &console),
        Command::Restore(command) => restore::run(command, &console),
        Command::Verify(command) => verify::run(command, &console),
        Command::Import(command) => import::run(command, &console),
        Command::User(command) => user::run(command, &console),
    };
    match done {
        Ok(exit) => exit,
        Err(error) => {
            if let Some(text) = error::words(&error, &console) {
                console.say(&text);
            }
            Exit::from(&error)
        }
    }
}

/// `help read` asks for what `read --help` does.
fn with_help_asked(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|first| first == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
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
