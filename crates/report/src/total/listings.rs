//! The plain tables of a total's document: both sums, who lacks what, main figures, findings.

use std::collections::BTreeSet;

use gongkai_documents::Table;
use gongkai_law::Wording;
use rust_decimal::Decimal;

use super::{Member, Total};
use crate::cell::{CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::write::figure::Figures;
use crate::write::grid::Grid;
use crate::write::listing::Listing;
use crate::write::words::{self, cell_label};

/// Rows named in one line of "who lacks what"; the JSON has them all.
const ROWS: usize = 4;

/// The cells of a member's main figures; a column may add several up.
const MAIN: [(&str, &[&str]); 6] = [
    ("total-column-received", &["t3.new_received.total"]),
    ("total-column-carried-in", &["t3.carried_in.total"]),
    ("total-column-handled", &["t3.total.total"]),
    ("total-column-carried-out", &["t3.carried_out.total"]),
    ("total-column-reconsideration", &["t4.recon.total"]),
    ("total-column-litigation", &["t4.lit_direct.total", "t4.lit_after_recon.total"]),
];

/// A part of the document: heading and note by message id, and a listing unless there is nothing to list.
pub(super) struct Part<'a> {
    pub(super) heading: &'static str,
    pub(super) note: &'static str,
    pub(super) listing: Option<Listing<'a>>,
}

pub(super) fn all<'a>(total: &'a Total, wording: &'a Wording) -> Vec<Part<'a>> {
    let words = words::bundle(wording.lang());
    let part = |heading, note, none, listing: Option<Listing<'a>>| Part {
        heading,
        note: if listing.is_some() { note } else { none },
        listing,
    };
    vec![
        part("total-sums", "total-sums-note", "total-sums-none", both_sums(total, words)),
        part("total-lacking", "total-lacking-note", "total-lacking-none", lacking(total, words)),
        part("total-members", "total-members-note", "total-members-none", members(total, words, Counted::Findings)),
        part("total-findings", "total-findings-note", "total-findings-none", findings(total, wording)),
    ]
}

/// The parts that tell of figures only: nothing of what checking found.
pub(super) fn figures<'a>(total: &'a Total, wording: &'a Wording) -> Vec<Part<'a>> {
    let words = words::bundle(wording.lang());
    let figures = members(total, words, Counted::Nothing);
    let note = if figures.is_some() { "total-members-figures-note" } else { "total-members-none" };
    let mut parts = all(total, wording);
    parts.truncate(2);
    parts.push(Part { heading: "total-members", note, listing: figures });
    parts
}

/// What stands beside a member's figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    /// How many errors and warnings checking found.
    Findings,
    /// Nothing: the reports were not checked, or their findings are not for the reader.
    Nothing,
}

/// The three rows of 2021 that a mixed total adds into one, in the columns of the form.
pub(super) fn other_rows(total: &Total, rows: &[&str]) -> Table {
    const LABELS: u32 = 3;
    let edition = EditionId::E2021.edition();
    let columns = u32::try_from(edition.t3.columns.len()).unwrap_or(u32::MAX);
    let mut grid = Grid::new(LABELS.saturating_add(columns));
    grid.label((0, 0), (1, LABELS), "");
    for (at, column) in (LABELS..).zip(&edition.t3.columns) {
        grid.label((0, at), (1, 1), &column.label);
    }
    let held = rows.iter().filter_map(|id| edition.t3.rows.iter().find(|row| row.id == *id));
    for (line, row) in (1..).zip(held) {
        grid.label((line, 0), (1, LABELS), &row.label);
        for (at, column) in (LABELS..).zip(&edition.t3.columns) {
            let address = CellAddress::parse(&format!("t3.{}.{}", row.id, column.id));
            let sum = address.and_then(|address| total.cells.get(&address)?.sum_given);
            grid.figure((line, at), 1, sum.map(|sum| sum.normalize().to_string()).unwrap_or_default());
        }
    }
    grid.finish(1, &[])
}

fn both_sums<'a>(total: &'a Total, words: &Wording) -> Option<Listing<'a>> {
    let number =
        |address, sum: Option<Decimal>| sum.map(|sum| newest_figures(address).plain(address, sum)).unwrap_or_default();
    let rows = total.cells.iter().filter(|(_, cell)| cell.is_incomplete()).map(move |(address, cell)| {
        let complete = total.tables.get(&address.table()).map_or(0, |table| table.complete);
        vec![
            cell_label(*address),
            number(*address, cell.sum_given),
            format!("{}/{}", cell.given, cell.expected),
            number(*address, cell.sum_complete),
            complete.to_string(),
        ]
    });
    let columns = ["total-column-cell", "total-column-sum-given", "total-column-given"];
    let columns = columns.into_iter().chain(["total-column-sum-complete", "total-column-complete"]);
    Listing::of(header(words, columns), rows, &[5.0, 1.6, 1.2, 1.6, 1.2])
}

