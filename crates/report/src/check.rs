//! The checks on a report.

use crate::model::{Finding, Report};

/// What the checks may be told besides the report itself.
#[derive(Debug, Clone, Copy, Default)]
pub struct Context<'a> {
    /// The same body's report about the year before.
    pub prior: Option<&'a Report>,
}

/// Checks a report; returns findings beyond those that reading made.
pub fn check(_report: &Report, _context: &Context<'_>) -> Vec<Finding> {
    Vec::new()
}
