//! The words above a table without ruling lines, and the columns they are the heads of.

use std::ops::Range;

use super::{Label, Piece, are_set_alike};
use crate::read::fixed::across::is_numbered;
use crate::read::fixed::lines::{FIGURES, Line, figures};
use crate::read::fixed::page::Area;

/// So many lines a header has at most.
pub(super) const DEEP: usize = 12;
/// How far apart, in sizes of the text, lines of a header stand at most.
const LINES: f64 = 5.0;
/// How far apart, in sizes of the text, two lines of one head stand at most.
pub(super) const WRAP: f64 = 0.8;
/// More words than this are no header.
const WORDS: usize = 300;

/// The words above a table: those of the figures' columns, those over several of these, and those over the labels.
pub(super) struct Header {
    /// The line it begins with.
    pub(super) from: usize,
    pub(super) words: Vec<Label>,
}

impl Header {
    /// Of lines, of which two are of one head where they stand so close.
    pub(super) fn of(lines: &[Line], range: Range<usize>, wrap: f64) -> Self {
        let from = range.start;
        let mut words: Vec<Label> = Vec::new();
        for line in lines.get(range).unwrap_or_default() {
            for word in &line.words {
                let area = Area { left: word.left, right: word.right, ..line.area };
                let goes_on = |head: &&mut Label| {
                    are_over(&head.area, &area)
                        && area.top - head.area.bottom <= wrap * line.size
                        && are_set_alike(&head.area, &area, line.size)
                };
                let piece = Piece { area, text: word.text.clone() };
                match words.iter_mut().find(goes_on) {
                    Some(head) => head.add(piece, false),
                    None => words.push(Label { area, lines: vec![piece] }),
                }
            }
        }
        Self { from, words }
    }

    /// The heads of the columns beside the label of a line: its lowest words there.
    pub(super) fn heads(&self, first: &Line, wrap: f64) -> Option<Vec<Area>> {
        let count = first.words.len() - figures(&first.words).len();
        let labels = count.checked_sub(1).and_then(|last| first.words.get(last)).map_or(f64::MIN, |last| last.right);
        let areas = || self.words.iter().map(|word| word.area);
        let is_lowest = |head: &Area| !areas().any(|other| other.top > head.top && are_over(head, &other));
        let mut heads: Vec<Area> = areas().filter(|head| head.left > labels && is_lowest(head)).collect();
        heads.sort_by(|a, b| a.left.total_cmp(&b.left));
        // One between two that begin below it is over several columns.
        let is_over = |around: &[Area]| matches!(around, [left, head, right] if head.bottom <= left.top.min(right.top));
        let over: Vec<Area> =
            heads.windows(3).filter(|around| is_over(around)).filter_map(|around| around.get(1).copied()).collect();
        heads.retain(|head| !over.contains(head));
        // Words of several heads without a gap between them: which letter is whose nobody knows.
        let is_glued = |word: &Area| {
            let below = |head: &&Area| {
                are_over(head, word) && head.top > word.top && head.top - word.bottom <= wrap * word.height()
            };
            heads.iter().filter(below).count() > 1
        };
        if areas().any(|word| is_glued(&word)) {
            return None;
        }
        let apart = heads.windows(2).all(|pair| matches!(pair, [left, right] if left.right <= right.left));
        (apart && heads.len() >= FIGURES).then_some(heads)
    }
}

/// How far apart, in sizes of the text, words stand of which one is below the other: the widest last.
pub(super) fn gaps(lines: &[Line]) -> Vec<f64> {
    let pairs =
        lines.iter().enumerate().flat_map(|(at, above)| lines.iter().skip(at + 1).map(move |below| (above, below)));
    let gaps = pairs.filter(|(above, below)| {
        above
            .words
            .iter()
            .any(|word| below.words.iter().any(|other| word.left < other.right && other.left < word.right))
    });
    let gaps = gaps.map(|(above, below)| (below.area.top - above.area.bottom) / below.size);
    let mut gaps: Vec<f64> = gaps.map(|gap| gap + 0.02).filter(|gap| *gap <= WRAP).chain([0.0]).collect();
    // Of some that hardly differ the widest.
    gaps.sort_by(|a, b| b.total_cmp(a));
    gaps.dedup_by(|a, b| *b - *a < 0.05);
    gaps.reverse();
    gaps
}

/// The line the words above another begin with: up to a heading or a figure.
pub(super) fn top(lines: &[Line], from: usize) -> Option<usize> {
    let size = lines.get(from)?.size;
    let (mut top, mut words) = (from, 0);
    while let Some((above, below)) = top.checked_sub(1).and_then(|at| lines.get(at)).zip(lines.get(top)) {
        let is_heading = above.words.first().is_some_and(|word| is_numbered(&word.text));
        let is_far = below.area.top - above.area.top > LINES * size;
        if is_heading || is_far || from - top >= DEEP || !figures(&above.words).is_empty() {
            break;
        }
        words += above.words.len();
        top -= 1;
    }
    (words <= WORDS).then_some(top)
}

/// Whether one stands over a part of the other, or below.
pub(super) fn are_over(a: &Area, b: &Area) -> bool {
    a.left < b.right && b.left < a.right
}
