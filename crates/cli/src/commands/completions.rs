//! `gongkai completions`: completions for shells.

use clap::Args;
use clap_complete::Shell;

use super::CommandError;
use crate::arguments;
use crate::console::{self, Console};
use crate::exit::Exit;

/// Arguments of `completions`.
#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_enum, value_name = "shell")]
    shell: Shell,
}

/// Prints the script.
pub(crate) fn run(command: &Completions, console: &Console) -> Result<Exit, CommandError> {
    let mut script = Vec::new();
    clap_complete::generate(
        command.shell,
        &mut arguments::command(console.wording, usize::MAX),
        "gongkai",
        &mut script,
    );
    console::bytes(&script)?;
    Ok(Exit::Done)
}
