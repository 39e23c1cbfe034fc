//! Table 4: reconsiderations and lawsuits, fifteen figures in one row or in three small tables.

use gongkai_documents::Place;
use gongkai_law::{Code, Severity};

use super::habits::ends_in_gap;
use super::line::{Kind, Line, Source, Token};
use super::place::RowReading;
use super::region::{Region, TableOut, edition_by_year};
use super::run::{Layout, Run, runs};
use super::value;
use crate::cell::CellAddress;
use crate::edition::{EditionId, TableId, ValueType};
use crate::model::Finding;

const CELLS: usize = 15;
const BLOCKS: [(&str, &str); 3] =
    [("未经复议直接起诉", "lit_direct"), ("复议后起诉", "lit_after_recon"), ("行政复议", "recon")];
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
    if !grids {
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
    Run { labels: Vec::new(), values, layout, last_line: line, at }
}

fn parse(values: &[&Token<'_>]) -> Vec<value::Parsed> {
    values.iter().map(|token| value::parse(token.raw, ValueType::NonNegativeInteger, None)).collect()
}

/// One row has no other rows that could show that its figures add up: arithmetic decides nothing here.
fn settle(reading: &RowReading, out: &mut TableOut, run: &Run<'_, '_>) {
    out.found = true;
    out.row(reading, run);
}

/// Reads grid tables; false when there is none with figures.
fn read_grids(region: &Region<'_, '_>, edition: EditionId, out: &mut TableOut) -> bool {
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
        let is_row = is_figures(line) && !numbers_columns(line) && !names_units(line);
        if is_row
            && let Some((_, of, _)) = read.as_ref().filter(|(of, _, width)| (*of, *width) == (table, width_of(line)))
        {
            header.clone_from(of);
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
        let reading = around.place(&run);
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

/// The cells of a row beside its names.
fn width_of(line: &Line<'_>) -> usize {
    line.tokens.len() - names(line).len()
}

/// The names a row of figures begins with.
fn names<'l, 'a>(line: &'l Line<'a>) -> &'l [Token<'a>] {
    let end = line.tokens.iter().position(|token| token.kind != Kind::Label || is_short_text(token));
    line.tokens.get(..end.unwrap_or(0)).unwrap_or_default()
}

/// A row that numbers the columns: 1, 2, 3 and so on.
fn numbers_columns(line: &Line<'_>) -> bool {
    line.tokens.len() >= 5 && line.tokens.iter().zip(1_u32..).all(|(token, number)| token.normal == number.to_string())
}

/// A row that names the unit of each column.
fn names_units(line: &Line<'_>) -> bool {
    line.tokens.iter().all(|token| value::COUNT.contains(&token.normal.as_str()))
}

/// A word in a figure's place, such as 无.
fn is_short_text(token: &Token<'_>) -> bool {
    let result = RESULTS.iter().any(|(word, _)| token.normal.contains(word) || word.contains(token.normal.as_str()));
    let block = BLOCKS.iter().any(|(word, _)| token.normal.contains(word) || word.contains(token.normal.as_str()));
    token.normal.chars().count() <= 2 && !result && !block
}

/// What stands around a row of figures.
struct Around<'r> {
    header: &'r [&'r Line<'r>],
    /// The text between the table before and this one.
    above: &'r str,
    /// The names the row begins with.
    name: String,
    edition: EditionId,
}

impl Around<'_> {
    /// The cells of the form that are asked for: all, or those of the one block that the row or the header names.
    fn asked(&self) -> (Option<&'static str>, Vec<CellAddress>) {
        let text: String = self.header.iter().map(|row| row.normal.as_str()).collect();
        let leaves: usize = RESULTS.iter().map(|(word, _)| text.matches(word).count()).sum();
        let block = match block_in(&self.name) {
            _ if leaves > RESULTS.len() => None,
            Some(block) => Some(block),
            // Which of the two lawsuits, it does not say.
            None if self.name.contains("诉讼") => None,
            None => block_in(&text).or_else(|| block_in(self.above)),
        };
        (block, addresses(self.edition, block))
    }

    /// The cell under whose words each value stands, when these name whole blocks of the form, each cell once.
    fn under_words(&self, values: &[&Token<'_>]) -> Option<Vec<CellAddress>> {
        let (outer_block, _) = self.asked();
        let named = outer_block.filter(|_| block_in(&self.name).is_some());
        let placed = values.iter().map(|token| {
            let result = result_above(token, self.header)?;
            let block = named.or_else(|| block_above(token, self.header)).or(outer_block)?;
            CellAddress::parse(&format!("t4.{block}.{result}"))
        });
        let mut placed: Vec<CellAddress> = placed.collect::<Option<_>>()?;
        let blocks = BLOCKS.map(|(_, block)| addresses(self.edition, Some(block)));
        let named = blocks.into_iter().filter(|cells| cells.iter().any(|cell| placed.contains(cell)));
        let mut whole: Vec<CellAddress> = named.flatten().collect();
        let found = placed.clone();
        placed.sort_unstable();
        whole.sort_unstable();
        (!found.is_empty() && placed == whole).then_some(found)
    }

    /// A row's figures without its name, units and columns of the office's own, when what is left is just the form's.
    fn figures<'l, 'a>(&self, line: &'l Line<'a>) -> Vec<&'l Token<'a>> {
        let own: Vec<&Token<'_>> = line.tokens.iter().filter(|token| !self.is_aside(token)).collect();
        if self.under_words(&own).is_some() { own } else { line.tokens.iter().skip(names(line).len()).collect() }
    }

    /// Whether a cell stands under no result, and is no figure or stands under another word.
    fn is_aside(&self, token: &Token<'_>) -> bool {
        let mut above = self.header.iter().flat_map(|row| &row.tokens).filter(|head| covers(head, token));
        result_above(token, self.header).is_none()
            && (token.kind != Kind::Value
                || above.any(|head| head.kind == Kind::Label && block_in(&head.normal).is_none()))
    }

    /// Places a row by the headers above each of its columns, else by order.
    fn place(&self, run: &Run<'_, '_>) -> RowReading {
        let cells = self.under_words(&run.values).unwrap_or_else(|| self.asked().1);
        // A row filled up at its end may have lost a cell.
        RowReading::ordered(cells, parse(&run.values), !ends_in_gap(&run.values))
    }
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

fn covers(head: &Token<'_>, token: &Token<'_>) -> bool {
    head.column <= token.column && token.column < head.column + head.span
}

fn result_above(token: &Token<'_>, header: &[&Line<'_>]) -> Option<&'static str> {
    header
        .iter()
        .rev()
        .flat_map(|row| &row.tokens)
        .filter(|head| covers(head, token))
        .find_map(|head| RESULTS.iter().find(|(word, _)| head.normal == *word).map(|(_, id)| *id))
}

fn block_above(token: &Token<'_>, header: &[&Line<'_>]) -> Option<&'static str> {
    header
        .iter()
        .rev()
        .flat_map(|row| &row.tokens)
        .filter(|head| covers(head, token))
        .find_map(|head| block_in(&head.normal))
}

/// The block a text names; the longer names first, since 行政复议 stands in titles too.
fn block_in(text: &str) -> Option<&'static str> {
    BLOCKS.iter().find(|(word, _)| text.contains(word)).map(|(_, id)| *id)
}

/// Reads the table from lines of text.
fn read_text(region: &Region<'_, '_>, edition: EditionId, out: &mut TableOut) {
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
