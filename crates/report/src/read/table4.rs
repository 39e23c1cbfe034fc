//! Table 4: reconsiderations and lawsuits, fifteen figures in one row or in three small tables.

mod around;
mod grid;
mod heads;
mod letters;
mod said;
mod text;

use gongkai_documents::Place;
use gongkai_law::{Code, Severity};

use super::line::{Kind, Line, Token};
use super::place::RowReading;
use super::region::{Region, TableOut, edition_by_year};
use super::run::{Layout, Run};
use super::value;
use crate::cell::CellAddress;
use crate::edition::{EditionId, TableId, ValueType};
use crate::model::Finding;
use grid::read_grids;
use letters::read_letters;
use text::read_text;

const CELLS: usize = 15;
const BLOCKS: [(&str, &str); 3] =
    [("未经复议直接起诉", "lit_direct"), ("复议后起诉", "lit_after_recon"), ("行政复议", "recon")];
/// What tells a block, in the order to ask: 未经复议起诉 holds 经复议起诉, and 经行政复议后起诉 holds 行政复议.
const NAMES: [(&str, &str); 6] = [
    ("未经复议", "lit_direct"),
    ("直接起诉", "lit_direct"),
    ("复议后起诉", "lit_after_recon"),
    ("经复议起诉", "lit_after_recon"),
    ("经行政复议起诉", "lit_after_recon"),
    ("行政复议", "recon"),
];
const RESULTS: [(&str, &str); 5] = [
    ("结果维持", "upheld"),
    ("结果纠正", "corrected"),
    ("其他结果", "other"),
    ("尚未审结", "pending"),
    ("总计", "total"),
];

/// Reads table 4 from its region.
pub(super) fn read(region: &Region<'_, '_>, year: Option<i16>) -> TableOut {
    let edition = edition_by_year(year);
    let mut out = TableOut::new(TableId::T4, edition);
    let grids = read_grids(region, edition, &mut out);
    if !grids && !read_letters(region, edition, &mut out) {
        read_text(region, edition, &mut out);
    }
    if !out.found {
        return TableOut::new(TableId::T4, edition);
    }
    report_missing_blocks(&mut out);
    out
}

/// Blocks of the table of which nothing was found, nor told.
fn report_missing_blocks(out: &mut TableOut) {
    for (word, block) in BLOCKS {
        let cells = addresses(out.edition, Some(block));
        let is_told = |cell: &CellAddress| {
            out.cells.iter().any(|(found, _)| found == cell)
                || out.findings.iter().any(|finding| finding.cells.iter().any(|told| told == cell.as_str()))
        };
        if cells.iter().any(is_told) {
            continue;
        }
        let place = out.cells.iter().find_map(|(_, cell)| cell.at.clone());
        let finding = Finding::new(Code("row-missing"), Severity::Error, out.edition.basis(TableId::T4))
            .with_arg("row", word)
            .with_cells(cells);
        out.findings.push(match place {
            Some(place) => finding.with_place(place),
            None => finding,
        });
    }
}

fn addresses(edition: EditionId, block: Option<&str>) -> Vec<CellAddress> {
    edition
        .edition()
        .cells_of(TableId::T4)
        .map(|cell| cell.address)
        .filter(|address| block.is_none_or(|block| address.row() == block))
        .collect()
}

fn run_of<'l, 'a>(values: Vec<&'l Token<'a>>, layout: Layout, line: usize, at: &'a Place) -> Run<'l, 'a> {
    Run { labels: Vec::new(), values, layout, last_line: line, at, reach: 0, hanging: 0, apart: false, grown: false }
}

