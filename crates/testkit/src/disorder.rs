//! The ways in which real reports depart from the form, applied to an orderly one.

use std::collections::BTreeSet;

use gongkai_documents::Document;
use gongkai_report::{CellAddress, Cells, Report};

/// One way to spoil a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Disorder {
    /// Nothing is spoilt.
    None,
}

impl Disorder {
    /// All disorders.
    pub const ALL: &[Self] = &[Self::None];
}

/// A spoilt report, and what may be asked of its reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Disordered {
    /// The document as a reader would have given it.
    pub document: Document,
    /// What the reader of reports must make of it.
    pub expected: Expected,
}

/// What a reader of reports must make of a document.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The truth, cell by cell.
    pub cells: Cells,
    /// Cells whose information did not survive, or not with certainty: anything but a wrong number will do.
    pub uncertain: BTreeSet<CellAddress>,
}

impl Expected {
    /// Cells read wrongly: address, what it should be, what was read.
    pub fn wrong(&self, _read: &Cells) -> Vec<String> {
        Vec::new()
    }
}

/// Spoils a report.
pub fn apply(report: &Report, _disorder: Disorder, _seed: u64) -> Disordered {
    Disordered {
        document: gongkai_report::write::form(report),
        expected: Expected { cells: report.cells.clone(), uncertain: BTreeSet::new() },
    }
}
