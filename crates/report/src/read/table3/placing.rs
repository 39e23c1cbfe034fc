//! A row's values to the cells of table 3, by what its layout makes certain.

use std::collections::HashSet;

use rust_decimal::Decimal;

use super::COLUMNS;
use super::columns::{Column, Columns};
use crate::cell::{CellAddress, CellState};
use crate::edition::ValueType;
use crate::read::floated::is_only_at_end;
use crate::read::habits::{Habits, has_remark};
use crate::read::line::{Kind, Token};
use crate::read::place::RowReading;
use crate::read::run::{Layout, Run};
use crate::read::value;

pub(super) fn parse(tokens: &[&Token<'_>]) -> Vec<value::Parsed> {
    tokens.iter().map(|token| value::parse(token.raw, ValueType::NonNegativeInteger, None)).collect()
}

/// What is known of a row before its figures are looked at.
#[derive(Clone, Copy)]
pub(super) struct Asked<'c> {
    /// Where its grid has the columns.
    pub(super) known: Option<&'c Columns>,
    /// Its table leaves the column of totals blank throughout; all its other cells are filled in.
    pub(super) has_no_total: bool,
    /// How many labels and blank fields stand before seven figures that add up in some row.
    pub(super) leads: &'c HashSet<(usize, usize)>,
    /// It may have lost cells or gained some.
    pub(super) doubtful: bool,
}

