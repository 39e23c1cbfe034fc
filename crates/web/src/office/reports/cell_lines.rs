//! The lines of the reading desk: each cell as it reads, with where it stands, why it is uncertain and what was corrected.

use std::collections::BTreeMap;

use gongkai_app::desk::{Opened, Source, correct::edition_of, earlier::leaves_aside};
use gongkai_law::{Severity, Wording};
use gongkai_report::write::figure::Figures;
use gongkai_report::{Cell, CellAddress, CellState, Report, TableId};
use gongkai_store::corrections::Correction;

use super::uncertain::{Card, Reasons, cards};
use crate::frame::Frame;

/// Cells under one heading.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) id: &'static str,
    pub(super) title: String,
    /// Of the uncertain cells: why they are.
    pub(super) reasons: Option<Reasons>,
    /// Cells that one finding names by the many.
    pub(super) cards: Vec<Card>,
    pub(super) parts: Vec<Part>,
}

/// Cells shown together: the uncertain ones as they are, the certain ones of a row of the form folded away.
#[derive(Debug)]
pub(super) struct Part {
    /// What the form calls the row; empty for what is not folded.
    pub(super) title: String,
    pub(super) lines: Vec<Line>,
}

impl Part {
    /// What no other part of the page is called: the address of its first cell.
    pub(super) fn id(&self) -> &'static str {
        self.lines.first().map_or("", |line| line.address.as_str())
    }

    /// What stands in its cells, told beside the title; of many that hold no figure and are alike, once and how many.
    pub(super) fn figures(&self) -> String {
        if let [first, second, ..] = self.lines.as_slice()
            && first.state != CellState::Value
            && self.lines.iter().all(|line| line.text == second.text)
        {
            return format!("{} × {}", first.text, self.lines.len());
        }
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" · ")
    }
}

/// One cell.
#[derive(Debug)]
pub(super) struct Line {
    pub(super) address: CellAddress,
    pub(super) label: String,
    pub(super) state: CellState,
    /// What stands there, or the word for nothing.
    pub(super) text: String,
    /// The figure for the form's field.
    pub(super) figure: String,
    /// The source's own words where they differ.
    pub(super) raw: String,
    /// The key of its place.
    pub(super) at: String,
    /// The id of the element that shows it in the source.
    pub(super) element: String,
    pub(super) is_uncertain: bool,
    /// What was found about it.
    pub(super) why: Vec<String>,
    /// Whether that is what was found about the cell before it.
    pub(super) is_as_before: bool,
    /// Its corrections, oldest first.
    pub(super) history: Vec<Step>,
    pub(super) is_corrected: bool,
    /// The number of its newest correction.
    pub(super) seen: i64,
}

/// One correction.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) when: String,
    pub(super) who: String,
    pub(super) read: String,
    /// `None` when corrections were taken back.
    pub(super) corrected: Option<String>,
    /// Whether a correction of an earlier version was left aside instead.
    pub(super) is_left: bool,
    pub(super) reason: String,
}

/// All cells of a report: the uncertain ones first, then table by table those that are certain.
pub(super) fn groups(frame: &Frame, opened: &Opened, source: Option<&Source>) -> Vec<Group> {
    let (Some(read), Some(report)) = (&opened.read, &opened.report) else { return Vec::new() };
    let why = found_about(frame, opened);
    let cells = report.cells.0.iter();
    let lines = cells.map(|(address, cell)| {
        let why = why.get(address.as_str()).cloned().unwrap_or_default();
        line(frame, opened, read, source, (*address, cell), why)
    });
    let (uncertain, mut rest): (Vec<Line>, Vec<Line>) = lines.partition(|line| line.is_uncertain);
    let mut groups = vec![doubts(frame, opened, uncertain)];
    for table in TableId::ALL {
        let (lines, others) = rest.into_iter().partition(|line| line.address.table() == table);
        rest = others;
        let title = table.title().to_owned();
        groups.push(Group { id: table.as_str(), title, reasons: None, cards: Vec::new(), parts: by_row(lines) });
    }
    groups.retain(|group| !group.parts.is_empty() || !group.cards.is_empty());
    groups
}

