//! Figures of two reports, paired by the crosswalk between the editions.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use super::{CellPair, Relation, Side};
use crate::cell::{Cell, CellAddress, CellState};
use crate::edition::{EditionId, OTHER_ROWS_2021, TableId, ValueType};
use crate::model::Report;
use crate::write::edition_of;

/// Cells of table 2 that resemble each other without being defined alike: 2019, 2021.
const ALIKE: [(&str, &str); 2] =
    [("t2.regulation.made", "t2.regulation.issued"), ("t2.normative_doc.made", "t2.normative_doc.issued")];

pub(super) fn pairs(left: &Report, right: &Report) -> Vec<CellPair> {
    TableId::ALL.into_iter().flat_map(|table| of_table(left, right, table)).collect()
}

fn of_table(left: &Report, right: &Report, table: TableId) -> Vec<CellPair> {
    let (of_left, of_right) = (edition_of(left, table), edition_of(right, table));
    if of_left == of_right {
        let cells = of_left.edition().cells_of(table).map(|form| form.address);
        return cells
            .map(|address| pair(Relation::Same, Some(side(left, address)), Some(side(right, address))))
            .collect();
    }
    let reversed = of_left > of_right;
    let (older, newer) = if reversed { (right, left) } else { (left, right) };
    let pairs = crosswalk(of_left.min(of_right), of_left.max(of_right), table).into_iter().map(|line| {
        let (relation, of_older, of_newer) = line.sides(older, newer);
        if reversed { pair(relation.reversed(), of_newer, of_older) } else { pair(relation, of_older, of_newer) }
    });
    pairs.collect()
}

impl Relation {
    fn reversed(self) -> Self {
        match self {
            Self::OnlyLeft => Self::OnlyRight,
            Self::OnlyRight => Self::OnlyLeft,
            Self::Same | Self::SumOfThree | Self::Approximate => self,
        }
    }
}

/// How one figure of the older edition goes with one of the newer.
enum Line {
    Shared(CellAddress),
    Other(CellAddress),
    Alike(CellAddress, CellAddress),
    OnlyOlder(CellAddress),
    OnlyNewer(CellAddress),
}

impl Line {
    fn sides(&self, older: &Report, newer: &Report) -> (Relation, Option<Side>, Option<Side>) {
        let some = |report, address| Some(side(report, address));
        match *self {
            Self::Shared(address) => (Relation::Same, some(older, address), some(newer, address)),
            Self::Other(address) => (Relation::SumOfThree, some(older, address), Some(sum_of_three(newer, address))),
            Self::Alike(old, new) => (Relation::Approximate, some(older, old), some(newer, new)),
            Self::OnlyOlder(address) => (Relation::OnlyLeft, some(older, address), None),
            Self::OnlyNewer(address) => (Relation::OnlyRight, None, some(newer, address)),
        }
    }
}

/// A table's lines in the form's order; the three rows that are summed up are listed on their own too.
fn crosswalk(older: EditionId, newer: EditionId, table: TableId) -> Vec<Line> {
    let cells = |edition: EditionId| -> BTreeSet<CellAddress> {
        edition.edition().cells_of(table).map(|form| form.address).collect()
    };
    let (old, new) = (cells(older), cells(newer));
    let counterpart = |address: CellAddress| {
        let (_, newer) = ALIKE.iter().find(|(older, _)| *older == address.as_str())?;
        CellAddress::parse(newer)
    };
    let mut lines = Vec::new();
    for address in old.union(&new).copied() {
        lines.extend(match (old.contains(&address), new.contains(&address)) {
            (true, true) => Some(Line::Shared(address)),
            (true, false) if table == TableId::T3 && address.row() == "other" => Some(Line::Other(address)),
            (true, false) => {
                Some(counterpart(address).map_or(Line::OnlyOlder(address), |newer| Line::Alike(address, newer)))
            }
            (false, _) if ALIKE.iter().any(|(_, newer)| *newer == address.as_str()) => None,
            (false, _) => Some(Line::OnlyNewer(address)),
        });
    }
    lines
}

fn side(report: &Report, address: CellAddress) -> Side {
    let missing = Cell::missing();
    let cell = report.cells.get(address).unwrap_or(&missing);
    let value = cell.value.filter(|_| cell.state == CellState::Value);
    Side { address, state: cell.state, value, raw: cell.raw.clone(), unit: cell.unit.clone() }
}

/// The three rows of 2021 as the one of 2019: a number when all three are, else the state that says least.
fn sum_of_three(report: &Report, other: CellAddress) -> Side {
    let parts: Vec<Side> = OTHER_ROWS_2021
        .iter()
        .filter_map(|row| CellAddress::parse(&format!("t3.{row}.{}", other.column())))
        .map(|address| side(report, address))
        .collect();
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value?));
    let least = [CellState::Missing, CellState::Text, CellState::Slash, CellState::Blank];
    let worst = least.into_iter().find(|state| parts.iter().any(|part| part.state == *state));
    let state = if sum.is_some() { CellState::Value } else { worst.unwrap_or(CellState::Text) };
    Side { address: other, state, value: sum, raw: None, unit: None }
}

fn pair(relation: Relation, left: Option<Side>, right: Option<Side>) -> CellPair {
    let comparable = matches!(relation, Relation::Same | Relation::SumOfThree);
    let numbers = || Some((number(left.as_ref()?)?, number(right.as_ref()?)?));
    let numbers = numbers().filter(|_| comparable);
    let difference = numbers.and_then(|(left, right)| right.checked_sub(left));
    let percent = numbers.zip(difference).and_then(|((left, _), difference)| percent(left, difference));
    CellPair { relation, left, right, difference, percent }
}

/// The number to subtract: money without a unit is none.
fn number(side: &Side) -> Option<Decimal> {
    side.value.filter(|value| value.is_zero() || side.unit.is_some() || !is_money(side.address))
}

fn is_money(address: CellAddress) -> bool {
    let money = |edition: EditionId| {
        let mut cells = edition.edition().cells_of(address.table());
        cells.any(|form| form.address == address && form.value_type == ValueType::Decimal)
    };
    address.table() == TableId::T2 && EditionId::ALL.into_iter().any(money)
}

fn percent(left: Decimal, difference: Decimal) -> Option<Decimal> {
    let ratio = difference.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(left.abs())?;
    Some(ratio.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero).normalize())
}
