//! Text with one cell a line that keeps its blank cells as empty lines, as a word processor saves a table.

use super::line::{Kind, Line, Token};
use super::run::{Layout, Run, with_empty_cells};

/// Fewer rows than this do not show that empty lines are cells.
const FEWEST: usize = 5;

/// The rows of such a text, each with just its cells; `None` where any row, from the first figure to the last, has other
/// than `cells` lines, so that the empty ones may be something else.
///
/// A label over several rows leaves an empty line in each but its first, before the row's own label: `depth` says how many
/// labels lead to a row. Two figures or two empty lines follow each other somewhere, so these do not stand between cells; a
/// row of several cells ends in a figure, so they do not stand between rows.
pub(super) fn rows<'l, 'a>(
    lines: &'l [Line<'a>],
    offset: usize,
    cells: &dyn Fn(&Run<'l, 'a>) -> usize,
    depth: &dyn Fn(&Run<'l, 'a>) -> usize,
) -> Option<Vec<Run<'l, 'a>>> {
    if !lines.iter().any(Line::is_empty_text) || lines.iter().any(Line::is_grid) {
        return None;
    }
    let is_figure = |token: &&Token<'_>| token.kind == Kind::Value;
    let mut runs = with_empty_cells(lines, offset);
    let holds_figure = |run: &Run<'_, '_>| run.values.iter().any(is_figure);
    let (first, last) = (runs.iter().position(holds_figure)?, runs.iter().rposition(holds_figure)?);
    // What is no cell of its row: for each row, how many lines.
    let over: Option<Vec<usize>> =
        runs.get(first..=last)?.iter().map(|run| run.values.len().checked_sub(cells(run))).collect();
    let over = over?;
    let follows = |(over, next): (&usize, &Run<'l, 'a>)| over + next.labels.len() == depth(next);
    let is_row = |run: &Run<'_, '_>| run.layout == Layout::Stream && !run.labels.is_empty();
    if over.len() < FEWEST
        || !runs.get(first..=last)?.iter().all(is_row)
        || !over.iter().zip(runs.get(first + 1..=last)?).all(follows)
    {
        return None;
    }
    for (run, over) in runs.iter_mut().skip(first).zip(over) {
        let rest = run.values.split_off(run.values.len() - over);
        if rest.iter().any(|token| token.kind != Kind::Blank) {
            return None;
        }
    }
    let rows = runs.get(first..=last)?;
    let follow = |run: &Run<'_, '_>| {
        let from = run.values.iter().position(is_figure).unwrap_or_default();
        run.values.iter().skip(from).zip(run.values.iter().skip(from + 1)).any(|(one, next)| one.kind == next.kind)
    };
    let ends = |run: &Run<'_, '_>| run.values.len() > 1 && run.values.last().is_some_and(is_figure);
    (rows.iter().any(follow) && rows.iter().any(ends)).then_some(runs)
}
