//! The identities 勾稽关系 within one report.
//!
//! Each violated row, column or block is one finding, always of the severity its edition gives it: each of them is
//! wrong as printed. When one wrong cell is behind several of them, a further finding (information) names that cell and
//! the figure that would make all of them agree, so that the officer looks there first.
//!
//! An identity with a cell that holds no number is not evaluated; completeness has told of the cell. The one exception:
//! a total that is given although none of its parts is.

use std::collections::{BTreeMap, BTreeSet};

use gongkai_law::{Code, Severity};
use rust_decimal::Decimal;

use super::Examined;
use super::figures::{
    Term, at_cell, cell_name, column_name, edition_of, figure, is_found, row_name, sum_in_words, total, values,
};
use crate::cell::{CellAddress, CellState};
use crate::edition::{Comparison, Identity, IdentityKind, Operand, Scope, TableId};
use crate::model::{Finding, Report};

pub(super) const ROW_TOTAL_MISMATCH: Code = Code("row-total-mismatch");
pub(super) const BLOCK_TOTAL_MISMATCH: Code = Code("block-total-mismatch");
pub(super) const COLUMN_SUM_MISMATCH: Code = Code("column-sum-mismatch");
pub(super) const COLUMN_BALANCE_MISMATCH: Code = Code("column-balance-mismatch");
pub(super) const SINGLE_CELL_EXPLAINS: Code = Code("single-cell-explains");
pub(super) const TOTAL_WITHOUT_PARTS: Code = Code("total-without-parts");
pub(super) const STOCK_BELOW_NEW: Code = Code("stock-below-new");
pub(super) const PUBLISHED_EXCEEDS_MADE: Code = Code("published-exceeds-made");

/// An identity with the figures of a report in it.
pub(super) struct Evaluated {
    pub(super) identity: &'static Identity,
    left: Vec<Term>,
    right: Vec<Term>,
    left_sum: Decimal,
    right_sum: Decimal,
}

impl Evaluated {
    /// `None` when a cell holds no number.
    pub(super) fn of(identity: &'static Identity, report: &Report, prior: Option<&Report>) -> Option<Self> {
        let left = values(report, prior, &identity.left)?;
        let right = values(report, prior, &identity.right)?;
        let (left_sum, right_sum) = (total(&left)?, total(&right)?);
        Some(Self { identity, left, right, left_sum, right_sum })
    }

    /// A total that is less than those of its parts that are given, the others left blank: no figure could mend that.
    fn below_its_parts(identity: &'static Identity, report: &Report) -> Option<Self> {
        let is_sum = matches!(identity.kind, IdentityKind::RowSum | IdentityKind::ColumnSum | IdentityKind::BlockSum);
        let left = values(report, None, &identity.left)?;
        let (mut given, mut blank) = (Vec::new(), false);
        for operand in identity.right.iter().filter(|_| is_sum) {
            let cell = report.cells.get(operand.address)?;
            match (cell.state, cell.value) {
                (CellState::Value, Some(value)) => given.push((*operand, value)),
                (CellState::Blank | CellState::Slash, _) => blank = true,
                _ => return None,
            }
        }
        let (left_sum, right_sum) = (total(&left)?, total(&given)?);
        (blank && right_sum > left_sum).then_some(Self { identity, left, right: given, left_sum, right_sum })
    }

    pub(super) fn holds(&self) -> bool {
        match self.identity.comparison {
            Comparison::Eq => self.left_sum == self.right_sum,
            Comparison::Ge => self.left_sum >= self.right_sum,
            Comparison::Le => self.left_sum <= self.right_sum,
        }
    }

    /// The finding's arguments and cells: both sums in words and the difference.
    pub(super) fn tell(&self, finding: Finding, name: fn(CellAddress) -> String) -> Finding {
        let difference = self.left_sum.checked_sub(self.right_sum).unwrap_or_default().abs();
        finding
            .with_arg("left", sum_in_words(&self.left, self.left_sum, name))
            .with_arg("right", sum_in_words(&self.right, self.right_sum, name))
            .with_arg("difference", figure(difference))
    }

