//! Figures that stand over several lines of a cell, or in groups of three digits, and may be one number or several.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::place::{evaluate, operands};
use super::region::TableOut;
use super::value::{self, Parsed};
use crate::cell::{CellAddress, CellState};
use crate::edition::{IdentityKind, Scope, ValueType};

/// Takes lines for one number where identities of the form hold with it and none is violated; the others stay text, and
/// are told.
pub(super) fn join_by_arithmetic(table: &mut TableOut) {
    let of = |(address, cell): &(CellAddress, crate::cell::Cell)| {
        let raw = cell.raw.as_deref().filter(|_| cell.state == CellState::Text)?;
        Some((*address, value::unbroken(raw, ValueType::NonNegativeInteger, None)?))
    };
    let broken: HashMap<CellAddress, Parsed> = table.cells.iter().filter_map(of).collect();
    if broken.is_empty() {
        return;
    }
    let numbers = table.cells.iter().filter_map(|(address, cell)| Some((*address, cell.value?)));
    let joined = broken.iter().filter_map(|(address, parsed)| Some((*address, parsed.value?)));
    let known: HashMap<CellAddress, Decimal> = numbers.chain(joined).collect();
    let identities = table.edition.edition().identities().iter();
    let identities: Vec<_> = identities
        .filter(|identity| identity.scope == Scope::SameYear && identity.kind != IdentityKind::Inequality)
        .collect();
    let cells_of = |verdict: bool| -> HashSet<CellAddress> {
        let such = identities.iter().filter(|identity| evaluate(identity, &known) == Some(verdict));
        such.flat_map(|identity| operands(identity)).collect()
    };
    let (holding, violated) = (cells_of(true), cells_of(false));
    let is_proven = |address: &CellAddress| {
        broken.contains_key(address) && holding.contains(address) && !violated.contains(address)
    };
    for (address, cell) in table.cells.iter_mut().filter(|(address, _)| is_proven(address)) {
        let Some(parsed) = broken.get(address) else { continue };
        (cell.state, cell.value) = (parsed.state, parsed.value);
    }
    let is_told = |cell: &String| CellAddress::parse(cell).is_some_and(|address| is_proven(&address));
    table.findings.retain(|finding| finding.code.0 != "cell-text" || !finding.cells.iter().any(is_told));
}
