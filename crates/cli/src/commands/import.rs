//! `gongkai import`: bodies from a table, reports from files, folders and archives.

mod bodies;
mod reports;

use clap::{Args, Subcommand};

use super::CommandError;
use crate::console::Console;
use crate::exit::Exit;

/// Arguments of `import`.
#[derive(Debug, Args)]
#[command(subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Import {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Bodies(bodies::Bodies),
    Reports(reports::Reports),
}

/// Imports, through the same use cases as the office.
pub(crate) fn run(command: &Import, console: &Console) -> Result<Exit, CommandError> {
    match &command.what {
        What::Bodies(command) => bodies::run(command, console),
        What::Reports(command) => reports::run(command, console),
    }
}
