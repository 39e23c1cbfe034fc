//! What the header of table 3 says above the columns of a grid.

use std::collections::HashSet;

use gongkai_documents::Place;

use super::columns::Column;
use super::{COLUMNS, FIRST_ROW, HEADERS};
use crate::edition::EditionId;
use crate::read::joint;
use crate::read::line::{Kind, Line, Token};
use crate::read::normal::likeness;
use crate::read::region::is_foreign;
use crate::read::value::COUNT;

/// What stands above several columns.
const GROUPS: [&str; 2] = ["申请人情况", "法人或其他组织"];
/// Words below the form's that leave their meaning as it is.
const WHOLE: [&str; 9] = ["本年", "本年度", "今年", "数量", "件数", "合计", "小计", "总数", "本期"];
/// Fewer words than these are no header.
const LEAST_NAMED: usize = 3;

/// The columns' words in full, the same in both editions.
pub(super) fn labels() -> impl Iterator<Item = &'static str> + Clone {
    EditionId::E2021.edition().t3.columns.iter().map(|column| column.label.as_str())
}

/// What a header says above a column of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word<'w> {
    /// A column of the form.
    Of(usize),
    /// Something that is none of the form's.
    Foreign,
    /// A word that may be a damaged one of the form's, or none.
    Open(&'w str),
}

/// Whether a row of a grid is the form's first: 本年新收, alone or together with what was carried in.
pub(super) fn is_first(row: &Line<'_>) -> bool {
    let has_figures = || row.tokens.iter().any(|token| token.kind == Kind::Value);
    row.normal.contains(FIRST_ROW) || (row.normal.contains("本年新收") && has_figures())
}

/// The cells above a table's first row.
pub(super) fn of_header<'r, 'a: 'r>(rows: &'r [&Line<'a>]) -> impl Iterator<Item = &'r Token<'a>> {
    rows.iter().take_while(|row| !is_first(row)).take(8).flat_map(|row| &row.tokens)
}

