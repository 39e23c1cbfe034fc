//! The identities 勾稽关系 of an edition.

use gongkai_law::Severity;
use serde::Deserialize;

use crate::cell::CellAddress;

/// What an identity compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityKind {
    /// 一 + 二 = 三（七） + 四.
    ColumnBalance,
    /// 三（七） = sum of the outcome rows.
    ColumnSum,
    /// 总计 = sum of the applicant columns.
    RowSum,
    /// Table 4: 总计 = sum of the four results.
    BlockSum,
    /// Between this year's and last year's report.
    CrossYear,
    /// Plausible order of size.
    Inequality,
}

/// Which reports an identity needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// One report.
    SameYear,
    /// This year's and last year's, of any editions.
    CrossYear,
    /// This year's and last year's, both of this edition.
    CrossYearSameEdition,
}

/// How the two sides compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Comparison {
    /// Left equals right.
    Eq,
    /// Left is at least right.
    Ge,
    /// Left is at most right.
    Le,
}

/// An identity as the edition's file tells it.
#[derive(Debug, Deserialize)]
pub(super) struct IdentityData {
    pub(super) id: String,
    pub(super) kind: IdentityKind,
    pub(super) severity: Severity,
    pub(super) scope: Scope,
    pub(super) op: Comparison,
    pub(super) lhs: Vec<String>,
    pub(super) rhs: Vec<String>,
}

/// One term of an identity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Operand {
    /// The cell.
    pub address: CellAddress,
    /// Whether it is the cell of the year before.
    pub prior: bool,
}

/// An identity 勾稽关系 between cells.
#[derive(Debug, Clone)]
pub struct Identity {
    /// Stable id, such as `t3.balance.total`.
    pub id: &'static str,
    /// What it compares.
    pub kind: IdentityKind,
    /// How grave its violation is.
    pub severity: Severity,
    /// Which reports it needs.
    pub scope: Scope,
    /// How the sides compare.
    pub comparison: Comparison,
    /// Terms added up on the left.
    pub left: Vec<Operand>,
    /// Terms added up on the right.
    pub right: Vec<Operand>,
}
