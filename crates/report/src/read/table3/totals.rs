//! Where the rows of table 3 have their totals, or have none.

use rust_decimal::Decimal;

use super::columns::{Column, Columns};
use super::{COLUMNS, Run};
use crate::cell::CellState;
use crate::edition::ValueType;
use crate::read::line::{Kind, Line, Token};
use crate::read::value;

/// Fewer rows than these show no habit.
const FEWEST: usize = 8;

/// Whether the sums of the rows say that each ends with its total, and at least one that is not all zeros does.
pub(super) fn stand_last(runs: &[Run<'_, '_>]) -> bool {
    let rows = runs.iter().filter(|run| run.values.len() == COLUMNS).filter_map(figures);
    let rows: Vec<Vec<u64>> = rows.filter(|row| row.iter().any(|figure| *figure > 0)).collect();
    // A row of one person alone reads the same from either end.
    let begins_with_total =
        |row: &Vec<u64>| row.split_first().is_some_and(|(total, parts)| parts.iter().sum::<u64>() == *total);
    rows.iter().all(|row| ends_with_total(row)) && (rows.is_empty() || rows.iter().any(|row| !begins_with_total(row)))
}

/// In which order the sums of a grid's rows show its columns to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As the header names them.
    Header,
    /// As the form has them, the total last.
    Form,
    /// In neither.
    Neither,
}

