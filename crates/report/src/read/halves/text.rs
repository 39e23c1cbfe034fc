//! Lines of text as a page's narrow column leaves them: a label in pieces above and below, or behind, the figures of its
//! row. The pieces become one label where together they are one of the form's and apart they are none.

use super::{is_row, set};
use crate::read::line::{Kind, Line, Source, Token};
use crate::read::normal::core;

/// Pieces of a label on one side of the figures.
const MOST_PIECES: usize = 3;

/// Longer lines are prose, in bytes.
const LONGEST: usize = 150;

/// The lines with such labels in one piece, beside their figures.
pub(super) fn join(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let mut whole: Vec<Line<'_>> = Vec::with_capacity(lines.len());
    let mut rest = lines.into_iter().peekable();
    let mut below: Vec<Line<'_>> = Vec::new();
    loop {
        let Some(mut line) = below.pop().or_else(|| rest.next()) else { return whole };
        if has_figures(&line) {
            while below.len() < MOST_PIECES {
                // `below` is kept with its next line last.
                let Some(next) = rest.next_if(|next| piece(next).is_some()) else { break };
                below.insert(0, next);
            }
            if let Some((above, after)) = pieces(&whole, &line, &below) {
                take_label(&mut whole, &mut line, &mut below, above, after);
            }
        }
        whole.push(line);
    }
}

/// How many lines above and below a row of figures make its label together with its own words; the fewest that do.
fn pieces(above: &[Line<'_>], row: &Line<'_>, below: &[Line<'_>]) -> Option<(usize, usize)> {
    let own = own_label(row).unwrap_or_default();
    // What begins with a number begins a label of its own.
    let goes_on = |text: &&str| core(text).len() == text.len();
    let after: Vec<&str> = below.iter().rev().map_while(piece).take_while(goes_on).collect();
    let before: Vec<&str> = above.iter().rev().map_while(piece).take(MOST_PIECES).collect();
    let most = if own.is_empty() { before.len() } else { 0 };
    (usize::from(own.is_empty())..=most).find_map(|above| {
        let pieces: Vec<&str> = before.iter().take(above).rev().copied().collect();
        let first: String = pieces.concat() + own;
        (1..=after.len()).find_map(|below| {
            let last = after.get(..below)?;
            let are_none = !is_row(&first) && !pieces.iter().chain(last).any(|text| is_row(text));
            (are_none && is_row(&(first.clone() + &last.concat()))).then_some((above, below))
        })
    })
}

/// Gives a row of figures the label whose pieces stand above and below it.
fn take_label<'a>(
    whole: &mut Vec<Line<'a>>,
    row: &mut Line<'a>,
    below: &mut Vec<Line<'a>>,
    above: usize,
    after: usize,
) {
    let above = whole.split_off(whole.len().saturating_sub(above));
    let after = below.split_off(below.len().saturating_sub(after));
    let own = own_label(row).unwrap_or_default().to_owned();
    let before: String = above.iter().map_while(piece).collect();
    let label = before + &own + &after.iter().rev().map_while(piece).collect::<String>();
    if let Some(first) = above.into_iter().next().and_then(|line| line.tokens.into_iter().next()) {
        row.tokens.retain(|token| token.column > 0 || token.kind != Kind::Blank);
        row.tokens.insert(0, first);
    }
    set(row, 0, label);
}

/// The words of a line of text that holds nothing else.
fn piece<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    let is_text = line.source == Source::Text { heading: None } && line.raw.len() <= LONGEST;
    match line.tokens.as_slice() {
        [word] if is_text && word.kind == Kind::Label => Some(&word.normal),
        _ => None,
    }
}

/// Whether a line is the row of a table in text: figures, with or without a label before them.
fn has_figures(line: &Line<'_>) -> bool {
    let figures = line.tokens.iter().skip(usize::from(own_label(line).is_some()));
    let mut figures = figures.filter(|token| token.kind != Kind::Blank).peekable();
    let is_text = line.source == Source::Text { heading: None };
    is_text && line.tokens.len() > 1 && figures.peek().is_some() && figures.all(is_figure)
}

fn is_figure(token: &Token<'_>) -> bool {
    token.kind == Kind::Value
}

/// The label a row begins with.
fn own_label<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    line.tokens.first().filter(|token| token.kind == Kind::Label).map(|token| token.normal.as_str())
}
