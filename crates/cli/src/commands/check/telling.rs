//! How `check` tells what it found: grouped by file for people, a line a file for programs.

use gongkai_report::json;
use serde_json::json as object;

use super::prior::PriorReport;
use super::selection::Selection;
use super::{Checked, Outcome};
use crate::arguments::Format;
use crate::batch::Tally;
use crate::commands::CommandError;
use crate::console::{self, Console};
use crate::render::failure;
use crate::render::findings::{self, Headline};
use crate::render::report::{Counts, counts};
use crate::render::style::{BAD, FAINT, painted};

/// The schema of a file's findings as data.
const SCHEMA: &str = "gongkai.check/1";

/// Prints one file after the other, then the sum.
pub(super) struct Telling<'a> {
    format: Format,
    selection: &'a Selection,
    console: &'a Console,
    counts: Counts,
    hidden: usize,
    without_prior: usize,
    first: bool,
}

impl<'a> Telling<'a> {
    pub(super) fn new(format: Format, selection: &'a Selection, console: &'a Console) -> Self {
        Self { format, selection, console, counts: Counts::default(), hidden: 0, without_prior: 0, first: true }
    }

    /// Tells of one file. Files without findings are not told to people.
    pub(super) fn file(&mut self, source: &str, outcome: Outcome<'_>) -> Result<(), CommandError> {
        let mut checked = match (outcome, self.format) {
            (Ok(checked), _) => checked,
            (Err(error), Format::Json) => {
                return console::data(&error.json(source, self.console.wording).to_string());
            }
            (Err(error), Format::Text) => return self.block(&failure::block(source, &error, self.console)),
        };
        self.selection.by_code(&mut checked.findings);
        self.counts.add(Counts::of(&checked.findings));
        self.hidden += self.selection.by_severity(&mut checked.findings);
        self.without_prior += usize::from(matches!(checked.prior, PriorReport::NotFound));
        match self.format {
            Format::Json => console::data(&line(source, &checked, self.console)),
            Format::Text if checked.findings.is_empty() => Ok(()),
            Format::Text => {
                let headline = Headline { source, body: checked.body.as_deref(), year: checked.year };
                self.block(&findings::group(&headline, &checked.findings, self.console))
            }
        }
    }

    /// Whether anything of severity error was found.
    pub(super) fn has_errors(&self) -> bool {
        self.counts.errors > 0
    }

    /// The line at the end, for people.
    pub(super) fn end(&mut self, tally: Tally, prior_given: bool) -> Result<(), CommandError> {
        if self.format == Format::Json {
            return Ok(());
        }
        let mut parts = Vec::new();
        if tally.read > 0 {
            parts.push(self.checked(tally.read));
        }
        if tally.unreadable > 0 {
            parts.push(painted(BAD, &self.number("summary-unreadable", tally.unreadable)));
        }
        let mut lines = vec![parts.join(&self.console.text("list-semicolon", &[]))];
        if prior_given && self.without_prior > 0 {
            let alone = tally.read == 1;
            let prior = if alone {
                self.console.text("prior-none", &[])
            } else {
                self.number("prior-missing", self.without_prior)
            };
            lines.push(painted(FAINT, &prior));
        }
        lines.push(String::new());
        self.block(&lines.join("\n"))
    }

    /// How many reports were checked, and what that came to.
    fn checked(&self, read: usize) -> String {
        let (checked, colon) = (self.number("summary-checked", read), self.console.text("colon", &[]));
        let hidden = match self.hidden {
            0 => String::new(),
            count => self.console.text("hint-behind", &[("text", &self.number("summary-hidden", count))]),
        };
        format!("{checked}{colon}{}{}", counts(&self.counts, self.console), painted(FAINT, &hidden))
    }

    fn number(&self, id: &str, count: usize) -> String {
        self.console.text(id, &[("count", &count.to_string())])
    }

    fn block(&mut self, text: &str) -> Result<(), CommandError> {
        let before = if std::mem::take(&mut self.first) { "" } else { "\n" };
        self.console.page(&format!("{before}{text}"))
    }
}

fn line(source: &str, checked: &Checked<'_>, console: &Console) -> String {
    let findings: Vec<_> = checked.findings.iter().map(|finding| json::finding(finding, console.findings)).collect();
    object!({
        "schema": SCHEMA,
        "source": source,
        "title": checked.title,
        "body": checked.body,
        "year": checked.year,
        "prior": checked.prior.name(),
        "findings": findings,
    })
    .to_string()
}
