//! A report being drawn up in the form: what was typed, and what is wrong with it so far.
//!
//! What it is: cells and section texts as typed, the [`Report`] they make ([`Draft::report`]), so that the form can be
//! written and everything else done with it, what stands in the way of submission ([`Draft::findings`]), and every
//! identity 勾稽关系 with its state as the figures stand ([`Draft::identities`]).
//!
//! What it is not: more lenient or stricter than the checks on reports that come in. The one difference is that every
//! cell must hold a number: what is blank or a slash in a published report may be an old custom, in a draft it is an
//! error.

mod identity;

use std::collections::BTreeMap;

use gongkai_documents::Place;
use gongkai_law::{Code, Severity};
use jiff::civil::Date;
use rust_decimal::Decimal;

pub use self::identity::{IdentityState, Standing, SumOf};
use crate::cell::{Cell, CellAddress, CellState, Cells, MOST_DIGITS, TableReading};
use crate::check::figures::cell_name;
use crate::check::{Context, check};
use crate::edition::{CellForm, EditionId, SectionForm, TableId};
use crate::facts;
use crate::model::{Finding, Located, Period, Report, Section};
use crate::read::value;

const CELL_BLANK: Code = Code("draft-cell-blank");
const CELL_NOT_NUMBER: Code = Code("draft-cell-not-number");
const CELL_TOO_LARGE: Code = Code("draft-cell-too-large");
const SECTION_EMPTY: Code = Code("draft-section-empty");

/// Codes a draft may have beside those of [`crate::check::CODES`].
pub const CODES: &[Code] = &[CELL_BLANK, CELL_NOT_NUMBER, CELL_TOO_LARGE, SECTION_EMPTY];

/// Under this number a draft has what stands before section one (导语), which no form asks for.
pub const OPENING: u8 = 0;

/// What the checks on a report would say of the same cells and sections once more.
const TOLD_HERE: [&str; 9] = [
    "table-missing",
    "table-without-figures",
    "cells-blank",
    "cells-slash",
    "cells-missing",
    "row-partly-filled",
    "column-blank",
    "cell-not-number",
    "section-empty",
];

/// A report being drawn up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The edition of the form, that of the year.
    pub edition: EditionId,
    /// The body.
    pub body: String,
    /// The year reported about.
    pub year: i16,
    /// Cells as typed; what is not there is blank.
    pub cells: BTreeMap<CellAddress, String>,
    /// Section texts by number, 1 to 6, and the [`OPENING`]; a line end begins a new paragraph.
    pub sections: BTreeMap<u8, String>,
    /// The intended day of publication.
    pub published: Option<Date>,
}

impl Draft {
    /// An empty draft in the form of the year.
    pub fn new(body: &str, year: i16) -> Self {
        Self {
            edition: EditionId::for_year(year),
            body: body.to_owned(),
            year,
            cells: BTreeMap::new(),
            sections: BTreeMap::new(),
            published: None,
        }
    }

    /// A draft that begins with a report's cells and texts, in the form of the year.
    pub fn from_report(report: &Report, body: &str, year: i16) -> Self {
        let mut draft = Self::new(body, year);
        let figures = crate::write::figure::Figures::of(draft.edition);
        for form in draft.edition.edition().cells() {
            let text = report.cells.get(form.address).map(|cell| figures.text(form.address, cell));
            if let Some(text) = text.filter(|text| !text.is_empty()) {
                draft.cells.insert(form.address, text);
            }
        }
        draft.sections = report.sections.iter().map(|section| (section.number, section.text())).collect();
        if !report.opening.is_empty() {
            let lines: Vec<&str> = report.opening.iter().map(|line| line.text.as_str()).collect();
            draft.sections.insert(OPENING, lines.join("\n"));
        }
        draft.published = report.published;
        draft
    }

    /// The report the draft makes as it stands; `findings` is empty.
    pub fn report(&self) -> Report {
        let reading = TableReading { edition: self.edition, found: true };
        let day = |month, day| Date::new(self.year, month, day).ok();
        let (opening, sections) = self.report_prose();
        let five = sections.iter().find(|section| section.number == 5);
        let (problems, improvements) = five.map(facts::problems_and_improvements).unwrap_or_default();
        Report {
            title: Some(Located { text: crate::write::title(Some(&self.body), Some(self.year)), at: paragraph(1) }),
            body: Some(self.body.clone()),
            year: Some(self.year),
            period: day(1, 1).zip(day(12, 31)).map(|(from, to)| Period { from, to }),
            published: self.published,
            published_at: None,
            tables: TableId::ALL.into_iter().map(|table| (table, reading)).collect(),
            cells: Cells(self.forms().map(|form| (form.address, self.cell(form))).collect()),
            facts: facts::facts(&sections, Some(&self.body), Some(self.year)),
            opening,
            sections,
            problems,
            improvements,
            findings: Vec::new(),
        }
    }