/// The columns that a header names, from left to right; none when two stand in one place.
pub(super) fn header<'r, 'a: 'r>(rows: &'r [&Line<'a>]) -> Vec<(Column, &'a Place)> {
    let mut found: [Option<(Column, &'a Place)>; COLUMNS] = [None; COLUMNS];
    for token in of_header(rows) {
        for (of, (slot, word)) in found.iter_mut().zip(HEADERS).enumerate() {
            if slot.is_none() && is_header(token, word) {
                *slot = Some((Column::of(of, token), token.at));
            }
        }
    }
    let mut found: Vec<(Column, &Place)> = found.into_iter().flatten().collect();
    // One word or two may be the label of a row in a table that goes on: 总计.
    if found.len() < LEAST_NAMED && !names_all_organisations(&found, of_header(rows)) {
        return Vec::new();
    }
    found.sort_by_key(|(column, _)| column.at);
    if found.is_sorted_by(|(left, _), (right, _)| left.at < right.at) { found } else { Vec::new() }
}

/// Whether a header names the applicants in three columns, with the organisations together in one.
fn names_all_organisations<'r, 'a: 'r>(
    found: &[(Column, &Place)],
    mut header: impl Iterator<Item = &'r Token<'a>>,
) -> bool {
    let [(one, _), (other, _)] = found else { return false };
    let between = |token: &Token<'_>| (one.at.min(other.at)..one.at.max(other.at)).contains(&token.column);
    let is_total = |column: &Column| column.of == 0 || column.is_total();
    is_total(one)
        && is_total(other)
        && header.any(|token| token.normal.starts_with("法人或其他组织") && token.span == 1 && between(token))
}

pub(super) fn is_header(token: &Token<'_>, word: &str) -> bool {
    let begins = || word.chars().count() >= 4 && token.normal.starts_with(word);
    token.normal == word || (begins() && named_together(&token.normal).is_empty())
}

/// The columns that one word of the header names together; empty when it names one, or says something else.
pub(super) fn named_together(word: &str) -> Vec<usize> {
    let names: Vec<(usize, &str)> = labels().enumerate().chain(HEADERS.into_iter().enumerate()).collect();
    let named = joint::names_in(word, &names);
    if named.len() > 1 { named } else { Vec::new() }
}

/// The words of a header that name several columns together, with these and their place.
pub(super) fn joint_words(rows: &[&Line<'_>]) -> Vec<(Vec<usize>, String, Place)> {
    let words = of_header(rows).filter(|token| token.kind == Kind::Label);
    let words = words.map(|token| (named_together(&token.normal), token.normal.clone(), token.at.clone()));
    words.filter(|(named, ..)| !named.is_empty()).collect()
}

/// The lowest word of the header above a column.
pub(super) fn lowest<'r, 'a: 'r>(rows: &'r [&Line<'a>], column: &Column) -> Option<&'r Token<'a>> {
    let above = of_header(rows).filter(|token| token.kind == Kind::Label && token.column == column.at);
    above.filter(|token| token.span <= column.span).last()
}

/// What the lowest word of the header above a column says.
pub(super) fn word<'r, 'a: 'r>(rows: &'r [&Line<'a>], column: &Column) -> Word<'r> {
    let Some(token) = lowest(rows, column) else { return Word::Open("") };
    match HEADERS.iter().position(|word| is_header(token, word)) {
        Some(of) => Word::Of(of),
        None if is_foreign(&token.normal, labels()) || !named_together(&token.normal).is_empty() => Word::Foreign,
        None => Word::Open(&token.normal),
    }
}

/// The columns above which the header has other words than the form.
pub(super) fn worded_otherwise(rows: &[&Line<'_>], columns: &[Column]) -> Vec<(usize, String, Place)> {
    let otherwise = |column: &Column| {
        let label = labels().nth(column.of)?;
        let above: String =
            of_header(rows).filter(|token| token.column == column.at).map(|token| token.normal.as_str()).collect();
        let token = lowest(rows, column).filter(|token| !numbers_a_column(&token.normal))?;
        // A word in pieces, or that of a neighbour or of several columns, is no other word for this one.
        let words = || labels().chain(GROUPS);
        let is_own = above.contains(label) || label.contains(&token.normal) || words().any(|word| word == token.normal);
        (!is_own).then(|| (column.of, token.normal.clone(), token.at.clone()))
    };
    columns.iter().filter_map(otherwise).collect()
}

/// Whether a header further down says other columns than the one at the top.
pub(super) fn names_otherwise(rows: &[&Line<'_>], columns: &[Column]) -> bool {
    let body = rows.iter().skip_while(|row| !is_first(row));
    body.into_iter().any(|row| {
        let moved = row.tokens.iter().filter(|token| {
            let of = HEADERS.iter().position(|word| is_header(token, word));
            of.is_some_and(|of| columns.iter().any(|column| column.of == of && column.at != token.column))
        });
        moved.count() >= 2
    })
}

/// Whether a header names its columns twice, side by side: two years, or two bodies. A page may have cut off most of the
/// second.
pub(super) fn names_twice(rows: &[&Line<'_>]) -> bool {
    const LEAST_DOUBLED: usize = 2;
    let columns = |word: &&str| {
        let named = of_header(rows).filter(|token| is_header(token, word)).map(|token| token.column);
        named.collect::<HashSet<u32>>().len()
    };
    HEADERS.iter().filter(|word| columns(word) > 1).count() >= LEAST_DOUBLED
}

/// Whether below the header's words stand others, as where each column is parted into 上年 and 本年: what stands in the
/// first part of each is not said by the word above it.
pub(super) fn names_parts(rows: &[&Line<'_>], columns: &[Column]) -> bool {
    let says_else = |column: &&Column| match word(rows, column) {
        Word::Of(of) => of != column.of,
        Word::Foreign => true,
        Word::Open(word) => {
            !word.is_empty() && !COUNT.contains(&word) && !WHOLE.contains(&word) && !numbers_a_column(word)
        }
    };
    let is_damaged = |column: &&Column| {
        labels()
            .nth(column.of)
            .is_some_and(|label| matches!(word(rows, column), Word::Open(word) if likeness(word, label) >= 0.4))
    };
    let otherwise = columns.iter().filter(says_else).filter(|column| !is_damaged(column)).count();
    otherwise >= LEAST_NAMED && !number_the_columns(rows, columns)
}

/// Whether the lowest words of a header only number the columns: 数据1, 数据2 and so on, as a program names fields.
fn number_the_columns(rows: &[&Line<'_>], columns: &[Column]) -> bool {
    let others = columns.iter().filter(|column| word(rows, column) != Word::Of(column.of));
    let words = others.filter_map(|column| lowest(rows, column)).map(|token| token.normal.as_str());
    let parted: Option<Vec<(&str, usize)>> = words
        .map(|word| {
            let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
            Some((stem, word.get(stem.len()..)?.parse().ok()?)).filter(|_| !stem.is_empty())
        })
        .collect();
    let next = |pair: &[(&str, usize)]| matches!(pair, [(one, at), (other, then)] if one == other && at + 1 == *then);
    parted.is_some_and(|words| words.len() + 1 >= columns.len() && words.windows(2).all(next))
}

/// 甲, 乙, A, B: what numbers a column in a statistical form.
fn numbers_a_column(word: &str) -> bool {
    let mut characters = word.chars();
    let is_mark = |c: char| c.is_ascii_alphabetic() || "甲乙丙丁戊己庚辛壬癸".contains(c);
    characters.next().is_some_and(is_mark) && characters.next().is_none()
}
