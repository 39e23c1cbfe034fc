//! The sums a report was added up to, beside which figures of it may stand that somebody changed by hand.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::error::StoreError;
use crate::id::ReportId;
use crate::sql::{Sql, Transaction};
use crate::totals::Which;
use crate::values;

/// What a draft was filled with from a total.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// Which reports were added up.
    pub which: Which,
    /// When.
    pub at: Timestamp,
    /// The sums by cell, as a draft has figures; a cell nobody gave a figure for has none.
    pub cells: BTreeMap<String, String>,
}

/// The same of a version that was signed, with what was said of figures that depart from them; who said so and when stands
/// with the rest that was said ([`super::said()`]).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedSums {
    /// The sums.
    pub sums: Sums,
    /// Why figures depart from them; `None` when none do.
    pub reason: Option<String>,
}

/// Keeps the sums with a version.
///
/// # Errors
/// [`StoreError::NotFound`] when it is not there.
pub async fn set_sums(transaction: &mut Transaction, id: &ReportId, sums: &SignedSums) -> Result<(), StoreError> {
    let text = "UPDATE reports SET sums = $2 WHERE id = $1";
    super::there(transaction.execute(text, values![id, serde_json::to_string(sums).unwrap_or_default()]).await?)
}

/// The sums of a version; `None` for one that was not added up, or signed with an older program.
///
/// # Errors
/// [`StoreError::Database`] when they cannot be read.
pub async fn signed_sums(on: &mut dyn Sql, id: &ReportId) -> Result<Option<SignedSums>, StoreError> {
    let row = on.row("SELECT sums FROM reports WHERE id = $1 AND sums IS NOT NULL", values![id]).await?;
    row.map(|row| row.json("sums")).transpose()
}
