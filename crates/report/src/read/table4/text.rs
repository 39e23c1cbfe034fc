//! Table 4 in lines of text.

use super::{BLOCKS, CELLS, RESULTS, addresses, block_in, named_in_order, parse, report_order, run_of, settle};
use crate::edition::EditionId;
use crate::read::habits::ends_in_gap;
use crate::read::line::{Kind, Token};
use crate::read::place::RowReading;
use crate::read::region::{Region, TableOut};
use crate::read::run::{Layout, Run, runs};

/// Reads the table from lines of text.
pub(super) fn read_text(region: &Region<'_, '_>, edition: EditionId, out: &mut TableOut) {
    let fits =
        |runs: &[Run<'_, '_>]| runs.iter().filter(|run| run.values.len() == CELLS || run.values.len() == 5).count();
    let runs = runs(region.lines, region.offset, &|_| 0, &fits);
    let is_head = |run: &Run<'_, '_>| {
        let text = run.text();
        RESULTS.iter().take(4).all(|(word, _)| text.contains(word)) || text.contains("结果维持")
    };
    let Some(first) = runs.iter().position(is_head) else { return };
    let figures: Vec<(usize, &Run<'_, '_>)> = runs
        .iter()
        .enumerate()
        .skip(first)
        .filter(|(_, run)| !run.values.is_empty())
        .filter(|(index, run)| {
            // Blank header cells come before more header words; prose that follows the table has none.
            let blank = run.values.iter().all(|token| token.kind == Kind::Blank);
            let more_header = runs.iter().skip(index + 1).any(|later| later.text().contains("结果维持"));
            let own =
                is_head(run) || run.labels.is_empty() || run.labels.iter().all(|label| is_header_word(&label.normal));
            own && !(blank && more_header) && !(blank && run.values.len() < 3)
        })
        .collect();
    // Header cells left blank in tab-separated lines are no figures when there are lines of their own for these.
    let is_header_blank = |run: &Run<'_, '_>| {
        !run.labels.is_empty()
            && run.values.iter().all(|token| token.kind == Kind::Blank)
            && run.layout != Layout::Stream
    };
    let has_own = figures.iter().any(|(_, run)| !is_header_blank(run));
    let figures: Vec<_> = figures.into_iter().filter(|(_, run)| !(has_own && is_header_blank(run))).collect();
    let start = region.offset;
    let Some((_, last)) = figures.last() else {
        return;
    };
    out.span = Some((start, last.last_line));
    let five_each = figures.len() == 3
        && figures.iter().all(|(index, run)| run.values.len() <= 6 && (*index == first || is_head(run)));
    if five_each {
        for ((_, run), block) in figures.iter().zip(["recon", "lit_direct", "lit_after_recon"]) {
            let named = block_in(&run.text()).unwrap_or(block);
            let full = addresses(edition, Some(named));
            let own = named_in_order(&run.labels, named).unwrap_or_else(|| full.clone());
            report_order(out, &own, run.at);
            let reading = RowReading::ordered(own, parse(&run.values), true);
            settle(&reading, out, run);
        }
        return;
    }
    // The figures are what follows the last header word; a row broken over lines is joined.
    let mut values: Vec<&Token<'_>> = figures.iter().flat_map(|(_, run)| run.values.iter().copied()).collect();
    let fields = figures.iter().any(|(_, run)| matches!(run.layout, Layout::Fields { .. }));
    while values.len() > CELLS && fields && values.last().is_some_and(|token| token.kind == Kind::Blank) {
        values.pop();
    }
    let run = run_of(values, Layout::Stream, last.last_line, last.at);
    let trailing = run.values.len() > CELLS
        && run.values.iter().skip(CELLS).all(|token| token.kind == Kind::Blank)
        && run.values.iter().take(CELLS).all(|token| token.kind == Kind::Value);
    let whole = usual_fields(&runs).is_none_or(|usual| {
        figures.iter().all(|(_, run)| !matches!(run.layout, Layout::Fields { fields } if fields != usual))
    });
    let words: Vec<&Token<'_>> = runs.iter().skip(first).flat_map(|run| run.labels.iter().copied()).collect();
    let in_order = named_in_order(&words, "recon").filter(|named| named.len() == CELLS);
    let in_order = in_order.unwrap_or_else(|| addresses(edition, None));
    report_order(out, &in_order, last.at);
    // A line filled up at its end may have lost a field.
    let whole = whole && !(fields && run.values.len() == CELLS && ends_in_gap(&run.values));
    let reading = if trailing && whole {
        RowReading::placed(in_order, parse(&run.values), (0..CELLS).map(Some).collect())
    } else {
        RowReading::ordered(in_order, parse(&run.values), whole)
    };
    settle(&reading, out, &run);
}

/// The number of fields all header lines have, when they agree: a line of figures with another number has lost or
/// gained one.
fn usual_fields(runs: &[Run<'_, '_>]) -> Option<usize> {
    let mut counts = runs.iter().filter_map(|run| match run.layout {
        Layout::Fields { fields } if !run.labels.is_empty() => Some(fields),
        _ => None,
    });
    let first = counts.next()?;
    let second = counts.next()?;
    (first == second && counts.all(|count| count == first)).then_some(first)
}

fn is_header_word(normal: &str) -> bool {
    RESULTS.iter().chain(&BLOCKS).any(|(word, _)| normal.contains(word)) || normal.contains("行政诉讼")
}
