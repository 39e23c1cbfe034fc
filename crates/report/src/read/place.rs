//! Values to the cells of their row: by count, by agreement of every possible reading, by arithmetic.

use std::collections::HashMap;

use rust_decimal::Decimal;

use super::value::Parsed;
use crate::cell::{CellAddress, CellState};
use crate::edition::{Edition, Identity, IdentityKind, Scope};

/// One row of figures on its way into cells.
#[derive(Debug)]
pub(super) struct RowReading {
    /// The addresses of its cells in order.
    pub(super) addresses: Vec<CellAddress>,
    /// What stands there, in order.
    pub(super) parsed: Vec<Parsed>,
    /// For each cell the index of its value, once certain.
    pub(super) slots: Vec<Option<usize>>,
    /// The ways the values may belong to the cells, while that is open.
    candidates: Vec<Vec<Option<usize>>>,
    /// How the places became certain.
    pub(super) certainty: Certainty,
}

/// How certain the places of a row's values are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Certainty {
    /// As many values as cells, or their columns are known.
    Plain,
    /// A different number of values, but every reading agrees.
    Agreed,
    /// A different number of values; identities decided, at least in part.
    Arithmetic,
    /// A different number of values, and some cells stay missing.
    Open,
}

/// More readings than this are not weighed.
const MOST_CANDIDATES: usize = 128;

impl RowReading {
    /// A row whose values are known to stand in these slots.
    pub(super) fn placed(addresses: Vec<CellAddress>, parsed: Vec<Parsed>, slots: Vec<Option<usize>>) -> Self {
        Self { addresses, parsed, slots, candidates: Vec::new(), certainty: Certainty::Plain }
    }

    /// A row of which only some cells have a value that is surely theirs.
    pub(super) fn partly(addresses: Vec<CellAddress>, parsed: Vec<Parsed>, slots: Vec<Option<usize>>) -> Self {
        Self { addresses, parsed, slots, candidates: Vec::new(), certainty: Certainty::Open }
    }

    /// A row of whose values nobody knows which is which.
    pub(super) fn given_up(addresses: Vec<CellAddress>, parsed: Vec<Parsed>) -> Self {
        let slots = vec![None; addresses.len()];
        Self::partly(addresses, parsed, slots)
    }

    /// A row known only by the order of its values; `trusted` says that as many values as cells are in their places.
    pub(super) fn ordered(addresses: Vec<CellAddress>, parsed: Vec<Parsed>, trusted: bool) -> Self {
        let cells = addresses.len();
        if parsed.len() == cells && trusted {
            return Self::placed(addresses, parsed, (0..cells).map(Some).collect());
        }
        // What fills a row up at its end may stand for any number of lost cells.
        let shown = parsed.iter().rposition(|value| value.state != CellState::Blank).map_or(0, |last| last + 1);
        let mut candidates = match parsed.get(..shown) {
            Some(shown) if !trusted && parsed.len() == cells && shown.len() + 1 < cells => readings(shown, cells, true),
            _ => readings(&parsed, cells, trusted),
        };
        if let Some(shown) = parsed.get(..shown).filter(|shown| parsed.len() > cells && shown.len() < cells) {
            candidates.extend(readings(shown, cells, true));
        }
        let mut row = Self { slots: vec![None; cells], candidates, addresses, parsed, certainty: Certainty::Open };
        row.accept(|_, _| true);
        if row.slots.iter().all(Option::is_some) {
            row.certainty = Certainty::Agreed;
            row.candidates.clear();
        }
        row
    }

    /// Takes over the slots in which every reading left has the same thing and `confirmed` agrees.
    fn accept(&mut self, confirmed: impl Fn(usize, usize) -> bool) {
        for slot in 0..self.addresses.len() {
            let mut choices = self.candidates.iter().map(|candidate| candidate.get(slot).copied().flatten());
            let Some(Some(first)) = choices.next() else { continue };
            let Some(content) = self.parsed.get(first) else { continue };
            let agreed = choices.all(|choice| {
                choice.and_then(|index| self.parsed.get(index)).is_some_and(|other| same(content, other))
            });
            let all_confirmed = (0..self.candidates.len()).all(|candidate| confirmed(candidate, slot));
            if agreed
                && all_confirmed
                && let Some(place) = self.slots.get_mut(slot)
            {
                *place = Some(first);
            }
        }
    }

