//! A reading with the corrections of people over it.

use std::collections::BTreeMap;

use gongkai_report::{Cell, CellAddress, Report};
use gongkai_store::corrections::Correction;

/// The cell each correction in force puts in the place of what was read, by address. Cells whose corrections were taken
/// back, and those no edition has any more, are left out.
pub fn latest(corrections: &[Correction]) -> BTreeMap<String, Cell> {
    let mut newest: BTreeMap<&str, &Correction> = BTreeMap::new();
    for correction in corrections {
        let known = newest.entry(&correction.address).or_insert(correction);
        if known.seq < correction.seq {
            *known = correction;
        }
    }
    let cell = |correction: &Correction| serde_json::from_str(correction.cell.as_deref()?).ok();
    newest.into_iter().filter_map(|(address, correction)| Some((address.to_owned(), cell(correction)?))).collect()
}

/// The report with corrected cells; everything else as it was read.
pub fn corrected(mut report: Report, corrections: &[Correction]) -> Report {
    for (address, cell) in latest(corrections) {
        if let Some(address) = CellAddress::parse(&address) {
            report.cells.0.insert(address, cell);
        }
    }
    report
}

#[cfg(test)]
mod tests {
    use gongkai_store::id::{PersonId, ReportId};
    use jiff::Timestamp;
    use rust_decimal::Decimal;

    use super::*;

    fn correction(seq: i64, value: Option<u32>) -> Correction {
        let at: Timestamp = "2024-01-15T01:00:00Z".parse().unwrap();
        Correction {
            report: ReportId::new(at),
            address: "t3.granted.total".to_owned(),
            seq,
            read_cell: "{}".to_owned(),
            cell: value.map(|value| serde_json::to_string(&Cell::of(Decimal::from(value))).unwrap()),
            reason: "原件为准".to_owned(),
            person_id: PersonId::new(at),
            person: "经办人".to_owned(),
            at,
        }
    }

    #[test]
    fn the_newest_correction_holds_and_can_be_taken_back() {
        let value = |corrections: &[Correction]| {
            corrected(Report::default(), corrections).cells.number("t3.granted.total").map(|value| value.to_string())
        };
        assert_eq!(value(&[correction(1, Some(3)), correction(2, Some(5))]), Some("5".to_owned()));
        assert_eq!(value(&[correction(1, Some(3)), correction(2, None)]), None);
        assert_eq!(value(&[]), None);
    }
}
