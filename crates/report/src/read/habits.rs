//! What the rows of a text layout have in common: how many fields, where the figures begin, what fills a line up.

use super::line::{Kind, Token};
use super::run::{Layout, Run};
use super::value::is_missing_mark;

/// Fewer full rows than this show no habit.
const FEWEST: usize = 3;

/// What the rows of a table have in common.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Fields of a usual line, when most lines agree.
    pub(super) fields: Option<usize>,
    /// How many fields each line has behind its label beside the form's, when all lines agree.
    fillers: Option<usize>,
    /// Every line has as many fields behind its label as the form has cells.
    pub(super) is_exact: bool,
    /// Full lines are filled up with blank fields after their figures.
    pub(super) filled_up: bool,
    /// Blank lines of the next row's merged label cells follow the values of a stream.
    pub(super) trailing_blanks: bool,
    /// Blank fields between the last label and the first figure of each full line.
    paddings: Vec<usize>,
    /// The field in which the figures of each full line begin.
    starts: Vec<u32>,
    /// Rows in which the last cell alone is blank.
    gaps: usize,
    /// For each row of a grid its table and the cells beside its labels, those that reach down into it among them.
    widths: Vec<(usize, usize)>,
    /// For each row of a grid its table with its cells in the form, and the column up to which it reaches.
    reaches: Vec<((usize, usize), u32)>,
    /// For each row of a stream that holds a figure whether the last of its cells is blank.
    open_ends: Vec<bool>,
    /// Whether words stand behind all figures of some row of text.
    remarks: bool,
    /// How many cells each row of text that holds a figure has more than the form's, or fewer.
    surpluses: Vec<i64>,
    /// For each row of a grid with more cells than the form's its table, and whether something stands in the last.
    ends: Vec<(usize, bool)>,
}

impl Habits {
    /// The habits of runs, each with the figures its row has in the form.
    pub(super) fn of<'r, 'l: 'r, 'a: 'l>(rows: impl Iterator<Item = (&'r Run<'l, 'a>, usize)>) -> Self {
        let mut habits = Self::default();
        let (mut fields, mut fillers) = (Vec::new(), Vec::new());
        let rows: Vec<(&Run<'_, '_>, usize)> = rows.collect();
        for (run, cells) in &rows {
            let cells = *cells;
            match run.layout {
                Layout::Fields { fields: count } => {
                    habits.remarks |= has_remark(own(run), cells);
                    fields.push(count);
                    fillers.push(run.values.len().saturating_sub(cells));
                    habits.surpluses.extend(surplus(run, cells));
                    if run.values.iter().filter(|token| token.kind == Kind::Value).count() == cells {
                        habits.full_line(run);
                    }
                }
                Layout::Stream => {
                    habits.remarks |= has_remark(&run.values, cells);
                    let holds_figure = run.values.iter().any(|token| token.kind == Kind::Value);
                    let last = cells.checked_sub(1).and_then(|last| run.values.get(last)).filter(|_| holds_figure);
                    habits.open_ends.extend(last.map(|last| last.kind == Kind::Blank));
                    habits.surpluses.extend(surplus(run, cells));
                    let figures = run.values.iter().take_while(|token| token.kind == Kind::Value).count();
                    habits.trailing_blanks |= figures == cells && run.values.len() > cells;
                }
                Layout::Grid { table } => {
                    habits.widths.push((table, run.values.len() + run.hanging));
                    habits.reaches.push(((table, cells), run.reach));
                    if let Some(last) = run.values.get(cells..).and_then(<[_]>::last) {
                        habits.ends.push((table, last.kind != Kind::Blank));
                    }
                }
            }
        }
        habits.fields = usual(&fields);
        let lines = || rows.iter().filter(|(run, _)| matches!(run.layout, Layout::Fields { .. }));
        habits.is_exact = fields.len() >= FEWEST && lines().all(|(run, cells)| run.values.len() == *cells);
        let is_usual = |first: &usize| fillers.len() >= FEWEST && fillers.iter().all(|of| of == first);
        habits.fillers = fillers.first().copied().filter(is_usual);
        habits.gaps = rows.iter().filter(|(run, cells)| habits.has_gap(run, *cells)).count();
        habits
    }

    fn has_gap(&self, run: &Run<'_, '_>, cells: usize) -> bool {
        let from = match run.layout {
            Layout::Stream => return false,
            Layout::Grid { .. } => 0,
            Layout::Fields { .. } => self.padding(run),
        };
        run.values.get(from..from + cells).is_some_and(ends_in_gap)
    }

    /// Blank fields before a line's figures: up to the field in which they begin, else as many as usual.
    fn padding(&self, run: &Run<'_, '_>) -> usize {
        let by_column = |start: u32| run.values.iter().position(|token| token.column == start);
        self.start().and_then(by_column).or_else(|| self.usual_padding()).unwrap_or_else(|| self.least_padding())
    }

    fn full_line(&mut self, run: &Run<'_, '_>) {
        self.filled_up |= run.values.last().is_some_and(|token| token.kind == Kind::Blank);
        self.starts.extend(run.values.iter().find(|token| token.kind == Kind::Value).map(|token| token.column));
        self.paddings.push(run.values.iter().take_while(|token| token.kind == Kind::Blank).count());
    }

    /// Blank fields before the figures in every full line, when there are enough to show it.
    pub(super) fn least_padding(&self) -> usize {
        self.paddings.iter().copied().min().filter(|_| self.paddings.len() >= FEWEST).unwrap_or(0)
    }

    /// Blank fields before the figures in most full lines.
    pub(super) fn usual_padding(&self) -> Option<usize> {
        (self.paddings.len() >= FEWEST).then(|| usual(&self.paddings)).flatten()
    }

    /// The field in which the figures begin, when every full line agrees: each column keeps its place.
    pub(super) fn start(&self) -> Option<u32> {
        let first = self.starts.first().filter(|_| self.starts.len() >= FEWEST)?;
        self.starts.iter().all(|start| start == first).then_some(*first)
    }

    /// Whether in a row, as in no other, the last cell alone is blank: it may have lost a cell and been filled up at its
    /// end.
    pub(super) fn is_lone_gap(&self, run: &Run<'_, '_>, cells: usize) -> bool {
        self.gaps <= 1 && self.has_gap(run, cells)
    }

    /// Cells beside the labels in a usual row of a grid, when most rows agree.
    pub(super) fn width(&self, table: usize) -> Option<usize> {
        usual_of(&self.widths, table)
    }

    /// Whether a row ends before most others of its table do, or, in text, has as many figures as the form where most rows
    /// have another number: it has lost one, or gained one, though as many are left as the form has. `header_reach` is the column up to which the
    /// header of a grid reaches, for tables too small to have habits.
    pub(super) fn is_short(&self, run: &Run<'_, '_>, cells: usize, header_reach: Option<u32>) -> bool {
        match run.layout {
            Layout::Grid { table } => {
                let usual = usual_of(&self.reaches, (table, cells));
                // A header may reach further than all rows do.
                let ends_early = match header_reach {
                    Some(header) => run.reach < header && usual != Some(run.reach),
                    None => usual.is_some_and(|usual| run.reach < usual),
                };
                ends_early || self.is_emptied(run, cells, table)
            }
            Layout::Fields { .. } | Layout::Stream => {
                let usual = (self.surpluses.len() >= FEWEST).then(|| usual(&self.surpluses)).flatten();
                // A remark in the last figure's place: the row may have lost one.
                let last = cells.checked_sub(1).and_then(|last| run.values.get(last));
                let ends_in_words =
                    last.is_some_and(|last| last.kind == Kind::Label || (self.remarks && last.is_words()));
                ends_in_words || usual.is_some_and(|usual| usual != 0) && surplus(run, cells) == Some(0)
            }
        }
    }

    /// Whether the rows of a stream end in a blank as a habit.
    pub(super) fn ends_open(&self) -> bool {
        self.open_ends.len() >= FEWEST && usual(&self.open_ends) == Some(true)
    }

    /// Whether the last of its cells beside the form's is blank where most rows of the table have something there: the
    /// row may have lost a cell and been filled up.
    fn is_emptied(&self, run: &Run<'_, '_>, cells: usize, table: usize) -> bool {
        let is_blank = run.values.get(cells..).and_then(<[_]>::last).is_some_and(|last| last.kind == Kind::Blank);
        is_blank && usual_of(&self.ends, table) == Some(true)
    }

    /// Whether a line of so many fields, with so many values for so many cells, may have lost none. Where lines are filled
    /// up, a lost cell would move a filler into its place.
    pub(super) fn is_whole(&self, fields: usize, values: usize, cells: usize) -> bool {
        !self.filled_up || self.fields == Some(fields) || self.fillers == values.checked_sub(cells)
    }
}

