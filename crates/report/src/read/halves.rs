//! Rows that a page broke in two, put together where the form says what the whole is: a header's words in
//! halves (结果维 over 持), a row's label in halves with all figures in one of them, or around them in a text.

mod text;

use std::collections::HashSet;
use std::sync::LazyLock;

use super::line::{Kind, Line, Token};
use super::normal::{core, normal};
use crate::edition::{Edition, EditionId};

/// Rows above in which the first half of a header's word may stand.
const ABOVE: usize = 3;

/// Words of one row that must become the form's.
const LEAST_WORDS: usize = 2;

/// The words of all headers, in normal text.
static WORDS: LazyLock<HashSet<String>> = LazyLock::new(|| EditionId::ALL.iter().flat_map(header_words).collect());

/// The labels of all rows without their ordinals.
static ROWS: LazyLock<HashSet<String>> = LazyLock::new(|| EditionId::ALL.iter().flat_map(row_labels).collect());

fn header_words(edition: &EditionId) -> Vec<String> {
    let form: &Edition = edition.edition();
    let bands = form.t2.groups.iter().flat_map(|group| group.columns.iter().map(|column| column.label.as_str()));
    let columns = form.t3.columns.iter().map(|column| column.label.as_str());
    let results = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"].into_iter();
    bands.chain(columns).chain(results).map(normal).collect()
}

fn row_labels(edition: &EditionId) -> Vec<String> {
    let form: &Edition = edition.edition();
    let of_t2 = form.t2.groups.iter().flat_map(|group| &group.rows).map(|row| row.label.as_str());
    let of_t3 = form.t3.rows.iter().filter(|row| row.leaf).map(|row| row.label.as_str());
    of_t2.chain(of_t3).map(|label| core(&normal(label)).to_owned()).collect()
}

/// The names of table 3's groups of rows without their ordinals.
static GROUPS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let rows = EditionId::ALL.iter().flat_map(|edition| &edition.edition().t3.rows).filter(|row| !row.leaf);
    rows.map(|row| core(&normal(&row.label)).to_owned()).collect()
});

/// Whether words are the label of a row, with the names of its groups before it or without.
fn is_row(text: &str) -> bool {
    let mut own = core(text);
    loop {
        if ROWS.contains(own) {
            return true;
        }
        let group = GROUPS.iter().find_map(|group| own.strip_prefix(group.as_str()));
        let Some(rest) = group.filter(|rest| !rest.is_empty()) else { return false };
        own = core(rest);
    }
}

/// The lines with broken rows put together.
pub(super) fn join(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let lines = text::join(lines);
    let mut whole: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    for mut line in lines {
        if line.is_grid() && joins_header(&mut whole, &mut line) {
            continue;
        }
        let upper = whole.pop();
        match upper {
            Some(upper) if upper.is_grid() && line.is_grid() => match join_row(upper, line) {
                (upper, None) => whole.push(upper),
                (upper, Some(lower)) => whole.extend([upper, lower]),
            },
            upper => whole.extend(upper.into_iter().chain([line])),
        }
    }
    whole
}

