//! Tables that stand in the document and could not be read.

use gongkai_law::Severity;

use super::line::{Line, Token};
use super::region::TableOut;
use super::seek::WORDS;
use crate::cell::CellAddress;
use crate::edition::TableId;

/// Tells where a table that could not be read stands: it is there, so that nobody looks for it in vain.
pub(super) fn report(table: &mut TableOut, lines: &[Line<'_>]) {
    let index = TableId::ALL.iter().position(|of| *of == table.table).unwrap_or(0);
    let Some((words, least)) = WORDS.get(index).filter(|_| !table.found && table.findings.is_empty()) else { return };
    // A sentence may name as much.
    let is_word =
        |token: &Token<'_>, word: &str| token.normal.contains(word) && !token.normal.contains(['。', ';', ',']);
    let says = |line: &Line<'_>, word: &str| line.tokens.iter().any(|token| is_word(token, word));
    let lines_with: Vec<Option<&Line<'_>>> =
        words.iter().map(|word| lines.iter().find(|line| says(line, word))).collect();
    let Some(first) = lines_with.iter().flatten().min_by_key(|line| line_number(lines, line)) else { return };
    if lines_with.iter().flatten().count() < *least {
        return;
    }
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
