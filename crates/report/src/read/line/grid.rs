//! Tab-separated lines that keep their columns, as rows of a grid.

use std::collections::HashSet;

use super::{Kind, Line, Source, Token};
use crate::read::page_number::is_page_number;

/// Lines of fewer fields than this are no table of the form.
const FEWEST_FIELDS: usize = 4;
/// Fewer lines than these show no habit.
const FEWEST_LINES: usize = 3;

/// Makes rows of a grid of tab-separated lines that follow each other, over page numbers too, and have as many fields each; those of a header may
/// have lost blank ones at their ends. Where one line of figures has another number, or figures in a column of labels,
/// nobody knows which field it lost, and all stay lines. `next` is the number of the next table.
pub(super) fn take_for_grids(lines: &mut [Line<'_>], mut next: usize) {
    let mut start = 0;
    while start < lines.len() {
        let rest = lines.get(start..).unwrap_or_default();
        let is_between = |line: &&Line<'_>| line.is_empty_text() || is_page_number(&line.normal);
        let length = rest.iter().take_while(|line| is_tabbed(line) || is_between(line)).count();
        // The rest of a broken line's last figure.
        let goes_on = rest.get(length).is_some_and(|line| line.tokens.iter().all(is_figure));
        if let Some(block) = lines.get_mut(start..start + length).filter(|_| !goes_on)
            && keeps_columns(block)
        {
            for line in block.iter_mut().filter(|line| is_tabbed(line)) {
                (line.source, line.raw) = (Source::Grid { table: next }, "");
                line.reach = fields(line);
            }
            next += 1;
        }
        start += length + 1;
    }
}

fn is_tabbed(line: &Line<'_>) -> bool {
    line.source == Source::Text { heading: None } && line.raw.contains('\t')
}

fn fields(line: &Line<'_>) -> u32 {
    u32::try_from(line.tokens.len()).unwrap_or(u32::MAX)
}

fn keeps_columns(block: &[Line<'_>]) -> bool {
    let rows: Vec<&Line<'_>> = block.iter().filter(|line| is_tabbed(line)).collect();
    let is_figures = |line: &&Line<'_>| line.tokens.iter().any(is_figure);
    let header = rows.iter().take_while(|line| !is_figures(line)).count();
    let (header, body) = rows.split_at(header);
    let Some(width) = body.first().map(|line| line.tokens.len()) else { return false };
    let holds_figures = |column: &usize| body.iter().any(|line| line.tokens.get(*column).is_some_and(is_figure));
    // A table almost all of which is blank may have lost the fields that would show its columns.
    let is_filled_in = (0..width).filter(holds_figures).count() * 5 >= width * 3;
    width >= FEWEST_FIELDS
        && rows.len() >= FEWEST_LINES
        && is_filled_in
        && body.iter().all(|line| line.tokens.len() == width)
        && header.iter().all(|line| line.tokens.len() == width || (line.tokens.len() < width && begins_blank(line)))
        && (0..width).all(|column| holds_one_kind(body, column))
        && names_each(&rows)
}

/// Whether above each column of figures, in just that field, stands a word. A header whose merged cells are one field each
/// has its words elsewhere.
fn names_each(rows: &[&Line<'_>]) -> bool {
    let columns = |in_figures: bool| -> HashSet<u32> {
        let rows = rows.iter().filter(|line| line.tokens.iter().any(is_figure) == in_figures);
        let shown = rows.flat_map(|line| &line.tokens);
        let shown = shown.filter(|token| if in_figures { is_figure(token) } else { token.kind == Kind::Label });
        shown.map(|token| token.column).collect()
    };
    columns(true).is_subset(&columns(false))
}

/// A value that can stand for a number: no word such as 无.
fn is_figure(token: &Token<'_>) -> bool {
    token.kind == Kind::Value && !token.is_words()
}

fn begins_blank(line: &Line<'_>) -> bool {
    line.tokens.first().is_some_and(|first| first.kind == Kind::Blank)
}

/// Whether a column has labels in its rows of figures, or figures, but not both.
fn holds_one_kind(body: &[&Line<'_>], column: usize) -> bool {
    let rows = body.iter().filter(|line| line.tokens.iter().any(is_figure));
    let (mut labels, mut figures) = (false, false);
    for token in rows.filter_map(|line| line.tokens.get(column)) {
        labels |= token.kind == Kind::Label;
        figures |= is_figure(token);
    }
    !(labels && figures)
}
