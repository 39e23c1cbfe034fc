//! Rows filled up with blank fields, as a web editor exports them: where a cell is lost, the number of fields stays as
//! it was.

use gongkai_documents::Block;
use gongkai_report::{CellAddress, CellState, EditionId, Report, TableId, read};
use gongkai_testkit::disorder::apply;
use gongkai_testkit::{Disorder, Figures, Layout, layout, sample_report};

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

pub(crate) fn silently_wrong(truth: &Report, read: &Report) -> Vec<CellAddress> {
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

/// A grid whose rows all have an empty cell too many, and one of which lost a cell.
#[test]
fn a_cell_lost_beside_an_empty_column_shifts_nothing() {
    for edition in EditionId::ALL {
        let truth = sample_report(edition, "青禾街道", 2022, &Figures::telling(edition));
        let whole = apply(&truth, Disorder::TrailingCells, 1).document;
        for row in 3..edition.edition().leaf_rows().count() {
            for column in 3..10 {
                let mut document = whole.clone();
                let tables = document.blocks.iter_mut().filter_map(|block| match block {
                    Block::Table(table) => Some(table),
                    _ => None,
                });
                let table = tables.into_iter().nth(1).unwrap();
                let row = u32::try_from(row).unwrap();
                table.cells.retain(|cell| (cell.row, cell.column) != (row, column));
                for cell in table.cells.iter_mut().filter(|cell| cell.row == row && cell.column > column) {
                    cell.column -= 1;
                }
                let wrong = silently_wrong(&truth, &read(&document));
                assert!(wrong.is_empty(), "{edition} row {row} column {column}: {wrong:?}");
            }
        }
    }
}

/// The report with an empty field at the end of every line of table 3.
fn with_a_field_more(lines: &[String]) -> Vec<String> {
    let start = lines.iter().position(|line| line.starts_with("三、收到和处理")).unwrap();
    let end = lines.iter().position(|line| line.starts_with("四、政府信息公开行政复议")).unwrap();
    let longer = |(number, line): (usize, &String)| {
        if (start + 1..end).contains(&number) && line.contains('\t') { format!("{line}\t") } else { line.clone() }
    };
    lines.iter().enumerate().map(longer).collect()
}

#[test]
fn an_empty_column_at_the_end_costs_nothing() {
    for edition in EditionId::ALL {
        for figures in [Figures::telling(edition), Figures::consistent(edition, 12), Figures::zero(edition)] {
            let truth = sample_report(edition, "青禾街道", 2022, &figures);
            for layout in [Layout::EvenTabRows, Layout::RaggedTabRows] {
                let lines: Vec<String> = layout::text(&truth, layout).lines().map(str::to_owned).collect();
                let read = read(&layout::lines(&with_a_field_more(&lines).join("\n")));
                for (address, cell) in &truth.cells.0 {
                    assert_eq!(read.cells.value(*address), cell.value, "{edition} {layout:?} {address}");
                }
            }
        }
    }
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
