//! The editions read once: their cells in order, every address, identities bound to addresses.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::{CellForm, Edition, Identity, Operand, TableId, ValueType};
use crate::cell::CellAddress;

#[expect(clippy::expect_used, reason = "the editions are part of the program; a test reads them")]
pub(super) static EDITIONS: LazyLock<[Edition; 2]> = LazyLock::new(|| {
    [include_str!("../../editions/2019.json"), include_str!("../../editions/2021.json")]
        .map(|text| serde_json::from_str(text).expect("an edition file that fits"))
});

pub(super) struct Index {
    addresses: HashMap<&'static str, CellAddress>,
    pub(super) cells: [Vec<CellForm>; 2],
    pub(super) identities: [Vec<Identity>; 2],
}

pub(super) static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let [e2019, e2021] = &*EDITIONS;
    let mut kept = HashSet::new();
    let plain = [e2019, e2021].map(|edition| edition.plain_cells(&mut kept));
    let mut addresses: HashMap<&'static str, CellAddress> = HashMap::new();
    let mut rank: u16 = 0;
    for table in TableId::ALL {
        // The older edition's one row "other" sorts where the newer has three: union in the order of both.
        for (text, _, _) in merge_orders(&plain, table) {
            addresses.entry(text).or_insert_with(|| {
                rank = rank.saturating_add(1);
                CellAddress::new(rank, text)
            });
        }
    }
    let cells = plain.map(|list| {
        list.into_iter()
            .filter_map(|(text, value_type, unit)| {
                addresses.get(text).map(|address| CellForm { address: *address, value_type, unit })
            })
            .collect()
    });
    let identities = [e2019, e2021].map(|edition| edition.bind_identities(&addresses));
    Index { addresses, cells, identities }
});

type PlainCell = (&'static str, ValueType, Option<&'static str>);

fn merge_orders(plain: &[Vec<PlainCell>; 2], table: TableId) -> Vec<PlainCell> {
    let prefix = table.as_str();
    let [older, newer] = plain;
    let mut merged: Vec<PlainCell> = older.iter().filter(|cell| cell.0.starts_with(prefix)).copied().collect();
    let mut after = None;
    for cell in newer.iter().filter(|cell| cell.0.starts_with(prefix)) {
        if let Some(position) = merged.iter().position(|known| known.0 == cell.0) {
            after = Some(position);
        } else {
            let position = after.map_or(0, |position| position + 1).min(merged.len());
            merged.insert(position, *cell);
            after = Some(position);
        }
    }
    merged
}

/// The address written so, if any edition has it.
pub(crate) fn address(text: &str) -> Option<CellAddress> {
    INDEX.addresses.get(text).copied()
}

/// The text for as long as the program runs, once for both editions.
fn keep(kept: &mut HashSet<&'static str>, text: String) -> &'static str {
    if let Some(known) = kept.get(text.as_str()) {
        return known;
    }
    let text: &'static str = Box::leak(text.into_boxed_str());
    kept.insert(text);
    text
}

impl Edition {
    fn plain_cells(&'static self, kept: &mut HashSet<&'static str>) -> Vec<PlainCell> {
        let mut cells = Vec::new();
        for group in &self.t2.groups {
            for row in &group.rows {
                for column in &group.columns {
                    cells.push((
                        keep(kept, format!("t2.{}.{}", row.id, column.id)),
                        column.value_type,
                        column.unit.as_deref(),
                    ));
                }
            }
        }
        for row in self.leaf_rows() {
            for column in &self.t3.columns {
                cells.push((
                    keep(kept, format!("t3.{}.{}", row.id, column.id)),
                    column.value_type,
                    column.unit.as_deref(),
                ));
            }
        }
        for column in &self.t4.columns {
            cells.push((keep(kept, format!("t4.{}", column.id)), ValueType::NonNegativeInteger, Some("件")));
        }
        cells
    }

    fn bind_identities(&'static self, addresses: &HashMap<&'static str, CellAddress>) -> Vec<Identity> {
        let bind = |side: &[String]| -> Vec<Operand> {
            side.iter()
                .filter_map(|text| {
                    let (text, prior) = text.strip_prefix("prev:").map_or((text.as_str(), false), |rest| (rest, true));
                    addresses.get(text).map(|address| Operand { address: *address, prior })
                })
                .collect()
        };
        self.identities
            .iter()
            .map(|data| Identity {
                id: &data.id,
                kind: data.kind,
                severity: data.severity,
                scope: data.scope,
                comparison: data.op,
                left: bind(&data.lhs),
                right: bind(&data.rhs),
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_both_editions_is_kept_once() {
        let mut kept = HashSet::new();
        let plain = EDITIONS.each_ref().map(|edition| edition.plain_cells(&mut kept));
        let places: HashSet<*const u8> = plain.iter().flatten().map(|(text, _, _)| text.as_ptr()).collect();
        assert!(plain.iter().map(Vec::len).sum::<usize>() > INDEX.addresses.len());
        assert_eq!(places.len(), INDEX.addresses.len());
    }
}
