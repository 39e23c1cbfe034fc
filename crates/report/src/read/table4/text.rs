//! Table 4 in lines of text.

use gongkai_law::Severity;

use super::heads::foreign_in;
use super::said::contradicts;
use super::{
    BLOCKS, CELLS, RESULTS, addresses, adds_up, block_in, ends_within_block, named_in_order, numbers_columns, parse,
    report_order, run_of, settle,
};
use crate::edition::EditionId;
use crate::read::floated::is_only_at_end;
use crate::read::habits::{ends_in_gap, has_remark};
use crate::read::line::{Kind, Token};
use crate::read::place::RowReading;
use crate::read::region::{Region, TableOut};
use crate::read::run::{Layout, Run, runs};

/// The kinds of dispute may stand so many runs above the results.
const ABOVE: usize = 3;

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
            let is_header = blank && (more_header || run.values.len() < 3);
            let below = runs.get(index + 1).map(|run| run.values.as_slice());
            own && !is_header && !numbers_columns(&run.values, below)
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
    // Rows with other names, such as years, below one header; or the results down the side.
    let is_own = |run: &Run<'_, '_>| figures.iter().any(|(_, own)| std::ptr::eq(*own, run));
    let another = runs.iter().skip(first).any(|run| !is_own(run) && run.values.len() == CELLS && has_figures(run));
    if another || figures.iter().filter(|(_, run)| is_row_of_result(run)).count() > 1 {
        return;
    }
    out.span = Some((start, last.last_line));
    if is_foreign(&runs, first, last, edition, out) {
        return;
    }
    match named_rows(&figures) {
        Named::Each(blocks) => {
            let words: String = runs.iter().skip(first).take(1).map(Run::text).collect();
            if contradicts(&results_only(&words)) {
                return;
            }
            for ((_, run), block) in figures.iter().zip(blocks) {
                let reading = RowReading::ordered(addresses(edition, Some(block)), parse(&run.values), true);
                settle(&reading, out, run);
            }
            return;
        }
        // Which of the kinds a row is, it does not say.
        Named::Unclear => return,
        Named::None => {}
    }
    let five_each = figures.len() == 3
        && figures.iter().all(|(index, run)| run.values.len() <= 6 && (*index == first || is_head(run)));
    if five_each {
        read_small_tables(&runs, &figures, edition, out);
        return;
    }
    // The figures are what follows the last header word; a row broken over lines is joined.
    let mut values: Vec<&Token<'_>> = figures.iter().flat_map(|(_, run)| run.values.iter().copied()).collect();
    let fields = figures.iter().any(|(_, run)| matches!(run.layout, Layout::Fields { .. }));
    keep_own(&mut values, fields);
    let run = run_of(values, Layout::Stream, last.last_line, last.at);
    let trailing = run.values.len() > CELLS
        && run.values.iter().skip(CELLS).all(|token| token.kind == Kind::Blank)
        && run.values.iter().take(CELLS).all(|token| token.kind == Kind::Value);
    let whole = usual_fields(&runs).is_none_or(|usual| {
        figures.iter().all(|(_, run)| !matches!(run.layout, Layout::Fields { fields } if fields != usual))
    });
    let words: Vec<&Token<'_>> = runs.iter().skip(first).flat_map(|run| run.labels.iter().copied()).collect();
    // The kinds may be named above the results.
    let all = runs.iter().flat_map(|run| run.labels.iter().copied()).filter(|word| is_header_word(&word.normal));
    let said: String = all.map(|word| word.normal.as_str()).collect();
    let in_order = named_in_order(&words, "recon").filter(|named| named.len() == CELLS);
    // Both lawsuits under one name.
    let unnamed = said.matches("行政诉讼").count() > 1 && block_in(&said.replace("行政复议", "")).is_none();
    if unnamed || !kinds_in_order(&said) || (in_order.is_none() && contradicts(&said)) {
        return;
    }
    let in_order = in_order.unwrap_or_else(|| addresses(edition, None));
    report_order(out, &in_order, last.at);
    // One figure alone before the others, or after them, may be a page's number.
    let alone = |at: Option<&(usize, &Run<'_, '_>)>| at.is_some_and(|(_, run)| run.values.len() == 1);
    let is_stray =
        figures.iter().any(|(_, run)| run.values.len() > 1) && (alone(figures.first()) || alone(figures.last()));
    let whole = whole && !(is_stray && run.values.len() == CELLS && !adds_up(&run.values));
    // A line filled up at its end may have lost a field.
    let whole = whole && !(fields && run.values.len() == CELLS && ends_in_gap(&run.values));
    let is_lost = ends_within_block(&run.values) || is_floated_anywhere(&run.values);
    let reading = if run.values.len() == CELLS && is_lost {
        RowReading::given_up(in_order, parse(&run.values))
    } else if trailing && whole {
        RowReading::placed(in_order, parse(&run.values), (0..CELLS).map(Some).collect())
    } else {
        RowReading::ordered(in_order, parse(&run.values), whole)
    };
    settle(&reading, out, &run);
}

