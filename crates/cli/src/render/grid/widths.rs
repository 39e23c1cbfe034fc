//! How wide each column of a table is.

use gongkai_documents::{Cell, Table};

use super::{is_figure, spelled};
use crate::render::width::columns;

/// Text columns a table's column has at least; two Chinese characters.
const LEAST: usize = 4;

/// The border and the two spaces between one column's text and the next one's.
const FRAME: usize = 3;

/// Cells looked at: more would only cost time.
const SAMPLE: usize = 4000;

/// What a cell asks of the columns it stands in.
struct Ask {
    left: usize,
    right: usize,
    /// Columns of its longest line.
    longest: usize,
    /// Text lines it has room for without making its rows higher.
    lines: usize,
    /// Whether it must not be broken.
    is_figure: bool,
}

/// Widths for a table at most `width` columns wide, where that is possible at all. Columns start as wide as their
/// texts, then those are made narrower whose narrowing costs the fewest additional lines.
pub(super) fn fitted(table: &Table, count: usize, width: usize) -> Vec<usize> {
    let mut asks: Vec<Ask> = table.cells.iter().take(SAMPLE).map(|cell| ask(cell, count)).collect();
    asks.sort_by_key(|ask| ask.right.saturating_sub(ask.left));
    let mut widths = vec![0; count];
    let mut least = vec![LEAST; count];
    for ask in &asks {
        widen(&mut widths, ask, ask.longest.div_ceil(ask.lines));
        if ask.is_figure {
            widen(&mut least, ask, ask.longest);
        }
    }
    let frame = FRAME * count + 1;
    while widths.iter().sum::<usize>() + frame > width {
        let narrowable = widths.iter().zip(&least).enumerate().filter(|(_, (width, least))| width > least);
        let cheapest =
            narrowable.min_by_key(|(column, (width, _))| (cost(&asks, &widths, *column), std::cmp::Reverse(**width)));
        let Some((column, _)) = cheapest else { break };
        if let Some(width) = widths.get_mut(column) {
            *width -= 1;
        }
    }
    widths.iter().map(|width| (*width).max(2)).collect()
}

fn ask(cell: &Cell, count: usize) -> Ask {
    let number = |value: u32| usize::try_from(value).unwrap_or(usize::MAX);
    let left = number(cell.column).min(count);
    Ask {
        left,
        right: left.saturating_add(number(cell.column_span)).min(count),
        longest: spelled(cell).split('\n').map(columns).max().unwrap_or(0),
        lines: number(cell.row_span).clamp(1, 4),
        is_figure: is_figure(&cell.text),
    }
}

/// Makes the columns of a cell wide enough for it, the rest spread evenly.
fn widen(widths: &mut [usize], ask: &Ask, wanted: usize) {
    let Some(own) = widths.get_mut(ask.left..ask.right).filter(|own| !own.is_empty()) else { return };
    let there = own.iter().sum::<usize>() + FRAME * (own.len() - 1);
    let lacking = wanted.saturating_sub(there);
    let (each, over) = (lacking / own.len(), lacking % own.len());
    for (number, width) in own.iter_mut().enumerate() {
        *width += each + usize::from(number < over);
    }
}

/// Lines more there are when a column is one narrower.
fn cost(asks: &[Ask], widths: &[usize], column: usize) -> usize {
    let lines = |ask: &Ask, room: usize| ask.longest.div_ceil(room.max(1)).saturating_sub(ask.lines);
    asks.iter()
        .filter(|ask| ask.left <= column && column < ask.right)
        .map(|ask| {
            let own = widths.get(ask.left..ask.right).unwrap_or_default();
            let room = own.iter().sum::<usize>() + FRAME * own.len().saturating_sub(1);
            lines(ask, room.saturating_sub(1)).saturating_sub(lines(ask, room))
        })
        .sum()
}