/// The uncertain cells.
fn doubts(frame: &Frame, opened: &Opened, lines: Vec<Line>) -> Group {
    let title = frame.t1("desk-cells-uncertain", "count", lines.len());
    let reasons = Some(Reasons::of(&lines));
    let (cards, mut lines) = cards(frame, opened, lines);
    let before: Vec<bool> = lines.windows(2).map(|pair| matches!(pair, [one, next] if one.why == next.why)).collect();
    for (line, same) in lines.iter_mut().skip(1).zip(before) {
        line.is_as_before = same && !line.why.is_empty();
    }
    let whole = Part { title: String::new(), lines };
    let parts = if whole.lines.is_empty() { Vec::new() } else { vec![whole] };
    Group { id: "uncertain", title, reasons, cards, parts }
}

/// The cells of a table, row by row of the form.
pub(super) fn by_row(lines: Vec<Line>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for line in lines {
        match parts.last_mut() {
            Some(part) if part.lines.last().is_some_and(|last| last.address.row() == line.address.row()) => {
                part.lines.push(line);
            }
            Some(_) | None => {
                let title = line.label.split('／').next().unwrap_or_default().to_owned();
                parts.push(Part { title, lines: vec![line] });
            }
        }
    }
    parts
}

/// What was found about each cell; infos make no cell uncertain and are left to the findings' page.
fn found_about(frame: &Frame, opened: &Opened) -> BTreeMap<String, Vec<String>> {
    let mut why: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let grave = opened.findings.iter().filter(|found| found.finding.severity > Severity::Info);
    for found in grave {
        let message = found.finding.sentence(Wording::findings(frame.lang)).message;
        for cell in &found.finding.cells {
            why.entry(cell.clone()).or_default().push(message.clone());
        }
    }
    why
}

fn line(
    frame: &Frame,
    opened: &Opened,
    read: &Report,
    source: Option<&Source>,
    (address, cell): (CellAddress, &Cell),
    why: Vec<String>,
) -> Line {
    let figures = Figures::of(edition_of(read, address));
    let was = read.cells.get(address);
    let text = words(frame, figures, address, cell);
    let raw = was.and_then(|was| was.raw.as_deref()).map(str::trim).unwrap_or_default();
    let of_cell = || opened.corrections.iter().filter(|correction| correction.address == address.as_str());
    let is_corrected = opened.correction_of(address.as_str()).is_some();
    let is_plain = cell.state == CellState::Value || is_corrected;
    Line {
        address,
        label: address.in_words(),
        state: cell.state,
        figure: if cell.state == CellState::Value { figures.text(address, cell) } else { String::new() },
        raw: if raw == text { String::new() } else { raw.to_owned() },
        text,
        at: was.and_then(|was| was.at.as_ref()).map(gongkai_documents::Place::key).unwrap_or_default(),
        element: source.and_then(|source| source.elements.get(&address)).cloned().unwrap_or_default(),
        is_uncertain: !is_plain || !why.is_empty(),
        why,
        is_as_before: false,
        history: of_cell().map(|correction| step(frame, figures, address, correction)).collect(),
        is_corrected,
        seen: of_cell().next_back().map_or(0, |newest| newest.seq),
    }
}

/// What stands in a cell, or the word for nothing.
pub(super) fn words(frame: &Frame, figures: Figures, address: CellAddress, cell: &Cell) -> String {
    match cell.state {
        CellState::Missing => frame.t("desk-cell-missing"),
        CellState::Blank => frame.t("desk-cell-blank"),
        CellState::Value | CellState::Slash | CellState::Text => figures.text(address, cell),
    }
}

fn step(frame: &Frame, figures: Figures, address: CellAddress, correction: &Correction) -> Step {
    let said = |cell: &str| {
        let cell: Cell = serde_json::from_str(cell).unwrap_or_else(|_| Cell::missing());
        words(frame, figures, address, &cell)
    };
    Step {
        when: frame.moment(&correction.at),
        who: correction.person.clone(),
        read: said(&correction.read_cell),
        corrected: correction.cell.as_deref().map(said),
        is_left: leaves_aside(correction),
        reason: correction.reason.clone(),
    }
}