    /// What is wrong with the draft: cells without a number and sections without text, and whatever the checks find.
    ///
    /// Errors stand in the way of submission.
    ///
    /// Basis: the form of the edition, which asks for a figure in every cell.
    pub fn findings(&self, context: &Context<'_>) -> Vec<Finding> {
        let report = self.report();
        let mut findings: Vec<Finding> = self.forms().filter_map(|form| self.cell_fault(form)).collect();
        findings.extend(self.edition.edition().sections.iter().filter_map(|form| self.section_fault(form)));
        findings.extend(check(&report, context).into_iter().filter(|finding| !TOLD_HERE.contains(&finding.code.0)));
        findings
    }

    /// The figures typed so far, as everything else reads them too: １２ and 1,234 are numbers, 若干 is none.
    pub fn figures(&self) -> BTreeMap<CellAddress, Decimal> {
        let figure = |form: &CellForm| {
            let cell = self.cell(form);
            cell.value.filter(|_| !cell.is_too_large()).map(|value| (form.address, value))
        };
        self.forms().filter_map(figure).collect()
    }

    /// Every identity of the form with its state; those across years are not evaluable without the report of the year
    /// before.
    pub fn identities(&self, prior: Option<&Report>) -> Vec<IdentityState> {
        identity::states(self.edition, &self.report(), prior)
    }

    fn forms(&self) -> impl Iterator<Item = &'static CellForm> {
        self.edition.edition().cells().iter()
    }

    fn cell(&self, form: &CellForm) -> Cell {
        let raw = self.cells.get(&form.address).map(String::as_str).unwrap_or_default();
        let parsed = value::parse(raw, form.value_type, form.unit);
        let unit = parsed.unit.map(str::to_owned);
        Cell { state: parsed.state, value: parsed.value, raw: Some(raw.to_owned()), unit, at: None }
    }

    fn cell_fault(&self, form: &CellForm) -> Option<Finding> {
        let cell = self.cell(form);
        let code = match cell.state {
            CellState::Value | CellState::Text if cell.is_too_large() => CELL_TOO_LARGE,
            CellState::Value => return None,
            CellState::Blank | CellState::Missing => CELL_BLANK,
            CellState::Slash | CellState::Text => CELL_NOT_NUMBER,
        };
        let basis = self.edition.basis(form.address.table());
        let finding = Finding::new(code, Severity::Error, basis)
            .with_cell(form.address)
            .with_arg("cell", cell_name(form.address))
            .with_arg("most", MOST_DIGITS);
        let raw = cell.raw.unwrap_or_default();
        let raw = raw.trim();
        Some(if raw.is_empty() { finding } else { finding.with_excerpt(raw).with_arg("found", raw) })
    }

    /// Sections one, five and six are text; the others are tables.
    fn section_fault(&self, form: &SectionForm) -> Option<Finding> {
        let text = self.sections.get(&form.number).map(String::as_str).unwrap_or_default();
        let title = format!("{}、{}", form.numeral, form.title);
        let basis = gongkai_law::Basis::new(self.edition.instrument(), "");
        let missing = form.table.is_none() && text.trim().is_empty();
        missing.then(|| Finding::new(SECTION_EMPTY, Severity::Error, basis).with_arg("section", title))
    }

    /// Places count paragraphs as a document of the form would: the title, then each heading and its lines.
    fn report_prose(&self) -> (Vec<Located>, Vec<Section>) {
        let mut next: u32 = 1;
        let mut place = || {
            next = next.saturating_add(1);
            paragraph(next)
        };
        let lines = |number: u8, place: &mut dyn FnMut() -> Place| {
            let text = self.sections.get(&number).map(String::as_str).unwrap_or_default();
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(|line| Located { text: line.to_owned(), at: place() }).collect()
        };
        let opening = lines(OPENING, &mut place);
        let forms = self.edition.edition().sections.iter();
        let sections = forms.map(|form| {
            let at = place();
            Section { number: form.number, title: form.title.clone(), at, lines: lines(form.number, &mut place) }
        });
        let sections = sections.collect();
        (opening, sections)
    }
}

fn paragraph(number: u32) -> Place {
    Place::Paragraph { paragraph: number }
}
