//! Table 4 in grids: one table with a row of figures, or several.

use super::around::{Around, result_above};
use super::heads::hold_against;
use super::{BLOCKS, RESULTS, is_figures, is_result_header, names, numbers_columns, report_order, run_of, settle};
use crate::edition::EditionId;
use crate::read::line::{Kind, Line, Source, Token};
use crate::read::region::{Region, TableOut};
use crate::read::run::Layout;
use crate::read::value;

/// Words longer than this below a header are a note and no cell.
const LONGEST_WORDS: usize = 12;

/// Reads grid tables; false when there is none with figures.
pub(super) fn read_grids(region: &Region<'_, '_>, edition: EditionId, out: &mut TableOut) -> bool {
    let mut any = false;
    let mut header: Vec<&Line<'_>> = Vec::new();
    let mut table_before = None;
    let mut words_above = String::new();
    // Table, header and width of the row read last: a second one like it is as good as the first.
    let mut read: Option<(usize, Vec<&Line<'_>>, usize)> = None;
    for (index, line) in region.lines.iter().enumerate() {
        let Source::Grid { table } = line.source else {
            words_above.push_str(&line.normal);
            continue;
        };
        if table_before != Some(table) {
            // The header of a table may stand alone on the page before.
            if header.iter().all(|row| !is_result_header(row)) || !is_figures(line) {
                header.clear();
            }
            table_before = Some(table);
        }
        let below = region.lines.get(index + 1).filter(|below| below.source == line.source && is_figures(below));
        let is_row = (is_figures(line) || stands_under_results(line, &header))
            && !is_result_header(line)
            && !numbers_columns(&without_names(line), below.map(without_names).as_deref())
            && !names_units(line);
        // A sheet's empty row below the figures is no second table.
        let is_empty = line.tokens.iter().all(|token| token.kind == Kind::Blank);
        if is_row
            && !is_empty
            && !header.iter().any(|row| is_result_header(row))
            && let Some((_, of, _)) = read.as_ref().filter(|(of, _, width)| *of == table && has_width(line, *width))
        {
            header.clone_from(of);
        }
        // An empty row between the header and the figures.
        if is_empty && below.is_some_and(|below| below.tokens.iter().any(|token| token.kind == Kind::Value)) {
            continue;
        }
        let figures = is_row && header.iter().any(|row| is_result_header(row));
        if !figures {
            header.push(line);
            continue;
        }
        let name = names(line).iter().map(|token| token.normal.as_str()).collect();
        let around = Around { header: &header, above: &words_above, name, edition };
        let values = around.figures(line);
        let run = run_of(values, Layout::Grid { table }, region.offset + index, line.at);
        let first_line = region.lines.iter().position(|line| header.iter().any(|row| std::ptr::eq(*row, line)));
        let from = region.offset + first_line.unwrap_or(index);
        let (first, last) = out.span.unwrap_or((from, region.offset + index));
        out.span = Some((first.min(from), last.max(region.offset + index)));
        let mut reading = around.place(&run);
        hold_against(&mut reading, &run.values, &header, out);
        if let Some(row) = header.iter().rev().find(|row| is_result_header(row)) {
            report_order(out, &reading.addresses, row.at);
        }
        settle(&reading, out, &run);
        any = true;
        read = Some((table, std::mem::take(&mut header), width_of(line)));
        words_above.clear();
        // One table has one row of figures; what follows in it are notes.
        table_before = None;
    }
    any
}

/// The cells of a row beside its names.
fn without_names<'l, 'a>(line: &'l Line<'a>) -> Vec<&'l Token<'a>> {
    line.tokens.iter().skip(names(line).len()).collect()
}

fn width_of(line: &Line<'_>) -> usize {
    line.tokens.len() - names(line).len()
}

/// Whether a row has so many cells beside its name, which may be as short as 合计.
fn has_width(line: &Line<'_>, width: usize) -> bool {
    let first = line.tokens.first().is_some_and(|first| first.kind == Kind::Label);
    width_of(line) == width || (first && line.tokens.len() == width + 1)
}

/// A row that names the unit of each column.
fn names_units(line: &Line<'_>) -> bool {
    line.tokens.iter().all(|token| value::COUNT.contains(&token.normal.as_str()))
}

/// Whether a row stands under the header's results with words among its figures or in all of its cells, such as 无 merged
/// over all of them.
fn stands_under_results(line: &Line<'_>, header: &[&Line<'_>]) -> bool {
    let is_head = |token: &Token<'_>| {
        let mut words = RESULTS.iter().chain(&BLOCKS).map(|(word, _)| *word).chain(["行政诉讼"]);
        words.any(|word| token.normal.contains(word) || (token.kind == Kind::Label && word.contains(&token.normal)))
    };
    let own = || line.tokens.iter().filter(|token| result_above(token, header).is_some());
    let is_short = |token: &Token<'_>| token.normal.chars().count() <= LONGEST_WORDS;
    let covered: u32 = own().map(|token| token.span).sum();
    covered >= 5
        && own().any(|token| token.kind != Kind::Blank)
        && own().all(|token| !is_head(token) && is_short(token))
}
