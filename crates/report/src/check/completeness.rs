//! Completeness of the tables: not found, not filled, filled in part.
//!
//! Blank, `/` and "not found" are told apart: the first two are the writer's, the last may be the file's. One cause is
//! told once: a table without any figure is not told again cell by cell, nor a blank column row by row.

use std::collections::BTreeMap;

use gongkai_law::{Basis, Code, Instrument, Severity};

use super::Examined;
use super::figures::{at_cell, column_name, edition_of, is_found, row_name};
use crate::cell::{Cell, CellAddress, CellState};
use crate::edition::TableId;
use crate::model::{Finding, Report};

pub(super) const TABLE_MISSING: Code = Code("table-missing");
pub(super) const TABLE_WITHOUT_FIGURES: Code = Code("table-without-figures");
pub(super) const CELLS_BLANK: Code = Code("cells-blank");
pub(super) const CELLS_SLASH: Code = Code("cells-slash");
pub(super) const CELLS_MISSING: Code = Code("cells-missing");
pub(super) const ROW_PARTLY_FILLED: Code = Code("row-partly-filled");
pub(super) const COLUMN_BLANK: Code = Code("column-blank");

/// The first year for which the form has tables.
const FIRST_YEAR_WITH_TABLES: i16 = 2019;
/// With more rows than this alike, they are told in one finding.
const ROWS_TOLD_SINGLY: usize = 5;
/// A column is told as a column from this many rows on.
const COLUMN_LEAST_ROWS: usize = 5;

type Cells<'a> = BTreeMap<CellAddress, &'a Cell>;

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    TableId::ALL
        .into_iter()
        .flat_map(|table| {
            if !is_found(report, table) {
                return table_missing(report, table).into_iter().collect();
            }
            let cells: Cells<'_> = report.cells.of_table(table).collect();
            match without_figures(report, table, &cells) {
                Some(finding) => vec![finding],
                None => in_part(report, table, &cells),
            }
        })
        .collect()
}

/// Basis: the form of the year; reports about 2018 and before have no tables, so nothing is missing there.
fn table_missing(report: &Report, table: TableId) -> Option<Finding> {
    // A table that is there and could not be read has been told of.
    let told =
        |finding: &Finding| matches!(finding.code.0, "table-unread" | "table-of-others") && of_table(finding, table);
    if report.year.is_some_and(|year| year < FIRST_YEAR_WITH_TABLES) || report.findings.iter().any(told) {
        return None;
    }
    let finding = Finding::new(TABLE_MISSING, Severity::Error, edition_of(report, table).basis(table))
        .with_arg("table", table.title())
        .with_cells(edition_of(report, table).edition().cells_of(table).map(|cell| cell.address));
    Some(match report.sections.iter().find(|section| section.number == table.section()) {
        Some(section) => finding.with_place(section.at.clone()),
        None => finding,
    })
}

/// Basis: Regulation Art. 50(1)–(3), the contents the three tables report.
fn without_figures(report: &Report, table: TableId, cells: &Cells<'_>) -> Option<Finding> {
    let count = |state| cells.values().filter(|cell| cell.state == state).count();
    // Figures that are there and could not be placed are no figures left out.
    let unplaced = count(CellState::Missing) == cells.len() && shows_figures(report, table);
    if count(CellState::Value) > 0 || count(CellState::Text) > 0 || unplaced {
        return None;
    }
    let article = match table {
        TableId::T2 => "第五十条第（一）项",
        TableId::T3 => "第五十条第（二）项",
        TableId::T4 => "第五十条第（三）项",
    };
    let finding = Finding::new(TABLE_WITHOUT_FIGURES, Severity::Error, Basis::new(Instrument::Regulation, article))
        .with_arg("table", table.title())
        .with_arg("cells", cells.len())
        .with_arg("blank", count(CellState::Blank))
        .with_arg("slash", count(CellState::Slash))
        .with_arg("missing", count(CellState::Missing))
        .with_cells(cells.keys());
    let finding = placed(finding, report, cells.keys().copied());
    // Where no cell has a place, the section's heading shows where to look.
    let section = report.sections.iter().find(|section| section.number == table.section());
    Some(match section {
        Some(section) if finding.at.is_none() => finding.with_place(section.at.clone()),
        _ => finding,
    })
}

