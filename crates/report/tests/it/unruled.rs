//! The official form printed without lines, by Chromium and LibreOffice: columns and rows are told by where words stand.
//! `make fixtures` makes the files.

use std::path::PathBuf;

use gongkai_documents::{Limits, read};
use gongkai_report::{CellState, EditionId};
use gongkai_testkit::{Figures, sample_report};

/// Reads a file with such figures; cells that became others, and those that are missing.
fn check(file: &str, figures: &Figures) -> (Vec<String>, Vec<String>) {
    let edition = figures.edition;
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/unruled").join(file);
    let report = gongkai_report::read(&read(&std::fs::read(path).unwrap(), &Limits::default()).unwrap());
    let written = sample_report(edition, "示例区青禾街道", edition.edition().years.from, figures);
    let told = |address: &str| report.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address));
    let (mut wrong, mut missing) = (Vec::new(), Vec::new());
    for (address, cell) in &written.cells.0 {
        match report.cells.get(*address) {
            Some(found) if found.value == cell.value && found.state == cell.state => {}
            Some(found) if found.state == CellState::Missing => {
                missing.push(address.to_string());
                if !told(address.as_str()) {
                    wrong.push(address.to_string());
                }
            }
            found => wrong.push(format!("{address}: {:?} became {found:?}", cell.value)),
        }
    }
    (wrong, missing)
}

#[test]
fn printed_by_chromium_every_cell_is_read() {
    for (edition, year) in [(EditionId::E2019, 2019), (EditionId::E2021, 2021)] {
        for (kind, figures) in [("form", Figures::telling(edition)), ("sparse", Figures::sparse(edition))] {
            assert_eq!(check(&format!("{kind}-{year}.chromium.pdf"), &figures), (vec![], vec![]), "{kind} {year}");
        }
    }
}

#[test]
fn printed_by_libreoffice_rows_cut_by_a_page_are_told() {
    for (edition, year) in [(EditionId::E2019, 2019), (EditionId::E2021, 2021)] {
        // Two rows; on a page with fewer full ones its first part.
        for (kind, figures, most) in [("form", Figures::telling(edition), 14), ("sparse", Figures::sparse(edition), 91)]
        {
            let (wrong, missing) = check(&format!("{kind}-{year}.libreoffice.pdf"), &figures);
            assert!(wrong.is_empty(), "{kind} {year}: {wrong:?}");
            assert!(missing.len() <= most, "{kind} {year}: {missing:?}");
        }
    }
}
