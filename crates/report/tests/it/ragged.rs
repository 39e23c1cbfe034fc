//! Rows filled up with blank fields, as a web editor exports them: where a cell is lost, the number of fields stays as
//! it was.

use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId, read};
use gongkai_testkit::{Figures, Layout, layout, sample_report};

/// The lines with the seven figures of a row of table 3, each with the field its figures begin in.
fn rows(lines: &[String]) -> Vec<(usize, usize)> {
    let figure = |field: &str| !field.is_empty() && field.chars().all(|character| character.is_ascii_digit());
    let row = |(number, line): (usize, &String)| {
        let fields: Vec<&str> = line.split('\t').collect();
        let start = fields.iter().position(|field| figure(field))?;
        let figures = fields.iter().filter(|field| figure(field)).count();
        (fields.len() == 11 && figures == 7).then_some((number, start))
    };
    lines.iter().enumerate().filter_map(row).collect()
}

/// The report with a field of a line gone, and the line as long as before or shorter.
fn without(lines: &[String], row: usize, field: usize, filled_up: bool) -> Report {
    let mut lines = lines.to_vec();
    let mut fields: Vec<&str> = lines[row].split('\t').collect();
    fields.remove(field);
    if filled_up {
        fields.push("");
    }
    lines[row] = fields.join("\t");
    read(&layout::lines(&lines.join("\n")))
}

fn silently_wrong(truth: &Report, read: &Report) -> Vec<CellAddress> {
    let named =
        |address: &CellAddress| read.findings.iter().any(|finding| finding.cells.contains(&address.to_string()));
    let honest = |address: &CellAddress| {
        read.cells.get(*address).is_some_and(|cell| matches!(cell.state, CellState::Missing | CellState::Text))
            && named(address)
    };
    let cells = truth.cells.0.iter();
    cells
        .filter(|(address, cell)| read.cells.value(**address) != cell.value && !honest(address))
        .map(|(address, _)| *address)
        .collect()
}

#[test]
fn a_cell_lost_from_a_padded_row_shifts_nothing() {
    for edition in EditionId::ALL {
        // The figures break every identity, so that arithmetic decides nothing.
        let truth = sample_report(edition, "青禾街道", 2022, &Figures::telling(edition));
        let lines: Vec<String> = layout::text(&truth, Layout::RaggedTabRows).lines().map(str::to_owned).collect();
        let rows = rows(&lines);
        assert_eq!(rows.len(), edition.edition().leaf_rows().count());
        for (row, start) in rows {
            for field in start..start + 7 {
                for filled_up in [true, false] {
                    let read = without(&lines, row, field, filled_up);
                    let wrong = silently_wrong(&truth, &read);
                    assert!(wrong.is_empty(), "{edition} field {field} of {:?}: {wrong:?}", lines[row]);
                    let of_table_3 = read.cells.of_table(TableId::T3);
                    let missing = of_table_3.filter(|(_, cell)| cell.state == CellState::Missing).count();
                    assert!((1..=7).contains(&missing), "{edition} field {field} of {:?}: {missing}", lines[row]);
                }
            }
        }
    }
}
