//! The part of a document that holds one table, and what reading it gives.

use std::collections::HashSet;
use std::ops::Range;

use gongkai_documents::Place;
use gongkai_law::{Basis, Code, Instrument, Severity};

use super::align::{Alignment, Match, RowLabel};
use super::joint;
use super::line::{Kind, Line};
use super::normal;
use super::place::{Certainty, RowReading};
use super::run::Run;
use super::twice;
use super::value;
use crate::cell::{Cell, CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::model::Finding;

/// Fewer rows that stand twice do not make a second table.
const FEWEST_TWICE: usize = 3;

/// Lines in which a table is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Region<'l, 'a> {
    pub(super) lines: &'l [Line<'a>],
    /// Index of the first of them in the document.
    pub(super) offset: usize,
}

/// What reading a table gives.
#[derive(Debug)]
pub(super) struct TableOut {
    pub(super) table: TableId,
    pub(super) edition: EditionId,
    pub(super) found: bool,
    /// The cells found; the others are missing.
    pub(super) cells: Vec<(CellAddress, Cell)>,
    pub(super) findings: Vec<Finding>,
    /// First and last line of the table, by the document.
    pub(super) span: Option<(usize, usize)>,
    /// The first line in which it was looked for.
    pub(super) sought_from: usize,
    /// Whether it stands elsewhere than in its section.
    pub(super) is_elsewhere: bool,
    /// Tables like it that say that they are another's or another year's.
    pub(super) of_others: Vec<Aside>,
    /// The last lines of rows whose figures may be another row's.
    pub(super) apart: HashSet<usize>,
}

/// A table that says it is another's, in its lines.
#[derive(Debug)]
pub(super) struct Aside {
    /// What it says of itself.
    pub(super) said: String,
    pub(super) lines: Range<usize>,
    pub(super) table: TableOut,
}

/// The edition to expect when a table's labels do not tell: that of the year, the newest when there is no year.
pub(super) fn edition_by_year(year: Option<i16>) -> EditionId {
    year.map_or(EditionId::E2021, EditionId::for_year)
}

/// Whether a heading names another quantity than any of the form's `labels`: last year's, a difference, a remark.
pub(super) fn is_foreign<'l>(word: &str, labels: impl Iterator<Item = &'l str> + Clone) -> bool {
    const MARKS: [&str; 8] = ["上年", "去年", "上一年", "备注", "增减", "占比", "比例", "受理"];
    const WORDS: [&str; 6] = ["序号", "行次", "单位", "计量单位", "小计", "说明"];
    let is_year = word.starts_with("20") && word.contains('年');
    let marked = |mark: &str| word.contains(mark) && !labels.clone().any(|label| label.contains(mark));
    is_year || WORDS.contains(&word) || MARKS.into_iter().any(marked)
}

impl TableOut {
    pub(super) fn new(table: TableId, edition: EditionId) -> Self {
        Self {
            table,
            edition,
            found: false,
            cells: Vec::new(),
            findings: Vec::new(),
            span: None,
            sought_from: 0,
            is_elsewhere: false,
            of_others: Vec::new(),
            apart: HashSet::new(),
        }
    }

    /// Takes note that a run belongs to the table.
    pub(super) fn matched(&mut self, region: &Region<'_, '_>, run: &Run<'_, '_>) {
        let (first, last) = self.span.unwrap_or((run.last_line, run.last_line));
        let first = first.min(run.last_line).max(region.offset);
        self.span = Some((first, last.max(run.last_line)));
    }

    pub(super) fn finding(&self, code: &'static str, severity: Severity, at: &Place) -> Finding {
        Finding::new(Code(code), severity, self.edition.basis(self.table)).with_place(at.clone())
    }

    /// Tells that a table like this one, which says that it is another's, stands in a place.
    pub(super) fn left_aside(&self, said: &str, at: &Place) -> Finding {
        self.finding("table-left-aside", Severity::Info, at)
            .with_excerpt(said)
            .with_arg("table", self.table.title())
            .with_arg("said", said)
    }