/// Whether all of a row's cells but the last hold something. A row with cells marked as not found kept its places.
pub(super) fn ends_in_gap(cells: &[&Token<'_>]) -> bool {
    cells.split_last().is_some_and(|(last, before)| {
        last.kind == Kind::Blank
            && !before.is_empty()
            && before.iter().all(|token| token.kind == Kind::Value && !is_missing_mark(token.raw))
    })
}

/// A row's values without the blank fields before them.
fn own<'r, 'l, 'a>(run: &'r Run<'l, 'a>) -> &'r [&'l Token<'a>] {
    let lead = run.values.iter().take_while(|token| token.kind == Kind::Blank).count();
    run.values.get(lead..).unwrap_or_default()
}

/// Whether behind as many figures as a row has cells stand words: what the office remarked, and nothing of the form's.
pub(super) fn has_remark(values: &[&Token<'_>], cells: usize) -> bool {
    let (own, behind) = values.split_at(cells.min(values.len()));
    own.iter().all(|token| token.kind == Kind::Value && !token.is_words())
        && behind.iter().any(|token| token.is_remark())
        && behind.iter().all(|token| token.kind == Kind::Blank || token.is_remark())
}

/// How many cells a row has more than the form's, or fewer, blanks behind these left aside; `None` for one of blanks.
fn surplus(run: &Run<'_, '_>, cells: usize) -> Option<i64> {
    let is_blank = |token: &&Token<'_>| token.kind == Kind::Blank;
    if run.values.iter().all(is_blank) {
        return None;
    }
    let behind = run.values.iter().skip(cells).rev().take_while(|token| is_blank(token)).count();
    let count = |of: usize| i64::try_from(of).unwrap_or(i64::MAX);
    Some(count(run.values.len().saturating_sub(behind)).saturating_sub(count(cells)))
}

/// What three in five rows of a table agree on.
fn usual_of<K: PartialEq, T: Copy + Ord>(rows: &[(K, T)], table: K) -> Option<T> {
    let own: Vec<T> = rows.iter().filter(|(of, _)| *of == table).map(|(_, what)| *what).collect();
    (own.len() >= FEWEST).then(|| usual(&own)).flatten()
}

/// What three in five agree on; the greatest should there be a doubt.
fn usual<T: Copy + Ord>(counts: &[T]) -> Option<T> {
    let frequency = |value: &T| counts.iter().filter(|other| *other == value).count();
    counts.iter().copied().filter(|value| frequency(value) * 5 >= counts.len() * 3).max()
}
