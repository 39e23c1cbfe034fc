//! Totals of many reports: what is missing is not zero.
//!
//! Two sums stand beside each other. `sum_given` adds the numbers that are there and leaves out who gives none;
//! `sum_complete` adds only the members whose table is complete, so that its rows and columns fit together. Where
//! every member is complete, the two are equal.
//!
//! Editions: cells both editions have are added across them. A cell of one edition only is added over the members of
//! that edition. The row （六）其他处理 of 2019 answers to three rows of 2021: when both editions are met in table 3, the
//! 2021 members' three rows are added into it where all three are given, and the three rows are given beside it.

mod address;
mod document;
mod figures;
mod findings;
mod identity;
mod json;
mod listings;
mod marks;
mod member;
mod sheet;
mod sum;

use std::collections::BTreeMap;

use gongkai_law::{Finding, Wording};
use rust_decimal::Decimal;

pub use self::document::{document, document_of, figures_document_of, pieces, title};
pub use self::json::{SCHEMA, json, json_text};
pub use self::member::Member;
pub use self::sheet::sheet;
use crate::cell::CellAddress;
use crate::edition::{EditionId, TableId};
use crate::model::Report;

/// Adds reports up, one after the other; about a kilobyte of each is kept.
///
/// The result does not depend on the order of [`Self::add`] and [`Self::merge`]: members are sorted by source.
#[derive(Debug, Default)]
pub struct Totaliser {
    members: Vec<Member>,
    unreadable: Vec<Unreadable>,
}

impl Totaliser {
    /// Nothing added yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a report. `source` tells members apart: the file's name as the user knows it. The findings in the report
    /// are counted, so run [`crate::check`] before and put its findings there.
    pub fn add(&mut self, source: &str, report: &Report) {
        self.members.push(Member::of(source, report));
    }

    /// Notes a file that could not be read, and why, in words: whose figures may be in it nobody knows.
    pub fn add_unreadable(&mut self, source: &str, reason: &str) {
        self.unreadable.push(Unreadable { source: source.to_owned(), reason: reason.to_owned() });
    }

    /// Takes in what another thread added up.
    #[must_use]
    pub fn merge(mut self, mut other: Self) -> Self {
        if self.members.len() < other.members.len() {
            std::mem::swap(&mut self, &mut other);
        }
        self.members.append(&mut other.members);
        self.unreadable.append(&mut other.unreadable);
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
    ///
    /// Duplicates are reports with the same source, or of the same body about the same year; the first in the order of
    /// sources is counted.
    pub fn finish(self) -> Total {
        let (mut members, mut unreadable) = (self.members, self.unreadable);
        unreadable.sort();
        members.sort_by(Member::order);
        let (mut members, duplicates) = sum::without_duplicates(members);
        sum::combine_other_rows(&mut members);
        let tables = sum::tables(&members);
        let cells = sum::cells(&members);
        let mut total = Total { members, duplicates, unreadable, tables, cells, absent: None, findings: Vec::new() };
        total.findings = findings::of(&total);
        total
    }
}

/// A report left out because another of the same body and year, or the same file, was counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// The report left out.
    pub source: String,
    /// The report counted.
    pub counted: String,
    /// The body the report left out names.
    pub body: Option<String>,
    /// The year it is about.
    pub year: Option<i16>,
    /// Whether its figures are others.
    pub differs: bool,
}

/// A file that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unreadable {
    /// The file.
    pub source: String,
    /// Why, in words.
    pub reason: String,
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
    /// or when the sum is beyond what can be represented. Money in 元.
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

impl CellTotal {
    /// Whether some member gives no number.
    pub fn is_incomplete(&self) -> bool {
        self.given < self.expected
    }
}

/// The total of many reports.
#[derive(Debug)]
pub struct Total {
    /// Members counted, sorted by source.
    pub members: Vec<Member>,
    /// Reports left out.
    pub duplicates: Vec<Duplicate>,
    /// Files that could not be read, sorted by source.
    pub unreadable: Vec<Unreadable>,
    /// What each table's total rests on.
    pub tables: BTreeMap<TableId, TableTotal>,
    /// Every cell of the editions met, in the form's order. When both editions are met in table 3, the row `other`
    /// holds the old row and the sum of the new three (for members that give all three).
    pub cells: BTreeMap<CellAddress, CellTotal>,
    /// Who belongs into it and has no report that counts, by name: whoever adds up sets it; files know nothing of it.
    pub absent: Option<Vec<String>>,
    /// What is to be said about the total; a finding's place is a source.
    pub findings: Vec<Finding<String>>,
}

impl Total {
    /// The files left out because another of their body and year with other figures was added up, each with a sentence
    /// that says so.
    pub fn differing(&self, wording: &Wording) -> Vec<(String, String)> {
        let differing = self.findings.iter().filter(|finding| finding.code == findings::DIFFERS);
        differing
            .map(|finding| {
                let source = finding.at.clone().unwrap_or_default();
                (source, crate::write::words::sentence(finding, wording).message)
            })
            .collect()
    }

    /// The years reported about, each once, in order.
    pub fn years(&self) -> Vec<i16> {
        let mut years: Vec<i16> = self.members.iter().filter_map(|member| member.year).collect();
        years.sort_unstable();
        years.dedup();
        years
    }

    /// Members that were published and are withdrawn, by name.
    pub fn withdrawn(&self) -> Vec<&str> {
        self.members.iter().filter(|member| member.withdrawn).map(Member::name).collect()
    }

    /// Members that give no number in a cell their edition has.
    pub fn lacking(&self, address: CellAddress) -> impl Iterator<Item = &Member> {
        self.members.iter().filter(move |member| member.lacks(address))
    }

    /// The editions whose forms show a table's total: both for table 2 when both are met, the older one for table 3
    /// then, because only its row （六）其他处理 can hold everybody's figures.
    pub fn forms(&self, table: TableId) -> Vec<EditionId> {
        let met = self.tables.get(&table).map(|table| table.editions.keys().copied().collect::<Vec<_>>());
        let met = met.filter(|met| !met.is_empty()).unwrap_or_else(|| {
            let years = self.years();
            vec![years.last().map_or(EditionId::E2021, |year| EditionId::for_year(*year))]
        });
        match table {
            TableId::T2 => met,
            TableId::T3 | TableId::T4 => met.into_iter().take(1).collect(),
        }
    }

    /// Whether both editions are met in a table.
    pub fn is_mixed(&self, table: TableId) -> bool {
        self.tables.get(&table).is_some_and(|table| table.editions.len() > 1)
    }
}
