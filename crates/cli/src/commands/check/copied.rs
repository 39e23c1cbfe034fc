//! Copied text within a batch: a first walk through all files for their fingerprints, a second for the words.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use gongkai_report::check::{Batch, BatchBuilder, Fingerprint, Settings, copied_in_batch};
use gongkai_report::{Finding, Report};

use crate::batch;
use crate::commands::CommandError;
use crate::console::Console;
use crate::input::{FileError, Gathered, Source};
use crate::render::width::tame;

/// Reports kept from the first walk to the second; beyond them, reports are read twice instead.
const KEPT: usize = 1000;

/// What a batch's reports have in common.
pub(super) struct Copied {
    batch: Option<Batch>,
    numbers: HashMap<String, u32>,
    kept: Mutex<HashMap<String, Report>>,
}

impl Copied {
    /// Walks through the batch. A single file has nobody to copy from.
    pub(super) fn collect(
        gathered: &Gathered,
        settings: &Settings,
        console: &Console,
        jobs: usize,
    ) -> Result<Self, CommandError> {
        let mut copied = Self { batch: None, numbers: HashMap::new(), kept: Mutex::default() };
        if gathered.is_single() {
            return Ok(copied);
        }
        // What is passed over or cannot be read is told on the second walk.
        let quiet = console.quiet();
        let mut builder = BatchBuilder::new();
        let kept = copied.kept.get_mut().unwrap_or_else(PoisonError::into_inner);
        let numbers = &mut copied.numbers;
        let walked = batch::run(
            &quiet,
            jobs,
            gathered.clone(),
            |source| Ok(batch::report(source)?.map(|report| (Fingerprint::of(&report), report))),
            |source, result| {
                if let Ok((fingerprint, report)) = result {
                    let name = report.body.as_deref().map_or_else(|| tame(&source.name), tame);
                    numbers.insert(source.name.clone(), builder.add(name, &fingerprint));
                    if kept.len() < KEPT {
                        kept.insert(source.name, report);
                    }
                }
                Ok(())
            },
        );
        walked?;
        copied.batch = Some(builder.finish(settings));
        Ok(copied)
    }

    /// The report in a source, from the first walk if it was kept.
    pub(super) fn report(&self, source: &Source) -> Result<Option<Report>, FileError> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).remove(&source.name);
        match kept {
            Some(report) => Ok(Some(report)),
            None => batch::report(source),
        }
    }

    /// What a report shares with others of the batch.
    pub(super) fn finding(&self, source: &Source, report: &Report, settings: &Settings) -> Option<Finding> {
        let number = self.numbers.get(&source.name)?;
        copied_in_batch(report, *number, self.batch.as_ref()?, settings)
    }
}