    /// Leaves cells without a value, however the row is read.
    pub(super) fn leave_out(&mut self, cells: &[CellAddress]) {
        let Self { addresses, slots, candidates, .. } = self;
        for slots in std::iter::once(slots).chain(candidates) {
            let own = addresses.iter().zip(slots.iter_mut()).filter(|(address, _)| cells.contains(address));
            own.for_each(|(_, slot)| *slot = None);
        }
    }

    /// Leaves no other way to read the row.
    pub(super) fn close(&mut self) {
        self.candidates.clear();
    }

    /// Makes slots and readings that point into a part of the values, which began at `start`, point into `all`.
    pub(super) fn shift(&mut self, start: usize, all: Vec<Parsed>) {
        let slots = self.slots.iter_mut().chain(self.candidates.iter_mut().flatten());
        for index in slots.flatten() {
            *index += start;
        }
        self.parsed = all;
    }

    fn numbers(&self, slots: &[Option<usize>]) -> Vec<(CellAddress, Decimal)> {
        self.addresses
            .iter()
            .zip(slots)
            .filter_map(|(address, slot)| {
                let parsed = self.parsed.get((*slot)?)?;
                Some((*address, parsed.value?))
            })
            .collect()
    }
}

fn same(left: &Parsed, right: &Parsed) -> bool {
    left.state == right.state && left.value == right.value && left.state != CellState::Text
}

/// Every way in which the values can belong to the cells. With too many values one number may have been split in two,
/// so that neither half is a value.
fn readings(parsed: &[Parsed], cells: usize, trusted: bool) -> Vec<Vec<Option<usize>>> {
    // Where fillers may stand in for lost cells, blanks prove nothing.
    if !trusted && parsed.iter().all(|value| value.state == CellState::Blank) {
        return Vec::new();
    }
    let mut ways = candidates(parsed.len(), cells, trusted);
    if parsed.len() <= cells {
        return ways;
    }
    let halves: Vec<usize> = (1..parsed.len()).filter(|second| may_be_halves(parsed, second - 1)).collect();
    if parsed.len() > cells + 1 && !halves.is_empty() {
        return Vec::new();
    }
    if !ways.is_empty() {
        ways.extend(halves.into_iter().map(|second| {
            let half = |index: &usize| *index + 1 == second || *index == second;
            (0..parsed.len()).filter(|index| *index != second).map(|index| (!half(&index)).then_some(index)).collect()
        }));
    }
    ways
}

/// Whether the value at `first` and the next, written together, would be one number.
fn may_be_halves(parsed: &[Parsed], first: usize) -> bool {
    let (Some(left), Some(right)) = (parsed.get(first), parsed.get(first + 1)) else { return false };
    let whole = |value: Decimal| value.is_integer() && !value.is_sign_negative();
    let left_digits = left.value.is_some_and(|value| whole(value) && !value.is_zero());
    let right_digits = right.value.is_some_and(whole) || right.state == CellState::Text;
    left_digits && right_digits
}

/// Every way in which `values` values in order can belong to `cells` cells: with too few some cells are left out,
/// with too many some values are. None when there are too many ways, or nothing to place.
fn candidates(values: usize, cells: usize, trusted: bool) -> Vec<Vec<Option<usize>>> {
    if values == 0 {
        return Vec::new();
    }
    // As many values as cells but not trusted: one may be missing and a stray one be there instead.
    if values == cells && !trusted {
        let mut open = vec![(0..cells).map(Some).collect::<Vec<_>>()];
        open.extend(candidates(values - 1, cells, true));
        return if open.len() > MOST_CANDIDATES { Vec::new() } else { open };
    }
    let (few, many) = (values.min(cells), values.max(cells));
    let mut ways = Vec::new();
    let mut chosen = Vec::with_capacity(few);
    choose(few, many, 0, &mut chosen, &mut ways);
    if ways.len() > MOST_CANDIDATES {
        return Vec::new();
    }
    ways.into_iter()
        .map(|way| {
            if values <= cells {
                let mut slots = vec![None; cells];
                for (value, slot) in way.into_iter().enumerate() {
                    if let Some(place) = slots.get_mut(slot) {
                        *place = Some(value);
                    }
                }
                slots
            } else {
                way.into_iter().map(Some).collect()
            }
        })
        .collect()
}

