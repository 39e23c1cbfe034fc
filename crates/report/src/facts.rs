//! Counts and statements in the prose of a report.

use crate::model::{Fact, Section};

/// Finds facts in the sections' prose.
pub fn facts(_sections: &[Section]) -> Vec<Fact> {
    Vec::new()
}

/// Section five as two lists: problems and improvements.
pub fn problems_and_improvements(_section: &Section) -> (Vec<String>, Vec<String>) {
    (Vec::new(), Vec::new())
}