    fn addresses(&self) -> impl Iterator<Item = CellAddress> {
        self.left.iter().chain(&self.right).map(|(operand, _)| operand.address)
    }

    /// The value of a cell that would make the two sums equal.
    fn needed(&self, cell: CellAddress) -> Option<Decimal> {
        let gap = self.right_sum.checked_sub(self.left_sum)?;
        let find = |terms: &[Term]| terms.iter().find(|(operand, _)| operand.address == cell).map(|(_, value)| *value);
        match (find(&self.left), find(&self.right)) {
            (Some(value), None) => value.checked_add(gap),
            (None, Some(value)) => value.checked_sub(gap),
            _ => None,
        }
    }
}

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let mut findings = Vec::new();
    for table in TableId::ALL.into_iter().filter(|table| is_found(report, *table)) {
        let evaluated = evaluate(report, table);
        findings.extend(evaluated.iter().filter(|one| !one.holds()).filter_map(|one| violation(report, table, one)));
        let below = identities_of(report, table).filter_map(|identity| Evaluated::below_its_parts(identity, report));
        findings.extend(below.filter_map(|one| violation(report, table, &one)));
        findings.extend(single_cells(report, table, &evaluated));
        findings.extend(totals_without_parts(report, table));
    }
    findings
}

/// The identities of a table's own edition: in a mixed report each table keeps its own.
fn identities_of(report: &Report, table: TableId) -> impl Iterator<Item = &'static Identity> {
    edition_of(report, table).edition().identities().iter().filter(move |identity| {
        identity.scope == Scope::SameYear && identity.left.first().is_some_and(|first| first.address.table() == table)
    })
}

fn evaluate(report: &Report, table: TableId) -> Vec<Evaluated> {
    let mut evaluated: Vec<Evaluated> =
        identities_of(report, table).filter_map(|identity| Evaluated::of(identity, report, None)).collect();
    evaluated.sort_by_key(|one| rank(one.identity.kind));
    evaluated
}

/// Row totals, then column sums, then the balance: the order in which a wrong figure is found by hand.
fn rank(kind: IdentityKind) -> u8 {
    match kind {
        IdentityKind::RowSum | IdentityKind::BlockSum => 0,
        IdentityKind::ColumnSum => 1,
        IdentityKind::ColumnBalance => 2,
        IdentityKind::Inequality => 3,
        IdentityKind::CrossYear => 4,
    }
}

fn violation(report: &Report, table: TableId, one: &Evaluated) -> Option<Finding> {
    let first = one.identity.left.first()?.address;
    let total = one.identity.right.first()?.address;
    let basis = edition_of(report, table).basis(table);
    let make = |code| Finding::new(code, one.identity.severity, basis);
    let (finding, name, fault): (_, fn(CellAddress) -> String, _) = match one.identity.kind {
        IdentityKind::RowSum => (make(ROW_TOTAL_MISMATCH).with_arg("row", row_name(first)), column_name, first),
        IdentityKind::BlockSum => (make(BLOCK_TOTAL_MISMATCH).with_arg("block", row_name(first)), column_name, first),
        IdentityKind::ColumnSum => (make(COLUMN_SUM_MISMATCH).with_arg("column", column_name(first)), row_name, first),
        IdentityKind::ColumnBalance => {
            (make(COLUMN_BALANCE_MISMATCH).with_arg("column", column_name(first)), row_name, total)
        }
        IdentityKind::Inequality => {
            let code = match one.identity.comparison {
                Comparison::Le => PUBLISHED_EXCEEDS_MADE,
                Comparison::Ge | Comparison::Eq => STOCK_BELOW_NEW,
            };
            (make(code).with_arg("row", row_name(first)), column_name, first)
        }
        IdentityKind::CrossYear => return None,
    };
    let finding = at_cell(one.tell(finding, name), report, fault);
    Some(finding.with_cells(one.addresses().filter(|address| *address != fault)))
}

