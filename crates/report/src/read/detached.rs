//! Labels and figures that stand apart in a text, as text taken out of a page has them: first labels, then the figures of
//! several rows, or the figures above their label.

use std::collections::HashSet;

use super::align::{Alignment, Match};
use super::line::Kind;
use super::run::{Layout, Run};

/// What an office's own rows of sums say.
pub(super) const SUMS: [&str; 4] = ["小计", "合计", "总计", "占比"];

/// The runs whose figures may be another row's: they stand on other lines than their label, in a table in which some figures
/// stand below no row's label, or those of two rows below one; or beside them is a whole row of figures that is none of the
/// form's, whose label may be a piece of theirs. `cells` tells how many cells a row of the form has.
pub(super) fn runs(
    runs: &[Run<'_, '_>],
    alignment: &Alignment,
    cells: impl Fn(usize) -> usize,
    is_header: impl Fn(&str) -> bool,
    is_full: impl Fn(&Run<'_, '_>) -> bool,
) -> HashSet<usize> {
    let row = |at: usize| alignment.rows.get(at).copied().flatten().map(|(row, _)| row);
    let figures = |run: &Run<'_, '_>| run.values.iter().filter(|token| token.kind != Kind::Blank).count();
    // The rest of a row whose line was broken: together they have the row's figures.
    let completes = |at: usize| {
        let is_rest = |at: usize| row(at).is_none() && runs.get(at).is_some_and(|run| run.labels.is_empty());
        let first = (0..at).rev().find(|before| !is_rest(*before))?;
        let rest = (first + 1..runs.len()).take_while(|after| is_rest(*after));
        let found: usize = std::iter::once(first).chain(rest).filter_map(|at| runs.get(at)).map(figures).sum();
        Some(is_rest(at) && found == cells(row(first)?))
    };
    let is_ownerless = |(at, run): (usize, &Run<'_, '_>)| {
        let is_below_header =
            || run.labels.last().is_none_or(|label| is_header(&label.normal) || is_number(&label.normal));
        let is_other = || row(at).is_none() && completes(at) != Some(true);
        run.layout.is_text() && is_other() && holds_figures(run) && is_below_header()
    };
    // As many as two rows have; words among them are remarks.
    let has_anothers = |(at, run): (usize, &Run<'_, '_>)| {
        row(at).is_some_and(|row| run.apart && cells(row) > 0 && numbers(run).len() >= 2 * cells(row))
    };
    let any = runs.iter().enumerate().any(|run| is_ownerless(run) || has_anothers(run));
    // Words before the number of a label are another's rest.
    let is_cut = |run: &Run<'_, '_>| {
        run.layout.is_text() && run.labels.last().is_some_and(|label| is_number(&label.normal)) && holds_figures(run)
    };
    let doubtful = |(_, run): &(usize, &Run<'_, '_>)| (any && run.apart) || is_cut(run);
    let mut found: HashSet<usize> = runs.iter().enumerate().filter(doubtful).map(|(at, _)| at).collect();
    let is_nobodys = |at: usize| {
        let is_own = |run: &Run<'_, '_>| SUMS.iter().any(|sum| run.last_label().contains(sum));
        row(at).is_none() && runs.get(at).is_some_and(|run| run.layout.is_text() && is_full(run) && !is_own(run))
    };
    // The form's own words on the line of the figures leave no doubt whose these are.
    let is_sure = |at: usize| {
        let is_own = matches!(alignment.rows.get(at), Some(Some((_, Match::Form))));
        is_own && runs.get(at).is_some_and(|run| !run.apart)
    };
    let held: Vec<(usize, usize)> = (0..runs.len()).filter_map(|at| Some((at, row(at)?))).collect();
    for pair in held.windows(2) {
        let [(before, above), (after, below)] = pair else { continue };
        let nobodys = (before + 1..*after).filter(|at| is_nobodys(*at)).count();
        // As many rows of the form are wanting between them: it is these whose labels are damaged.
        if nobodys > below.saturating_sub(above + 1) {
            found.extend([*before, *after].into_iter().filter(|at| !is_sure(*at)));
        }
    }
    found
}

/// Whether a text is the number of a label without its words: 二、 3. （四）.
fn is_number(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十、.()".contains(c))
        && text.contains(['、', '.', ')'])
}

/// Whether words are made of these and nothing else, marks left aside.
pub(super) fn are_all(words: &str, these: impl Iterator<Item = String>) -> bool {
    let mut these: Vec<String> = these.collect();
    these.sort_by_key(|word| std::cmp::Reverse(word.len()));
    let rest = these.iter().fold(words.to_owned(), |rest, word| rest.replace(word.as_str(), ""));
    !words.is_empty() && !rest.contains(char::is_alphanumeric)
}

/// A run's figures, strokes and words left aside.
fn numbers<'r>(run: &'r Run<'_, '_>) -> Vec<&'r str> {
    let figures = run.values.iter().filter(|token| token.kind == Kind::Value).map(|token| token.normal.as_str());
    figures.filter(|figure| figure.contains(|c: char| c.is_ascii_digit())).collect()
}

/// Whether a run has figures, other than such as number the columns.
fn holds_figures(run: &Run<'_, '_>) -> bool {
    let figures = numbers(run);
    let is_number_of = |(at, figure): (usize, &&str)| figure.parse() == Ok(at + 1);
    let only_numbers = figures.len() > 1 && figures.iter().enumerate().all(is_number_of);
    !figures.is_empty() && !only_numbers
}

impl Layout {
    fn is_text(self) -> bool {
        matches!(self, Self::Stream | Self::Fields { .. })
    }
}