fn choose(few: usize, many: usize, from: usize, chosen: &mut Vec<usize>, ways: &mut Vec<Vec<usize>>) {
    if ways.len() > MOST_CANDIDATES {
        return;
    }
    if chosen.len() == few {
        ways.push(chosen.clone());
        return;
    }
    let left = few - chosen.len();
    for next in from..=many.saturating_sub(left) {
        chosen.push(next);
        choose(few, many, next + 1, chosen, ways);
        chosen.pop();
    }
}

/// Lets the identities of the form decide rows whose values are too few or too many.
///
/// Only where the rest of the table satisfies every identity that can be evaluated, and only for cells that an
/// identity over certain cells confirms in every reading left: what arithmetic cannot settle stays missing.
pub(super) fn by_arithmetic(edition: &Edition, rows: &mut [RowReading]) {
    if rows.iter().all(|row| row.candidates.is_empty()) {
        return;
    }
    let identities: Vec<&Identity> = edition
        .identities()
        .iter()
        .filter(|identity| identity.scope == Scope::SameYear && identity.kind != IdentityKind::Inequality)
        .collect();
    for _ in 0..4 {
        let known: HashMap<CellAddress, Decimal> = rows.iter().flat_map(|row| row.numbers(&row.slots)).collect();
        if identities.iter().any(|identity| evaluate(identity, &known) == Some(false)) {
            return;
        }
        let mut progressed = false;
        for row in rows.iter_mut().filter(|row| !row.candidates.is_empty()) {
            progressed |= settle(row, &identities, &known);
        }
        if !progressed {
            return;
        }
    }
}

/// Whether every sum of a column that can be evaluated is right, and there is one.
pub(super) fn columns_add_up(edition: &Edition, rows: &[RowReading]) -> bool {
    let known: HashMap<CellAddress, Decimal> = rows.iter().flat_map(|row| row.numbers(&row.slots)).collect();
    let sums = edition.identities().iter().filter(|identity| identity.kind == IdentityKind::ColumnSum);
    let mut sums = sums.filter_map(|identity| evaluate(identity, &known)).peekable();
    sums.peek().is_some() && sums.all(|is_right| is_right)
}

fn settle(row: &mut RowReading, identities: &[&Identity], known: &HashMap<CellAddress, Decimal>) -> bool {
    let touching: Vec<&&Identity> = identities
        .iter()
        .filter(|identity| operands(identity).any(|address| row.addresses.contains(&address)))
        .collect();
    let mut left = Vec::new();
    let mut confirmations: Vec<Vec<CellAddress>> = Vec::new();
    for candidate in std::mem::take(&mut row.candidates) {
        let mut cells = known.clone();
        cells.extend(row.numbers(&candidate));
        let mut confirmed = Vec::new();
        let fits = touching.iter().all(|identity| match evaluate(identity, &cells) {
            Some(true) => {
                confirmed.extend(operands(identity));
                true
            }
            Some(false) => false,
            None => !exceeds(identity, &cells),
        });
        if fits {
            left.push(candidate);
            confirmations.push(confirmed);
        }
    }
    let before = row.slots.iter().flatten().count();
    row.candidates = left;
    let addresses = row.addresses.clone();
    row.accept(|candidate, slot| {
        let address = addresses.get(slot);
        confirmations.get(candidate).is_some_and(|confirmed| address.is_some_and(|address| confirmed.contains(address)))
    });
    let after = row.slots.iter().flatten().count();
    if after > before {
        row.certainty = Certainty::Arithmetic;
    }
    if row.slots.iter().all(Option::is_some) {
        row.candidates.clear();
    }
    after > before
}

/// The cells an identity speaks of.
pub(super) fn operands(identity: &Identity) -> impl Iterator<Item = CellAddress> + '_ {
    identity.left.iter().chain(&identity.right).map(|operand| operand.address)
}

/// Whether both sides agree; `None` when a cell has no number.
pub(super) fn evaluate(identity: &Identity, cells: &HashMap<CellAddress, Decimal>) -> Option<bool> {
    let side = |operands: &[crate::edition::Operand]| -> Option<Decimal> {
        operands.iter().map(|operand| cells.get(&operand.address).copied()).sum()
    };
    Some(side(&identity.left)? == side(&identity.right)?)
}

/// Whether a total is known and the parts known so far are already more.
fn exceeds(identity: &Identity, cells: &HashMap<CellAddress, Decimal>) -> bool {
    let [total] = identity.left.as_slice() else { return false };
    let Some(total) = cells.get(&total.address) else { return false };
    let parts: Decimal = identity.right.iter().filter_map(|operand| cells.get(&operand.address)).sum();
    parts > *total
}