pub(super) fn read_row(
    run: &Run<'_, '_>,
    addresses: Vec<CellAddress>,
    asked: &Asked<'_>,
    habits: &Habits,
) -> RowReading {
    let Asked { known, has_no_total, leads, doubtful } = *asked;
    let all = parse(&run.values);
    if known.is_some_and(|known| known.unsure) {
        return RowReading::given_up(addresses, all);
    }
    match run.layout {
        Layout::Grid { table } => {
            let cells = addresses.len();
            // Where every row has a cell too many or too few, one with another number has lost one or gained one.
            let width = habits.width(table).unwrap_or(cells);
            let whole = run.values.len() + run.hanging == width;
            let slots = known.and_then(|known| Some((known, in_columns(run, known)?)));
            // A blank cell more, behind as many figures as the form has.
            let has_more = width == cells
                && run.values.len() > width
                && slots.as_ref().is_some_and(|(_, slots)| all_figures(&all, slots));
            let slots = slots.filter(|_| whole || has_more);
            let doubtful = doubtful || habits.is_lone_gap(run, cells) || habits.is_short(run, cells, None);
            let shifted = |known: &Columns, slots: &[_]| {
                !has_no_total && may_be_shifted(run, &all, slots, known.has(COLUMNS - 1))
            };
            if let Some((_, slots)) = slots.filter(|(known, slots)| !doubtful && !shifted(known, slots)) {
                return RowReading::placed(addresses, all, slots);
            }
            // The grid knows how many columns there are: a row with as many cells is in place even when no header
            // was found; below one whose borders stand otherwise when it ends in its sum.
            let stands = known.map_or(whole, |known| {
                let ends_in_total =
                    known.columns.len() == COLUMNS && known.columns.last().is_some_and(Column::is_total);
                ends_in_total && run.values.len() == COLUMNS && ends_in_sum(&all)
            });
            RowReading::ordered(addresses, all, stands && !doubtful)
        }
        Layout::Fields { fields } => {
            // Where lines are filled up, a lost cell would move a filler into its place: only the usual number of
            // fields is trusted. Where they are not, the number of values itself shows a loss.
            let whole = |padding: &usize| {
                let behind = run.values.get(padding + COLUMNS..).unwrap_or_default();
                let ends_in_words = behind.last().is_some_and(|last| last.is_words());
                habits.is_whole(fields, run.values.len(), COLUMNS)
                    && (habits.filled_up || ends_in_words || run.values.len() == padding + COLUMNS)
            };
            let by_column = |start: u32| run.values.iter().position(|token| token.column == start);
            let usual = habits.usual_padding();
            let padding = habits.start().map_or(usual, by_column).filter(whole);
            let window = padding.and_then(|padding| run.values.get(padding..padding + COLUMNS));
            let outside_blank = padding.is_some_and(|padding| {
                run.values.iter().take(padding).all(|token| token.kind == Kind::Blank)
                    && run
                        .values
                        .iter()
                        .skip(padding + COLUMNS)
                        .all(|token| token.kind == Kind::Blank || token.is_words())
            });
            let doubtful = doubtful || habits.is_lone_gap(run, COLUMNS) || habits.is_short(run, COLUMNS, None);
            // One figure more than the row has cells may be a page's number: the others keep their order.
            let has_more = run.values.iter().filter(|token| token.kind != Kind::Blank).count() > COLUMNS;
            let is_floated = run.grown && !is_only_at_end(&run.values, |row| adds_up(&parse(row)).is_some());
            if is_floated && !has_more {
                return RowReading::given_up(addresses, all);
            }
            let doubtful = doubtful || is_floated;
            let slots = |padding: usize| -> Vec<_> { (0..COLUMNS).map(|slot| Some(slot + padding)).collect() };
            let lost = window.is_some_and(|window| habits.filled_up && lost_one(window));
            if has_no_total && !doubtful {
                return RowReading::placed(addresses, all, slots(0));
            }
            if habits.is_exact && !doubtful && !may_be_shifted(run, &all, &slots(0), true) {
                return RowReading::placed(addresses, all, slots(0));
            }
            match (window, padding) {
                (Some(_), Some(padding))
                    if outside_blank && !lost && !doubtful && !may_be_shifted(run, &all, &slots(padding), true) =>
                {
                    RowReading::placed(addresses, all, slots(padding))
                }
                _ => {
                    let (start, end) = visible(run);
                    let shown = all.get(start..end).unwrap_or_default().to_vec();
                    let as_usual = usual.is_none() && run.values.len() == COLUMNS;
                    let as_others = adds_up(&shown).is_some() && leads.contains(&(run.labels.len(), start));
                    let trusted = (as_usual || as_others) && !doubtful;
                    reindex(RowReading::ordered(addresses, shown, trusted), start, all)
                }
            }
        }
        Layout::Stream => {
            let figures = run.values.iter().take_while(|token| token.kind == Kind::Value).count();
            let extra_blank =
                run.values.len() > COLUMNS && run.values.iter().skip(COLUMNS).all(|t| t.kind == Kind::Blank);
            if (extra_blank && figures == COLUMNS) || has_remark(&run.values, COLUMNS) {
                return RowReading::placed(addresses, all, (0..COLUMNS).map(Some).collect());
            }
            let last_blank = run.values.last().is_some_and(|token| token.kind == Kind::Blank);
            let own: Vec<_> = (0..COLUMNS).map(Some).collect();
            let doubtful = doubtful
                || habits.trailing_blanks && last_blank && figures > 0
                || habits.is_short(run, COLUMNS, None)
                || run.values.len() == COLUMNS && !habits.ends_open() && may_be_shifted(run, &all, &own, true);
            if let Some(zeros) = glued(run) {
                let one = value::parse(zeros.get(..1).unwrap_or_default(), ValueType::NonNegativeInteger, None);
                return RowReading::ordered(addresses, vec![one; COLUMNS], true);
            }
            RowReading::ordered(addresses, all, !doubtful)
        }
    }
}

/// Whether the cells in these slots all hold a figure.
fn all_figures(all: &[value::Parsed], slots: &[Option<usize>]) -> bool {
    slots.iter().all(|slot| slot.and_then(|slot| all.get(slot)).is_some_and(|value| value.state == CellState::Value))
}

/// The labels and blank fields before the figures of a line, when these are seven, the last the sum of the others and
/// not 0.
pub(super) fn lead_of_sum(run: &Run<'_, '_>) -> Option<(usize, usize)> {
    let (start, end) = visible(run);
    let total = adds_up(&parse(run.values.get(start..end)?))?;
    (!total.is_zero()).then_some((run.labels.len(), start))
}

/// The last of seven figures, when it is the sum of the others.
fn adds_up(shown: &[value::Parsed]) -> Option<Decimal> {
    let figures: Vec<Decimal> = shown.iter().map(|value| value.value).collect::<Option<_>>()?;
    let (total, parts) = figures.split_last().filter(|_| figures.len() == COLUMNS)?;
    let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(*part))?;
    (sum == *total).then_some(sum)
}

