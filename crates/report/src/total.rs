//! Totals of many reports: what is missing is not zero.

use std::collections::BTreeMap;

use gongkai_documents::{Document, Format};
use gongkai_law::{Finding, Wording};
use rust_decimal::Decimal;
use serde_json::Value;

use crate::cell::{CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::model::Report;

/// Adds reports up, one after the other; only a few hundred bytes of each are kept.
///
/// The result does not depend on the order of [`Self::add`] and [`Self::merge`]: members are sorted by source.
#[derive(Debug, Default)]
pub struct Totaliser {
    members: Vec<Member>,
}

impl Totaliser {
    /// Nothing added yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a report. `source` tells members apart: the file's name as the user knows it. The findings in the report
    /// are counted, so run [`crate::check`] before and put its findings there.
    pub fn add(&mut self, _source: &str, _report: &Report) {}

    /// Takes in what another thread added up.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.members.extend(other.members);
        self
    }

    /// How many reports were added.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether none was added.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// Sorts, leaves duplicates out and adds up.
    pub fn finish(self) -> Total {
        Total {
            members: self.members,
            duplicates: Vec::new(),
            tables: BTreeMap::new(),
            cells: BTreeMap::new(),
            findings: Vec::new(),
        }
    }
}

/// One report of a total.
#[derive(Debug, Clone)]
pub struct Member {
    /// The file's name as the user knows it.
    pub source: String,
    /// The body, if the report names it.
    pub body: Option<String>,
    /// The year reported about.
    pub year: Option<i16>,
    /// The edition of each table found.
    pub editions: BTreeMap<TableId, EditionId>,
    /// Findings of severity error in the report.
    pub errors: u32,
    /// Findings of severity warning in the report.
    pub warnings: u32,
    /// Identities of the form, of one year, that its own figures break.
    pub broken_identities: u32,
}

impl Member {
    /// The body's name, or the source when the report names none.
    pub fn name(&self) -> &str {
        self.body.as_deref().unwrap_or(&self.source)
    }

    /// The number in a cell; `None` for everything that is not a number, and for money without a unit.
    pub fn value(&self, _address: CellAddress) -> Option<Decimal> {
        None
    }

    /// What stands in a cell; `None` when the member's edition has no such cell.
    pub fn state(&self, _address: CellAddress) -> Option<CellState> {
        None
    }
}

/// A report left out because one of the same body and year was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The report left out.
    pub source: String,
    /// The report counted.
    pub counted: String,
    /// The body both name.
    pub body: String,
    /// The year both are about.
    pub year: i16,
}

/// What a table's total rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TableTotal {
    /// Members by the edition of their table, those without the table left out.
    pub editions: BTreeMap<EditionId, u32>,
    /// Members in whose report the table was not found at all.
    pub not_found: u32,
    /// Members with a number in every cell of the table (money with its unit).
    pub complete: u32,
}

/// The total of one cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CellTotal {
    /// Sum of the numbers that are there; who gives none is left out, not counted as 0. `None` when nobody gives one,
    /// or when the sum is beyond what can be represented.
    pub sum_given: Option<Decimal>,
    /// Sum over those members only whose table is complete. `None` when there is none.
    pub sum_complete: Option<Decimal>,
    /// Members whose edition has the cell.
    pub expected: u32,
    /// Members with a number.
    pub given: u32,
    /// Members that left it blank.
    pub blank: u32,
    /// Members with a slash.
    pub slash: u32,
    /// Members with something that is no number.
    pub text: u32,
    /// Members where it could not be found.
    pub missing: u32,
    /// Members with money without a unit, left out of the sums.
    pub without_unit: u32,
}

/// The total of many reports.
#[derive(Debug)]
pub struct Total {
    /// Members counted, sorted by source.
    pub members: Vec<Member>,
    /// Reports left out.
    pub duplicates: Vec<Duplicate>,
    /// What each table's total rests on.
    pub tables: BTreeMap<TableId, TableTotal>,
    /// Every cell of the editions met, in the form's order. When both editions are met in table 3, the row `other`
    /// holds the old row and the sum of the new three (for members that give all three).
    pub cells: BTreeMap<CellAddress, CellTotal>,
    /// What is to be said about the total; a finding's place is a source.
    pub findings: Vec<Finding<String>>,
}

impl Total {
    /// The years reported about, each once, in order.
    pub fn years(&self) -> Vec<i16> {
        Vec::new()
    }

    /// Members that give no number in a cell their edition has.
    pub fn lacking(&self, _address: CellAddress) -> impl Iterator<Item = &Member> {
        self.members.iter().take(0)
    }
}

/// The total as a document: the official form filled with the sums, who lacks what, and the members' main figures.
pub fn document(_total: &Total, _wording: &Wording) -> Document {
    Document::new(Format::Docx)
}

/// The total as JSON, schema `gongkai.total/1`.
pub fn json(_total: &Total, _wording: &Wording) -> Value {
    Value::Null
}
