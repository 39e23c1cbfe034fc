//! Figures that stand over several lines of a cell, or in groups of three digits, and may be one number or several.
//! [`join_by_arithmetic`] takes those for one that sums prove; [`part_like_the_rest`] gives up others beside them.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::place::{evaluate, operands};
use super::region::TableOut;
use super::value::{self, Parsed};
use crate::cell::{Cell, CellAddress, CellState};
use crate::edition::{Identity, IdentityKind, Scope, ValueType};
use crate::model::Finding;

/// Takes lines for one number where identities of the form hold with it and none is violated; the others stay text, and
/// are told.
pub(super) fn join_by_arithmetic(table: &mut TableOut) {
    let of = |(address, cell): &(CellAddress, Cell)| {
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
    let proven = proven(table, &known);
    let is_proven = |address: &CellAddress| broken.contains_key(address) && proven.contains(address);
    for (address, cell) in table.cells.iter_mut().filter(|(address, _)| is_proven(address)) {
        let Some(parsed) = broken.get(address) else { continue };
        (cell.state, cell.value) = (parsed.state, parsed.value);
    }
    let is_told = |cell: &String| CellAddress::parse(cell).is_some_and(|address| is_proven(&address));
    table.findings.retain(|finding| finding.code.0 != "cell-text" || !finding.cells.iter().any(is_told));
}

/// Where cells of several lines hold several numbers, last year's above this year's, one digit below another is no number
/// of two digits either: sums prove fewer of these than they leave open.
pub(super) fn part_like_the_rest(table: &mut TableOut) {
    let in_lines = |cell: &Cell| cell.raw.as_deref().is_some_and(value::are_numbers_by_line);
    let of = |state: CellState| table.cells.iter().filter(move |(_, cell)| cell.state == state && in_lines(cell));
    let (parted, joined) = (of(CellState::Text).count(), of(CellState::Value).count());
    if parted == 0 || joined == 0 {
        return;
    }
    let known = table.cells.iter().filter_map(|(address, cell)| Some((*address, cell.value?))).collect();
    let proven = proven(table, &known);
    let proven = of(CellState::Value).filter(|(address, _)| proven.contains(address)).count();
    if parted + joined <= proven * 2 {
        return;
    }
    let mut told = Vec::new();
    for (address, cell) in &mut table.cells {
        let (Some(raw), Some(at)) = (&cell.raw, &cell.at) else { continue };
        if cell.state == CellState::Value && value::are_numbers_by_line(raw) {
            told.push((*address, raw.trim().to_owned(), at.clone()));
            (cell.state, cell.value) = (CellState::Text, None);
        }
    }
    let findings: Vec<Finding> = told.into_iter().map(|(cell, raw, at)| table.text_in_cell(cell, &raw, &at)).collect();
    table.findings.extend(findings);
}

/// The cells with which an identity of the form holds, and none is violated.
fn proven(table: &TableOut, known: &HashMap<CellAddress, Decimal>) -> HashSet<CellAddress> {
    let identities = table.edition.edition().identities().iter();
    let identities =
        identities.filter(|identity| identity.scope == Scope::SameYear && identity.kind != IdentityKind::Inequality);
    let judged = identities.filter_map(|identity| Some((identity, evaluate(identity, known)?)));
    let (holding, violated): (Vec<_>, Vec<_>) = judged.partition(|(_, holds)| *holds);
    let cells = |of: Vec<(&Identity, bool)>| -> HashSet<CellAddress> {
        of.into_iter().flat_map(|(identity, _)| operands(identity)).collect()
    };
    &cells(holding) - &cells(violated)
}
