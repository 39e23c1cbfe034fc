//! Tables that stand in the file more than once: a second report, or last year's figures beside this year's.

use gongkai_documents::Place;
use gongkai_law::Severity;

use super::line::{Kind, Line, Source};
use super::region::TableOut;
use super::table4::{is_figures, is_result_header};
use crate::cell::CellAddress;
use crate::edition::TableId;

/// How often the first result of a table 4 is named: once in each of its three blocks.
const RESULTS_OF_ONE: usize = 3;

/// Which of a table's copies is the report's nobody knows: none is taken, and where the second stands is told.
pub(super) fn give_up_copies(tables: &mut [TableOut; 3], lines: &[Line<'_>]) {
    for table in tables {
        let second = match table.table {
            TableId::T2 => second(lines, |word| word == "规章"),
            TableId::T3 => {
                second(lines, |word| word.ends_with("本年新收政府信息公开申请数量") && word.chars().count() <= 20)
            }
            TableId::T4 => second_table4(lines).or_else(|| doubled(table)),
        };
        let Some(at) = second else { continue };
        let cells: Vec<CellAddress> = table.edition.edition().cells_of(table.table).map(|cell| cell.address).collect();
        table.cells.clear();
        let finding =
            table.finding("table-twice", Severity::Error, &at).with_arg("table", table.table.title()).with_cells(cells);
        table.findings = vec![finding];
    }
}

/// Where a row that a table has once stands for the second time.
fn second(lines: &[Line<'_>], is_row: impl Fn(&str) -> bool) -> Option<Place> {
    let tokens = lines.iter().flat_map(|line| &line.tokens);
    tokens.filter(|token| token.kind == Kind::Label && is_row(&token.normal)).nth(1).map(|token| token.at.clone())
}

/// Where a second table 4 begins. A header repeated on the page before its figures is none.
fn second_table4(lines: &[Line<'_>]) -> Option<Place> {
    let has_figures = |of: usize| {
        let own = lines.iter().filter(|line| line.source == Source::Grid { table: of });
        own.into_iter().any(|line| is_figures(line) && !is_result_header(line))
    };
    let counts = |line: &&Line<'_>| match line.source {
        Source::Grid { table } => has_figures(table),
        Source::Text { .. } => true,
    };
    let tokens = lines.iter().filter(counts).flat_map(|line| &line.tokens);
    tokens.filter(|token| token.normal == "结果维持").nth(RESULTS_OF_ONE).map(|token| token.at.clone())
}

/// Where a cell was read for the second time.
fn doubled(table: &TableOut) -> Option<Place> {
    let again = table
        .cells
        .iter()
        .enumerate()
        .find(|(index, (address, _))| table.cells.iter().take(*index).any(|(before, _)| before == address));
    again.and_then(|(_, (_, cell))| cell.at.clone())
}