/// Asks the rows of a grid whose header has the total in another place than the form: a header that lost a merged cell
/// names other columns than stand below it.
pub(super) fn order_shown(rows: &[&Line<'_>], columns: &[Column]) -> Shown {
    let (mut as_named, mut as_form, mut any) = (0_usize, 0_usize, false);
    for row in rows {
        let Some(figures) = figures_below(row, columns) else { continue };
        let sum: Decimal = figures.iter().sum();
        let is_total = |figure: Option<&Decimal>| figure.is_some_and(|figure| *figure * Decimal::TWO == sum);
        let named = columns.iter().position(|column| column.of == COLUMNS - 1).and_then(|at| figures.get(at));
        any |= !sum.is_zero();
        match (is_total(named), is_total(figures.last())) {
            (true, false) => as_named += 1,
            (false, true) => as_form += 1,
            _ => {}
        }
    }
    let keeps_form = columns.iter().filter(|column| column.of < COLUMNS - 1).is_sorted_by_key(|column| column.of);
    // Noughts all written alike say the same in any order.
    let is_alike = || {
        let cells =
            rows.iter().flat_map(|row| &row.tokens).filter(|token| columns.iter().any(|column| column.is_above(token)));
        let mut noughts = cells.filter(|token| token.kind != Kind::Label).map(|token| &token.normal);
        let first = noughts.next();
        noughts.all(|nought| Some(nought) == first)
    };
    if as_named > as_form * 3 || (!any && is_alike()) {
        Shown::Header
    } else if as_form > as_named * 3 && keeps_form {
        Shown::Form
    } else {
        Shown::Neither
    }
}

/// What a row has in each of a grid's columns; `None` when one has no figure. A blank among figures, or a stroke, is a zero
/// that nobody wrote.
fn figures_below(row: &Line<'_>, columns: &[Column]) -> Option<Vec<Decimal>> {
    let figure = |column: &Column| {
        let token = row.tokens.iter().find(|token| column.is_above(token))?;
        let parsed = value::parse(token.raw, ValueType::NonNegativeInteger, None);
        match parsed.state {
            CellState::Blank | CellState::Slash => Some(Decimal::ZERO),
            CellState::Value | CellState::Text | CellState::Missing => parsed.value,
        }
    };
    columns.iter().map(figure).collect()
}

/// Whether all figures below columns are 0: whichever column they stand in, they are the same.
pub(super) fn are_all_zero(rows: &[&Line<'_>], columns: &[Column]) -> bool {
    let mut figures = rows.iter().filter_map(|row| figures_below(row, columns)).peekable();
    figures.peek().is_some() && figures.all(|row| row.iter().all(Decimal::is_zero))
}

/// Whether the sums of nearly all rows say that a grid's columns are just these, the last the total of the others.
pub(super) fn bear_out(rows: &[&Line<'_>], columns: &[Column]) -> bool {
    const LEAST: usize = 3;
    let figures = rows.iter().filter_map(|row| figures_below(row, columns));
    let told: Vec<bool> = figures
        .filter_map(|figures| {
            let sum: Decimal = figures.iter().sum();
            let total = figures.last().filter(|_| !sum.is_zero())?;
            Some(*total * Decimal::TWO == sum)
        })
        .collect();
    let held = told.iter().filter(|held| **held).count();
    held >= LEAST && held * 5 >= told.len() * 4
}

/// Whether columns that a header names only in part have their total last, or, where it names another so, the sums say that
/// it is: a header that lost cells has slid over other figures.
pub(super) fn has_their_total(rows: &[&Line<'_>], columns: &[Column]) -> bool {
    let (total, mut parts): (Vec<Column>, Vec<Column>) = columns.iter().partition(|column| column.is_total());
    let is_last = columns.last().is_some_and(Column::is_total);
    parts.extend(&total);
    total.is_empty() || is_last || bear_out(rows, &parts)
}

/// Whether a table leaves the column of totals blank throughout: all other cells of its rows hold a figure, and these do
/// not end in a total that moved into a lost cell's place.
/// `known` says where a grid has its columns; lines have seven fields behind their labels.
pub(super) fn are_left_out<'r, 'l: 'r, 'a: 'l>(
    rows: impl Iterator<Item = &'r Run<'l, 'a>>,
    known: Option<&Columns>,
) -> bool {
    let rows: Option<Vec<Vec<u64>>> = rows
        .map(|run| {
            let own = |of: usize| match known {
                Some(known) => {
                    let column = known.columns.iter().find(|column| column.of == of)?;
                    run.values.iter().find(|token| column.is_above(token))
                }
                None => run.values.get(of).filter(|_| run.values.len() == COLUMNS),
            };
            let is_blank = own(COLUMNS - 1).is_some_and(|total| total.kind == Kind::Blank);
            let parts: Option<Vec<u64>> = (0..COLUMNS - 1).map(|column| own(column)?.normal.parse().ok()).collect();
            parts.filter(|_| is_blank)
        })
        .collect();
    let Some(rows) = rows.filter(|rows| rows.len() >= FEWEST) else { return false };
    let shown: Vec<&Vec<u64>> = rows.iter().filter(|row| row.iter().any(|figure| *figure > 0)).collect();
    // Where each row lost the same cell, what stands last is the total of those before it and of what was lost.
    let may_be_total =
        |row: &&&Vec<u64>| row.split_last().is_some_and(|(last, parts)| *last >= parts.iter().sum::<u64>());
    let as_totals = shown.iter().filter(may_be_total).count();
    !shown.is_empty() && as_totals * 2 < shown.len()
}

/// Whether a row may stand a column too far right: it has a total that is no sum, or 0, where most rows have none, or a
/// figure in a column of the office's own where most have none.
pub(super) fn moved<'r, 'l: 'r, 'a: 'l>(
    run: &Run<'_, '_>,
    known: &Columns,
    rows: impl Iterator<Item = &'r Run<'l, 'a>> + Clone,
) -> bool {
    let is_total =
        |token: &&&Token<'_>| known.columns.iter().any(|column| column.of == COLUMNS - 1 && column.is_above(token));
    let number = |token: &Token<'_>| token.normal.parse::<u64>().ok();
    let Some(total) = run.values.iter().find(is_total).and_then(|token| number(token)) else {
        return has_lone_figure(run, known, rows);
    };
    let parts: u64 = run
        .values
        .iter()
        .filter(|token| known.columns.iter().any(|column| column.is_above(token)))
        .filter_map(|token| number(token))
        .sum::<u64>()
        .saturating_sub(total);
    let others: Vec<&Run<'_, '_>> = rows
        .clone()
        .filter(|row| row.layout == run.layout && row.values.iter().any(|token| number(token).is_some()))
        .collect();
    let blank = others.iter().filter(|row| known.leaves_total_blank(row)).count();
    let mostly_blank = others.len() >= FEWEST && blank * 5 >= others.len() * 3;
    let first = run.values.iter().find(|token| known.columns.first().is_some_and(|column| column.is_above(token)));
    let begins_blank = first.is_some_and(|first| first.kind == Kind::Blank);
    (begins_blank && !(parts == total && total > 0) && mostly_blank) || has_lone_figure(run, known, rows)
}

/// Whether in a column beside the form's the row has a figure, and most rows have none.
fn has_lone_figure<'r, 'l: 'r, 'a: 'l>(
    run: &Run<'_, '_>,
    known: &Columns,
    rows: impl Iterator<Item = &'r Run<'l, 'a>> + Clone,
) -> bool {
    let is_figure = |token: &Token<'_>| token.normal.parse::<u64>().is_ok();
    known.others.iter().any(|other| {
        let has = |row: &Run<'_, '_>| row.values.iter().any(|token| token.column == *other && is_figure(token));
        let own = rows.clone().filter(|row| row.layout == run.layout);
        has(run) && own.clone().filter(|row| has(row)).count() * 5 < own.count() * 3
    })
}

fn figures(run: &Run<'_, '_>) -> Option<Vec<u64>> {
    run.values.iter().map(|token| token.normal.parse().ok()).collect()
}

fn ends_with_total(row: &[u64]) -> bool {
    row.split_last().is_some_and(|(total, parts)| parts.iter().sum::<u64>() == *total)
}