/// The newest edition that has a cell: its column's unit is the one to write in.
fn newest_figures(address: CellAddress) -> Figures {
    Figures::of(EditionId::newest_with(address))
}

fn lacking<'a>(total: &'a Total, words: &'a Wording) -> Option<Listing<'a>> {
    let incomplete: Vec<CellAddress> =
        total.cells.iter().filter(|(_, cell)| cell.is_incomplete()).map(|(address, _)| *address).collect();
    let rows = total.members.iter().filter_map(move |member| {
        let cells: Vec<CellAddress> = incomplete.iter().copied().filter(|address| member.lacks(*address)).collect();
        (!cells.is_empty()).then(|| lacking_row(member, &cells, words))
    });
    let columns = ["total-column-member", "total-column-t2", "total-column-t3", "total-column-t4", "total-column-rows"];
    Listing::of(header(words, columns), rows, &[2.4, 1.0, 1.0, 1.0, 5.0])
}

fn lacking_row(member: &Member, cells: &[CellAddress], words: &Wording) -> Vec<String> {
    let mut row = vec![member.name().to_owned()];
    for table in TableId::ALL {
        let count = cells.iter().filter(|address| address.table() == table).count();
        let whole = !member.editions.contains_key(&table);
        row.push(if whole { words.text("total-whole-table", &[]) } else { count.to_string() });
    }
    let mut seen = BTreeSet::new();
    let labels: Vec<String> = cells
        .iter()
        .filter(|address| seen.insert((address.table(), address.row())))
        .map(|address| cell_label(*address).split(" · ").next().unwrap_or_default().to_owned())
        .collect();
    let named = labels.iter().take(ROWS).cloned().collect::<Vec<_>>().join("；");
    let count = labels.len().to_string();
    let more = words.text("total-rows-more", &[("count", &count)]);
    row.push(if labels.len() > ROWS { format!("{named}{more}") } else { named });
    row
}

fn members<'a>(total: &'a Total, words: &'a Wording, counted: Counted) -> Option<Listing<'a>> {
    let before = ["total-column-member", "total-column-year", "total-column-edition"];
    let after = ["total-column-errors", "total-column-warnings"];
    let after = after.into_iter().filter(|_| counted == Counted::Findings);
    let columns = before.into_iter().chain(MAIN.iter().map(|(id, _)| *id)).chain(after);
    let rows = total.members.iter().map(move |member| {
        let mut row = vec![member.name().to_owned(), member.year.map(|year| year.to_string()).unwrap_or_default()];
        row.push(editions(member));
        row.extend(MAIN.iter().map(|(_, cells)| main_figure(member, cells, words)));
        if counted == Counted::Findings {
            row.extend([member.errors.to_string(), member.warnings.to_string()]);
        }
        row
    });
    let widths: &[f32] = match counted {
        Counted::Findings => &[3.0, 1.0, 1.2, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
        Counted::Nothing => &[3.0, 1.0, 1.2, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0],
    };
    Listing::of(header(words, columns), rows, widths)
}

fn editions(member: &Member) -> String {
    let met: BTreeSet<EditionId> = member.editions.values().copied().collect();
    met.iter().map(|edition| edition.as_str()).collect::<Vec<_>>().join("、")
}

/// The sum of cells, or what the first of them that is no number holds instead.
fn main_figure(member: &Member, cells: &[&str], words: &Wording) -> String {
    let mut sum = Decimal::ZERO;
    for address in cells.iter().filter_map(|cell| CellAddress::parse(cell)) {
        let value = member.value(address).and_then(|value| sum.checked_add(value));
        let Some(added) = value else { return state(member.state(address), words) };
        sum = added;
    }
    sum.normalize().to_string()
}

fn state(state: Option<CellState>, words: &Wording) -> String {
    match state {
        Some(CellState::Slash) => "/".to_owned(),
        Some(CellState::Blank) => words.text("state-blank", &[]),
        Some(CellState::Text | CellState::Value) => words.text("state-text", &[]),
        Some(CellState::Missing) | None => words.text("state-missing", &[]),
    }
}

fn findings<'a>(total: &'a Total, wording: &'a Wording) -> Option<Listing<'a>> {
    let words = words::bundle(wording.lang());
    let rows = total.findings.iter().map(move |finding| {
        let sentence = words::sentence(finding, wording);
        let names = finding.excerpt.clone().or_else(|| finding.at.clone()).unwrap_or_default();
        vec![words.text(&format!("severity-{}", finding.severity.id()), &[]), sentence.message, names]
    });
    let columns = ["total-column-severity", "total-column-message", "total-column-where"];
    Listing::of(header(words, columns), rows, &[1.0, 5.0, 4.0])
}

fn header(words: &Wording, ids: impl IntoIterator<Item = &'static str>) -> Vec<String> {
    ids.into_iter().map(|id| words.text(id, &[])).collect()
}
