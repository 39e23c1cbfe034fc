//! Which cells a row of figures in a grid fills, by the words around it.

use std::collections::BTreeSet;

use super::said::contradicts;
use super::{BLOCKS, RESULTS, addresses, adds_up, block_in, ends_within_block, names, parse};
use crate::cell::CellAddress;
use crate::edition::EditionId;
use crate::read::habits::ends_in_gap;
use crate::read::line::{Kind, Line, Token};
use crate::read::place::RowReading;
use crate::read::run::Run;

/// What stands around a row of figures.
pub(super) struct Around<'r> {
    pub(super) header: &'r [&'r Line<'r>],
    /// The text between the table before and this one.
    pub(super) above: &'r str,
    /// The names the row begins with.
    pub(super) name: String,
    pub(super) edition: EditionId,
}

impl Around<'_> {
    /// The cells of the form that are asked for: all, or those of the one block that the row or the header names.
    fn asked(&self) -> (Option<&'static str>, Vec<CellAddress>) {
        let text: String = self.header.iter().map(|row| row.normal.as_str()).collect();
        let leaves: usize = RESULTS.iter().map(|(word, _)| text.matches(word).count()).sum();
        let block = match block_in(&self.name) {
            _ if leaves > RESULTS.len() => None,
            Some(block) => Some(block),
            // Which of the two lawsuits, it does not say.
            None if self.name.contains("诉讼") => None,
            None => block_in(&text).or_else(|| block_in(self.above)),
        };
        (block, addresses(self.edition, block))
    }

    /// The cell under whose words each value stands, when these name whole blocks of the form, each cell once.
    fn under_words(&self, values: &[&Token<'_>]) -> Option<Vec<CellAddress>> {
        let (outer_block, _) = self.asked();
        let named = outer_block.filter(|_| block_in(&self.name).is_some());
        let placed = values.iter().map(|token| {
            let result = result_above(token, self.header)?;
            let block = named.or_else(|| block_above(token, self.header)).or(outer_block)?;
            CellAddress::parse(&format!("t4.{block}.{result}"))
        });
        let mut placed: Vec<CellAddress> = placed.collect::<Option<_>>()?;
        let blocks = BLOCKS.map(|(_, block)| addresses(self.edition, Some(block)));
        let named = blocks.into_iter().filter(|cells| cells.iter().any(|cell| placed.contains(cell)));
        let mut whole: Vec<CellAddress> = named.flatten().collect();
        let found = placed.clone();
        placed.sort_unstable();
        whole.sort_unstable();
        (!found.is_empty() && placed == whole).then_some(found)
    }

    /// Whether the header's words say another order than the form's.
    fn contradicts(&self) -> bool {
        contradicts(&self.header.iter().map(|row| row.normal.as_str()).collect::<String>())
    }

    /// The header's results from left to right.
    fn leaves(&self) -> Vec<&Token<'_>> {
        let heads = self.header.iter().flat_map(|row| &row.tokens);
        let mut leaves: Vec<&Token<'_>> =
            heads.filter(|head| RESULTS.iter().any(|(word, _)| head.normal == *word)).collect();
        leaves.sort_by_key(|head| head.column);
        leaves
    }

    /// As many values as the header has results, in other columns than these: borders were dragged, or a cell says to be
    /// wider than it is. They stand in the header's order if their sums say so; else nobody knows.
    fn beside_columns(&self, run: &Run<'_, '_>) -> Option<RowReading> {
        let leaves = self.leaves();
        let is_below = |(head, token): (&&Token<'_>, &&Token<'_>)| covers(head, token) && head.column == token.column;
        if leaves.len() != run.values.len() || leaves.iter().zip(&run.values).all(is_below) {
            return None;
        }
        // Spans that were lost leave the words in no order of blocks: the form's, then.
        let as_form = || Some(self.asked().1).filter(|cells| cells.len() == run.values.len() && !self.contradicts());
        let cells = adds_up(&run.values).then(|| self.under_words(&leaves).or_else(as_form)).flatten();
        Some(match cells {
            Some(cells) => RowReading::ordered(cells, parse(&run.values), !ends_in_gap(&run.values)),
            None => RowReading::given_up(self.asked().1, parse(&run.values)),
        })
    }

    /// The cells below the words of whole blocks where some values are merged over several of them: those merged fill
    /// none, and where borders stand otherwise than the header's nobody knows which are merged. `None` unless every column
    /// is below one value.
    fn under_merged(&self, values: &[&Token<'_>]) -> Option<RowReading> {
        let leaves = self.leaves();
        let below = |head: &Token<'_>| values.iter().position(|value| covers(value, head));
        let at: Vec<usize> = leaves.iter().map(|head| below(head)).collect::<Option<_>>()?;
        let is_single = |of: &usize| at.iter().filter(|other| *other == of).count() == 1;
        if at.iter().all(is_single) {
            return None;
        }
        let begins_below =
            |of: &usize| values.get(*of).is_some_and(|value| leaves.iter().any(|head| head.column == value.column));
        if !at.iter().all(begins_below) {
            return Some(RowReading::given_up(self.asked().1, parse(values)));
        }
        let cells = self.under_words(&leaves)?;
        let slots = at.iter().map(|of| is_single(of).then_some(*of)).collect();
        Some(RowReading::partly(cells, parse(values), slots))
    }

    /// How many columns the header has results above.
    fn width(&self) -> usize {
        self.leaves().iter().map(|head| head.column).collect::<BTreeSet<_>>().len()
    }

    /// A row's figures without its name, units and columns of the office's own, when what is left is just the form's.
    pub(super) fn figures<'l, 'a>(&self, line: &'l Line<'a>) -> Vec<&'l Token<'a>> {
        let own: Vec<&Token<'_>> = line.tokens.iter().filter(|token| !self.is_aside(token)).collect();
        if self.under_words(&own).is_some() { own } else { line.tokens.iter().skip(names(line).len()).collect() }
    }

    /// Whether a cell stands under no result, and is no figure or stands under another word.
    fn is_aside(&self, token: &Token<'_>) -> bool {
        let mut above = self.header.iter().flat_map(|row| &row.tokens).filter(|head| covers(head, token));
        result_above(token, self.header).is_none()
            && (token.kind != Kind::Value
                || above.any(|head| head.kind == Kind::Label && block_in(&head.normal).is_none()))
    }

    /// Places a row by the headers above each of its columns, else by order.
    pub(super) fn place(&self, run: &Run<'_, '_>) -> RowReading {
        if let Some(reading) = self.beside_columns(run).or_else(|| self.under_merged(&run.values)) {
            return reading;
        }
        let cells = match self.under_words(&run.values) {
            // As many as one or two blocks have, below the words of three: which are lost, nobody knows.
            Some(_) if self.width() > run.values.len() => {
                return RowReading::given_up(self.asked().1, parse(&run.values));
            }
            Some(cells) => cells,
            None if self.contradicts() => return RowReading::given_up(self.asked().1, parse(&run.values)),
            None => self.asked().1,
        };
        if ends_within_block(&run.values) {
            return RowReading::given_up(cells, parse(&run.values));
        }
        // A row filled up at its end may have lost a cell.
        RowReading::ordered(cells, parse(&run.values), !ends_in_gap(&run.values))
    }
}

pub(super) fn covers(head: &Token<'_>, token: &Token<'_>) -> bool {
    head.column <= token.column && token.column < head.column + head.span
}

pub(super) fn result_above(token: &Token<'_>, header: &[&Line<'_>]) -> Option<&'static str> {
    header
        .iter()
        .rev()
        .flat_map(|row| &row.tokens)
        .filter(|head| covers(head, token))
        .find_map(|head| RESULTS.iter().find(|(word, _)| head.normal == *word).map(|(_, id)| *id))
}

fn block_above(token: &Token<'_>, header: &[&Line<'_>]) -> Option<&'static str> {
    let rows = || header.iter().rev();
    let named = rows().flat_map(|row| &row.tokens).filter(|head| covers(head, token));
    let named = named.into_iter().find_map(|head| block_in(&head.normal));
    // A merged cell taken apart names its first column; blanks follow.
    named.or_else(|| {
        rows().find_map(|row| {
            let before = row.tokens.iter().filter(|head| head.column <= token.column);
            before.rev().find(|head| head.kind != Kind::Blank).and_then(|head| block_in(&head.normal))
        })
    })
}