fn parse(values: &[&Token<'_>]) -> Vec<value::Parsed> {
    values.iter().map(|token| value::parse(token.raw, ValueType::NonNegativeInteger, None)).collect()
}

/// One row has no other rows that could show that its figures add up: arithmetic decides nothing here.
fn settle(reading: &RowReading, out: &mut TableOut, run: &Run<'_, '_>) {
    out.found = true;
    out.row(reading, run);
}

pub(super) fn is_result_header(line: &Line<'_>) -> bool {
    line.normal.contains("结果维持") || line.normal.contains("结果纠正") || line.normal.contains("尚未审结")
}

pub(super) fn is_figures(line: &Line<'_>) -> bool {
    let is_figure = |token: &&Token<'_>| token.kind != Kind::Label || is_short_text(token);
    let rest = line.tokens.iter().skip(names(line).len());
    let rest: Vec<&Token<'_>> = rest.take_while(|token| is_figure(token)).collect();
    // What comes after is a remark.
    let all = line.tokens.iter().all(|token| is_figure(&token));
    let most = rest.len() + names(line).len() + 1 >= line.tokens.len();
    let has_figure = rest.iter().any(|token| token.kind == Kind::Value);
    rest.len() >= 3 && (all || (most && has_figure))
}

/// The names a row of figures begins with.
fn names<'l, 'a>(line: &'l Line<'a>) -> &'l [Token<'a>] {
    let end = line.tokens.iter().position(|token| token.kind != Kind::Label || is_short_text(token));
    line.tokens.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// Figures that only number the columns: 1, 2, 3 and so on; those that begin with another number, or begin anew with each
/// block, only above as many figures that do not rise so.
fn numbers_columns(figures: &[&Token<'_>], below: Option<&[&Token<'_>]>) -> bool {
    let number = |token: &Token<'_>| number_of_column(&token.normal);
    let rises = |of: &[&Token<'_>]| {
        of.windows(2)
            .all(|pair| matches!(pair, [one, next] if number(one).is_some_and(|one| number(next) == Some(one + 1))))
    };
    let each_block_rises = |of: &[&Token<'_>]| of.chunks(RESULTS.len()).all(rises);
    if figures.len() < RESULTS.len() || !each_block_rises(figures) {
        return false;
    }
    let from_one = rises(figures) && figures.first().is_some_and(|first| number(first) == Some(1));
    from_one || below.is_some_and(|below| below.len() == figures.len() && !each_block_rises(below))
}

/// 1, (1), 第1栏.
fn number_of_column(text: &str) -> Option<u64> {
    let text = text.strip_prefix('第').map_or(text, |rest| rest.trim_end_matches(['栏', '列']));
    text.trim_start_matches('(').trim_end_matches(')').parse().ok()
}

/// A word in a figure's place, such as 无.
fn is_short_text(token: &Token<'_>) -> bool {
    let is_of = |(word, _): &(&str, &str)| token.normal.contains(word) || word.contains(token.normal.as_str());
    token.normal.chars().nth(2).is_none() && !RESULTS.iter().chain(&BLOCKS).any(is_of)
}

/// Whether the figures end in blanks that may stand for lost cells: unless they fill whole blocks of five, and before
/// them each is the sum that its last says.
fn ends_within_block(cells: &[&Token<'_>]) -> bool {
    let shown = cells.iter().rposition(|token| token.kind != Kind::Blank).map_or(0, |last| last + 1);
    // The three totals alone left blank.
    let is_total = |at: usize| (at + 1).is_multiple_of(RESULTS.len());
    if cells.len() == CELLS && (0..).zip(cells).all(|(at, token)| (token.kind == Kind::Blank) == is_total(at)) {
        return false;
    }
    let (figures, rest) = cells.split_at(shown.min(cells.len()));
    if figures.is_empty() || rest.is_empty() {
        return false;
    }
    if figures.iter().any(|token| token.kind == Kind::Blank) {
        // Where blanks stand among figures, only the sums of the blocks before the last can show that one moved.
        let whole = figures.len() / RESULTS.len() * RESULTS.len();
        return !adds_up(figures.get(..whole).unwrap_or_default());
    }
    !figures.len().is_multiple_of(RESULTS.len()) || !adds_up(figures)
}

/// Whether each five figures end in the sum of the four before.
fn adds_up(figures: &[&Token<'_>]) -> bool {
    figures.chunks(RESULTS.len()).all(|block| {
        // A blank among figures is a zero that nobody wrote.
        let figure = |token: &&Token<'_>| if token.kind == Kind::Blank { Some(0) } else { token.normal.parse().ok() };
        let figures: Option<Vec<u64>> = block.iter().map(figure).collect();
        let figures = figures.as_deref().and_then(<[_]>::split_last);
        figures.is_none_or(|(total, parts)| parts.iter().sum::<u64>() == *total)
    })
}

/// Tells when a header has the results in another order than the form.
fn report_order(out: &mut TableOut, addresses: &[CellAddress], at: &Place) {
    let found: Vec<&str> = addresses.iter().map(|address| address.column()).collect();
    let moved = found.chunks(RESULTS.len()).find(|block| !block.iter().copied().eq(RESULTS.map(|(_, id)| id)));
    if let Some(moved) = moved {
        let word = |id: &&str| RESULTS.iter().find(|(_, of)| of == id).map_or("", |(word, _)| *word);
        out.report_order(at, moved.iter().map(word), RESULTS.iter().map(|(word, _)| *word));
    }
}

/// The cells that the words of a text's header name one after the other, each block under the name said last; `None`
/// when they do not name whole blocks, each cell once.
fn named_in_order(words: &[&Token<'_>], first_block: &'static str) -> Option<Vec<CellAddress>> {
    // The names of both lawsuits stand in one line, the results of both in the next.
    let mut blocks = vec![first_block];
    let mut results = Vec::new();
    for word in words {
        if let Some((_, id)) = RESULTS.iter().find(|(result, _)| word.normal == *result) {
            results.push(*id);
        } else if let Some(block) = block_in(&word.normal)
            && word.normal.chars().count() <= 12
            && !blocks.contains(&block)
        {
            blocks.push(block);
        }
    }
    let is_whole = |block: &&[&str]| RESULTS.iter().all(|(_, id)| block.contains(id));
    let chunks: Vec<&[&str]> = results.chunks(RESULTS.len()).collect();
    if chunks.len() != blocks.len() || !chunks.iter().all(|block| block.len() == RESULTS.len() && is_whole(block)) {
        return None;
    }
    let named = blocks.iter().zip(chunks);
    named
        .flat_map(|(block, results)| results.iter().map(move |id| CellAddress::parse(&format!("t4.{block}.{id}"))))
        .collect()
}

/// The block a text names; the longer names first, since 行政复议 stands in titles too.
fn block_in(text: &str) -> Option<&'static str> {
    NAMES.iter().find(|(word, _)| text.contains(word)).map(|(_, id)| *id)
}
