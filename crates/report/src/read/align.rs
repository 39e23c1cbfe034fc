//! Runs matched to the rows of the form: same order, best likeness.

use std::cmp::Ordering;

use super::joint;
use super::line::Kind;
use super::normal::{core, likeness, normal};
use super::run::{Layout, Run};

/// A row of the form as its label is compared.
#[derive(Debug, Clone)]
pub(super) struct RowLabel {
    /// Row id, the middle part of the cell address.
    pub(super) id: &'static str,
    /// The printed label.
    pub(super) printed: &'static str,
    label: Words,
    variants: Vec<Words>,
    /// The band printed before it, when this is the band's first row.
    pub(super) band: Option<(&'static str, String)>,
}

impl RowLabel {
    pub(super) fn new(
        id: &'static str,
        printed: &'static str,
        variants: impl IntoIterator<Item = &'static str>,
        band: Option<&'static str>,
    ) -> Self {
        Self {
            id,
            printed,
            label: Words::of(printed),
            variants: variants.into_iter().map(Words::of).collect(),
            band: band.map(|text| (text, normal(text))),
        }
    }

    /// The printed label in normal form.
    pub(super) fn normal(&self) -> &str {
        &self.label.normal
    }

    /// What a label may call the row: its words, those before what is explained in brackets, and those that alone are its own.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let core = self.label.core.as_str();
        let own = core.strip_suffix("政府信息公开申请数量");
        let variants = self.variants.iter().map(|variant| variant.core.as_str());
        std::iter::once(core).chain(self.label.head.as_deref()).chain(own).chain(variants)
    }

    /// Whether a text in normal form is the printed label.
    pub(super) fn is(&self, normal: &str) -> bool {
        self.label.normal == normal
    }
}

/// A label for comparison.
#[derive(Debug, Clone)]
struct Words {
    normal: String,
    /// The same without its ordinal.
    core: String,
    /// The core without what is explained in brackets, when something is.
    head: Option<String>,
}

impl Words {
    fn of(printed: &str) -> Self {
        let normal = normal(printed);
        let core = core(&normal).to_owned();
        let head = core.split_once('(').map(|(head, _)| head.to_owned()).filter(|head| !head.is_empty());
        Self { normal, core, head }
    }
}

/// Words written in two ways: 其它 for 其他, 部份 for 部分.
fn one_writing(text: &str) -> String {
    text.replace('它', "他").replace("部份", "部分")
}

/// The ordinal before a label: `(二)`, `1.`; empty when it has none.
fn ordinal(label: &str) -> &str {
    label.strip_suffix(core(label)).unwrap_or_default()
}

/// Whether a label says another in fewer words, each letter in its place: 本年新收申请数量.
fn shortens(short: &str, whole: &str) -> bool {
    const LEAST: usize = 5;
    let mut letters = whole.chars();
    let length = short.chars().count();
    length >= LEAST
        && length * 5 >= whole.chars().count() * 2
        && short.chars().all(|letter| letters.any(|other| other == letter))
}

/// How a run met its row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Match {
    /// The label of the form.
    Form,
    /// Another wording, near enough.
    Wording,
    /// No label: placed by order between two rows that have one.
    Order,
}

/// For each run the row it holds, with the sum of likeness as a measure of the whole.
#[derive(Debug)]
pub(super) struct Alignment {
    pub(super) rows: Vec<Option<(usize, Match)>>,
    /// Runs with values whose label is that of a row another run holds.
    pub(super) doubled: Vec<(usize, usize)>,
    /// Runs that hold a row out of the form's order.
    pub(super) moved: Vec<usize>,
    /// Runs whose label names several rows together, with these.
    pub(super) joint: Vec<(usize, Vec<usize>)>,
    pub(super) score: f64,
}

impl Alignment {
    /// Whether a run holds a row.
    pub(super) fn holds(&self, row: usize) -> bool {
        self.rows.iter().flatten().any(|(held, _)| *held == row)
    }
}

const FORM: f64 = 7.0;
/// From this score on a label is the row's, though it may say more.
const SAME: f64 = 6.0;

