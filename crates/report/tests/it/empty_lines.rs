//! Text with one cell a line whose blank cells are empty lines, as a word processor saves a table: read where every row has
//! its cells, and nothing wrong where one has lost a line or gained one.

use gongkai_report::{Cell, CellState, EditionId, Report, TableId, read};
use gongkai_testkit::layout::{self, Layout};
use gongkai_testkit::{Figures, figures, sample_report};

/// Reports with blank cells: figures that tell the cells apart, and such as add up.
fn samples(edition: EditionId) -> [(Report, String); 2] {
    let is_nought = |cell: &Cell| cell.value.is_none_or(|value| value.is_zero());
    let received =
        |figures: &Figures| figures.cells.0.iter().any(|(at, cell)| at.row() == "granted" && !is_nought(cell));
    let adding_up = (0..100).map(|seed| Figures::consistent(edition, seed)).find(received).unwrap();
    let adding_up = adding_up.map(|_, cell| if is_nought(cell) { figures::blank() } else { cell.clone() });
    [Figures::sparse(edition), adding_up].map(|figures| {
        let report = sample_report(edition, "示例区青禾街道办事处", 2023, &figures);
        let text = layout::text(&report, Layout::EmptyLineCells);
        (report, text)
    })
}

/// How many cells of table 3 a text gives, and which hold another value than the report's.
fn of_table_3(truth: &Report, text: &str) -> (usize, Vec<String>) {
    let found = read(&layout::lines(text));
    let (mut read, mut wrong) = (0, Vec::new());
    for (address, cell) in truth.cells.0.iter().filter(|(address, _)| address.table() == TableId::T3) {
        match found.cells.get(*address) {
            Some(found) if (found.state, found.value) == (cell.state, cell.value) => read += 1,
            Some(found) if matches!(found.state, CellState::Missing | CellState::Text) => {}
            found => wrong.push(format!("{address}: {found:?}, not {cell:?}")),
        }
    }
    (read, wrong)
}

#[test]
fn empty_lines_are_the_blank_cells() {
    for (truth, text) in EditionId::ALL.into_iter().flat_map(samples) {
        let cells = truth.cells.0.keys().filter(|address| address.table() == TableId::T3).count();
        assert_eq!(of_table_3(&truth, &text), (cells, vec![]), "{text}");
    }
}

#[test]
fn a_line_lost_or_gained_makes_nothing_wrong() {
    for (truth, text) in samples(EditionId::E2021) {
        let lines: Vec<&str> = text.lines().collect();
        let first = lines.iter().position(|line| line.contains("本年新收政府信息公开申请数量")).unwrap();
        let end = lines.iter().position(|line| line.starts_with("四、政府信息公开行政复议")).unwrap();
        let is_cell = |at: &usize| lines[*at].chars().all(|c| c.is_ascii_digit());
        for at in (first + 1..end).filter(is_cell) {
            for (what, spoilt) in [
                ("lost", [&lines[..at], &lines[at + 1..]].concat()),
                ("gained", [&lines[..at], &[""], &lines[at..]].concat()),
            ] {
                let (_, wrong) = of_table_3(&truth, &spoilt.join("\n"));
                assert!(wrong.is_empty(), "line {at} {what}: {wrong:#?}");
            }
        }
    }
}
