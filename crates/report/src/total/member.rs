//! One report of a total, kept as a short row of marks and its numbers other than 0.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use gongkai_law::Severity;
use rust_decimal::Decimal;

use super::address::{self, Slot};
use super::figures::Figures;
use super::identity;
use super::marks::{Mark, Marks};
use crate::cell::{Cell, CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::model::Report;
use crate::write::edition_of;

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
    /// Whether it was published and is withdrawn: who adds up sets it, for the total to say so.
    pub withdrawn: bool,
    /// One mark for each of [`address::slots`].
    marks: Marks,
    /// Numbers other than 0 by index.
    values: Figures,
}

impl Member {
    /// The body's name, or the source when the report names none.
    pub fn name(&self) -> &str {
        self.body.as_deref().unwrap_or(&self.source)
    }

    /// The number in a cell; `None` for everything that is not a number, and for money without a unit.
    pub fn value(&self, address: CellAddress) -> Option<Decimal> {
        self.at(address::index(address)?)
    }

    /// What stands in a cell; `None` when the member's edition has no such cell. Money without a unit is a value.
    pub fn state(&self, address: CellAddress) -> Option<CellState> {
        match self.mark(address::index(address)?) {
            Mark::Absent => None,
            Mark::Zero | Mark::Number | Mark::WithoutUnit => Some(CellState::Value),
            Mark::Blank => Some(CellState::Blank),
            Mark::Slash => Some(CellState::Slash),
            Mark::Text => Some(CellState::Text),
            Mark::Missing => Some(CellState::Missing),
        }
    }

    /// Whether the member's edition has a cell that gives nothing to add up.
    pub fn lacks(&self, address: CellAddress) -> bool {
        address::index(address).is_some_and(|index| {
            let mark = self.mark(index);
            mark != Mark::Absent && !mark.is_number()
        })
    }

    /// Whether a cell holds money without a unit.
    pub fn is_without_unit(&self, address: CellAddress) -> bool {
        address::index(address).is_some_and(|index| self.mark(index) == Mark::WithoutUnit)
    }

    pub(super) fn of(source: &str, report: &Report) -> Self {
        let count = |severity| {
            let found = report.findings.iter().filter(|finding| finding.severity == severity).count();
            u32::try_from(found).unwrap_or(u32::MAX)
        };
        let found = |table: &TableId| report.tables.get(table).is_some_and(|reading| reading.found);
        let row = Row::of(report);
        Self {
            source: source.to_owned(),
            body: report.body.clone(),
            year: report.year,
            editions: TableId::ALL.into_iter().filter(found).map(|id| (id, edition_of(report, id))).collect(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            broken_identities: identity::broken(report, |address| row.value(address)),
            withdrawn: false,
            marks: Marks::of(&row.marks),
            values: Figures::of(row.numbers()),
        }
    }

    pub(super) fn at(&self, index: usize) -> Option<Decimal> {
        match self.mark(index) {
            Mark::Zero => Some(Decimal::ZERO),
            Mark::Number => self.values.at(index),
            _ => None,
        }
    }

    pub(super) fn mark(&self, index: usize) -> Mark {
        self.marks.at(index)
    }

    /// The marks of [`address::slots`], in order.
    pub(super) fn marks(&self) -> impl Iterator<Item = Mark> {
        self.marks.iter().take(address::slots().len())
    }

    /// Mark and number of each of [`address::slots`], in order.
    pub(super) fn row(&self) -> impl Iterator<Item = (Mark, Option<Decimal>)> {
        let mut values = self.values.iter().peekable();
        self.marks().enumerate().map(move |(index, mark)| {
            let number = values.next_if(|(at, _)| *at == index).map(|(_, value)| value);
            (mark, if mark == Mark::Zero { Some(Decimal::ZERO) } else { number })
        })
    }

    /// Puts other marks, with the number of each [`Mark::Number`], in the place of those at some indices.
    pub(super) fn put(&mut self, others: &[(usize, Mark, Decimal)]) {
        let mut row: Vec<(Mark, Option<Decimal>)> = self.row().collect();
        for (index, mark, value) in others {
            if let Some(place) = row.get_mut(*index) {
                *place = (*mark, (*mark == Mark::Number).then_some(*value));
            }
        }
        self.marks = Marks::of(&row.iter().map(|(mark, _)| *mark).collect::<Vec<_>>());
        let numbers = row.into_iter().enumerate().filter(|(_, (mark, _))| *mark == Mark::Number);
        self.values = Figures::of(numbers.filter_map(|(index, (_, value))| Some((index, value?))));
    }

    /// Whether another has the same in every cell.
    pub(super) fn has_figures_of(&self, other: &Self) -> bool {
        (&self.marks, &self.values) == (&other.marks, &other.values)
    }

    /// Order of members: by source, and by everything else for files of the same name.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.source
            .cmp(&other.source)
            .then_with(|| (&self.body, self.year).cmp(&(&other.body, other.year)))
            .then_with(|| self.marks.cmp(&other.marks))
            .then_with(|| self.values.cmp(&other.values))
            .then_with(|| (self.errors, self.warnings).cmp(&(other.errors, other.warnings)))
    }
}

/// A report's figures before they are packed.
struct Row {
    marks: Vec<Mark>,
    values: Vec<Decimal>,
}

impl Row {
    fn of(report: &Report) -> Self {
        let slots = address::slots();
        let mut row = Self { marks: vec![Mark::Absent; slots.len()], values: vec![Decimal::ZERO; slots.len()] };
        for table in TableId::ALL {
            for form in edition_of(report, table).edition().cells_of(table) {
                row.take(form.address, report.cells.get(form.address));
            }
        }
        row
    }

    fn take(&mut self, address: CellAddress, cell: Option<&Cell>) {
        let Some(index) = address::index(address) else { return };
        let Some(slot) = address::slots().get(index) else { return };
        if let (Some(mark), Some(value)) = (self.marks.get_mut(index), self.values.get_mut(index)) {
            (*mark, *value) = cell.map_or((Mark::Missing, Decimal::ZERO), |cell| self::mark(slot, cell));
        }
    }

    fn value(&self, address: CellAddress) -> Option<Decimal> {
        let index = address::index(address)?;
        self.marks.get(index).filter(|mark| mark.is_number()).and(self.values.get(index)).copied()
    }

    fn numbers(&self) -> impl Iterator<Item = (usize, Decimal)> {
        let all = self.marks.iter().zip(&self.values).enumerate();
        all.filter(|(_, (mark, _))| **mark == Mark::Number).map(|(index, (_, value))| (index, *value))
    }
}

fn mark(slot: &Slot, cell: &Cell) -> (Mark, Decimal) {
    let mark = match (cell.state, cell.value) {
        (CellState::Value, Some(value)) if value.is_zero() => Mark::Zero,
        (CellState::Value, Some(value)) => {
            let mark = if slot.money && cell.unit.is_none() { Mark::WithoutUnit } else { Mark::Number };
            return (mark, value);
        }
        (CellState::Value, None) | (CellState::Text, _) => Mark::Text,
        (CellState::Blank, _) => Mark::Blank,
        (CellState::Slash, _) => Mark::Slash,
        (CellState::Missing, _) => Mark::Missing,
    };
    (mark, Decimal::ZERO)
}
