//! Rows that a page or a line broke in two: half of the label and of the figures in one row, the rest in the next.

use std::collections::HashMap;

use gongkai_documents::Place;

use super::align::{Alignment, RowLabel};
use super::line::{Kind, Token};
use super::normal::{core, likeness, normal};
use super::run::{Layout, Run};

/// From here on two halves are taken for the form's label.
const ALIKE: f64 = 0.92;

/// What is known of a row that may have been broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// Its label is in two rows, and so are its figures: neither row has them.
    Halves,
    /// A figure without a label beside it stands next to it: it may be a part of one of its own.
    Stray,
}

/// The rows that may have been broken, by the number of their run.
pub(super) fn cut_rows(runs: &[Run<'_, '_>], alignment: &Alignment, labels: &[RowLabel]) -> HashMap<usize, Cut> {
    let row_of = |index: usize| {
        let (row, _) = alignment.rows.get(index).copied().flatten()?;
        labels.get(row)
    };
    // As many figures as the row above, where the form's next row is not there: that is the row, without its label.
    let lost_its_label = |index: usize, lower: &Run<'_, '_>| {
        let row = alignment.rows.get(index).copied().flatten().map(|(row, _)| row + 1);
        let is_held = |row: usize| alignment.rows.iter().flatten().any(|(held, _)| *held == row);
        // Without a cell for its label the row begins a column too far left.
        let all = |run: &Run<'_, '_>| run.labels.iter().chain(&run.values).filter(|t| t.kind == Kind::Value).count();
        let as_many = runs.get(index).is_some_and(|upper| all(upper) == all(lower));
        as_many && row.is_some_and(|row| row < labels.len() && !is_held(row))
    };
    let mut cut = HashMap::new();
    for (index, pair) in runs.windows(2).enumerate() {
        let [upper, lower] = pair else { continue };
        match (row_of(index), row_of(index + 1)) {
            (Some(row), None) if is_half(upper, lower, row) && holds_figures(lower) => {
                cut.insert(index, Cut::Halves);
            }
            (None, Some(row)) if is_half(upper, lower, row) && holds_figures(upper) => {
                cut.insert(index + 1, Cut::Halves);
            }
            (Some(_), None) if is_grid(upper) && is_stray(upper, lower) && !lost_its_label(index, lower) => {
                cut.insert(index, Cut::Stray);
            }
            _ => {}
        }
    }
    for (index, run) in runs.iter().enumerate() {
        if row_of(index).is_some_and(|row| ends_in_figure(run, row)) {
            cut.insert(index, Cut::Stray);
        }
    }
    cut
}

fn is_grid(run: &Run<'_, '_>) -> bool {
    matches!(run.layout, Layout::Grid { .. })
}

fn holds_figures(run: &Run<'_, '_>) -> bool {
    run.values.iter().any(|token| token.kind == Kind::Value)
}

/// Whether two rows of grids have the label of the form between them, each a part of it.
fn is_half(upper: &Run<'_, '_>, lower: &Run<'_, '_>, row: &RowLabel) -> bool {
    let has_figures = |run: &Run<'_, '_>| run.values.iter().any(|token| token.kind == Kind::Value);
    // A page may have left all figures in one of the halves.
    if !(is_grid(upper) && is_grid(lower) && (has_figures(upper) || has_figures(lower))) {
        return false;
    }
    let (first, second) = (upper.last_label(), lower.last_label());
    let form = normal(row.printed);
    let whole = |label: &str| likeness(core(label), core(&form)) >= ALIKE;
    !first.is_empty() && !second.is_empty() && !whole(first) && !whole(second) && whole(&format!("{first}{second}"))
}

/// Whether below a row, in its table or in the next line of a text file, stand figures and no word.
fn is_stray(row: &Run<'_, '_>, below: &Run<'_, '_>) -> bool {
    let in_lines = matches!((row.at, below.at), (Place::Line { .. }, Place::Line { .. }));
    let mut shown = below.labels.iter().chain(&below.values).filter(|token| token.kind != Kind::Blank).peekable();
    let is_figure = |token: &&&Token<'_>| token.kind == Kind::Value && token.normal.chars().all(|c| c.is_ascii_digit());
    (is_grid(below) || in_lines) && shown.peek().is_some() && shown.all(|token| is_figure(&token))
}

/// Whether a label is the form's with a figure behind it.
fn ends_in_figure(run: &Run<'_, '_>, row: &RowLabel) -> bool {
    let form = normal(row.printed);
    let rest = run.last_label().strip_prefix(form.as_str());
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(|c| c.is_ascii_digit()))
}
