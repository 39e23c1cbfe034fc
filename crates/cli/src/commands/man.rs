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
    #[arg(value_name = "command", conflicts_with = "dir")]
    command: Vec<String>,
    #[arg(long, value_name = "folder")]
    dir: Option<PathBuf>,
}

/// Prints the page of the program or of a command, or writes the pages of all commands into a folder.
pub(crate) fn run(command: &Man, console: &Console) -> Result<Exit, CommandError> {
    let mut program = arguments::command(console.wording, usize::MAX);
    program.build();
    let Some(folder) = &command.dir else {
        let mut asked = program;
        for name in &command.command {
            let found = asked.find_subcommand(name).cloned();
            asked = found.ok_or_else(|| CommandError::UnknownCommand { command: command.command.join(" ") })?;
        }
        console::bytes(&page(asked, console).1)?;
        return Ok(Exit::Done);
    };
    std::fs::create_dir_all(folder).map_err(|source| CommandError::Write { path: folder.clone(), source })?;
    for command in with_inner(program) {
        let (name, page) = page(command, console);
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
fn page(command: clap::Command, console: &Console) -> (String, Vec<u8>) {
    let page = Page::new(command);
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = page.render(&mut text);
    let text = String::from_utf8_lossy(&text);
    let lines = text.split_inclusive('\n').map(|line| heading(line, console).unwrap_or_else(|| line.to_owned()));
    (page.get_filename(), lines.collect::<String>().into_bytes())
}

/// A heading of the library's own in the language asked for.
fn heading(line: &str, console: &Console) -> Option<String> {
    let id = match line.trim_end().strip_prefix(".SH ")? {
        "NAME" => "man-name",
        "SYNOPSIS" => "man-synopsis",
        "DESCRIPTION" => "man-description",
        "EXTRA" => "man-extra",
        "VERSION" => "man-version",
        _ => return None,
    };
    Some(format!(".SH {}\n", console.text(id, &[])))
}
