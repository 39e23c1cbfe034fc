//! `gongkai man`: manual pages, made from the same sentences as the help.

use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man as Page;

use super::CommandError;
use crate::arguments;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::output;

/// Arguments of `man`.
#[derive(Debug, Args)]
pub(crate) struct Man {
    #[arg(long, value_name = "folder")]
    dir: Option<PathBuf>,
}

/// Prints the program's page, or writes the pages of all commands into a folder.
pub(crate) fn run(command: &Man, console: &Console) -> Result<Exit, CommandError> {
    let mut program = arguments::command(console.wording, usize::MAX);
    program.build();
    let Some(folder) = &command.dir else {
        console::bytes(&page(program).1)?;
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder).map_err(|source| CommandError::Write { path: folder.clone(), source })?;
    for command in with_inner(program) {
        let (name, page) = page(command);
        output::save_bytes(&folder.join(name), &page)?;
    }
    Ok(Exit::Done)
}

/// A command and all below it.
fn with_inner(command: clap::Command) -> Vec<clap::Command> {
    let inner: Vec<clap::Command> = command.get_subcommands().cloned().flat_map(with_inner).collect();
    std::iter::once(command).chain(inner).collect()
}

/// A page's file name and text.
fn page(command: clap::Command) -> (String, Vec<u8>) {
    let page = Page::new(command);
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = page.render(&mut text);
    (page.get_filename(), text)
}