    /// Puts a row's values into cells and tells what was odd about them.
    pub(super) fn row(&mut self, reading: &RowReading, run: &Run<'_, '_>) {
        let before = self.cells.len();
        for (address, slot) in reading.addresses.iter().zip(&reading.slots) {
            let Some(index) = *slot else { continue };
            let (Some(parsed), Some(token)) = (reading.parsed.get(index), run.values.get(index).or(run.values.first()))
            else {
                continue;
            };
            let cell = Cell {
                state: parsed.state,
                value: parsed.value,
                raw: Some(token.raw.to_owned()),
                unit: parsed.unit.map(str::to_owned),
                at: Some(token.at.clone()),
            };
            if parsed.state == CellState::Text {
                self.findings.push(self.text_in_cell(*address, token.raw.trim(), token.at));
            }
            if let Some(note) = &parsed.note {
                let finding = self.finding("cell-annotated", Severity::Info, token.at);
                self.findings.push(
                    finding
                        .with_excerpt(token.raw.trim())
                        .with_cell(address)
                        .with_arg("note", note)
                        .with_arg("value", parsed.value.unwrap_or_default()),
                );
            }
            self.cells.push((*address, cell));
        }
        if reading.certainty != Certainty::Plain {
            self.report_count(reading, run, before);
        }
    }

    /// Tells that a cell holds something that is no number.
    pub(super) fn text_in_cell(&self, cell: CellAddress, raw: &str, at: &Place) -> Finding {
        let kind = match raw {
            _ if value::is_dashed_number(raw) => "dash",
            _ if raw.starts_with('=') => "formula",
            _ if raw.ends_with('〕') => "format",
            _ if value::is_part(raw) => "part",
            _ if value::is_padded(raw) => "padded",
            _ => "words",
        };
        self.finding("cell-text", Severity::Warning, at)
            .with_excerpt(raw)
            .with_cell(cell)
            .with_arg("found", raw)
            .with_arg("kind", kind)
            .with_arg("cells", 1)
    }

    fn report_count(&mut self, reading: &RowReading, run: &Run<'_, '_>, placed_from: usize) {
        let code = match reading.certainty {
            Certainty::Agreed => "row-cells-agreed",
            Certainty::Arithmetic => "row-cells-by-arithmetic",
            Certainty::Open | Certainty::Plain => "row-cells-uncertain",
        };
        let placed: Vec<CellAddress> = self.cells.iter().skip(placed_from).map(|(address, _)| *address).collect();
        let concerned: Vec<CellAddress> = match reading.certainty {
            Certainty::Agreed | Certainty::Arithmetic => reading.addresses.clone(),
            Certainty::Open | Certainty::Plain => {
                reading.addresses.iter().filter(|address| !placed.contains(address)).copied().collect()
            }
        };
        let excerpt = run.values.iter().map(|token| token.raw.trim()).collect::<Vec<_>>().join(" | ");
        let found = visible_count(run, reading.addresses.len());
        let label = if run.labels.is_empty() { self.table.title().to_owned() } else { run.last_label().to_owned() };
        let count = if found != reading.addresses.len() {
            "other"
        } else if self.apart.contains(&run.last_line) {
            "apart"
        } else {
            "same"
        };
        let finding = self
            .finding(code, Severity::Warning, run.at)
            .with_arg("row", label)
            .with_arg("found", found)
            .with_arg("expected", reading.addresses.len())
            .with_arg("count", count)
            .with_cells(if concerned.is_empty() { reading.addresses.clone() } else { concerned });
        self.findings.push(if normal::is_blank(&excerpt.replace('|', "")) {
            finding
        } else {
            finding.with_excerpt(excerpt)
        });
    }

    /// Tells which columns of the form a header does not have, and the cells that are therefore missing.
    pub(super) fn report_missing_columns(&mut self, at: &Place, columns: &[&str], cells: &[CellAddress]) {
        let finding = self
            .finding("columns-missing", Severity::Error, at)
            .with_arg("columns", columns.join("、"))
            .with_cells(cells);
        // The rows of a band share its header.
        let is_same =
            |known: &&mut Finding| (known.code, &known.at, &known.args) == (finding.code, &finding.at, &finding.args);
        match self.findings.iter_mut().find(is_same) {
            Some(known) => known.cells.extend(finding.cells),
            None => self.findings.push(finding),
        }
    }