/// A label of so many characters without its number names one row alone.
const LONG: usize = 4;

/// Labels of sums that the form does not have.
const SUMS: [&str; 2] = ["合计", "小计"];

/// How alike a label must be to that of the one row that is wanting in its place.
const NEAR: f64 = 0.4;

/// Aligns runs to rows, both in order.
pub(super) fn align(runs: &[Run<'_, '_>], rows: &[RowLabel]) -> Alignment {
    let joint: Vec<(usize, Vec<usize>)> = runs
        .iter()
        .enumerate()
        .map(|(at, run)| (at, joint::rows_named(run, rows)))
        .filter(|(_, named)| !named.is_empty())
        .collect();
    let is_joint = |run: usize| joint.iter().any(|(at, _)| *at == run);
    let scores: Vec<Vec<f64>> = runs
        .iter()
        .enumerate()
        .map(|(at, run)| {
            if is_of_another_year(run.last_label(), rows) || is_joint(at) {
                return vec![0.0; rows.len()];
            }
            let text = run.text();
            let last = (run.last_label(), core(run.last_label()));
            let exact: Vec<f64> = rows.iter().map(|row| certain_score(last, &text, row)).collect();
            if text.is_empty() || exact.iter().any(|score| *score > 0.0) {
                exact
            } else {
                let last = one_writing(last.1);
                rows.iter().map(|row| likely_score(&last, row)).collect()
            }
        })
        .collect();
    let (chain, score) = best_chain(&scores, rows.len());
    let mut aligned: Vec<Option<(usize, Match)>> = chain
        .into_iter()
        .zip(&scores)
        .map(|(row, scores)| {
            row.map(|row| {
                let by_form = scores.get(row).is_some_and(|score| *score >= FORM);
                (row, if by_form { Match::Form } else { Match::Wording })
            })
        })
        .collect();
    let moved = take_moved(runs, rows, &mut aligned);
    // Where rows changed their places, the order tells nothing of those without a label.
    if moved.is_empty() {
        fill_unlabelled(runs, &mut aligned, rows.len(), &is_joint);
        fill_worded(runs, &mut aligned, rows, &is_joint);
    }
    let doubled = doubled(runs, &aligned, &scores);
    Alignment { rows: aligned, doubled, moved, joint, score }
}

/// Rows that stand elsewhere than in the form: a run left over whose label is, word for word but for its number, that of
/// one row alone, and of a row that no other run holds.
fn take_moved(runs: &[Run<'_, '_>], rows: &[RowLabel], aligned: &mut [Option<(usize, Match)>]) -> Vec<usize> {
    let row_of = |label: &str| {
        let words = core(label);
        let same = |row: &RowLabel| row.is(label) || (row.label.core == words && words.chars().count() >= LONG);
        let mut named = rows.iter().enumerate().filter(|(_, row)| same(row));
        named.next().filter(|_| named.next().is_none()).map(|(row, _)| row)
    };
    let mut moved = Vec::new();
    for (index, run) in runs.iter().enumerate().filter(|(_, run)| !run.values.is_empty()) {
        let Some(row) = row_of(run.last_label()) else { continue };
        if aligned.get(index).is_some_and(Option::is_none) && !aligned.iter().flatten().any(|(held, _)| *held == row) {
            if let Some(slot) = aligned.get_mut(index) {
                *slot = Some((row, Match::Form));
            }
            moved.push(index);
        }
    }
    moved
}

