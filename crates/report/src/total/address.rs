//! The cells of all editions as a list, so that members can be kept as short rows.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::cell::CellAddress;
use crate::edition::{EditionId, OTHER_ROWS_2021, TableId, ValueType};

/// One cell of any edition.
pub(super) struct Slot {
    pub(super) address: CellAddress,
    pub(super) table: TableId,
    pub(super) money: bool,
}

static SLOTS: LazyLock<Vec<Slot>> = LazyLock::new(|| {
    let forms = EditionId::ALL.into_iter().flat_map(|edition| edition.edition().cells());
    let money: BTreeSet<CellAddress> =
        forms.clone().filter(|form| form.value_type == ValueType::Decimal).map(|form| form.address).collect();
    let all: BTreeSet<CellAddress> = forms.map(|form| form.address).collect();
    let slot = |address: CellAddress| Slot { address, table: address.table(), money: money.contains(&address) };
    all.into_iter().map(slot).collect()
});

/// All cells in the form's order; a cell's position here is its index in a member.
pub(super) fn slots() -> &'static [Slot] {
    &SLOTS
}

/// A cell's index.
pub(super) fn index(address: CellAddress) -> Option<usize> {
    SLOTS.binary_search_by(|slot| slot.address.cmp(&address)).ok()
}

/// The row of 2019 that the three rows of 2021 answer to, column by column: its index and theirs.
pub(super) fn other_columns() -> &'static [(usize, Vec<usize>)] {
    static COLUMNS: LazyLock<Vec<(usize, Vec<usize>)>> = LazyLock::new(|| {
        let at = |row: &str, column: &str| index(CellAddress::parse(&format!("t3.{row}.{column}"))?);
        let columns = &EditionId::E2019.edition().t3.columns;
        columns
            .iter()
            .filter_map(|column| {
                let parts = OTHER_ROWS_2021.iter().filter_map(|row| at(row, &column.id)).collect();
                Some((at("other", &column.id)?, parts))
            })
            .collect()
    });
    &COLUMNS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_has_its_index() {
        for (position, slot) in slots().iter().enumerate() {
            assert_eq!(index(slot.address), Some(position));
        }
        assert_eq!(other_columns().len(), 7);
        assert!(other_columns().iter().all(|(_, parts)| parts.len() == 3));
    }
}