/// Whether something else stands in the place of one of the header's words; then no cell is taken, and that is told.
fn is_foreign(runs: &[Run<'_, '_>], first: usize, last: &Run<'_, '_>, edition: EditionId, out: &mut TableOut) -> bool {
    let heads = runs.iter().skip(first.saturating_sub(ABOVE)).filter(|run| run.last_line <= last.last_line);
    let Some((head, missing)) = foreign_in(heads.flat_map(|run| run.labels.iter().copied())) else { return false };
    let said = head.raw.trim();
    let cells = addresses(edition, None);
    let finding = out.finding("label-deviation", Severity::Warning, head.at).with_excerpt(said);
    out.findings.push(finding.with_arg("found", said).with_arg("expected", missing).with_cells(cells.clone()));
    settle(&RowReading::given_up(cells, Vec::new()), out, last);
    true
}

fn has_figures(run: &Run<'_, '_>) -> bool {
    run.values.iter().any(|token| token.kind == Kind::Value)
}

/// Whether a figure of each kind of dispute follows a result other than the total, as where these are the columns.
fn is_row_of_result(run: &Run<'_, '_>) -> bool {
    let [parts @ .., _] = RESULTS;
    let names_result = parts.iter().any(|(word, _)| run.last_label() == *word);
    names_result && has_figures(run) && (2..RESULTS.len()).contains(&run.values.len())
}

/// Takes from the figures what stands around them: blank fields, numbers of the columns, a remark.
fn keep_own(values: &mut Vec<&Token<'_>>, fields: bool) {
    while values.len() > CELLS && fields && values.last().is_some_and(|token| token.kind == Kind::Blank) {
        values.pop();
    }
    let is_number = |token: &&Token<'_>| token.normal.parse::<u64>().is_ok();
    // A field before the row; all its figures add up, so that none of them is a stray one.
    let lead = values.iter().take_while(|token| token.kind == Kind::Blank).count();
    if fields
        && lead > 0
        && values.get(lead..).is_some_and(|own| own.len() == CELLS && own.iter().all(is_number) && adds_up(own))
    {
        values.drain(..lead);
    }
    let (numbers, below) = values.split_at(CELLS.min(values.len()));
    if below.len() == CELLS && numbers_columns(numbers, Some(below)) {
        values.drain(..CELLS);
    }
    if has_remark(values, CELLS) {
        values.truncate(CELLS);
    }
}

