//! The reading desk: the file a report came as, beside the cells that were read from it.

use askama::Template;
use axum::http::Uri;
use axum::response::Response;
use gongkai_app::Problems;
use gongkai_app::desk::{self, Source};
use gongkai_documents::ReadError;
use gongkai_law::Severity;
use gongkai_report::write::figure::Figures;
use gongkai_report::{CellAddress, CellState, EditionId, TableId};
use gongkai_store::id::ReportId;

use super::cell_lines::{Group, Line, Part, groups};
use super::head::{Head, Tab, open};
use super::uncertain::Card;
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;
use crate::page::show as show_page;
use crate::portal::form_table::{Figure, FormTable};
use crate::portal::params::Params;

#[derive(Debug, Template)]
#[template(path = "office/reports/cells.html")]
struct CellsPage {
    frame: Frame,
    head: Head,
    /// The source as markup; empty when it cannot be shown.
    source: String,
    /// Why the source cannot be shown.
    trouble: String,
    groups: Vec<Group>,
    /// The statutory tables instead of the list.
    tables: Vec<FormTable>,
    /// Whether the rows of certain cells are unfolded.
    unfolded: bool,
    can_correct: bool,
    entered: Entered,
    problems: Problems,
}

/// The ways the cells are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// As a list: the uncertain ones, below them the rows of the form, folded.
    Folded,
    /// The same unfolded.
    Unfolded,
    /// In the statutory tables.
    Form,
}

/// What was entered for a cell and refused.
#[derive(Debug, Clone, Default)]
pub(super) struct Entered {
    pub(super) address: String,
    pub(super) wanted: String,
    pub(super) value: String,
    pub(super) reason: String,
}

impl CellsPage {
    /// Whether a row is shown open: all are, or what was refused is in it.
    fn is_open(&self, part: &Part) -> bool {
        self.unfolded || part.lines.iter().any(|line| self.is_entered(line))
    }

    /// Whether a card is shown open: all are, or what was refused is in it.
    fn is_card_open(&self, card: &Card) -> bool {
        self.unfolded || card.parts.iter().any(|part| self.is_open(part))
    }

    /// The cell whose correction was refused, in words.
    fn refused(&self) -> Option<String> {
        CellAddress::parse(&self.entered.address).filter(|_| !self.problems.0.is_empty()).map(CellAddress::in_words)
    }

    fn is_entered(&self, line: &Line) -> bool {
        self.entered.address == line.address.as_str()
    }

    /// The attributes of a field of the refused form that is wrong itself.
    fn invalid(&self, field: &str) -> String {
        let wrong = self.problems.0.iter().any(|problem| problem.field == field);
        if wrong { format!(" aria-invalid=\"true\" aria-describedby=\"{field}-error\"") } else { String::new() }
    }

    /// What stands in the fields of a cell's form: figure, kind, reason.
    fn fields(&self, line: &Line) -> (String, String, String) {
        if self.is_entered(line) {
            return (self.entered.value.clone(), self.entered.wanted.clone(), self.entered.reason.clone());
        }
        let kind = if line.state == CellState::Slash { "slash" } else { "figure" };
        (line.figure.clone(), kind.to_owned(), String::new())
    }
}

pub(super) async fn show(about: About<ReportId>, uri: Uri) -> Result<Response, Failure> {
    let shown = match Params::of(&uri).text("as") {
        Some("form") => Shown::Form,
        Some("unfolded") => Shown::Unfolded,
        Some(_) | None => Shown::Folded,
    };
    page(&about, shown, Entered::default(), Problems::new()).await
}

/// The desk, with what was entered and refused.
pub(super) async fn page(
    about: &About<ReportId>,
    shown: Shown,
    entered: Entered,
    problems: Problems,
) -> Result<Response, Failure> {
    page_of(about, open(about, Tab::Cells).await?, shown, entered, problems).await
}

/// The same of a report that is opened already.
pub(super) async fn page_of(
    about: &About<ReportId>,
    (frame, head): (Frame, Head),
    shown: Shown,
    entered: Entered,
    problems: Problems,
) -> Result<Response, Failure> {
    let (source, trouble) = match &head.opened.read {
        Some(read) => looked_at(&frame, desk::source(about.app(), &head.opened.row, read).await?),
        None => (None, String::new()),
    };
    let as_form = shown == Shown::Form;
    let groups = if as_form { Vec::new() } else { groups(&frame, &head.opened, source.as_ref()) };
    let tables = if as_form { tables(&frame, &head) } else { Vec::new() };
    let unfolded = shown == Shown::Unfolded;
    let can_correct = head.can_correct(&frame);
    let source = source.map(|source| source.view.html).unwrap_or_default();
    Ok(show_page(&CellsPage { frame, head, source, trouble, groups, tables, unfolded, can_correct, entered, problems }))
}

fn looked_at(frame: &Frame, source: Result<Source, ReadError>) -> (Option<Source>, String) {
    match source {
        Ok(source) => (Some(source), String::new()),
        Err(error) => (None, frame.t1("desk-source-unreadable", "detail", error)),
    }
}

/// The three tables, each figure opening to its cell.
fn tables(frame: &Frame, head: &Head) -> Vec<FormTable> {
    let Some(report) = &head.opened.report else { return Vec::new() };
    let path = head.path();
    let by_year = EditionId::for_year(head.opened.row.year);
    let found = |address: CellAddress| {
        let about =
            head.opened.findings.iter().filter(|found| found.finding.cells.iter().any(|cell| cell == address.as_str()));
        about.map(|found| found.finding.severity).max().filter(|gravest| *gravest > Severity::Info).map(Severity::id)
    };
    let table = |id: TableId| {
        let edition = report.tables.get(&id).map_or(by_year, |table| table.edition);
        let figures = Figures::of(edition);
        let figure = |address: CellAddress| {
            let cell = report.cells.get(address);
            let state = cell.map_or(CellState::Missing, |cell| cell.state);
            let text = match (cell, state) {
                (Some(cell), CellState::Value | CellState::Slash | CellState::Text) => figures.text(address, cell),
                (_, CellState::Blank) => frame.t("desk-cell-blank"),
                (_, _) => frame.t("desk-cell-missing"),
            };
            Figure { state, text, href: Some(format!("{path}#cell-{address}")) }
        };
        FormTable::with_findings(edition, id, figure, found)
    };
    TableId::ALL.into_iter().map(table).collect()
}
