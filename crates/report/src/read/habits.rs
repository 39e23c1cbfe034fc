//! What the rows of a text layout have in common: how many fields, where the figures begin, what fills a line up.

use super::line::{Kind, Token};
use super::run::{Layout, Run};

/// Fewer full rows than this show no habit.
const FEWEST: usize = 3;

/// What the rows of a table have in common.
#[derive(Debug, Default)]
pub(super) struct Habits {
    /// Fields of a usual line, when most lines agree.
    pub(super) fields: Option<usize>,
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
    /// For each row of a grid its table and the cells beside its labels.
    widths: Vec<(usize, usize)>,
}

impl Habits {
    /// The habits of runs, each with the figures its row has in the form.
    pub(super) fn of<'r, 'l: 'r, 'a: 'l>(rows: impl Iterator<Item = (&'r Run<'l, 'a>, usize)>) -> Self {
        let mut habits = Self::default();
        let mut fields = Vec::new();
        let rows: Vec<(&Run<'_, '_>, usize)> = rows.collect();
        for (run, cells) in &rows {
            let cells = *cells;
            match run.layout {
                Layout::Fields { fields: count } => {
                    fields.push(count);
                    if run.values.iter().filter(|token| token.kind == Kind::Value).count() == cells {
                        habits.full_line(run);
                    }
                }
                Layout::Stream => {
                    let figures = run.values.iter().take_while(|token| token.kind == Kind::Value).count();
                    habits.trailing_blanks |= figures == cells && run.values.len() > cells;
                }
                Layout::Grid { table } => {
                    habits.widths.push((table, run.values.len()));
                }
            }
        }
        habits.fields = usual(&fields);
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

    /// Blank fields before the figures in every full line.
    pub(super) fn least_padding(&self) -> usize {
        self.paddings.iter().copied().min().unwrap_or(0)
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
        let own: Vec<usize> = self.widths.iter().filter(|(of, _)| *of == table).map(|(_, width)| *width).collect();
        (own.len() >= FEWEST).then(|| usual(&own)).flatten()
    }

    /// Whether a line of so many fields may have lost none. Where lines are filled up, a lost cell would move a filler
    /// into its place.
    pub(super) fn is_whole(&self, fields: usize) -> bool {
        !self.filled_up || self.fields == Some(fields)
    }
}

/// Whether all of a row's cells but the last hold something.
pub(super) fn ends_in_gap(cells: &[&Token<'_>]) -> bool {
    cells.split_last().is_some_and(|(last, before)| {
        last.kind == Kind::Blank && !before.is_empty() && before.iter().all(|token| token.kind == Kind::Value)
    })
}

/// The number that three in five agree on; the greatest should there be a doubt.
fn usual(counts: &[usize]) -> Option<usize> {
    let frequency = |value: &usize| counts.iter().filter(|other| *other == value).count();
    counts.iter().copied().filter(|value| frequency(value) * 5 >= counts.len() * 3).max()
}
