//! A figure of a row alone in the line below: it may be any of the row's cells, unless the sums hold in one place only.

use gongkai_report::{CellState, EditionId, Report, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

/// A report all of whose figures are zero but one cell's and its total's, its sums' row struck.
fn sparse(edition: EditionId, filled: &[(&str, i64)]) -> Report {
    let mut report = sample_report(edition, "青禾街道", edition.edition().years.from, &Figures::telling(edition));
    for (address, cell) in &mut report.cells.0 {
        let count = filled.iter().find(|(of, _)| *of == address.as_str()).map_or(0, |(_, count)| *count);
        let is_sum = address.as_str().starts_with("t3.total.");
        let (state, raw) =
            if is_sum { (CellState::Slash, "/".to_owned()) } else { (CellState::Value, count.to_string()) };
        (cell.state, cell.raw) = (state, Some(raw));
        cell.value = (!is_sum).then(|| count.into());
        cell.unit = None;
    }
    report
}

/// The text with one figure of the line that ends in these figures taken down to a line of its own.
fn floated(truth: &Report, figures: &str, at: usize, separator: &str) -> String {
    let text = layout::text(truth, Layout::EvenTabRows);
    let lines = text.lines().map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let shown: Vec<&str> = fields.iter().copied().filter(|field| !field.is_empty()).collect();
        let row = shown.join(" ");
        match row.strip_suffix(figures) {
            Some(label) => {
                let mut figures: Vec<&str> = figures.split(' ').collect();
                let lone = figures.remove(at);
                let label = label.trim();
                let label: Vec<&str> = if label.is_empty() { Vec::new() } else { vec![label] };
                format!("{}\n{lone}", [label, figures].concat().join(separator))
            }
            None => shown.join(separator),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn check(truth: &Report, row: &str, text: &str) {
    let report = read(&layout::lines(text));
    for (address, cell) in truth.cells.0.iter().filter(|(address, _)| address.as_str().starts_with(row)) {
        let found = report.cells.get(*address).unwrap();
        let told = report.findings.iter().any(|finding| finding.cells.iter().any(|cell| cell == address.as_str()));
        assert!(found.value == cell.value || (found.value.is_none() && told), "{address}: {found:?}");
    }
}

#[test]
fn in_a_row_with_one_figure_it_may_be_anyones() {
    let truth = sparse(EditionId::E2021, &[("t3.granted.natural_person", 3), ("t3.granted.total", 3)]);
    for separator in ["\t", " "] {
        check(&truth, "t3.granted.", &floated(&truth, "3 0 0 0 0 0 3", 0, separator));
    }
}

#[test]
fn where_the_sums_hold_in_one_place_only_it_is_read() {
    let filled = [("t3.granted.natural_person", 3), ("t3.granted.other_org", 4), ("t3.granted.total", 7)];
    let truth = sparse(EditionId::E2021, &filled);
    let report = read(&layout::lines(&floated(&truth, "3 0 0 0 0 4 7", 6, "\t")));
    assert_eq!(report.cells.number("t3.granted.other_org"), Some(4.into()));
    assert_eq!(report.cells.number("t3.granted.total"), Some(7.into()));
}

#[test]
fn in_table_4_it_may_be_anyones_of_its_block() {
    for edition in EditionId::ALL {
        let truth = sparse(edition, &[("t4.lit_after_recon.upheld", 2), ("t4.lit_after_recon.total", 2)]);
        for separator in ["\t", " "] {
            check(&truth, "t4.", &floated(&truth, "0 0 0 0 0 0 0 0 0 0 2 0 0 0 2", 10, separator));
        }
        let truth = sparse(edition, &[("t4.recon.upheld", 2), ("t4.recon.total", 2)]);
        for separator in ["\t", " "] {
            check(&truth, "t4.", &floated(&truth, "2 0 0 0 2 0 0 0 0 0 0 0 0 0 0", 4, separator));
        }
    }
}

#[test]
fn a_page_number_below_a_whole_row_leaves_what_is_the_same_either_way() {
    let filled = [("t3.granted.natural_person", 3), ("t3.granted.other_org", 4), ("t3.granted.total", 7)];
    let truth = sparse(EditionId::E2021, &filled);
    let text = layout::text(&truth, Layout::EvenTabRows);
    let row = text.lines().find(|line| line.contains("予以公开")).unwrap();
    let report = read(&layout::lines(&text.replace(row, &format!("{row}\n4"))));
    let row = truth.cells.0.iter().filter(|(address, _)| address.as_str().starts_with("t3.granted."));
    let (kept, lost): (Vec<_>, Vec<_>) = row.partition(|(address, cell)| report.cells.value(**address) == cell.value);
    assert!(kept.len() >= 3, "{kept:?}");
    assert!(lost.iter().all(|(address, _)| report.cells.get(**address).unwrap().state == CellState::Missing));
}
