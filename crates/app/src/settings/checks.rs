//! How reports are checked.

use gongkai_report::check;
use serde::{Deserialize, Serialize};

use super::due::Due;
use super::effective::{Group, between};
use crate::error::Problems;

/// Thresholds of the checks, and the findings that are not wanted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Checks {
    /// From this share of copied text on it is told as information, in percent.
    pub copied_info_percent: u8,
    /// From this share of copied text on it is a warning, in percent.
    pub copied_warning_percent: u8,
    /// With fewer sentences than this there is nothing to compare.
    pub copied_least_sentences: usize,
    /// In a large batch, a sentence in this share of the reports is the district's template, in percent.
    pub template_percent: u8,
    /// In a large batch, a sentence in this many reports is a phrase in everybody's mouth.
    pub template_reports: usize,
    /// From this many reports on a batch is large.
    pub large_batch: usize,
    /// A count above this is called absurd.
    pub largest_count: u64,
    /// Money above this, in 元, is called absurd.
    pub largest_yuan: u64,
    /// Money above this, in 元, is called absurd in a street's or township's report.
    pub largest_yuan_of_township: u64,
    /// Codes of findings that are not wanted.
    pub off: Vec<String>,
    /// Codes of findings that are made only when asked for.
    pub on: Vec<String>,
}

impl Group for Checks {
    const NAME: &'static str = "checks";

    fn check(&self) -> Problems {
        let mut problems = Problems::new();
        between(&mut problems, "copied_info_percent", self.copied_info_percent, 1, 100);
        between(
            &mut problems,
            "copied_warning_percent",
            self.copied_warning_percent,
            self.copied_info_percent.min(100),
            100,
        );
        between(&mut problems, "copied_least_sentences", self.copied_least_sentences, 1, 1_000);
        between(&mut problems, "template_percent", self.template_percent, 1, 100);
        between(&mut problems, "template_reports", self.template_reports, 2, 100_000);
        between(&mut problems, "large_batch", self.large_batch, 2, 100_000);
        let known = |code: &&String| !check::CODES.iter().any(|known| known.0 == **code);
        for code in self.off.iter().chain(&self.on).filter(known) {
            problems.add_with("off", "problem-code-unknown", vec![("code", code.clone())]);
        }
        problems
    }
}

impl Default for Checks {
    fn default() -> Self {
        let check::Settings { due: _, copied, largest_count, largest_yuan, largest_yuan_of_township, off, on } =
            check::Settings::DEFAULT;
        Self {
            copied_info_percent: copied.info_percent,
            copied_warning_percent: copied.warning_percent,
            copied_least_sentences: copied.least_sentences,
            template_percent: copied.template_percent,
            template_reports: copied.template_reports,
            large_batch: copied.large_batch,
            largest_count,
            largest_yuan,
            largest_yuan_of_township,
            off,
            on,
        }
    }
}

impl Checks {
    /// What the report floor's checks are given.
    pub fn with(self, due: Due) -> check::Settings {
        check::Settings {
            due: due.dates(),
            copied: check::Copied {
                info_percent: self.copied_info_percent,
                warning_percent: self.copied_warning_percent,
                least_sentences: self.copied_least_sentences,
                template_percent: self.template_percent,
                template_reports: self.template_reports,
                large_batch: self.large_batch,
            },
            largest_count: self.largest_count,
            largest_yuan: self.largest_yuan,
            largest_yuan_of_township: self.largest_yuan_of_township,
            off: self.off,
            on: self.on,
        }
    }
}
