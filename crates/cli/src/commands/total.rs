//! `gongkai total`: many reports added up, and who lacks what.

use std::path::PathBuf;

use clap::Args;
use gongkai_report::check::{self, Context};
use gongkai_report::total::{self, Totaliser};

use super::CommandError;
use crate::arguments::{FontFolder, Format, Inputs, Overwriting};
use crate::batch;
use crate::console::{self, Console};
use crate::exit::Exit;
use crate::input::Gathered;
use crate::output::{self, Target};
use crate::render::{self, failure};

/// Arguments of `total`.
#[derive(Debug, Args)]
pub(crate) struct Total {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[arg(long, short, value_name = "out")]
    output: Vec<PathBuf>,
    #[command(flatten)]
    overwriting: Overwriting,
    #[command(flatten)]
    fonts: FontFolder,
}

/// Adds up and prints, or writes files. A file that cannot be read is left out and told.
pub(crate) fn run(command: &Total, console: &Console, jobs: usize) -> Result<Exit, CommandError> {
    let target = |path: &PathBuf| Target::of(path, &command.overwriting);
    let targets = command.output.iter().map(target).collect::<Result<Vec<_>, _>>()?;
    let gathered = Gathered::new(&command.inputs.files, &command.output);
    let mut totaliser = Totaliser::new();
    let tally = batch::run(
        console,
        jobs,
        gathered,
        |source| {
            let Some(mut report) = batch::report(source)? else { return Ok(None) };
            let findings = check::check(&report, &Context::default());
            report.findings.extend(findings);
            Ok(Some(report))
        },
        |source, result| {
            match result {
                Ok(report) => totaliser.add(&source.name, &report),
                Err(error) => {
                    totaliser.add_unreadable(&source.name, &error.words(console.wording).0);
                    console.say(&failure::line(&source.name, &error, console));
                }
            }
            Ok(())
        },
    )?;
    let total = totaliser.finish();
    let json = || total::json_text(&total, console.findings);
    let document = || total::document(&total, console.findings);
    for target in &targets {
        let pieces = || total::pieces(&total, console.findings);
        let title = total::title(&total, console.findings);
        let sheet = || total::sheet(&total, console.findings);
        let written = || if target.is_csv() { sheet() } else { document() };
        output::save_long(target, &command.fonts, (&title, pieces), written, json, console)?;
    }
    match (targets.is_empty(), command.format) {
        (false, _) => {}
        (true, Format::Json) => console::data(&json())?,
        (true, Format::Text) => {
            // The lists of a large total are printed as they come.
            for text in render::document::pieces(total::pieces(&total, console.findings), console.columns) {
                console.page(&text)?;
            }
        }
    }
    // Which of two reports counts is doubtful: it is said even where nobody opens the file.
    let differing = total.differing(console.findings);
    for (source, message) in differing.iter().filter(|_| !targets.is_empty()) {
        console.say(&failure::fault(source, message, console));
    }
    Ok(match (tally.unreadable, differing.is_empty()) {
        (0, true) => Exit::Done,
        (0, false) => Exit::Findings,
        _ => Exit::CannotProceed,
    })
}
