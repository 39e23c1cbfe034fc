//! Where a grid has the columns of table 3.

use std::collections::{BTreeSet, HashSet};

use gongkai_documents::Place;

use super::COLUMNS;
use super::header::{
    Word, header, is_first, joint_words, labels, lowest, names_otherwise, names_parts, names_twice, of_header, word,
    worded_otherwise,
};
use super::totals::{Shown, are_all_zero, bear_out, has_their_total, order_shown};
use crate::read::line::{Kind, Line, Source, Token};
use crate::read::normal::likeness;
use crate::read::run::Run;

/// Where a grid table has its value columns.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Columns {
    pub(super) table: usize,
    /// From left to right; empty when the table's rows keep no columns.
    pub(super) columns: Vec<Column>,
    /// Columns beside these that the header names, such as 备注.
    pub(super) others: Vec<u32>,
    /// Where the header's first word in another's place stands.
    pub(super) moved: Option<Place>,
    /// Where the header begins, when it names these columns and no other of the form's.
    pub(super) short: Option<Place>,
    /// Its header contradicts itself or its figures: nothing is taken.
    pub(super) unsure: bool,
    /// Words of its header that name several of the form's columns together, with these and their place.
    pub(super) joint: Vec<(Vec<usize>, String, Place)>,
    /// Columns above which other words stand than the form's, with these and their place.
    pub(super) worded: Vec<(usize, String, Place)>,
}

impl Columns {
    /// How many figures a row has.
    pub(super) fn width(&self) -> usize {
        if self.columns.is_empty() { COLUMNS } else { self.columns.len() }
    }

    /// Whether a row has figures, and nothing in the total's column.
    pub(super) fn leaves_total_blank(&self, run: &Run<'_, '_>) -> bool {
        let total = self.columns.iter().find(|column| column.of == COLUMNS - 1);
        let is_blank =
            |column: &Column| run.values.iter().any(|token| column.is_above(token) && token.kind == Kind::Blank);
        total.is_some_and(is_blank) && run.values.iter().any(|token| token.kind == Kind::Value)
    }

    pub(super) fn has(&self, of: usize) -> bool {
        self.columns.iter().any(|column| column.of == of)
    }
}

/// A column of the form in a grid: which it is, where it begins, and how many of the grid's it covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) of: usize,
    pub(super) at: u32,
    pub(super) span: u32,
}

impl Column {
    pub(super) fn of(of: usize, token: &Token<'_>) -> Self {
        Self { of, at: token.column, span: token.span }
    }

    pub(super) fn is_total(&self) -> bool {
        self.of == COLUMNS - 1
    }

    /// Whether two share a column of the grid.
    fn meets(&self, other: &Self) -> bool {
        self.at < other.at.saturating_add(other.span) && other.at < self.at.saturating_add(self.span)
    }

    pub(super) fn is_above(&self, token: &Token<'_>) -> bool {
        (self.at, self.span) == (token.column, token.span)
    }
}

