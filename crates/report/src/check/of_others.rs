//! Which rules look at more than the report itself.

use super::{copied, prior};

/// Whether a finding of this code rests on another report too, last year's or one of the same batch: it may come and go
/// without a word of this one being changed.
pub fn rests_on_others(code: &str) -> bool {
    let codes = [
        copied::COPIED_FROM_PRIOR,
        copied::COPIED_IN_BATCH,
        prior::PRIOR_OTHER_BODY,
        prior::PRIOR_NOT_YEAR_BEFORE,
        prior::CARRIED_OVER_MISMATCH,
        prior::CARRIED_OVER_COLUMNS_MISMATCH,
        prior::STOCK_MISMATCH,
        prior::ITEMS_MISMATCH,
    ];
    codes.iter().any(|each| each.0 == code)
}