/// Puts the words of a header together that begin in the rows above. When all words of a row were ends of others, the row
/// is no more.
fn joins_header(whole: &mut [Line<'_>], lower: &mut Line<'_>) -> bool {
    let from = whole.len().saturating_sub(ABOVE);
    let above = whole.get(from..).unwrap_or_default();
    let words = || lower.tokens.iter().enumerate().filter(|(_, token)| token.kind != Kind::Blank);
    if words().count() < LEAST_WORDS || words().any(|(_, token)| token.kind == Kind::Value) {
        return false;
    }
    let mut joined = Vec::new();
    for (at, word) in words() {
        let half = nearest(above, word);
        let begun = half.and_then(|(line, token)| above.get(line)?.tokens.get(token)).map(|token| &token.normal);
        let text = begun.filter(|half| !half.is_empty()).map(|half| format!("{half}{}", word.normal));
        match (half, text.filter(|text| WORDS.contains(text))) {
            (Some((line, token)), Some(text)) => joined.push((from + line, token, at, text)),
            _ if WORDS.contains(&word.normal) => {}
            _ => return false,
        }
    }
    let all = joined.len() == words().count();
    if joined.len() < LEAST_WORDS {
        return false;
    }
    for (line, token, at, text) in joined {
        let Some(upper) = whole.get_mut(line) else { continue };
        if all {
            set(upper, token, text);
        } else {
            set(upper, token, String::new());
            set(lower, at, text);
        }
    }
    all
}

/// Gives a field other words.
fn set(line: &mut Line<'_>, at: usize, text: String) {
    if let Some(token) = line.tokens.get_mut(at) {
        token.normal = text;
    }
    line.normal = line.tokens.iter().map(|token| token.normal.as_str()).collect();
}

/// The last field above in exactly the columns of one below. A page may have made two grids of one.
fn nearest(above: &[Line<'_>], below: &Token<'_>) -> Option<(usize, usize)> {
    above.iter().enumerate().rev().take_while(|(_, line)| line.is_grid()).find_map(|(number, line)| {
        let same = |token: &Token<'_>| (token.column, token.span) == (below.column, below.span);
        Some((number, line.tokens.iter().position(same)?))
    })
}

/// Puts two rows together whose labels are the halves of one of the form's, when only one of them holds figures; else gives
/// both back.
fn join_row<'a>(mut upper: Line<'a>, mut lower: Line<'a>) -> (Line<'a>, Option<Line<'a>>) {
    let has_figures = |line: &Line<'_>| line.tokens.iter().any(|token| token.kind == Kind::Value);
    let (firsts, seconds) = (labels(&upper), labels(&lower));
    // The rest of a band's name may stand beside that of the row's.
    let alike = firsts.len() == seconds.len();
    let Some(text) = whole_label(&upper, &firsts, &lower, &seconds).filter(|_| alike || seconds.len() == 1) else {
        return (upper, Some(lower));
    };
    let halves: Vec<String> = firsts.iter().map(|at| text_at(&upper, *at).to_owned()).collect();
    let bands = if alike {
        halves.iter().zip(&seconds).map(|(half, at)| half.clone() + text_at(&lower, *at)).collect()
    } else {
        halves
    };
    let texts: Vec<String> = bands.into_iter().take(firsts.len().saturating_sub(1)).chain([text]).collect();
    match (has_figures(&upper), has_figures(&lower)) {
        (_, false) => {
            set_labels(&mut upper, &firsts, texts);
            (upper, None)
        }
        (false, true) if alike => {
            set_labels(&mut lower, &seconds, texts);
            (lower, None)
        }
        (_, true) => (upper, Some(lower)),
    }
}

/// The form's label that the last words of two rows make.
fn whole_label(upper: &Line<'_>, firsts: &[usize], lower: &Line<'_>, seconds: &[usize]) -> Option<String> {
    let (first, second) = (text_at(upper, *firsts.last()?), text_at(lower, *seconds.last()?));
    let is_row = |text: &str| ROWS.contains(core(text));
    let text = format!("{first}{second}");
    (is_row(&text) && !is_row(first) && !is_row(second)).then_some(text)
}

fn text_at<'l>(line: &'l Line<'_>, at: usize) -> &'l str {
    line.tokens.get(at).map_or("", |token| token.normal.as_str())
}

fn set_labels(line: &mut Line<'_>, at: &[usize], texts: Vec<String>) {
    for (at, text) in at.iter().zip(texts) {
        set(line, *at, text);
    }
}

/// The fields with words before a row's figures; none where words stand behind them, too.
fn labels(line: &Line<'_>) -> Vec<usize> {
    let figures = line.tokens.iter().position(|token| token.kind == Kind::Value).unwrap_or(line.tokens.len());
    let words = line.tokens.iter().enumerate().filter(|(_, token)| token.kind == Kind::Label).map(|(at, _)| at);
    let words: Vec<usize> = words.collect();
    if words.iter().all(|at| *at < figures) { words } else { Vec::new() }
}
