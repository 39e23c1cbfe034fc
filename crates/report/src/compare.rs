//! Two reports side by side: two years of one body, or two bodies.
//!
//! Differences are right minus left. Figures are compared where both forms define them alike; the row （六）其他处理 of
//! 2019 is compared with the sum of the three rows of 2021; 本年新制作数量 and 本年制发件数 are shown beside each other
//! but never subtracted.

mod document;
mod facts;
mod figures;
mod json;
mod prose;
mod sheet;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

pub use self::document::document;
pub use self::json::{SCHEMA, json};
pub use self::sheet::sheet;
use crate::cell::{CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::model::Report;

/// How a figure of one report answers to one of the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Relation {
    /// The same cell of the form.
    Same,
    /// The 2019 row （六）其他处理 against the sum of the three rows of 2021.
    SumOfThree,
    /// Related columns that are not defined alike (本年新制作数量, 本年制发件数): shown, never subtracted.
    Approximate,
    /// Only the left report's edition has such a cell.
    OnlyLeft,
    /// Only the right report's edition has such a cell.
    OnlyRight,
}

/// One side of a pair of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// The cell; for a sum of three, the 2019 cell it answers to.
    pub address: CellAddress,
    /// What stands there.
    pub state: CellState,
    /// The number, money in 元.
    pub value: Option<Decimal>,
    /// The text as it stands, where it is one cell.
    pub raw: Option<String>,
    /// The unit written.
    pub unit: Option<String>,
}

/// A pair of figures.
#[derive(Debug, Clone, PartialEq)]
pub struct CellPair {
    /// How the two answer to each other.
    pub relation: Relation,
    /// The left figure.
    pub left: Option<Side>,
    /// The right figure.
    pub right: Option<Side>,
    /// Right minus left, where both are numbers of the same definition, and money of known unit.
    pub difference: Option<Decimal>,
    /// The difference in percent of the left, one decimal; `None` when the left is 0.
    pub percent: Option<Decimal>,
}

impl CellPair {
    /// Whether the two sides say something different, a number against a blank included.
    pub fn is_changed(&self) -> bool {
        match (&self.left, &self.right) {
            (Some(left), Some(right)) => (left.state, left.value) != (right.state, right.value),
            (left, right) => left.is_some() != right.is_some(),
        }
    }
}

/// A section of both reports.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionPair {
    /// 1 to 6.
    pub number: u8,
    /// The left report's title of it; `None` when it has no such section.
    pub left_title: Option<String>,
    /// The right report's.
    pub right_title: Option<String>,
    /// How alike the prose is, 0 to 100, and 100 only for the same words; `None` when one side has no prose.
    pub similarity: Option<u8>,
    /// Sentences only the left has.
    pub removed: Vec<String>,
    /// Sentences only the right has.
    pub added: Vec<String>,
}

/// Counts about the same subject in the prose of both.
#[derive(Debug, Clone, PartialEq)]
pub struct FactPair {
    /// The subject.
    pub subject: &'static str,
    /// The channel, if one is named.
    pub channel: Option<&'static str>,
    /// The unit, if one is written.
    pub unit: Option<String>,
    /// The left count as written.
    pub left: Option<String>,
    /// The right count as written.
    pub right: Option<String>,
    /// Right minus left, where both are exact.
    pub difference: Option<Decimal>,
}

/// Whose report a side is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Identity {
    /// The title.
    pub title: Option<String>,
    /// The body.
    pub body: Option<String>,
    /// The year.
    pub year: Option<i16>,
    /// The edition of each table.
    pub editions: BTreeMap<TableId, EditionId>,
}

/// Two reports compared.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Comparison {
    /// The left report.
    pub left: Identity,
    /// The right report.
    pub right: Identity,
    /// Pairs of figures in the form's order.
    pub cells: Vec<CellPair>,
    /// The six sections, those that one of the two has.
    pub sections: Vec<SectionPair>,
    /// Facts by subject, channel and unit.
    pub facts: Vec<FactPair>,
}

impl Comparison {
    /// Whether both are of one body about one year: the same report, or two versions of it.
    pub fn is_of_one(&self) -> bool {
        let (left, right) = (&self.left, &self.right);
        left.body.is_some() && left.year.is_some() && (&left.body, left.year) == (&right.body, right.year)
    }

    /// Whether anything differs: a figure, a sentence, a heading, a count.
    pub fn differs(&self) -> bool {
        let differs = |section: &SectionPair| {
            section.left_title != section.right_title || !section.removed.is_empty() || !section.added.is_empty()
        };
        self.cells.iter().any(CellPair::is_changed)
            || self.sections.iter().any(differs)
            || self.facts.iter().any(|fact| fact.left != fact.right)
    }
}

/// Compares two reports; differences are right minus left, so give the earlier year first.
pub fn compare(left: &Report, right: &Report) -> Comparison {
    Comparison {
        left: identity(left),
        right: identity(right),
        cells: figures::pairs(left, right),
        sections: prose::pairs(&left.sections, &right.sections),
        facts: facts::pairs(&left.facts, &right.facts),
    }
}

fn identity(report: &Report) -> Identity {
    Identity {
        title: report.title.as_ref().map(|title| title.text.clone()),
        body: report.body.clone(),
        year: report.year,
        editions: TableId::ALL.into_iter().map(|table| (table, crate::write::edition_of(report, table))).collect(),
    }
}
