//! Reports saved by LibreOffice in every format it writes: the official form, and the layouts of real reports.
//! `make fixtures` makes the files.

use std::path::PathBuf;

use gongkai_documents::{Limits, read};
use gongkai_report::{CellState, EditionId, Report};
use gongkai_testkit::{Figures, sample_report};

const BODY: &str = "示例区青禾街道";

fn fixtures() -> Vec<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/libreoffice");
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn edition_of(file: &str) -> EditionId {
    if file.contains("-2019.") { EditionId::E2019 } else { EditionId::E2021 }
}

/// Cells that are not as they were written: wrong ones, and ones that are missing without a finding.
fn wrong(expected: &Report, read: &Report) -> Vec<String> {
    let told = |address: &str| read.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address));
    let mut wrong = Vec::new();
    for (address, cell) in &expected.cells.0 {
        match read.cells.get(*address) {
            Some(found) if found.value == cell.value && found.state == cell.state => {}
            Some(found) if found.state == CellState::Missing && told(address.as_str()) => {}
            found => wrong.push(format!("{address}: {:?} became {:?}", cell.value, found)),
        }
    }
    wrong
}

fn each(prefix: &str, check: impl Fn(&str, &Report, &Report)) {
    let mut seen = 0;
    for path in fixtures() {
        let file = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !file.starts_with(prefix) {
            continue;
        }
        seen += 1;
        let edition = edition_of(&file);
        let expected = sample_report(edition, BODY, edition.edition().years.from, &Figures::telling(edition));
        let document =
            read(&std::fs::read(&path).unwrap(), &Limits::default()).unwrap_or_else(|e| panic!("{file}: {e}"));
        check(&file, &expected, &gongkai_report::read(&document));
    }
    assert!(seen >= 10, "{prefix}: only {seen} fixtures");
}

#[test]
fn the_official_form_gives_the_same_cells_from_every_format() {
    each("form-", |file, expected, read| {
        let wrong = wrong(expected, read);
        assert!(wrong.is_empty(), "{file}: {wrong:#?}");
        let missing = read.cells.0.values().filter(|cell| cell.state == CellState::Missing).count();
        assert_eq!(missing, 0, "{file}");
        let numbers: Vec<u8> = read.sections.iter().map(|section| section.number).collect();
        assert_eq!(numbers, [1, 2, 3, 4, 5, 6], "{file}");
        assert_eq!(read.year, expected.year, "{file}");
        assert_eq!(read.body.as_deref(), Some(BODY), "{file}");
    });
}

#[test]
fn text_layouts_are_never_wrong_in_any_format() {
    for prefix in ["tabbed-", "lines-", "blanks-", "rows-"] {
        each(prefix, |file, expected, read| {
            let wrong = wrong(expected, read);
            assert!(wrong.is_empty(), "{file}: {wrong:#?}");
        });
    }
}