/// Whether reading has told of figures in a table that it could not place.
fn shows_figures(report: &Report, table: TableId) -> bool {
    let figures = |finding: &Finding| {
        let excerpt = finding.excerpt.as_deref().unwrap_or_default();
        matches!(finding.code.0, "table-twice" | "table-in-parts" | "columns-missing")
            || excerpt.contains(|c: char| c.is_ascii_digit())
    };
    report.findings.iter().any(|finding| of_table(finding, table) && figures(finding))
}

fn in_part(report: &Report, table: TableId, cells: &Cells<'_>) -> Vec<Finding> {
    let mut blank = of_state(cells, CellState::Blank);
    let mut findings = blank_columns(report, table, cells, &mut blank);
    findings.extend(partly_filled_rows(report, table, cells, &mut blank));
    findings.extend(told_together(CELLS_BLANK, report, table, &blank));
    findings.extend(told_together(CELLS_SLASH, report, table, &of_state(cells, CellState::Slash)));
    let mut missing = of_state(cells, CellState::Missing);
    missing.retain(|address| !is_told(report, *address));
    findings.extend(missing_rows(report, table, &missing));
    findings
}

/// Whether reading has told of a cell that could not be found or placed.
fn is_told(report: &Report, address: CellAddress) -> bool {
    let of_tables = ["columns-missing", "table-twice", "table-in-parts", "table-of-others", "table-unread"];
    let told = |finding: &&Finding| finding.code.0.starts_with("row-") || of_tables.contains(&finding.code.0);
    report.findings.iter().filter(told).flat_map(|finding| &finding.cells).any(|cell| cell == address.as_str())
}

fn of_table(finding: &Finding, table: TableId) -> bool {
    finding.cells.iter().any(|cell| CellAddress::parse(cell).is_some_and(|address| address.table() == table))
}

fn of_state(cells: &Cells<'_>, state: CellState) -> Vec<CellAddress> {
    cells.iter().filter(|(_, cell)| cell.state == state).map(|(address, _)| *address).collect()
}

