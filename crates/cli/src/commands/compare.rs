//! `gongkai compare`: two reports side by side.

use std::path::PathBuf;

use clap::Args;
use gongkai_report::compare;

use super::{CommandError, single};
use crate::arguments::{FontFolder, Format, Overwriting};
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::output::{self, Target};
use crate::render;

/// Arguments of `compare`.
#[derive(Debug, Args)]
pub(crate) struct Compare {
    #[arg(value_name = "earlier")]
    left: PathBuf,
    #[arg(value_name = "later")]
    right: PathBuf,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[arg(long, short, value_name = "out")]
    output: Option<PathBuf>,
    #[command(flatten)]
    overwriting: Overwriting,
    #[command(flatten)]
    fonts: FontFolder,
}

/// Compares and prints, or writes a file.
pub(crate) fn run(command: &Compare, console: &Console) -> Result<Exit, CommandError> {
    let target = command.output.as_deref().map(|path| Target::of(path, &command.overwriting)).transpose()?;
    let (left_name, left) = single(&command.left)?;
    let (right_name, right) = single(&command.right)?;
    let comparison = compare::compare(&gongkai_report::read(&left), &gongkai_report::read(&right));
    let json = || compare::json(&comparison, [&left_name, &right_name], console.findings).to_string();
    let document = || compare::document(&comparison, console.findings);
    match (&target, command.format) {
        (Some(target), _) => {
            let sheet = || compare::sheet(&comparison, console.findings);
            let written = || if target.is_csv() { sheet() } else { document() };
            output::save(target, &command.fonts, written, json, console)?;
        }
        (None, Format::Json) => console::data(&json())?,
        (None, Format::Text) => console.page(&render::document::text(&document(), console.columns))?,
    }
    Ok(Exit::Done)
}
