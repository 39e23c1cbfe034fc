//! `gongkai check`: what is wrong with reports, told as a linter tells it.

mod copied;
mod prior;
mod selection;
mod telling;

use std::path::{Path, PathBuf};

use clap::Args;
use gongkai_report::check::{self, Context, Settings};
use gongkai_report::{Finding, Report};

use super::CommandError;
use crate::arguments::{Format, Inputs, Least};
use crate::batch;
use crate::console::Console;
use crate::exit::Exit;
use crate::input::{FileError, Gathered, Source};
use copied::Copied;
use prior::{Prior, PriorReport};
use selection::Selection;
use telling::Telling;

/// Arguments of `check`.
#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    inputs: Inputs,
    #[arg(long, value_name = "file")]
    prior: Option<PathBuf>,
    #[arg(long, value_enum, default_value = "text", value_name = "format")]
    format: Format,
    #[arg(long, value_enum, default_value = "info", value_name = "severity")]
    min_severity: Least,
    #[arg(long, value_delimiter = ',', value_name = "code")]
    only: Vec<String>,
    #[arg(long, value_delimiter = ',', value_name = "code")]
    ignore: Vec<String>,
    #[arg(long, value_name = "settings")]
    settings: Option<PathBuf>,
}

/// A report that was checked: what is told of it.
struct Checked<'a> {
    title: Option<String>,
    body: Option<String>,
    year: Option<i16>,
    prior: PriorReport<'a>,
    findings: Vec<Finding>,
}

/// Checks and prints.
pub(crate) fn run(command: &Check, console: &Console, jobs: usize) -> Result<Exit, CommandError> {
    let settings = command.settings.as_deref().map(settings).transpose()?.unwrap_or_default();
    let selection = Selection::new(command.min_severity.into(), &command.only, &command.ignore, console)?;
    let prior = Prior::new(command.prior.as_deref(), console, jobs)?;
    let gathered = Gathered::new(&command.inputs.files, &[]);
    let copied = Copied::collect(&gathered, &settings, console, jobs)?;
    let mut telling = Telling::new(command.format, &selection, console);
    let tally = batch::run(
        console,
        jobs,
        gathered,
        |source| {
            let Some(report) = copied.report(source)? else { return Ok(None) };
            Ok(Some(checked(source, report, &prior, &copied, &settings)))
        },
        |source, result| telling.file(&source.name, result),
    )?;
    telling.end(tally, prior.is_given())?;
    Ok(match (tally.unreadable, telling.has_errors()) {
        (0, false) => Exit::Done,
        (0, true) => Exit::Findings,
        _ => Exit::CannotProceed,
    })
}

fn checked<'a>(
    source: &Source,
    mut report: Report,
    prior: &'a Prior,
    copied: &Copied,
    settings: &Settings,
) -> Checked<'a> {
    let prior = prior.of(&report);
    let context = Context { prior: prior.report(), settings, ..Context::default() };
    // The checks see what reading found, so that nothing is told twice.
    let checked = check::check(&report, &context);
    let mut findings = std::mem::take(&mut report.findings);
    findings.extend(checked);
    findings.extend(copied.finding(source, &report, settings));
    Checked { title: report.title.map(|title| title.text), body: report.body, year: report.year, prior, findings }
}

fn settings(path: &Path) -> Result<Settings, CommandError> {
    let failed = |detail: String| CommandError::Settings { path: path.to_owned(), detail };
    let text = std::fs::read_to_string(path).map_err(|error| failed(error.to_string()))?;
    serde_json::from_str(&text).map_err(|error| failed(error.to_string()))
}

/// What a file came to: a report checked, or no report at all.
type Outcome<'a> = Result<Checked<'a>, FileError>;
