//! The view of a source: every cell that was read has its element, in every format.

use std::collections::{BTreeMap, HashSet};
use std::path::PathBuf;

use gongkai_documents::{Document, Fonts, Limits, Output, View, read, view, write as write_document};
use gongkai_report::{CellState, EditionId, Report, source, write::form};
use gongkai_testkit::{Figures, Layout, layout, sample_report};
use scraper::{ElementRef, Html, Selector};

/// The text of each element with an id.
fn elements(html: &str) -> BTreeMap<String, String> {
    let page = Html::parse_fragment(html);
    let all = Selector::parse("[id]").unwrap();
    let mut ids = HashSet::new();
    let text = |element: ElementRef<'_>| element.text().collect::<String>();
    page.select(&all)
        .map(|element| {
            let id = element.value().id().unwrap().to_owned();
            assert!(ids.insert(id.clone()), "two elements are called {id}");
            assert!(element.value().attr("style").is_none());
            (id, text(element))
        })
        .collect()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// Every cell with a place has an element; those whose element is a field or a cell of a table show the cell's text.
fn check(what: &str, document: &Document) -> (usize, usize) {
    let report = gongkai_report::read(document);
    let View { html, .. } = &view(document);
    let elements = elements(html);
    let found = source::elements(&report, &view(document));
    let (mut placed, mut exact) = (0, 0);
    for (address, cell) in &report.cells.0 {
        if cell.at.is_none() {
            assert!(cell.state == CellState::Missing, "{what} {address}: {cell:?}");
            continue;
        }
        placed += 1;
        let id = found.get(address).unwrap_or_else(|| panic!("{what} {address}: no element for {:?}", cell.at));
        let text = elements.get(id).unwrap_or_else(|| panic!("{what} {address}: no element {id}"));
        let raw = squeezed(cell.raw.as_deref().unwrap_or_default());
        assert!(squeezed(text).contains(&raw), "{what} {address}: {raw:?} is not in {text:?}");
        exact += usize::from(squeezed(text) == raw);
    }
    for place in report.sections.iter().flat_map(|section| section.lines.iter().map(|line| &line.at)) {
        assert!(view(document).id(place).is_some_and(|id| elements.contains_key(id)), "{what}: {place:?}");
    }
    (placed, exact)
}

fn sample(edition: EditionId) -> Report {
    sample_report(edition, "示例区青禾街道", 2022, &Figures::telling(edition))
}

#[test]
fn every_format_written_here() {
    for edition in EditionId::ALL {
        let report = sample(edition);
        for output in [Output::Docx, Output::Xlsx, Output::Html, Output::Pdf, Output::Markdown, Output::Csv] {
            let bytes = write_document(&form(&report), output, &Fonts::default()).unwrap();
            let (placed, exact) = check(&format!("{output:?}"), &read(&bytes, &Limits::default()).unwrap());
            assert_eq!((placed, exact), (report.cells.0.len(), report.cells.0.len()), "{output:?}");
        }
        for layout in Layout::ALL {
            let (placed, exact) = check(&format!("{layout:?}"), &layout::document(&report, layout));
            assert_eq!((placed, exact), (report.cells.0.len(), report.cells.0.len()), "{layout:?}");
        }
    }
}

#[test]
fn blanks_and_slashes_have_their_elements_too() {
    for figures in [Figures::blank(EditionId::E2021), Figures::slash(EditionId::E2021), Figures::zero(EditionId::E2021)]
    {
        let report = sample_report(EditionId::E2021, "云溪镇", 2022, &figures);
        for layout in Layout::ALL {
            check(&format!("{layout:?}"), &layout::document(&report, layout));
        }
        let bytes = write_document(&form(&report), Output::Pdf, &Fonts::default()).unwrap();
        check("pdf", &read(&bytes, &Limits::default()).unwrap());
    }
}

#[test]
fn every_file_saved_by_libreoffice() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/libreoffice");
    for file in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        let document = read(&std::fs::read(&file).unwrap(), &Limits::default()).unwrap();
        let (placed, exact) = check(&file.display().to_string(), &document);
        assert!(placed > 0 && exact * 10 >= placed * 9, "{}: {exact} of {placed}", file.display());
    }
}

#[test]
fn the_five_real_reports() {
    super::real_reports::each_document(|document| {
        check("real", document);
    });
}