fn doubled(runs: &[Run<'_, '_>], aligned: &[Option<(usize, Match)>], scores: &[Vec<f64>]) -> Vec<(usize, usize)> {
    let is_held = |row: &usize| aligned.iter().flatten().any(|(held, _)| held == row);
    let score = |run: usize, row: usize| scores.get(run).and_then(|scores| scores.get(row)).copied().unwrap_or(0.0);
    // Beside the row that has the form's own label 合计 sums up something of the office's.
    let is_sum_of_others = |run: usize, row: usize| {
        let is_sum = runs.get(run).is_some_and(|run| SUMS.contains(&run.last_label()));
        let holder = aligned.iter().position(|held| held.is_some_and(|(held, _)| held == row));
        is_sum && score(run, row) < FORM && holder.is_some_and(|holder| score(holder, row) > FORM)
    };
    let left = runs.iter().zip(aligned).zip(scores).enumerate();
    let left = left.filter(|(_, ((run, row), _))| row.is_none() && run.values.iter().any(|t| t.kind == Kind::Value));
    left.filter_map(|(index, (_, scores))| {
        let best = (0..scores.len())
            .max_by(|one, two| scores.get(*one).partial_cmp(&scores.get(*two)).unwrap_or(Ordering::Equal))?;
        let alike = scores.get(best).is_some_and(|score| *score >= SAME);
        let is_other_sum = || is_sum_of_others(index, best);
        (alike && is_held(&best) && !is_other_sum()).then_some((index, best))
    })
    .collect()
}

/// Whether a label is that of a row and says before it that the row is last year's: 上年同期(七)总计.
fn is_of_another_year(label: &str, rows: &[RowLabel]) -> bool {
    const YEARS: [&str; 6] = ["上年", "上年度", "上年同期", "去年", "去年同期", "上一年"];
    let before = |row: &RowLabel| label.strip_suffix(&row.label.normal).or(label.strip_suffix(&row.label.core));
    YEARS.iter().any(|year| label.starts_with(year))
        && !rows.iter().any(|row| row.label.core == label)
        && rows.iter().filter_map(before).any(|before| YEARS.contains(&before.trim_end_matches([':', '、'])))
}

fn certain_score((last, last_core): (&str, &str), text: &str, row: &RowLabel) -> f64 {
    let Words { normal, core, .. } = &row.label;
    if last == normal || text == normal {
        10.0
    } else if last_core == core {
        9.0
    } else if text.ends_with(normal) {
        8.0
    } else if text.ends_with(core) && core.chars().count() >= 4 {
        7.0
    } else if row.variants.iter().any(|variant| last_core == variant.core || text.ends_with(&variant.normal)) {
        6.5
    } else {
        0.0
    }
}

fn likely_score(last: &str, row: &RowLabel) -> f64 {
    let own = row.label.core.as_str();
    let explained = last.strip_prefix(own).is_some_and(|rest| rest.starts_with('('));
    let is_head = row.label.head.as_deref().is_some_and(|head| head == last.split('(').next().unwrap_or_default());
    if explained || is_head || last == own {
        return 6.0;
    }
    if shortens(last, own) {
        return 5.0;
    }
    let own_length = own.chars().count();
    if own_length < 4 || last.chars().count() > 2 * own_length + 8 {
        return 0.0;
    }
    let alike = likeness(last, own);
    if alike >= 0.6 { 6.0 * alike } else { 0.0 }
}

/// The assignment of rising rows to rising runs with the greatest sum.
fn best_chain(scores: &[Vec<f64>], rows: usize) -> (Vec<Option<usize>>, f64) {
    // table[i][j]: best sum using runs from i on and rows from j on.
    let mut table = vec![vec![0.0_f64; rows + 1]; scores.len() + 1];
    let at = |table: &[Vec<f64>], run: usize, row: usize| {
        table.get(run).and_then(|line| line.get(row)).copied().unwrap_or(0.0)
    };
    let score = |run: usize, row: usize| scores.get(run).and_then(|line| line.get(row)).copied().unwrap_or(0.0);
    for run in (0..scores.len()).rev() {
        for row in (0..rows).rev() {
            let here = score(run, row);
            let taken = if here > 0.0 { here + at(&table, run + 1, row + 1) } else { 0.0 };
            let best = taken.max(at(&table, run + 1, row)).max(at(&table, run, row + 1));
            if let Some(cell) = table.get_mut(run).and_then(|line| line.get_mut(row)) {
                *cell = best;
            }
        }
    }
    let mut chain = vec![None; scores.len()];
    let (mut run, mut row) = (0, 0);
    while run < scores.len() && row < rows {
        let best = at(&table, run, row);
        let here = score(run, row);
        if here > 0.0 && best <= here + at(&table, run + 1, row + 1) {
            if let Some(slot) = chain.get_mut(run) {
                *slot = Some(row);
            }
            run += 1;
            row += 1;
        } else if best <= at(&table, run + 1, row) {
            run += 1;
        } else {
            row += 1;
        }
    }
    (chain, at(&table, 0, 0))
}