    /// Tells that a header names its columns in another order than the form; the figures follow the header.
    pub(super) fn report_order<'s>(
        &mut self,
        at: &Place,
        found: impl Iterator<Item = &'s str>,
        expected: impl Iterator<Item = &'s str>,
    ) {
        let finding = self
            .finding("columns-out-of-order", Severity::Warning, at)
            .with_arg("found", found.collect::<Vec<_>>().join("、"))
            .with_arg("expected", expected.collect::<Vec<_>>().join("、"));
        if !self.findings.iter().any(|known| (known.code, &known.at) == (finding.code, &finding.at)) {
            self.findings.push(finding);
        }
    }

    /// Two rows with one label: which of them is the form's nobody knows, so neither is taken.
    /// Where half of them are, the table itself stands twice.
    pub(super) fn report_doubled_rows(&mut self, rows: &[RowLabel], runs: &[Run<'_, '_>], alignment: &Alignment) {
        let doubled: HashSet<usize> = alignment.doubled.iter().map(|(_, row)| *row).collect();
        let first = alignment.doubled.first().and_then(|(index, _)| runs.get(*index));
        if let Some(first) = first.filter(|_| doubled.len() >= FEWEST_TWICE && doubled.len() * 2 >= rows.len()) {
            twice::give_up(self, first.at);
            return;
        }
        for (index, row) in &alignment.doubled {
            let (Some(run), Some(row)) = (runs.get(*index), rows.get(*row)) else { continue };
            self.cells.retain(|(address, _)| address.row() != row.id);
            let form = self.edition.edition().cells_of(self.table);
            let cells: Vec<CellAddress> = form.map(|cell| cell.address).filter(|cell| cell.row() == row.id).collect();
            let finding = self
                .finding("row-doubled", Severity::Error, run.at)
                .with_excerpt(run.last_label())
                .with_arg("kind", "label")
                .with_arg("row", row.printed)
                .with_cells(cells);
            self.findings.push(finding);
        }
    }

    /// Tells which rows stand out of the form's order; their labels say which they are.
    pub(super) fn report_moved_rows(&mut self, rows: &[RowLabel], runs: &[Run<'_, '_>], alignment: &Alignment) {
        let moved = alignment.moved.iter().filter_map(|index| {
            let (row, _) = alignment.rows.get(*index).copied().flatten()?;
            Some((runs.get(*index)?, rows.get(row)?))
        });
        let moved: Vec<(&Run<'_, '_>, &RowLabel)> = moved.collect();
        let Some((first, _)) = moved.first() else { return };
        let form = self.edition.edition().cells_of(self.table).map(|cell| cell.address);
        let cells: Vec<CellAddress> = form.filter(|cell| moved.iter().any(|(_, row)| row.id == cell.row())).collect();
        let names: Vec<&str> = moved.iter().map(|(_, row)| row.printed).collect();
        let finding = self
            .finding("rows-out-of-order", Severity::Warning, first.at)
            .with_arg("rows", names.join("、"))
            .with_cells(cells);
        self.findings.push(finding);
    }

    /// Rows of the form that no run of the table holds: some have their label, and no figures that could be theirs.
    pub(super) fn report_missing_rows(
        &mut self,
        lines: &[Line<'_>],
        rows: &[RowLabel],
        runs: &[Run<'_, '_>],
        alignment: &Alignment,
    ) {
        let labelled = |row: &RowLabel| {
            let alone = rows.iter().filter(|other| row.is(other.normal())).count() == 1;
            lines.iter().find(|line| alone && line.tokens.iter().any(|token| row.is(&token.normal)))
        };
        // The row before it says where it would stand; before the first row, the row after it.
        let neighbour = |index: usize| {
            let held = runs.iter().zip(&alignment.rows).filter_map(|(run, row)| Some((run, row.as_ref()?.0)));
            let (before, after): (Vec<_>, Vec<_>) = held.partition(|(_, row)| *row < index);
            before.last().or(after.first()).map(|(run, _)| run.at.clone())
        };
        joint::report_rows(self, rows, runs, alignment);
        for (index, row) in rows.iter().enumerate() {
            let is_joint = alignment.joint.iter().any(|(_, named)| named.contains(&index));
            if !alignment.holds(index) && !is_joint {
                let cells: Vec<CellAddress> = self
                    .edition
                    .edition()
                    .cells_of(self.table)
                    .map(|cell| cell.address)
                    .filter(|address| address.row() == row.id)
                    .collect();
                if let Some(line) = labelled(row) {
                    let found = line.tokens.iter().filter(|token| token.kind == Kind::Value).count();
                    let finding = self
                        .finding("row-cells-uncertain", Severity::Warning, line.at)
                        .with_arg("row", row.printed)
                        .with_arg("found", found)
                        .with_arg("expected", cells.len())
                        .with_arg("count", if found == cells.len() { "same" } else { "other" })
                        .with_cells(cells);
                    self.findings.push(finding);
                    continue;
                }
                let finding = Finding::new(Code("row-missing"), Severity::Error, self.edition.basis(self.table))
                    .with_arg("row", row.printed)
                    .with_cells(cells);
                self.findings.push(match neighbour(index) {
                    Some(place) => finding.with_place(place),
                    None => finding,
                });
            }
        }
    }
}

