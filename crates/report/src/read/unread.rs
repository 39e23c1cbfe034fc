//! Tables that stand in the document and could not be read.

use gongkai_law::Severity;

use super::line::{Line, Token};
use super::region::TableOut;
use super::seek::WORDS;
use crate::cell::CellAddress;
use crate::edition::TableId;

/// What table 4 names apart from its results.
const LAWSUITS: [&str; 2] = ["未经复议直接起诉", "复议后起诉"];

/// Tells where a table that could not be read stands: it is there, so that nobody looks for it in vain. Of a table that was
/// read it tells the cells of which nothing else is told.
pub(super) fn report(table: &mut TableOut, lines: &[Line<'_>]) {
    if table.found {
        report_cells(table, lines);
    } else {
        report_whole(table, lines);
    }
}

fn report_cells(table: &mut TableOut, lines: &[Line<'_>]) {
    let is_told = |cell: &CellAddress| {
        table.cells.iter().any(|(found, _)| found == cell)
            || table.findings.iter().any(|finding| finding.cells.iter().any(|told| told == cell.as_str()))
    };
    let form = table.edition.edition();
    let cells: Vec<CellAddress> =
        form.cells_of(table.table).map(|cell| cell.address).filter(|cell| !is_told(cell)).collect();
    let Some(first) = table.span.and_then(|(first, _)| lines.get(first)).filter(|_| !cells.is_empty()) else { return };
    let finding = table
        .finding("cells-unread", Severity::Warning, first.at)
        .with_arg("table", table.table.title())
        .with_arg("count", cells.len())
        .with_cells(cells);
    table.findings.push(finding);
}

fn report_whole(table: &mut TableOut, lines: &[Line<'_>]) {
    let index = TableId::ALL.iter().position(|of| *of == table.table).unwrap_or(0);
    let Some((words, least)) = WORDS.get(index).filter(|_| table.findings.is_empty()) else { return };
    // A sentence may name as much.
    let is_word =
        |token: &Token<'_>, word: &str| token.normal.contains(word) && !token.normal.contains(['。', ';', ',']);
    let says = |line: &Line<'_>, word: &str| line.tokens.iter().any(|token| is_word(token, word));
    let lines_with = |words: &[&str]| -> Vec<&Line<'_>> {
        words.iter().filter_map(|word| lines.iter().find(|line| says(line, word))).collect()
    };
    let mut found = lines_with(words);
    // The names of its results may be parted between lines.
    if table.table == TableId::T4 && found.len() < *least {
        found = lines_with(&LAWSUITS);
        found.retain(|_| lines_with(&LAWSUITS).len() == LAWSUITS.len());
    } else if found.len() < *least {
        return;
    }
    let Some(first) = found.iter().min_by_key(|line| line_number(lines, line)) else { return };
    let cells: Vec<CellAddress> = table.edition.edition().cells_of(table.table).map(|cell| cell.address).collect();
    let finding = table
        .finding("table-unread", Severity::Error, first.at)
        .with_arg("table", table.table.title())
        .with_cells(cells);
    table.findings.push(finding);
}

fn line_number(lines: &[Line<'_>], line: &Line<'_>) -> Option<usize> {
    lines.iter().position(|other| std::ptr::eq(other, line))
}
