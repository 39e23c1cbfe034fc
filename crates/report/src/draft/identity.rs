//! Identities as the figures stand.

use gongkai_law::Severity;
use rust_decimal::Decimal;

use crate::cell::CellAddress;
use crate::check::figures::{Term, cell_name, sum_in_words, total, values};
use crate::edition::{Comparison, EditionId, Identity, IdentityKind, Operand};
use crate::model::Report;

/// One side of an identity.
#[derive(Debug, Clone, PartialEq)]
pub struct SumOf {
    /// The sum.
    pub sum: Decimal,
    /// Its terms that count, with their figures: 自然人 2＋商业企业 1＝3.
    pub words: String,
}

/// Whether an identity holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Standing {
    /// It holds.
    Satisfied,
    /// It does not.
    Violated {
        /// The left side.
        left: SumOf,
        /// The right side.
        right: SumOf,
        /// Left minus right.
        difference: Decimal,
    },
    /// Cells are without a number.
    NotEvaluable {
        /// The cells of this year without one.
        lacking: Vec<CellAddress>,
        /// Whether the report of the year before is lacking, or has no number there.
        prior_lacking: bool,
    },
}

/// An identity of the form with its state.
#[derive(Debug, Clone, PartialEq)]
pub struct IdentityState {
    /// The identity's stable id, such as `t3.balance.total`.
    pub id: &'static str,
    /// What it compares.
    pub kind: IdentityKind,
    /// How grave a violation is.
    pub severity: Severity,
    /// The cells of this year on the left.
    pub left: Vec<CellAddress>,
    /// The cells of this year on the right.
    pub right: Vec<CellAddress>,
    /// Whether it holds.
    pub standing: Standing,
}

pub(super) fn states(edition: EditionId, report: &Report, prior: Option<&Report>) -> Vec<IdentityState> {
    edition.edition().identities().iter().map(|identity| state(identity, report, prior)).collect()
}

fn state(identity: &'static Identity, report: &Report, prior: Option<&Report>) -> IdentityState {
    let own = |side: &[Operand]| -> Vec<CellAddress> {
        side.iter().filter(|operand| !operand.prior).map(|operand| operand.address).collect()
    };
    IdentityState {
        id: identity.id,
        kind: identity.kind,
        severity: identity.severity,
        left: own(&identity.left),
        right: own(&identity.right),
        standing: standing(identity, report, prior),
    }
}

fn standing(identity: &Identity, report: &Report, prior: Option<&Report>) -> Standing {
    let sides = || {
        let left = values(report, prior, &identity.left)?;
        let right = values(report, prior, &identity.right)?;
        let (left_sum, right_sum) = (total(&left)?, total(&right)?);
        Some((side(&left, left_sum), side(&right, right_sum), left_sum.checked_sub(right_sum)?))
    };
    let Some((left, right, difference)) = sides() else { return not_evaluable(identity, report, prior) };
    let holds = match identity.comparison {
        Comparison::Eq => difference.is_zero(),
        Comparison::Ge => left.sum >= right.sum,
        Comparison::Le => left.sum <= right.sum,
    };
    if holds { Standing::Satisfied } else { Standing::Violated { left, right, difference } }
}

fn side(terms: &[Term], sum: Decimal) -> SumOf {
    SumOf { sum, words: sum_in_words(terms, sum, cell_name) }
}

fn not_evaluable(identity: &Identity, report: &Report, prior: Option<&Report>) -> Standing {
    let operands = || identity.left.iter().chain(&identity.right);
    let lacks = |source: Option<&Report>, operand: &Operand| {
        source.and_then(|source| source.cells.value(operand.address)).is_none()
    };
    Standing::NotEvaluable {
        lacking: operands()
            .filter(|operand| !operand.prior && lacks(Some(report), operand))
            .map(|operand| operand.address)
            .collect(),
        prior_lacking: operands().any(|operand| operand.prior && lacks(prior, operand)),
    }
}
