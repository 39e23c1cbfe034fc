//! A report with its corrections.

use std::collections::BTreeMap;

use gongkai_report::{Cell, CellAddress, CellState, Report};
use gongkai_store::corrections::Correction;

/// The corrections that hold: for each cell the newest, unless it takes corrections back.
pub fn holding(corrections: &[Correction]) -> BTreeMap<CellAddress, Cell> {
    let mut newest: BTreeMap<CellAddress, &Correction> = BTreeMap::new();
    for correction in corrections {
        let Some(address) = CellAddress::parse(&correction.address) else { continue };
        let known = newest.entry(address).or_insert(correction);
        if correction.seq > known.seq {
            *known = correction;
        }
    }
    let cell = |correction: &Correction| serde_json::from_str(correction.cell.as_deref()?).ok();
    newest.into_iter().filter_map(|(address, correction)| Some((address, cell(correction)?))).collect()
}

/// A report as it was read, with its corrections in the place of what was read.
///
/// What reading said about cells that were all corrected since is not said any more.
pub fn corrected(mut read: Report, corrections: &[Correction]) -> Report {
    let holding = holding(corrections);
    if holding.is_empty() {
        return read;
    }
    let settled = |cell: &String| CellAddress::parse(cell).is_some_and(|address| holding.contains_key(&address));
    read.findings.retain(|finding| finding.cells.is_empty() || !finding.cells.iter().all(settled));
    // A cell its table's edition does not have is not brought in by a correction of an earlier reading.
    for (address, cell) in holding {
        if let Some(known) = read.cells.0.get_mut(&address) {
            *known = cell;
        }
    }
    read
}

/// The report as it is published: a corrected figure keeps the words of the source and their place, which say what was
/// there.
pub fn corrected_beside_source(read: Report, corrections: &[Correction]) -> Report {
    let source = read.cells.clone();
    let mut report = corrected(read, corrections);
    for (address, cell) in report.cells.0.iter_mut().filter(|(_, cell)| cell.state == CellState::Value) {
        if let Some(before) = source.get(*address).filter(|before| before.value != cell.value) {
            (cell.raw, cell.at) = (before.raw.clone(), before.at.clone());
        }
    }
    report
}

#[cfg(test)]
mod tests {
    use gongkai_law::{Basis, Code, Finding, Instrument, Severity};
    use gongkai_store::id::{PersonId, ReportId};
    use jiff::Timestamp;

    use super::*;

    fn correction(address: &str, seq: i64, cell: Option<Cell>) -> Correction {
        Correction {
            report: ReportId::new(Timestamp::UNIX_EPOCH),
            address: address.to_owned(),
            seq,
            read_cell: serde_json::to_string(&Cell::missing()).unwrap(),
            cell: cell.map(|cell| serde_json::to_string(&cell).unwrap()),
            reason: "看错".to_owned(),
            person_id: PersonId::new(Timestamp::UNIX_EPOCH),
            person: "经办人".to_owned(),
            at: Timestamp::UNIX_EPOCH,
        }
    }

    fn report(cells: &[&str]) -> Report {
        let mut report = Report::default();
        for address in cells {
            report.cells.0.insert(CellAddress::parse(address).unwrap(), Cell::missing());
        }
        let finding = Finding::new(Code("row-missing"), Severity::Error, Basis::new(Instrument::Form2021, ""));
        report.findings = vec![finding.with_cells(cells)];
        report
    }

    const TWO: [&str; 2] = ["t3.new_received.total", "t3.carried_in.total"];

    #[test]
    fn the_newest_correction_holds_and_can_be_taken_back() {
        let check = |corrections: &[Correction], expected: Option<i64>| {
            let report = corrected(report(&TWO), corrections);
            assert_eq!(report.cells.number(TWO[0]), expected.map(Into::into));
        };
        let (one, two) =
            (correction(TWO[0], 1, Some(Cell::of(1.into()))), correction(TWO[0], 2, Some(Cell::of(2.into()))));
        check(&[], None);
        check(std::slice::from_ref(&one), Some(1));
        check(&[two.clone(), one.clone()], Some(2));
        check(&[one, two, correction(TWO[0], 3, None)], None);
    }

    #[test]
    fn what_reading_said_is_settled_when_all_its_cells_are() {
        let said = |corrections: &[Correction]| corrected(report(&TWO), corrections).findings.len();
        let of = |address| correction(address, 1, Some(Cell::of(0.into())));
        assert_eq!((said(&[]), said(&[of(TWO[0])]), said(&[of(TWO[0]), of(TWO[1])])), (1, 1, 0));
    }

    #[test]
    fn what_is_published_says_what_the_source_has() {
        let mut read = report(&TWO);
        let address = CellAddress::parse(TWO[0]).unwrap();
        read.cells.0.insert(address, Cell { raw: Some("1O".to_owned()), state: CellState::Text, ..Cell::missing() });
        let report = corrected_beside_source(read, &[correction(TWO[0], 1, Some(Cell::of(10.into())))]);
        let cell = report.cells.get(address).unwrap();
        assert_eq!((cell.value, cell.raw.as_deref()), (Some(10.into()), Some("1O")));
    }

    #[test]
    fn cells_the_reading_does_not_have_stay_out() {
        let strange = [correction("t2.no_such.cell", 1, None), correction("t3.total.total", 1, Some(Cell::missing()))];
        assert_eq!(corrected(report(&TWO), &strange).cells.0.len(), 2);
    }
}
