//! `gongkai read`: what a report says, for people or as data.

use clap::Args;
use gongkai_report::json;

use super::CommandError;
use crate::arguments::{Format, Inputs};
use crate::batch;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::input::Gathered;
use crate::render::{failure, report};

/// Arguments of `read`.
#[derive(Debug, Args)]
pub(crate) struct Read {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
}

/// Reads and prints; findings are part of what is printed and do not make it fail.
pub(crate) fn run(command: &Read, console: &Console, jobs: usize) -> Result<Exit, CommandError> {
    let gathered = Gathered::new(&command.inputs.files, &[]);
    let mut first = true;
    let tally = batch::run(
        console,
        jobs,
        gathered,
        |source| {
            Ok(batch::report(source)?.map(|report| match command.format {
                Format::Json => json::line(&source.name, &report, console.findings),
                Format::Text => report::summary(&source.name, &report, console),
            }))
        },
        |source, result| match (result, command.format) {
            (Ok(line), Format::Json) => console::data(&line),
            (Ok(text), Format::Text) => {
                let before = if std::mem::take(&mut first) { "" } else { "\n\n" };
                console.page(&format!("{before}{text}"))
            }
            (Err(error), Format::Json) => console::data(&error.json(&source.name, console.wording).to_string()),
            (Err(error), Format::Text) => {
                console.say(&failure::line(&source.name, &error, console));
                Ok(())
            }
        },
    )?;
    Ok(if tally.unreadable > 0 { Exit::CannotProceed } else { Exit::Done })
}
