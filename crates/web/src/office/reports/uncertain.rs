//! The uncertain cells of the desk: those that one finding names by the many are one card, the others stand one by one.

use gongkai_app::desk::{self, Opened};
use gongkai_documents::Place;
use gongkai_law::{Severity, Wording};
use gongkai_report::letter::place_in_words;
use gongkai_report::stored::StoredFinding;
use gongkai_report::{CellAddress, CellState};

use super::cell_lines::{Line, Part, by_row};
use crate::frame::Frame;

/// A finding that names more cells than this is shown as a card.
const FEW: usize = 8;

/// Many cells that a finding names.
#[derive(Debug)]
pub(super) struct Card {
    /// The number of the finding on its page.
    pub(super) number: i64,
    pub(super) message: String,
    /// What else was found about all of them.
    pub(super) also: Vec<String>,
    /// Where, in the words of the form.
    pub(super) place: String,
    /// The key of its place in the source.
    pub(super) at: String,
    pub(super) count: usize,
    /// Its cells by row of the form.
    pub(super) parts: Vec<Part>,
}

/// Why cells are uncertain: each is counted once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reasons {
    /// No figure was read: nothing was found there, or other words.
    pub(super) unread: usize,
    /// Blank or a slash in the source.
    pub(super) empty: usize,
    /// A figure, and something was found about it.
    pub(super) named: usize,
}

impl Reasons {
    pub(super) fn of(lines: &[Line]) -> Self {
        let unread = |line: &&Line| desk::is_uncertain(line.state);
        let empty = |line: &&Line| matches!(line.state, CellState::Blank | CellState::Slash) && !line.is_corrected;
        let (unread, empty) = (lines.iter().filter(unread).count(), lines.iter().filter(empty).count());
        Self { unread, empty, named: lines.len().saturating_sub(unread).saturating_sub(empty) }
    }
}

/// The cards, and the cells that stand by themselves: those about which something narrower was found, too, and those about
/// which nothing was.
pub(super) fn cards(frame: &Frame, opened: &Opened, lines: Vec<Line>) -> (Vec<Card>, Vec<Line>) {
    let mut grave: Vec<_> = opened.findings.iter().filter(|found| found.finding.severity > Severity::Info).collect();
    grave.sort_by_key(|found| std::cmp::Reverse(found.finding.severity));
    let narrow = |line: &Line| grave.iter().any(|of| of.finding.cells.len() <= FEW && names(&of.finding, line.address));
    let mut rest = lines;
    let mut cards = Vec::new();
    for found in grave.iter().filter(|found| found.finding.cells.len() > FEW) {
        let (of_it, others): (Vec<Line>, Vec<Line>) =
            rest.into_iter().partition(|line| names(&found.finding, line.address) && !narrow(line));
        rest = others;
        if of_it.len() > FEW {
            cards.push(card(frame, &found.finding, found.kept.ordinal, of_it));
        } else {
            rest.extend(of_it);
        }
    }
    // In the order of the form, as they were.
    rest.sort_by_key(|line| line.address);
    cards.sort_by_key(|card| card.parts.first().and_then(|part| part.lines.first()).map(|line| line.address));
    (cards, rest)
}

fn names(finding: &StoredFinding, address: CellAddress) -> bool {
    finding.cells.iter().any(|cell| cell == address.as_str())
}

fn card(frame: &Frame, finding: &StoredFinding, number: i64, mut lines: Vec<Line>) -> Card {
    let message = finding.sentence(Wording::findings(frame.lang)).message;
    let every = |why: &&String| **why != message && lines.iter().all(|line| line.why.contains(why));
    let also: Vec<String> = lines.first().into_iter().flat_map(|line| &line.why).filter(every).cloned().collect();
    let first = lines.iter().map(|line| line.at.clone()).find(|at| !at.is_empty()).unwrap_or_default();
    // What the card says is not said again of each of its cells.
    for line in &mut lines {
        line.why.retain(|why| *why != message && !also.contains(why));
    }
    Card {
        number,
        also,
        place: place_in_words(finding, frame.lang),
        at: finding.at.as_ref().map_or(first, Place::key),
        count: lines.len(),
        parts: by_row(lines),
        message,
    }
}
