//! `gongkai convert`: a report in another format, as the official form.

use std::path::PathBuf;

use clap::Args;
use gongkai_documents::Document;
use gongkai_report::{CellState, Report, json, write};

use super::{CommandError, single};
use crate::arguments::{FontFolder, Overwriting};
use crate::console::Console;
use crate::exit::Exit;
use crate::output::{self, Target};
use crate::render::report::{Counts, counts};

/// Arguments of `convert`.
#[derive(Debug, Args)]
pub(crate) struct Convert {
    #[arg(value_name = "in")]
    input: PathBuf,
    #[arg(value_name = "out")]
    output: PathBuf,
    #[arg(long)]
    as_is: bool,
    #[command(flatten)]
    overwriting: Overwriting,
    #[command(flatten)]
    fonts: FontFolder,
}

/// Converts by the ending of the file to write.
pub(crate) fn run(command: &Convert, console: &Console) -> Result<Exit, CommandError> {
    let target = Target::of(&command.output, &command.overwriting)?;
    let (name, document) = single(&command.input)?;
    let report = gongkai_report::read(&document);
    let json = || json::line(&name, &report, console.findings);
    if command.as_is {
        output::save(&target, &command.fonts, || document.clone(), json, console)?;
        return Ok(Exit::Done);
    }
    if !is_report(&report) {
        return Err(CommandError::NoReport { name });
    }
    let form = || -> Document { write::form(&report) };
    output::save(&target, &command.fonts, form, json, console)?;
    tell_findings(&report, console);
    Ok(Exit::Done)
}

/// Whether anything of the form was recognised. The form of what is no report would be an empty form: it would look
/// like a report of nothing.
fn is_report(report: &Report) -> bool {
    let has_table = report.tables.values().any(|table| table.found);
    let has_heading = report.sections.iter().any(|section| !section.title.is_empty());
    has_table || has_heading || report.title.is_some()
}

/// The form holds what could be read: what could not is worth a look before the file is passed on.
fn tell_findings(report: &Report, console: &Console) {
    let missing = report.cells.0.values().filter(|cell| cell.state == CellState::Missing).count();
    if missing > 0 {
        console.say(&console.text("converted-with-missing", &[("count", &missing.to_string())]));
    }
    let found = Counts::of(&report.findings);
    if found.errors + found.warnings > 0 {
        console.say(&console.text("converted-with-findings", &[("counts", &counts(&found, console))]));
    }
}
