//! The reader on every layout and every disorder of the testkit: no wrong number, and nothing lost that survives.

use std::collections::BTreeSet;

use gongkai_documents::Block;
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Report, TableId, read};
use gongkai_testkit::disorder::apply;
use gongkai_testkit::{Disorder, Expected, Figures, Layout, layout, sample_report};
use rust_decimal::Decimal;

fn samples() -> Vec<Report> {
    let sample = |edition, figures: &Figures| {
        let year = if edition == EditionId::E2019 { 2020 } else { 2022 };
        sample_report(edition, "青禾街道", year, figures)
    };
    EditionId::ALL
        .into_iter()
        .flat_map(|edition| {
            [
                Figures::telling(edition),
                Figures::consistent(edition, 12),
                Figures::zero(edition),
                Figures::blank(edition),
            ]
            .map(|figures| sample(edition, &figures))
        })
        .collect()
}

/// Where the reader gives cells of table 3 up that it could keep.
const GIVEN_UP: [Disorder; 2] = [Disorder::CellsGlued, Disorder::FigureFloated];

fn of_table_3(report: &Report) -> BTreeSet<CellAddress> {
    report.cells.of_table(TableId::T3).map(|(address, _)| address).collect()
}

fn all_cells(report: &Report) -> BTreeSet<CellAddress> {
    report.cells.0.keys().copied().collect()
}

fn is_blank(report: &Report) -> bool {
    report.cells.0.values().all(|cell| cell.state == CellState::Blank)
}

#[test]
fn no_disorder_makes_a_wrong_number() {
    for report in samples() {
        for disorder in Disorder::ALL.iter().copied() {
            for seed in 0..2 {
                let spoilt = apply(&report, disorder, seed);
                let cells = read(&spoilt.document).cells;
                let mut expected = spoilt.expected;
                if GIVEN_UP.contains(&disorder) {
                    let given_up = if is_blank(&report) { all_cells(&report) } else { of_table_3(&report) };
                    expected.uncertain.extend(given_up);
                }
                let wrong = expected.wrong(&cells);
                assert!(wrong.is_empty(), "{disorder:?} {seed}: {wrong:#?}");
            }
        }
    }
}

/// Consistent figures of three digits and more.
fn large(edition: EditionId) -> Report {
    let large = |_, cell: &Cell| Cell::of(cell.value.unwrap_or_default() * Decimal::from(137));
    let mut reports =
        (0..64).map(|seed| sample_report(edition, "青禾街道", 2022, &Figures::consistent(edition, seed).map(large)));
    let has_requests = |report: &Report| report.cells.number("t3.new_received.natural_person") > Some(Decimal::ZERO);
    reports.find(has_requests).expect("figures with requests")
}

#[test]
fn digits_broken_in_narrow_cells_are_one_number_where_the_sums_hold() {
    for edition in EditionId::ALL {
        let spoilt = apply(&large(edition), Disorder::DigitsWrapped, 0);
        assert!(!spoilt.expected.uncertain.is_empty(), "no figure of three digits is wrapped");
        let found = read(&spoilt.document);
        let wrong = Expected { uncertain: BTreeSet::new(), ..spoilt.expected }.wrong(&found.cells);
        assert!(wrong.is_empty(), "{edition:?}: {wrong:#?}");
        assert!(found.findings.iter().all(|finding| finding.code.0 != "cell-text"), "{:#?}", found.findings);
    }
}

#[test]
fn two_numbers_in_a_cell_are_never_one() {
    let report = large(EditionId::E2021);
    let mut document = gongkai_report::write::form(&report);
    let address = CellAddress::parse("t3.new_received.natural_person").expect("a cell of the form");
    let figure = report.cells.value(address).expect("a figure").to_string();
    for block in &mut document.blocks {
        let Block::Table(table) = block else { continue };
        for cell in table.cells.iter_mut().filter(|cell| cell.text == figure) {
            cell.text.push_str("\n1");
        }
    }
    let found = read(&document);
    let cell = found.cells.get(address).expect("the cell");
    assert_eq!((cell.state, cell.raw.as_deref()), (CellState::Text, Some(format!("{figure}\n1").as_str())));
    let told = |finding: &&gongkai_report::Finding| finding.cells.iter().any(|cell| cell == address.as_str());
    assert!(found.findings.iter().find(told).is_some_and(|finding| finding.code.0 == "cell-text"));
}

#[test]
fn every_layout_is_read_whole() {
    for report in samples() {
        for layout in Layout::ALL {
            let found = read(&layout::document(&report, layout));
            let uncertain = match layout {
                // Where every cell is blank, fields prove nothing: padding or blank cells?
                Layout::EvenTabRows | Layout::RaggedTabRows | Layout::EmptyLineCells if is_blank(&report) => {
                    all_cells(&report)
                }
                _ => BTreeSet::new(),
            };
            let wrong = Expected { cells: report.cells.clone(), uncertain }.wrong(&found.cells);
            assert!(wrong.is_empty(), "{layout:?}: {wrong:#?}");
            assert_eq!((found.body, found.year), (report.body.clone(), report.year), "{layout:?}");
            assert_eq!((found.period, found.published), (report.period, report.published), "{layout:?}");
            assert_eq!(found.sections.len(), 6, "{layout:?}");
        }
    }
}

#[test]
fn no_disorder_in_any_layout_makes_a_wrong_number() {
    for edition in EditionId::ALL {
        let report = sample_report(edition, "云溪镇", 2022, &Figures::consistent(edition, 29));
        for disorder in Disorder::ALL.iter().copied() {
            let spoilt = apply(&report, disorder, 1);
            if !spoilt.document.blocks.iter().any(|block| matches!(block, Block::Table(_))) {
                continue;
            }
            let mut expected = spoilt.expected;
            expected.uncertain = expected.cells.0.keys().copied().collect();
            for layout in Layout::ALL {
                let found = read(&layout::lines(&layout::render(&spoilt.document, layout)));
                let wrong = expected.wrong(&found.cells);
                assert!(wrong.is_empty(), "{disorder:?} {layout:?}: {wrong:#?}");
            }
        }
    }
}

#[test]
fn what_is_written_as_a_form_is_read_back() {
    for report in samples() {
        let found = read(&gongkai_report::write::form(&report));
        let wrong = Expected { cells: report.cells.clone(), uncertain: BTreeSet::new() }.wrong(&found.cells);
        assert!(wrong.is_empty(), "{wrong:#?}");
        assert_eq!(found.title.map(|title| title.text), report.title.map(|title| title.text));
        let text = |sections: &[gongkai_report::Section]| {
            sections.iter().map(|section| (section.number, section.title.clone(), section.text())).collect::<Vec<_>>()
        };
        assert_eq!(text(&found.sections), text(&report.sections));
        assert_eq!(found.tables, report.tables);
    }
}