/// Cells that alone explain several violated identities.
///
/// A cell qualifies when every equality it stands in is violated, there are at least two, and one and the same whole
/// figure, not negative, would mend them all. Where two cells qualify for the same violation nothing is said.
fn single_cells(report: &Report, table: TableId, evaluated: &[Evaluated]) -> Vec<Finding> {
    let equalities: Vec<&Evaluated> =
        evaluated.iter().filter(|one| one.identity.comparison == Comparison::Eq).collect();
    let mut by_cell: BTreeMap<CellAddress, Vec<usize>> = BTreeMap::new();
    for (index, one) in equalities.iter().enumerate() {
        for address in one.addresses() {
            by_cell.entry(address).or_default().push(index);
        }
    }
    let mends = |cell: CellAddress, indexes: &[usize]| -> Option<Decimal> {
        let mut needed = indexes.iter().map(|index| {
            let one = equalities.get(*index).filter(|one| !one.holds())?;
            one.needed(cell).filter(|value| !value.is_sign_negative() && value.fract().is_zero())
        });
        let first = needed.next()??;
        needed.all(|value| value == Some(first)).then_some(first)
    };
    let candidates: Vec<(CellAddress, Decimal, BTreeSet<usize>)> = by_cell
        .iter()
        .filter(|(_, indexes)| indexes.len() >= 2)
        .filter_map(|(cell, indexes)| Some((*cell, mends(*cell, indexes)?, indexes.iter().copied().collect())))
        .collect();
    let alone = |cell: CellAddress, mended: &BTreeSet<usize>| {
        candidates.iter().all(|(other, _, others)| *other == cell || mended.is_disjoint(others))
    };
    candidates
        .iter()
        .filter(|(cell, _, mended)| alone(*cell, mended))
        .map(|(cell, value, mended)| {
            let found = report.cells.value(*cell).map(figure).unwrap_or_default();
            let basis = edition_of(report, table).basis(table);
            let finding = Finding::new(SINGLE_CELL_EXPLAINS, Severity::Info, basis)
                .with_arg("cell", cell_name(*cell))
                .with_arg("found", found)
                .with_arg("needed", figure(*value))
                .with_arg("count", mended.len());
            at_cell(finding, report, *cell)
        })
        .collect()
}

/// Totals given although all their parts are blank: not evaluable, but worth knowing; one finding a table.
fn totals_without_parts(report: &Report, table: TableId) -> Option<Finding> {
    let has_number = |operand: &Operand| report.cells.value(operand.address).is_some();
    let blank = |operand: &Operand| {
        report.cells.get(operand.address).is_some_and(|cell| matches!(cell.state, CellState::Blank | CellState::Slash))
    };
    let sums = identities_of(report, table).filter(|identity| {
        matches!(identity.kind, IdentityKind::RowSum | IdentityKind::ColumnSum | IdentityKind::BlockSum)
    });
    let mut totals: Vec<CellAddress> = sums
        .filter(|identity| identity.left.iter().all(has_number) && identity.right.iter().all(blank))
        .filter_map(|identity| identity.left.first().map(|operand| operand.address))
        .collect();
    totals.sort();
    totals.dedup();
    let (first, rest) = totals.split_first()?;
    let any = totals.iter().any(|address| report.cells.value(*address).is_some_and(|value| !value.is_zero()));
    let severity = if any { Severity::Warning } else { Severity::Info };
    let finding = Finding::new(TOTAL_WITHOUT_PARTS, severity, edition_of(report, table).basis(table))
        .with_arg("table", table.title())
        .with_arg("count", totals.len())
        .with_arg("cell", format!("{} {}", cell_name(*first), figure(report.cells.value(*first)?)));
    Some(at_cell(finding, report, *first).with_cells(rest))
}
