//! Which findings are wanted.

use gongkai_law::{Finding, Severity};

use crate::commands::CommandError;
use crate::console::Console;

/// What the user wants to see. Codes switched off do not count at all; what is only below the severity still does.
#[derive(Debug)]
pub(super) struct Selection {
    least: Severity,
    only: Vec<String>,
    ignore: Vec<String>,
}

impl Selection {
    /// A selection.
    ///
    /// # Errors
    /// [`CommandError::UnknownCode`]: a misspelt code must not silently switch nothing off.
    pub(super) fn new(
        least: Severity,
        only: &[String],
        ignore: &[String],
        console: &Console,
    ) -> Result<Self, CommandError> {
        match only.iter().chain(ignore).find(|code| !console.findings.has(code)) {
            Some(code) => Err(CommandError::UnknownCode { code: code.clone() }),
            None => Ok(Self { least, only: only.to_vec(), ignore: ignore.to_vec() }),
        }
    }

    /// Leaves out findings whose codes are not wanted.
    pub(super) fn by_code<P>(&self, findings: &mut Vec<Finding<P>>) {
        findings.retain(|finding| {
            let named = |codes: &[String]| codes.iter().any(|code| code == finding.code.0);
            (self.only.is_empty() || named(&self.only)) && !named(&self.ignore)
        });
    }

    /// Leaves out findings below the wanted severity; says how many those were.
    pub(super) fn by_severity<P>(&self, findings: &mut Vec<Finding<P>>) -> usize {
        let before = findings.len();
        findings.retain(|finding| finding.severity >= self.least);
        before - findings.len()
    }
}