/// The value columns of each grid table: by the words of its header; without one by the rows that have seven figures, in the
/// order of the table before it (a table goes on over a page), else those of that table.
pub(super) fn grid_columns(lines: &[Line<'_>]) -> Vec<Columns> {
    let mut tables: Vec<usize> = Vec::new();
    for line in lines {
        if let Source::Grid { table } = line.source
            && !tables.contains(&table)
        {
            tables.push(table);
        }
    }
    let mut known: Vec<Columns> = Vec::new();
    let of_table = |table: usize| -> Vec<&Line<'_>> {
        lines.iter().filter(|line| line.source == Source::Grid { table }).collect()
    };
    for table in tables {
        let rows = of_table(table);
        let none = Columns {
            table,
            columns: Vec::new(),
            others: Vec::new(),
            moved: None,
            short: None,
            unsure: false,
            joint: joint_words(&rows),
            worded: Vec::new(),
        };
        if is_ragged(&rows) {
            known.push(none);
            continue;
        }
        if names_twice(&rows) {
            known.push(Columns { unsure: true, ..none });
            continue;
        }
        let header = header(&rows);
        let first = header.first().map(|(_, at)| (*at).clone());
        // The page before may have had another column of labels.
        let width = |rows: &[&Line<'_>]| {
            let ends =
                rows.iter().filter_map(|row| row.tokens.last()).map(|token| token.column.saturating_add(token.span));
            ends.max()
        };
        let inherited = known.last().filter(|before| width(&rows) == width(&of_table(before.table)));
        let inherited = inherited.map(|columns| columns.columns.clone()).filter(|columns| !columns.is_empty());
        let columns = if header.len() == COLUMNS {
            let named: Vec<Column> = header.iter().map(|(column, _)| *column).collect();
            above_figures(named, &figures(&rows))
        } else if header.is_empty() {
            in_order_of(by_rows(&rows), inherited)
        } else {
            seven_that_add_up(&rows, &header).or_else(|| by_words(&rows).filter(|found| has_their_total(&rows, found)))
        };
        let Some(columns) = columns else {
            // A header that says something else than the figures below it is no header to go by.
            if !header.is_empty() {
                known.push(Columns { unsure: true, ..none });
            }
            continue;
        };
        if has_total_elsewhere(&columns) {
            match order_shown(&rows, &columns) {
                Shown::Header => {}
                Shown::Form => {
                    let columns = columns.into_iter().enumerate().map(|(of, column)| Column { of, ..column });
                    known.push(Columns { columns: columns.collect(), ..none });
                    continue;
                }
                Shown::Neither => {
                    known.push(Columns { unsure: true, ..none });
                    continue;
                }
            }
        }
        // What stands above a column says nothing where the header is shifted.
        let is_shifted =
            header.len() == COLUMNS && !columns.iter().all(|column| header.iter().any(|(named, _)| named == column));
        if is_shifted {
            let moved = (!columns.is_sorted_by_key(|column| column.of)).then_some(first).flatten();
            known.push(Columns { columns, moved, ..none });
            continue;
        }
        if names_otherwise(&rows, &columns)
            || parts_organisations(&columns)
            || slid_past_figures(&rows, &columns)
            || (!header.is_empty() && names_parts(&rows, &columns))
        {
            known.push(Columns { unsure: true, ..none });
            continue;
        }
        let moved = columns.windows(2).find(|pair| matches!(pair, [one, two] if one.of > two.of)).and_then(|pair| {
            let at = |column: &&Column| header.iter().find(|(known, _)| known.of == column.of).map(|(_, at)| *at);
            pair.iter().rev().find_map(|column| at(&column)).cloned()
        });
        let others = others(&rows, &columns, !header.is_empty());
        let short = first.filter(|_| columns.len() < COLUMNS);
        let worded = worded_otherwise(&rows, &columns);
        known.push(Columns { columns, others, moved, short, worded, ..none });
    }
    known
}