/// Reads three small tables, each with its own header.
fn read_small_tables(runs: &[Run<'_, '_>], figures: &[(usize, &Run<'_, '_>)], edition: EditionId, out: &mut TableOut) {
    // A small table's name may stand in a line of its own above it.
    let above: Vec<String> = figures
        .iter()
        .enumerate()
        .map(|(number, (index, _))| {
            let from = number.checked_sub(1).and_then(|before| figures.get(before)).map_or(0, |(before, _)| before + 1);
            runs.get(from..=*index).unwrap_or_default().iter().map(Run::text).collect()
        })
        .collect();
    let named: Vec<Option<&str>> = above.iter().map(|text| block_in(text)).collect();
    let twice = |block: &&str| named.iter().flatten().filter(|other| *other == block).count() > 1;
    let in_place = named.iter().zip(ORDER).all(|(named, block)| named.is_none_or(|named| named == block));
    let all = named.iter().all(Option::is_some) && !named.iter().flatten().any(twice);
    let unclear = above.iter().any(|text| text.contains("诉讼") && block_in(text).is_none());
    let otherwise = |run: &Run<'_, '_>| named_in_order(&run.labels, "recon").is_none() && contradicts(&run.text());
    if unclear || !(in_place || all) || figures.iter().any(|(_, run)| otherwise(run)) {
        return;
    }
    for (((_, run), block), named) in figures.iter().zip(ORDER).zip(named) {
        let named = named.unwrap_or(block);
        let full = addresses(edition, Some(named));
        let own = named_in_order(&run.labels, named).unwrap_or_else(|| full.clone());
        report_order(out, &own, run.at);
        let reading = RowReading::ordered(own, parse(&run.values), true);
        settle(&reading, out, run);
    }
}

/// Whether the last figures of a row, fewer than a block has, stand in the line below the others, and may be other cells':
/// the sums hold with the only one elsewhere, too, or do not hold.
fn is_floated_anywhere(values: &[&Token<'_>]) -> bool {
    let (Some(first), Some(last)) = (values.first(), values.last()) else { return false };
    let above = values.iter().take_while(|token| token.at == first.at).count();
    let below = values.get(above..).unwrap_or_default();
    let are_two_lines = above > 1 && (1..RESULTS.len()).contains(&below.len());
    if !are_two_lines || below.iter().any(|token| token.at != last.at) {
        return false;
    }
    if below.len() == 1 { !is_only_at_end(values, adds_up) } else { !adds_up(values) }
}

/// The kinds of dispute as the form orders them.
const ORDER: [&str; 3] = ["recon", "lit_direct", "lit_after_recon"];

/// What the rows of figures say of themselves.
enum Named {
    /// Nothing.
    None,
    /// Each its kind of dispute, and no two the same.
    Each(Vec<&'static str>),
    /// Some of them a kind, but not each its own.
    Unclear,
}

/// Rows that begin with their kind of dispute, below a header of the five results.
fn named_rows(figures: &[(usize, &Run<'_, '_>)]) -> Named {
    let name = |run: &Run<'_, '_>| run.last_label().to_owned();
    let is_name = |name: &str| !RESULTS.iter().any(|(word, _)| name.contains(word)) && is_header_word(name);
    let names: Vec<String> = figures.iter().map(|(_, run)| name(run)).collect();
    if figures.len() < 2 || !names.iter().any(|name| is_name(name)) {
        return Named::None;
    }
    let blocks: Option<Vec<&str>> = names.iter().map(|name| block_in(name)).collect();
    let five = figures.iter().all(|(_, run)| run.values.len() == RESULTS.len());
    match blocks {
        Some(blocks) if five && ORDER.iter().all(|of| blocks.iter().filter(|block| *block == of).count() <= 1) => {
            Named::Each(blocks)
        }
        _ => Named::Unclear,
    }
}

/// Words without the kinds of dispute among them.
fn results_only(words: &str) -> String {
    BLOCKS.iter().fold(words.replace("行政诉讼", ""), |words, (kind, _)| words.replace(kind, ""))
}

fn kinds_in_order(words: &str) -> bool {
    let without_results = RESULTS.iter().fold(words.to_owned(), |words, (result, _)| words.replace(result, ""));
    !contradicts(&without_results)
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
