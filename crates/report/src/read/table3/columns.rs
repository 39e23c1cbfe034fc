//! Where a grid has the columns of table 3.

use gongkai_documents::Place;

use super::{COLUMNS, FIRST_ROW, HEADERS};
use crate::read::line::{Kind, Line, Source, Token};

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
}

impl Columns {
    /// How many figures a row has.
    pub(super) fn width(&self) -> usize {
        if self.columns.is_empty() { COLUMNS } else { self.columns.len() }
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
    fn of(of: usize, token: &Token<'_>) -> Self {
        Self { of, at: token.column, span: token.span }
    }

    pub(super) fn is_above(&self, token: &Token<'_>) -> bool {
        (self.at, self.span) == (token.column, token.span)
    }
}

/// The value columns of each grid table: by header words, else by the rows that have seven figures at their end, else
/// those of the table before it (a table goes on over a page), else those that a header with fewer words names.
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
    for table in tables {
        let rows: Vec<&Line<'_>> = lines.iter().filter(|line| line.source == Source::Grid { table }).collect();
        let none = Columns { table, columns: Vec::new(), others: Vec::new(), moved: None, short: None };
        if is_ragged(&rows) {
            known.push(none);
            continue;
        }
        let header = header(&rows);
        let named = || header.iter().map(|(column, _)| *column).collect::<Vec<_>>();
        let first = header.first().map(|(_, at)| (*at).clone());
        let inherited = known.last().map(|columns| columns.columns.clone()).filter(|columns| !columns.is_empty());
        let (columns, short) = if header.len() == COLUMNS {
            (named(), None)
        } else if let Some(columns) = by_rows(&rows).or(inherited) {
            (columns, None)
        } else if is_as_wide(&rows, &header) {
            (named(), first)
        } else {
            continue;
        };
        let moved = header.windows(2).find_map(|pair| match pair {
            [(one, _), (two, at)] if one.of > two.of => Some((*at).clone()),
            _ => None,
        });
        let others = others(&rows, &columns, header.len() == COLUMNS);
        known.push(Columns { columns, others, moved: moved.filter(|_| !header.is_empty()), short, ..none });
    }
    known
}

/// Where the header names something right of the form's last column, such as 备注; or among its columns, such as 小计,
/// when it is the header that says which these are.
fn others(rows: &[&Line<'_>], columns: &[Column], by_header: bool) -> Vec<u32> {
    let end = columns.last().map_or(u32::MAX, |last| last.at.saturating_add(last.span));
    let start = columns.first().filter(|_| by_header).map_or(end, |first| first.at);
    let is_own = |token: &&Token<'_>| columns.iter().any(|column| column.at == token.column);
    let named = of_header(rows).filter(|token| token.kind == Kind::Label && token.column >= start && !is_own(token));
    named.map(|token| token.column).collect()
}

/// The cells above a table's first row.
fn of_header<'r, 'a: 'r>(rows: &'r [&Line<'a>]) -> impl Iterator<Item = &'r Token<'a>> {
    rows.iter().take_while(|row| !row.normal.contains(FIRST_ROW)).take(8).flat_map(|row| &row.tokens)
}

/// The columns that a header names, from left to right; none when two stand in one place.
fn header<'r, 'a: 'r>(rows: &'r [&Line<'a>]) -> Vec<(Column, &'a Place)> {
    let mut found: [Option<(Column, &'a Place)>; COLUMNS] = [None; COLUMNS];
    for token in of_header(rows) {
        for (of, (slot, word)) in found.iter_mut().zip(HEADERS).enumerate() {
            if slot.is_none() && is_header(token, word) {
                *slot = Some((Column::of(of, token), token.at));
            }
        }
    }
    let mut found: Vec<(Column, &Place)> = found.into_iter().flatten().collect();
    found.sort_by_key(|(column, _)| column.at);
    if found.is_sorted_by(|(left, _), (right, _)| left.at < right.at) { found } else { Vec::new() }
}

/// Whether each row below a header has just the cells that it names.
fn is_as_wide(rows: &[&Line<'_>], header: &[(Column, &Place)]) -> bool {
    let Some((first, _)) = header.first() else { return false };
    let body = rows.iter().skip_while(|row| !row.normal.contains(FIRST_ROW));
    let widths: Vec<usize> =
        body.map(|row| row.tokens.iter().filter(|token| token.column >= first.at).count()).collect();
    widths.len() > COLUMNS && widths.iter().all(|width| *width == header.len())
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

pub(super) fn is_header(token: &Token<'_>, word: &str) -> bool {
    token.normal == word || (word.chars().count() >= 4 && token.normal.starts_with(word))
}