/// Rows of a table whose label is lost stand between two rows that have theirs: when just as many rows of the form
/// are wanting there, each is placed by order.
fn fill_unlabelled(
    runs: &[Run<'_, '_>],
    aligned: &mut [Option<(usize, Match)>],
    rows: usize,
    is_joint: &dyn Fn(usize) -> bool,
) {
    let mut start = 0;
    while start < aligned.len() {
        if aligned.get(start).is_some_and(Option::is_some) {
            start += 1;
            continue;
        }
        let end = aligned.iter().skip(start).position(Option::is_some).map_or(aligned.len(), |length| start + length);
        let before = start.checked_sub(1).and_then(|index| aligned.get(index)).copied().flatten().map(|(row, _)| row);
        let after = aligned.get(end).copied().flatten().map_or(rows, |(row, _)| row);
        let first = before.map_or(0, |row| row + 1);
        let unlabelled: Vec<usize> = (start..end)
            .filter(|index| {
                runs.get(*index).is_some_and(|run| {
                    run.labels.is_empty() && !run.values.is_empty() && matches!(run.layout, Layout::Grid { .. })
                })
            })
            .collect();
        // Between them stands what is of several rows.
        let enclosed = (before.is_some() || end < aligned.len()) && !(start..end).any(is_joint);
        if enclosed && !unlabelled.is_empty() && unlabelled.len() == after.saturating_sub(first) {
            for (index, row) in unlabelled.into_iter().zip(first..) {
                if let Some(slot) = aligned.get_mut(index) {
                    *slot = Some((row, Match::Order));
                }
            }
        }
        start = end.max(start + 1);
    }
}

/// Rows whose labels say something else, just as many as are wanting between their neighbours, each with the number of its
/// own (1.逾期不补正, 2.逾期不缴费); the only one wanting may also be told by a piece of its label or one that is like it.
fn fill_worded(
    runs: &[Run<'_, '_>],
    aligned: &mut [Option<(usize, Match)>],
    rows: &[RowLabel],
    is_joint: &dyn Fn(usize) -> bool,
) {
    let held: Vec<(usize, usize)> =
        aligned.iter().enumerate().filter_map(|(run, row)| Some((run, row.as_ref()?.0))).collect();
    let mut before: Option<(usize, usize)> = None;
    for (run, row) in held {
        let wanting = before.map_or(0, |(_, row)| row + 1)..row;
        // What stands above the first row is the table's header.
        let from = before.map_or(run.saturating_sub(wanting.len()), |(run, _)| run + 1);
        before = Some((run, row));
        let says = |(run, row): (usize, usize)| {
            runs.get(run)
                .filter(|_| !is_joint(run))
                .zip(rows.get(row))
                .filter(|(run, _)| !is_of_another_year(run.last_label(), rows))
                .is_some_and(|(run, row)| says_otherwise(run, &row.label, wanting.len() == 1))
        };
        if run - from == wanting.len() && (from..run).zip(wanting.clone()).all(says) {
            for (slot, row) in aligned.iter_mut().skip(from).zip(wanting) {
                *slot = Some((row, Match::Wording));
            }
        }
    }
}

/// Whether a row of a grid may have a label of the form in other words.
fn says_otherwise(run: &Run<'_, '_>, label: &Words, is_alone: bool) -> bool {
    let words = run.last_label();
    let number = ordinal(&label.normal);
    let is_numbered = !number.is_empty() && ordinal(words) == number;
    let is_piece = words.chars().count() > LONG && label.normal.contains(words);
    let is_row = matches!(run.layout, Layout::Grid { .. }) && !run.values.is_empty() && !run.labels.is_empty();
    is_row && (is_numbered || (is_alone && (is_piece || likeness(core(words), &label.core) >= NEAR)))
}
