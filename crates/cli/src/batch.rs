//! The loop all commands share: open each file, work on it, hand the results on in order, show progress.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use gongkai_documents::Format;
use gongkai_report::Report;

use crate::commands::CommandError;
use crate::console::Console;
use crate::input::{Chosen, FileError, Gathered, Opened, Source};
use crate::parallel;
use crate::progress::Progress;
use crate::render::width::tame;

/// How many files became what.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Read.
    pub(crate) read: usize,
    /// Could not be read.
    pub(crate) unreadable: usize,
}

/// The report in a source; `None` when the source is passed over.
pub(crate) fn report(source: &Source) -> Result<Option<Report>, FileError> {
    Ok(match source.open()? {
        Opened::Document(document) => {
            let report = gongkai_report::read(&document);
            // Lists and notes lie in folders, too: plain text is a report when something of the form is in it.
            let is_plain = matches!(document.format, Format::Txt | Format::Markdown | Format::Csv);
            let is_other = source.chosen == Chosen::Found && is_plain && !report.has_form();
            if is_other { None } else { Some(report) }
        }
        Opened::PassedOver => None,
    })
}

/// Works on every source in parallel; `emit` gets the results in the order of the sources. `work` gives `None` for
/// what is passed over (no report format, in a folder); that is told when the user wants it told.
///
/// What goes wrong with one file, even a fault of the program, is that file's error and no other's.
///
/// # Errors
/// What `emit` fails with, workers that cannot be started, or nothing to read at all.
pub(crate) fn run<R: Send>(
    console: &Console,
    jobs: usize,
    gathered: Gathered,
    work: impl Fn(&Source) -> Result<Option<R>, FileError> + Sync,
    mut emit: impl FnMut(Source, Result<R, FileError>) -> Result<(), CommandError>,
) -> Result<Tally, CommandError> {
    let known = gathered.known();
    let mut progress = Progress::new(known.get(), &console.text("progress", &[]));
    let mut tally = Tally::default();
    let mut failure = None;
    let guarded = |source: Source| {
        let result = catch_unwind(AssertUnwindSafe(|| work(&source)));
        (source, result.unwrap_or(Err(FileError::ReaderFailed)))
    };
    parallel::ordered(jobs, gathered.sources(), guarded, |(source, result)| {
        progress.step(known.get());
        let result = match result {
            Ok(Some(result)) => {
                tally.read += 1;
                Ok(result)
            }
            Ok(None) => {
                if console.verbose {
                    let line = console.text("passed-over", &[("source", &tame(&source.name))]);
                    progress.aside(|| console.say(&line));
                }
                return ControlFlow::Continue(());
            }
            Err(error) => {
                tally.unreadable += 1;
                Err(error)
            }
        };
        match progress.aside(|| emit(source, result)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                failure = Some(error);
                ControlFlow::Break(())
            }
        }
    })?;
    progress.finish();
    match failure {
        Some(error) => Err(error),
        None if tally == Tally::default() => Err(CommandError::NothingFound),
        None => Ok(tally),
    }
}