/// Whether seven cells, blanks and strokes among them, end in the sum of those before; or hold nothing but blanks or strokes.
fn ends_in_sum(all: &[value::Parsed]) -> bool {
    let is_nought = |parsed: &value::Parsed| matches!(parsed.state, CellState::Blank | CellState::Slash);
    let Some((total, parts)) = all.split_last() else { return false };
    if is_nought(total) {
        return parts.iter().all(|part| part.state == total.state);
    }
    let figure = |parsed: &value::Parsed| if is_nought(parsed) { Some(Decimal::ZERO) } else { parsed.value };
    let sum: Option<Decimal> = parts.iter().map(figure).sum();
    sum.is_some() && sum == total.value
}

/// For each of a grid's value columns the cell of a row that stands in it alone; `None` when one is wanting or anything
/// but blanks stands beside them, other columns that the header names left aside.
fn in_columns(run: &Run<'_, '_>, known: &Columns) -> Option<Vec<Option<usize>>> {
    let columns = &known.columns;
    let at = |column: &Column| run.values.iter().position(|token| column.is_above(token));
    let slots: Vec<usize> = columns.iter().filter_map(at).collect();
    let is_behind = |token: &Token<'_>| columns.iter().all(|column| column.at < token.column);
    let beside = |(index, token): (usize, &&Token<'_>)| {
        slots.contains(&index)
            || token.kind == Kind::Blank
            || known.others.contains(&token.column)
            || (token.is_remark() && is_behind(token))
    };
    let complete = slots.len() == columns.len() && run.values.iter().enumerate().all(beside);
    complete.then(|| slots.into_iter().map(Some).collect())
}

/// Whether the figures of a row may each stand a column too far left: no figure is in the total's column, and what
/// stands last before it is as large as a total would have to be. Without a total nothing could show it.
fn may_be_shifted(run: &Run<'_, '_>, all: &[value::Parsed], slots: &[Option<usize>], has_total: bool) -> bool {
    let row: Vec<Option<Decimal>> = slots.iter().map(|slot| all.get((*slot)?)?.value).collect();
    // A word there may be the remark of the column to the right.
    let is_none = |slot: usize| match all.get(slot).map(|value| value.state) {
        Some(CellState::Blank) => true,
        Some(CellState::Text) => {
            run.values.get(slot).is_some_and(|token| !token.normal.contains(|c: char| c.is_ascii_digit()))
        }
        _ => false,
    };
    let blank = slots.last().copied().flatten().is_some_and(is_none);
    let Some(last) = row.iter().rposition(Option::is_some).filter(|last| *last > 0 && blank) else { return false };
    if !has_total {
        return true;
    }
    let mut before = row.iter().take(last).flatten();
    let sum = before.try_fold(Decimal::ZERO, |sum, value| sum.checked_add(*value));
    row.get(last).copied().flatten().zip(sum).is_some_and(|(total, sum)| !total.is_zero() && total >= sum)
}

/// Whether a line that is filled up may have lost a cell, so that a filler stands in the last one's place.
fn lost_one(window: &[&Token<'_>]) -> bool {
    window.last().is_some_and(|last| last.kind == Kind::Blank) && window.iter().any(|token| token.kind != Kind::Blank)
}

/// The values between the first and the last that is not blank; all of them when all are blank.
fn visible(run: &Run<'_, '_>) -> (usize, usize) {
    let start = run.values.iter().position(|token| token.kind != Kind::Blank);
    let end = run.values.iter().rposition(|token| token.kind != Kind::Blank);
    match (start, end) {
        (Some(start), Some(end)) => (start, end + 1),
        _ => (0, run.values.len()),
    }
}

/// Slots that point into a part of the values made to point into all of them.
fn reindex(mut row: RowReading, start: usize, all: Vec<value::Parsed>) -> RowReading {
    row.shift(start, all);
    row
}

/// Seven zeros glued to one token.
fn glued<'a>(run: &Run<'_, 'a>) -> Option<&'a str> {
    let [only] = run.values.as_slice() else { return None };
    let digits = only.raw.trim();
    value::glued_zeros(digits, COLUMNS).then_some(digits)
}
