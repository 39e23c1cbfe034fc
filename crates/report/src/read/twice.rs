//! Tables that stand in the file more than once: a second report, or last year's figures beside this year's.

use std::collections::HashSet;

use gongkai_documents::Place;
use gongkai_law::Severity;

use super::line::{Kind, Line, Source, Token};
use super::normal::core;
use super::region::{Aside, TableOut};
use super::table2;
use super::table4::{is_figures, is_result_header};
use crate::cell::CellAddress;
use crate::edition::TableId;
use crate::model::Finding;

/// Bands of a table 2, whichever the edition.
const BANDS_OF_ONE: usize = 5;

/// How often a result of a table 4 is named: once in each of its three blocks.
const RESULTS_OF_ONE: usize = 3;

/// Which of a table's copies is the report's nobody knows: none is taken, and where the second stands is told.
pub(super) fn give_up_copies(tables: &mut [TableOut; 3], lines: &[Line<'_>]) {
    for table in tables {
        let of_others = || table.of_others.iter().filter_map(|aside| lines.get(aside.lines.clone()));
        let second_of_others =
            || of_others().find_map(|lines| second_table(table.table, &lines.iter().collect::<Vec<_>>()));
        if !table.found
            && let Some(at) = second_of_others()
        {
            give_up(table, &at);
            continue;
        }
        let is_others = |at: &usize| table.of_others.iter().any(|aside| aside.lines.contains(at));
        let own = table.span.map_or(0..0, |(first, last)| first..last + 1);
        let beside = || lines.get(own).unwrap_or_default().iter().find_map(beside_itself);
        let lines: Vec<&Line<'_>> = (0..).zip(lines).filter(|(at, _)| !is_others(at)).map(|(_, line)| line).collect();
        let of_two_years = Some(table.table).filter(|of| *of == TableId::T2).and_then(|_| beside());
        let second = of_two_years.or_else(|| second_table(table.table, &lines));
        let is_given_up = table.findings.iter().any(|finding| finding.code.0 == "table-twice");
        if table.table == TableId::T3
            && (second.is_some() || is_given_up)
            && let Some(at) = parted_columns(&lines)
        {
            give_up_parts(table, &at);
        } else if let Some(at) = second {
            give_up(table, &at);
        } else if table.table == TableId::T4
            && let Some(at) = doubled(table)
        {
            give_up_rows(table, &at);
        }
    }
}

/// Takes none of a table's cells, since it begins again in a place.
pub(super) fn give_up(table: &mut TableOut, again: &Place) {
    let finding = table.finding("table-twice", Severity::Error, again).with_arg("kind", "copy");
    let finding = finding.with_arg("table", table.table.title());
    take_none(table, vec![finding]);
}

/// Takes none of a table's cells where sets under other names stand beside it, and tells of each where it stands; `said`
/// is what the table's own is named.
pub(super) fn give_up_sets(table: &mut TableOut, said: Option<&str>, rivals: &[&Aside], lines: &[Line<'_>]) {
    let Some(own) = table.cells.iter().find_map(|(_, cell)| cell.at.as_ref()).filter(|_| !rivals.is_empty()) else {
        return;
    };
    let places = rivals.iter().filter_map(|aside| Some((Some(aside.said.as_str()), lines.get(aside.lines.start)?.at)));
    let tell = |(said, at): (Option<&str>, &Place)| {
        let finding = table.finding("table-twice", Severity::Error, at).with_arg("table", table.table.title());
        match said {
            Some(said) => finding.with_arg("kind", "named").with_arg("said", said).with_excerpt(said),
            None => finding.with_arg("kind", "unnamed"),
        }
    };
    let findings = std::iter::once((said, own)).chain(places).map(tell).collect();
    take_none(table, findings);
}

/// Takes none of the cells of a table 3 whose columns are parted among several.
fn give_up_parts(table: &mut TableOut, part: &Place) {
    let finding = table.finding("table-in-parts", Severity::Error, part).with_arg("table", table.table.title());
    take_none(table, vec![finding]);
}

/// Takes none of a table's cells, since another row of figures stands below its one.
fn give_up_rows(table: &mut TableOut, again: &Place) {
    let finding = table.finding("row-doubled", Severity::Error, again);
    let finding = finding.with_arg("kind", "figures").with_arg("row", table.table.title());
    take_none(table, vec![finding]);
}

fn take_none(table: &mut TableOut, findings: Vec<Finding>) {
    let cells: Vec<CellAddress> = table.edition.edition().cells_of(table.table).map(|cell| cell.address).collect();
    table.cells.clear();
    table.findings = findings.into_iter().map(|finding| finding.with_cells(cells.iter().copied())).collect();
}

/// Where a second one of a table stands.
fn second_table(table: TableId, lines: &[&Line<'_>]) -> Option<Place> {
    match table {
        TableId::T2 => second_table2(lines),
        TableId::T3 => second_table3(lines),
        TableId::T4 => second_table4(lines),
    }
}

/// Where the second of several grids stands among which the columns of one table 3 are parted: each is named once.
fn parted_columns(lines: &[&Line<'_>]) -> Option<Place> {
    let columns = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构"];
    let places = columns.map(|column| {
        let is_it = |token: &&Token<'_>| token.normal == column;
        let named = lines.iter().filter_map(|line| Some((grid(line)?, line.tokens.iter().find(is_it)?)));
        named.collect::<Vec<_>>()
    });
    let grids = |named: &[(usize, &Token<'_>)]| named.iter().map(|(grid, _)| *grid).collect::<HashSet<_>>().len();
    let first = places.first()?.first()?.0;
    let other = places.iter().flatten().find(|(grid, _)| *grid != first)?;
    places.iter().all(|named| grids(named) == 1).then(|| other.1.at.clone())
}

fn grid(line: &Line<'_>) -> Option<usize> {
    match line.source {
        Source::Grid { table } => Some(table),
        Source::Text { .. } => None,
    }
}

/// Where a second table 2 stands: another row of it, and more heads of bands than one has. A list of an office's own may
/// have the row, too.
fn second_table2(lines: &[&Line<'_>]) -> Option<Place> {
    let heads = labels(lines).filter(|token| token.normal.starts_with("信息内容")).count();
    second(lines, "规章").filter(|_| heads > BANDS_OF_ONE)
}

/// Where a second table 2 stands beside the first: a row's label comes again in its line, with cells before it and behind
/// it. A label once merged may fill each of its cells, with none between them.
fn beside_itself(line: &Line<'_>) -> Option<Place> {
    let is_cell = |token: &Token<'_>| token.kind != Kind::Label;
    let comes_again = |(at, token): (usize, &Token<'_>)| {
        let row = (!is_cell(token)).then(|| table2::row_named(&token.normal)).flatten()?;
        let behind = line.tokens.get(at + 1..)?;
        let again =
            behind.iter().rposition(|other| !is_cell(other) && table2::row_named(&other.normal) == Some(row))?;
        let (between, rest) = behind.split_at(again);
        (between.iter().any(is_cell) && rest.iter().any(is_cell)).then(|| rest.first().map(|again| again.at.clone()))?
    };
    line.tokens.iter().enumerate().find_map(comes_again)
}

/// Where a second table 3 stands: its first rows and its last are there twice.
fn second_table3(lines: &[&Line<'_>]) -> Option<Place> {
    let rows = ["本年新收政府信息公开申请数量", "上年结转政府信息公开申请数量", "结转下年度继续办理"];
    let seconds: Option<Vec<Place>> = rows.iter().map(|row| second(lines, row)).collect();
    seconds?.into_iter().next()
}

/// Where a row stands for the second time, with or without its number. A label once merged may fill each of its cells.
fn second(lines: &[&Line<'_>], row: &str) -> Option<Place> {
    let is_row =
        |token: &&Token<'_>| token.kind == Kind::Label && token.normal.ends_with(row) && core(&token.normal) == row;
    let named = lines.iter().filter_map(|line| line.tokens.iter().find(is_row));
    named.map(|token| token.at.clone()).nth(1)
}

fn labels<'t>(lines: &'t [&Line<'_>]) -> impl Iterator<Item = &'t Token<'t>> {
    lines.iter().flat_map(|line| &line.tokens).filter(|token| token.kind == Kind::Label)
}

/// Where a second table 4 begins. A header repeated on the page before its figures is none.
fn second_table4(lines: &[&Line<'_>]) -> Option<Place> {
    let figures = lines.iter().copied().filter(|line| is_figures(line) && !is_result_header(line));
    let with_figures: HashSet<usize> = figures.filter_map(grid).collect();
    let counts = |line: &&Line<'_>| grid(line).is_none_or(|table| with_figures.contains(&table));
    // A word once merged over rows may stand in each of them; one of them may be damaged.
    let words = ["结果维持", "结果纠正", "其他结果", "尚未审结"];
    let tokens =
        lines.iter().copied().filter(counts).flat_map(|line| line.tokens.iter().map(move |token| (line, token)));
    let tokens: Vec<_> = tokens.filter(|(_, token)| token.normal.contains('结')).collect();
    words.iter().find_map(|word| {
        let mut seen = HashSet::new();
        let named = tokens.iter().flat_map(|(line, token)| {
            let of_text = || if is_sentence(token) { 0 } else { token.normal.matches(word).count() };
            let count = match grid(line) {
                Some(table) => usize::from(token.normal == *word && seen.insert((table, token.column))),
                None => of_text(),
            };
            std::iter::repeat_n(*token, count)
        });
        named.into_iter().nth(RESULTS_OF_ONE).map(|token| token.at.clone())
    })
}

fn is_sentence(token: &Token<'_>) -> bool {
    token.normal.contains(['。', ',', ';', ':'])
}

/// Where a cell was read for the second time.
fn doubled(table: &TableOut) -> Option<Place> {
    let mut seen = HashSet::new();
    let again = table.cells.iter().find(|(address, _)| !seen.insert(address.as_str()));
    again.and_then(|(_, cell)| cell.at.clone())
}