/// Tells where a row's labels differ from the form's in more than width and spacing.
pub(super) fn report_labels(out: &mut TableOut, run: &Run<'_, '_>, row: &RowLabel, kind: Match) {
    for token in &run.labels {
        if let Some(artefact) = normal::bookmark(token.raw) {
            let finding =
                Finding::new(Code("label-artefact"), Severity::Info, Basis::new(Instrument::OfficialFormat, ""))
                    .with_place(token.at.clone())
                    .with_excerpt(token.raw.trim())
                    .with_arg("found", artefact);
            out.findings.push(finding);
        }
    }
    let form = normal::normal(row.printed);
    match kind {
        Match::Order => {
            let finding = out.finding("label-missing", Severity::Warning, run.at).with_arg("expected", row.printed);
            out.findings.push(finding);
        }
        Match::Wording => report_deviation(out, run, row.printed, &own_words(run, &form)),
        Match::Form => {
            let text = run.text();
            let core_only = !text.ends_with(&form) && normal::core(run.last_label()) != normal::core(&form);
            if core_only && !text.ends_with(normal::core(&form)) {
                report_deviation(out, run, row.printed, &own_words(run, &form));
            }
        }
    }
    if let Some((printed, band)) = &row.band {
        report_band(out, run, &form, printed, band);
    }
}

/// How many values a reader of the row sees: blank fields at both ends of a tab-separated line are padding, and of as
/// many cells as there should be the blank ones are what is wanting.
fn visible_count(run: &Run<'_, '_>, expected: usize) -> usize {
    let shown = |token: &super::line::Token<'_>| token.kind != super::line::Kind::Blank;
    let fields = matches!(run.layout, super::run::Layout::Fields { .. });
    let ends = (run.values.iter().position(|t| shown(t)), run.values.iter().rposition(|t| shown(t)));
    match ends {
        (Some(first), Some(last)) if fields => last + 1 - first,
        _ if run.values.len() == expected => run.values.iter().filter(|token| shown(token)).count(),
        _ => run.values.len(),
    }
}

/// The words of the run that stand for the row's label.
fn own_words(run: &Run<'_, '_>, form: &str) -> String {
    let last = run.last_label();
    if last.chars().count() >= 3 || run.labels.len() == 1 {
        return last.to_owned();
    }
    let text = run.text();
    let keep = form.chars().count();
    let skip = text.chars().count().saturating_sub(keep);
    text.chars().skip(skip).collect()
}

fn report_band(out: &mut TableOut, run: &Run<'_, '_>, form: &str, printed: &str, band: &str) {
    let text = run.text();
    let before = text.strip_suffix(form).unwrap_or_else(|| text.strip_suffix(run.last_label()).unwrap_or(&text));
    if before.is_empty() || before.ends_with(band) || before.ends_with(normal::core(band)) {
        return;
    }
    let length = band.chars().count();
    let skip = before.chars().count().saturating_sub(length);
    let tail: String = before.chars().skip(skip).collect();
    if normal::likeness(&tail, band) >= 0.6 {
        report_deviation(out, run, printed, &tail);
    }
}

fn report_deviation(out: &mut TableOut, run: &Run<'_, '_>, expected: &str, found: &str) {
    let finding = out
        .finding("label-deviation", Severity::Warning, run.at)
        .with_excerpt(found)
        .with_arg("found", found)
        .with_arg("expected", expected);
    out.findings.push(finding);
}