/// Whether words in another order than the form's stand where no row of figures has a cell: a cell slid them.
fn slid_past_figures(rows: &[&Line<'_>], columns: &[Column]) -> bool {
    let body = || rows.iter().skip_while(|row| !is_first(row)).flat_map(|row| &row.tokens);
    let is_above_any = |column: &Column| body().any(|token| column.meets(&Column::of(column.of, token)));
    !columns.is_sorted_by_key(|column| column.of) && !columns.iter().all(is_above_any)
}

/// Whether all of the form's columns are named, and the total is not the last.
fn has_total_elsewhere(columns: &[Column]) -> bool {
    columns.len() == COLUMNS && columns.last().is_some_and(|last| !last.is_total())
}

/// Whether 自然人 stands among the organisations, which one word above names together: a cell slid the header.
fn parts_organisations(columns: &[Column]) -> bool {
    let Some(person) = columns.iter().find(|column| column.of == 0) else { return false };
    let organisations = || columns.iter().filter(|column| (1..COLUMNS - 1).contains(&column.of));
    organisations().any(|column| column.at < person.at) && organisations().any(|column| column.at > person.at)
}

/// A header's columns where the figures stand: the header may have lost the cell in its corner, and be shifted by it, or
/// its borders may have been dragged from those below. `None` when it stands above the labels, and no figures show by how much.
fn above_figures(named: Vec<Column>, figures: &[Column]) -> Option<Vec<Column>> {
    let shifts: HashSet<u32> =
        named.iter().zip(figures).map(|(named, found)| found.at.wrapping_sub(named.at)).collect();
    let is_shifted = shifts.len() == 1 && !shifts.contains(&0);
    let is_dragged = shifts.len() > 1 && named.iter().zip(figures).all(|(named, found)| named.meets(found));
    if figures.len() == named.len() && (is_shifted || is_dragged) {
        return Some(named.into_iter().zip(figures).map(|(named, found)| Column { of: named.of, ..*found }).collect());
    }
    named.first().is_some_and(|first| first.at > 0).then_some(named)
}

/// Columns told by figures, in the order that the part of the table on the page before has.
fn in_order_of(by_rows: Option<Vec<Column>>, inherited: Option<Vec<Column>>) -> Option<Vec<Column>> {
    match (by_rows, inherited) {
        (Some(columns), Some(before)) if before.len() == COLUMNS => {
            Some(columns.into_iter().zip(before).map(|(column, of)| Column { of: of.of, ..column }).collect())
        }
        (Some(columns), _) => Some(columns),
        (None, inherited) => inherited,
    }
}

/// Seven columns of which one has another word than the form's (公民, 小计), or two have none or a piece of theirs, and the
/// others theirs, when the last is the sum of those before it, or all figures are 0.
fn seven_that_add_up(rows: &[&Line<'_>], header: &[(Column, &Place)]) -> Option<Vec<Column>> {
    let columns: Vec<Column> =
        figures(rows).into_iter().enumerate().map(|(of, column)| Column { of, ..column }).collect();
    let named = header.iter().all(|(column, _)| columns.contains(column)) && columns.len() == COLUMNS;
    let hold = || bear_out(rows, &columns) || are_all_zero(rows, &columns);
    // A page broke the header's upper words: of them a piece stands here, or nothing.
    let is_rest = |column: &Column| {
        let above = lowest(rows, column).map_or("", |token| token.normal.as_str());
        labels().nth(column.of).is_some_and(|label| label.contains(above))
    };
    let broken = || header.len() + 2 == COLUMNS && columns.iter().all(is_rest) && bear_out(rows, &columns);
    let named = named && joint_words(rows).is_empty();
    (named && ((header.len() + 1 == COLUMNS && hold()) || broken())).then_some(columns)
}

/// The columns of a table whose header names some of the form's: these where it says so, others where what stands between
/// them leaves one reading; `None` when it says one twice.
fn by_words(rows: &[&Line<'_>]) -> Option<Vec<Column>> {
    let columns: Vec<(Column, Word<'_>)> =
        figures(rows).into_iter().map(|column| (column, word(rows, &column))).collect();
    let own: Vec<(Column, Word<'_>)> = columns.into_iter().filter(|(_, word)| *word != Word::Foreign).collect();
    let named = |word: &Word<'_>| if let Word::Of(of) = word { Some(*of) } else { None };
    let order: Vec<usize> = own.iter().filter_map(|(_, word)| named(word)).collect();
    if (0..COLUMNS).any(|of| order.iter().filter(|other| **other == of).count() > 1) {
        return None;
    }
    let mut found = Vec::new();
    let mut open: Vec<(Column, &str)> = Vec::new();
    let mut before = None;
    for (column, word) in &own {
        match word {
            Word::Of(of) => {
                fill(&mut found, std::mem::take(&mut open), before, Some(*of));
                found.push(Column { of: *of, ..*column });
                before = Some(*of);
            }
            Word::Open(word) => open.push((*column, word)),
            Word::Foreign => {}
        }
    }
    fill(&mut found, open, before, None);
    if !order.is_sorted() {
        let is_named = |at: u32| own.iter().any(|(column, word)| column.at == at && named(word).is_some());
        found.retain(|column| is_named(column.at));
    }
    found.sort_by_key(|column| column.at);
    Some(found)
}

/// Takes columns between two that are named for those of the form between these, when there are just as many and no word
/// says otherwise.
fn fill(found: &mut Vec<Column>, open: Vec<(Column, &str)>, before: Option<usize>, after: Option<usize>) {
    const NEAR: f64 = 0.4;
    let from = before.map_or(0, |before| before + 1);
    let to = after.unwrap_or(COLUMNS);
    if to < from || to - from != open.len() {
        return;
    }
    let named = open.into_iter().zip(from..to).filter(|((_, word), of)| {
        word.is_empty() || labels().nth(*of).is_some_and(|label| likeness(word, label) >= NEAR)
    });
    found.extend(named.map(|((column, _), of)| Column { of, ..column }));
}

/// The columns below a header that hold figures, from left to right.
fn figures(rows: &[&Line<'_>]) -> Vec<Column> {
    let begins = rows.iter().position(|row| is_first(row)).unwrap_or(0);
    let body: Vec<&&Line<'_>> = rows.iter().skip(begins).collect();
    let mut counts: Vec<(Column, usize, usize)> = Vec::new();
    for token in body.iter().flat_map(|row| &row.tokens) {
        let (values, labels) = (usize::from(token.kind == Kind::Value), usize::from(token.kind == Kind::Label));
        match counts.iter_mut().find(|(column, ..)| column.is_above(token)) {
            Some((_, value, label)) => (*value, *label) = (*value + values, *label + labels),
            None => counts.push((Column::of(0, token), values, labels)),
        }
    }
    counts.retain(|(_, values, labels)| *values * 2 >= body.len() && *labels * 5 <= body.len());
    counts.sort_by_key(|(column, ..)| column.at);
    counts.into_iter().map(|(column, ..)| column).collect()
}

/// Columns that are none of the form's: those that the header names right of its last, such as 备注, or among its columns,
/// such as 小计, when it is the header that says which these are; and whatever stands right of a header that is the form's
/// own and borne out by the sums, as a column of check marks does.
fn others(rows: &[&Line<'_>], columns: &[Column], by_header: bool) -> Vec<u32> {
    let end = columns.last().map_or(u32::MAX, |last| last.at.saturating_add(last.span));
    let start = columns.first().filter(|_| by_header).map_or(end, |first| first.at);
    let is_own = |token: &&Token<'_>| columns.iter().any(|column| column.at == token.column);
    let named = of_header(rows).filter(|token| token.kind == Kind::Label && token.column >= start && !is_own(token));
    let mut others: Vec<u32> = named.map(|token| token.column).collect();
    if by_header && columns.len() == COLUMNS && bear_out(rows, columns) {
        let beside = rows.iter().flat_map(|row| &row.tokens).map(|token| token.column).filter(|column| *column >= end);
        let beside: BTreeSet<u32> = beside.collect();
        // What stands there in a few rows only is what moved there.
        let body = rows.iter().filter(|row| row.tokens.iter().any(|token| token.kind == Kind::Value));
        let has = |row: &Line<'_>, at: u32| row.tokens.iter().any(|t| t.column == at && t.kind != Kind::Blank);
        let most = |at: &u32| body.clone().filter(|row| has(row, *at)).count() * 5 >= body.clone().count() * 4;
        others.extend(beside.into_iter().filter(most));
    }
    others
}

/// Whether rows with seven figures have them in different columns, as when tab-separated lines became a sheet.
fn is_ragged(rows: &[&Line<'_>]) -> bool {
    let starts: Vec<u32> = rows
        .iter()
        .filter_map(|row| {
            let mut figures = row.tokens.iter().filter(|token| token.kind == Kind::Value);
            let first = figures.next()?.column;
            (figures.count() + 1 == COLUMNS).then_some(first)
        })
        .collect();
    let usual = starts.iter().map(|start| starts.iter().filter(|other| *other == start).count()).max().unwrap_or(0);
    starts.len() >= 4 && usual * 4 < starts.len() * 3
}

fn by_rows(rows: &[&Line<'_>]) -> Option<Vec<Column>> {
    let mut counts: Vec<(Vec<Column>, usize)> = Vec::new();
    for row in rows {
        let figures = row.tokens.iter().filter(|token| token.kind == Kind::Value);
        let figures: Vec<Column> = figures.enumerate().map(|(of, token)| Column::of(of, token)).collect();
        if figures.len() == COLUMNS {
            match counts.iter_mut().find(|(columns, _)| *columns == figures) {
                Some((_, count)) => *count += 1,
                None => counts.push((figures, 1)),
            }
        }
    }
    let total: usize = counts.iter().map(|(_, count)| count).sum();
    counts.into_iter().find(|(_, count)| *count >= 2 && *count * 5 >= total * 4).map(|(columns, _)| columns)
}
