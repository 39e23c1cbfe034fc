//! Sets of figures for an edition.

mod consistent;

use std::collections::BTreeMap;

use gongkai_report::edition::{CellForm, TableId, ValueType};
use gongkai_report::{Cell, CellAddress, CellState, Cells, EditionId};
use rust_decimal::Decimal;

/// Figures for every cell of an edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// The edition.
    pub edition: EditionId,
    /// Every cell of it.
    pub cells: Cells,
}

impl Figures {
    /// A different number in every cell, from 101 on, so that a shifted value is seen at once; changes are negative,
    /// money has decimals. Identities do not hold.
    pub fn telling(edition: EditionId) -> Self {
        let mut next = 100;
        Self::from(edition, |form| {
            next += 1;
            let number = Decimal::from(next);
            match form.value_type {
                ValueType::SignedInteger => -number,
                // 133.25 of whatever the unit is: never taken for a count.
                ValueType::Decimal => (number + Decimal::new(25, 2)) * scale(form),
                ValueType::NonNegativeInteger => number,
            }
        })
    }

    /// As [`telling`](Self::telling), with two of three cells of tables 3 and 4 empty but for the totals.
    pub fn sparse(edition: EditionId) -> Self {
        let mut at = 0;
        Self::telling(edition).map(|address, cell| {
            let of_requests = matches!(address.table(), TableId::T3 | TableId::T4);
            at += usize::from(of_requests);
            if of_requests && at % 3 > 0 && address.column() != "total" { blank() } else { cell.clone() }
        })
    }

    /// Figures as a street, town or bureau has them, most of them 0, with every identity of the edition satisfied.
    pub fn consistent(edition: EditionId, seed: u64) -> Self {
        consistent::figures(edition, seed, None)
    }

    /// The year after: consistent, and carrying on from another year's figures as the identities between years ask.
    #[must_use]
    pub fn following(&self, edition: EditionId, seed: u64) -> Self {
        consistent::figures(edition, seed, Some(self))
    }

    /// 0 everywhere.
    pub fn zero(edition: EditionId) -> Self {
        Self::from(edition, |_| Decimal::ZERO)
    }

    /// Every cell there and empty.
    pub fn blank(edition: EditionId) -> Self {
        Self::zero(edition).map(|_, _| blank())
    }

    /// Every cell a slash.
    pub fn slash(edition: EditionId) -> Self {
        Self::zero(edition).map(|_, _| slash())
    }

    /// Figures from a number for each cell; money in 元, written in the unit its column asks for (元 where it asks for
    /// none).
    pub fn from(edition: EditionId, mut number: impl FnMut(&CellForm) -> Decimal) -> Self {
        let forms = edition.edition().cells().iter();
        let cells: BTreeMap<CellAddress, Cell> =
            forms.map(|form| (form.address, written(form, number(form)))).collect();
        Self { edition, cells: Cells(cells) }
    }

    /// The figures with some cells changed.
    #[must_use]
    pub fn map(mut self, mut change: impl FnMut(CellAddress, &Cell) -> Cell) -> Self {
        for (address, cell) in &mut self.cells.0 {
            *cell = change(*address, cell);
        }
        self
    }

    /// Puts a number of 元 or a count into a cell; an address the edition has not is left alone.
    pub fn set(&mut self, address: &str, value: Decimal) {
        let form = self.edition.edition().cells().iter().find(|form| form.address.as_str() == address);
        if let Some(form) = form {
            self.cells.0.insert(form.address, written(form, value));
        }
    }

    /// The number in a cell; `None` when there is none.
    pub fn number(&self, address: &str) -> Option<Decimal> {
        self.cells.number(address)
    }
}

/// An empty cell.
pub fn blank() -> Cell {
    Cell { state: CellState::Blank, value: None, raw: Some(String::new()), unit: None, at: None }
}

/// A cell with a slash.
pub fn slash() -> Cell {
    Cell { state: CellState::Slash, value: None, raw: Some("/".to_owned()), unit: None, at: None }
}

/// What 1 in a money column is in 元.
fn scale(form: &CellForm) -> Decimal {
    if form.unit == Some("万元") { Decimal::from(10_000) } else { Decimal::ONE }
}

/// A number as the form's column wants it written.
fn written(form: &CellForm, value: Decimal) -> Cell {
    let state = CellState::Value;
    let value = value.normalize();
    let (raw, unit) = match (form.value_type, form.unit) {
        (ValueType::Decimal, Some(unit)) => {
            let shown = value.checked_div(scale(form)).unwrap_or(value).normalize();
            (shown.to_string(), Some(unit.to_owned()))
        }
        (ValueType::Decimal, None) if !value.is_zero() => (format!("{value}元"), Some("元".to_owned())),
        (_, _) => (value.to_string(), None),
    };
    Cell { state, value: Some(value), raw: Some(raw), unit, at: None }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn telling_figures_tell_every_cell_apart() {
        for edition in EditionId::ALL {
            let figures = Figures::telling(edition);
            let raws: HashSet<_> = figures.cells.0.values().map(|cell| cell.raw.clone()).collect();
            assert_eq!(raws.len(), edition.edition().cells().len());
            assert!(figures.cells.0.values().all(|cell| cell.state == CellState::Value));
        }
    }

    #[test]
    fn money_is_written_in_its_columns_unit() {
        let fee =
            Figures::telling(EditionId::E2021).cells.0[&CellAddress::parse("t2.admin_fee.fee_amount").unwrap()].clone();
        assert_eq!((fee.raw.as_deref(), fee.unit.as_deref()), (Some("110.25"), Some("万元")));
        assert_eq!(fee.value, Some(Decimal::from(1_102_500)));
        let paid = CellAddress::parse("t2.procurement.procurement_amount").unwrap();
        let paid = Figures::telling(EditionId::E2019).cells.0[&paid].clone();
        assert_eq!((paid.raw.as_deref(), paid.unit.as_deref()), (Some("122.25元"), Some("元")));
    }

    #[test]
    fn zero_blank_and_slash_are_three_things() {
        let state = |figures: Figures| figures.cells.0.values().next().map(|cell| cell.state);
        assert_eq!(state(Figures::zero(EditionId::E2019)), Some(CellState::Value));
        assert_eq!(state(Figures::blank(EditionId::E2019)), Some(CellState::Blank));
        assert_eq!(state(Figures::slash(EditionId::E2019)), Some(CellState::Slash));
    }
}