fn by_row(cells: &[CellAddress]) -> Vec<(&'static str, Vec<CellAddress>)> {
    let mut rows: Vec<(&'static str, Vec<CellAddress>)> = Vec::new();
    for address in cells {
        match rows.last_mut() {
            Some((row, list)) if *row == address.row() => list.push(*address),
            _ => rows.push((address.row(), vec![*address])),
        }
    }
    rows
}

/// Columns of table 3 left blank in every row but filled elsewhere; their cells leave `blank`.
fn blank_columns(report: &Report, table: TableId, cells: &Cells<'_>, blank: &mut Vec<CellAddress>) -> Vec<Finding> {
    if table != TableId::T3 {
        return Vec::new();
    }
    let mut columns: BTreeMap<&'static str, Vec<CellAddress>> = BTreeMap::new();
    for address in blank.iter() {
        columns.entry(address.column()).or_default().push(*address);
    }
    let mut findings = Vec::new();
    for (column, blanks) in columns {
        let filled = cells.keys().filter(|address| address.column() == column).count() - blanks.len();
        let mostly_blank = blanks.len() >= COLUMN_LEAST_ROWS && blanks.len() > filled.saturating_mul(2);
        let Some(first) = blanks.first().copied().filter(|_| mostly_blank) else { continue };
        // A row that is blank altogether is no matter of the column.
        let in_filled_rows = blanks.iter().filter(|address| row_has_value(cells, address.row())).count();
        if in_filled_rows < COLUMN_LEAST_ROWS {
            continue;
        }
        blank.retain(|address| address.column() != column);
        let finding = base(COLUMN_BLANK, report, table)
            .with_arg("column", column_name(first))
            .with_arg("count", blanks.len())
            .with_cells(&blanks);
        findings.push(placed(finding, report, blanks.into_iter()));
    }
    findings
}

/// Rows with both figures and blanks; when few, each is told and its cells leave `blank`.
fn partly_filled_rows(
    report: &Report,
    table: TableId,
    cells: &Cells<'_>,
    blank: &mut Vec<CellAddress>,
) -> Vec<Finding> {
    let rows: Vec<_> = by_row(blank).into_iter().filter(|(row, _)| row_has_value(cells, row)).collect();
    if rows.len() > ROWS_TOLD_SINGLY {
        return Vec::new();
    }
    blank.retain(|address| rows.iter().all(|(row, _)| *row != address.row()));
    rows.into_iter()
        .filter_map(|(_, blanks)| {
            let first = blanks.first().copied()?;
            let finding = base(ROW_PARTLY_FILLED, report, table)
                .with_arg("row", row_name(first))
                .with_arg("columns", names(&blanks, column_name))
                .with_arg("count", blanks.len())
                .with_cells(&blanks);
            Some(placed(finding, report, blanks.into_iter()))
        })
        .collect()
}

fn row_has_value(cells: &Cells<'_>, row: &str) -> bool {
    cells.iter().any(|(address, cell)| address.row() == row && cell.state == CellState::Value)
}

/// One finding for all cells of a kind in a table.
fn told_together(code: Code, report: &Report, table: TableId, cells: &[CellAddress]) -> Option<Finding> {
    let first = cells.first().copied()?;
    let rows: Vec<CellAddress> = by_row(cells).into_iter().filter_map(|(_, list)| list.first().copied()).collect();
    let finding = base(code, report, table)
        .with_arg("count", cells.len())
        .with_arg("rows", names(&rows, row_name))
        .with_cells(cells.iter().skip(1));
    let mut finding = at_cell(finding, report, first);
    finding.cells.sort_by_key(|text| CellAddress::parse(text));
    Some(finding)
}

/// Cells whose place could not be told, row by row; one finding when it is much of the table, or all of it.
fn missing_rows(report: &Report, table: TableId, missing: &[CellAddress]) -> Vec<Finding> {
    let rows = by_row(missing);
    let is_whole = rows.len() > 1 && missing.len() == report.cells.of_table(table).count();
    if is_whole || rows.len() > ROWS_TOLD_SINGLY {
        let firsts: Vec<CellAddress> = rows.iter().filter_map(|(_, list)| list.first().copied()).collect();
        return vec![missing_finding(report, table, &names(&firsts, row_name), missing)];
    }
    rows.iter()
        .filter_map(|(_, list)| {
            let first = list.first()?;
            Some(missing_finding(report, table, &row_name(*first), list))
        })
        .collect()
}

fn missing_finding(report: &Report, table: TableId, rows: &str, cells: &[CellAddress]) -> Finding {
    let finding =
        base(CELLS_MISSING, report, table).with_arg("rows", rows).with_arg("count", cells.len()).with_cells(cells);
    // The row's neighbours show where to look.
    let row = cells.first().map(|address| address.row());
    let neighbours = report.cells.of_table(table).map(|(address, _)| address).filter(|a| Some(a.row()) == row);
    placed(finding, report, neighbours)
}

fn base(code: Code, report: &Report, table: TableId) -> Finding {
    Finding::new(code, Severity::Warning, edition_of(report, table).basis(table)).with_arg("table", table.title())
}

fn placed(finding: Finding, report: &Report, mut cells: impl Iterator<Item = CellAddress>) -> Finding {
    match cells.find_map(|address| report.cells.get(address)?.at.clone()) {
        Some(place) => finding.with_place(place),
        None => finding,
    }
}

/// Up to six names, each once, then 等.
fn names(cells: &[CellAddress], name: impl Fn(CellAddress) -> String) -> String {
    const SHOWN: usize = 6;
    let mut list: Vec<String> = Vec::new();
    for address in cells {
        let text = name(*address);
        if !list.contains(&text) {
            list.push(text);
        }
    }
    let more = list.len() > SHOWN;
    list.truncate(SHOWN);
    let joined = list.join("、");
    if more { format!("{joined}等") } else { joined }
}
