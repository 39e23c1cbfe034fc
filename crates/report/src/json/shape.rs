//! The contract's objects, borrowed from a report.

use std::collections::BTreeMap;

use gongkai_documents::Place;
use gongkai_law::{Basis, Code, Finding, Severity, Wording};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use crate::cell::{Cell, CellState, Cells, TableReading};
use crate::edition::TableId;
use crate::model::{Exactness, Fact, Period, Report, Section};

#[derive(Serialize)]
pub(super) struct ReportShape<'a> {
    schema: &'static str,
    source: &'a str,
    title: Option<&'a str>,
    body: Option<&'a str>,
    year: Option<i16>,
    tables: &'a BTreeMap<TableId, TableReading>,
    #[serde(serialize_with = "cells")]
    cells: &'a Cells,
    sections: Vec<SectionShape<'a>>,
    facts: Vec<FactShape<'a>>,
    findings: Vec<FindingShape<'a, Place>>,
    period: Option<Period>,
    published: Option<Date>,
    opening: Vec<&'a str>,
    problems: &'a [String],
    improvements: &'a [String],
}

impl<'a> ReportShape<'a> {
    pub(super) fn of(source: &'a str, report: &'a Report, wording: &Wording) -> Self {
        Self {
            schema: super::SCHEMA,
            source,
            title: report.title.as_ref().map(|title| title.text.as_str()),
            body: report.body.as_deref(),
            year: report.year,
            tables: &report.tables,
            cells: &report.cells,
            sections: report.sections.iter().map(SectionShape::of).collect(),
            facts: report.facts.iter().map(FactShape::of).collect(),
            findings: report.findings.iter().map(|finding| FindingShape::of(finding, wording)).collect(),
            period: report.period,
            published: report.published,
            opening: report.opening.iter().map(|line| line.text.as_str()).collect(),
            problems: &report.problems,
            improvements: &report.improvements,
        }
    }
}

#[derive(Serialize)]
struct CellShape<'a> {
    state: CellState,
    value: Option<Number>,
    raw: Option<&'a str>,
    unit: Option<&'a str>,
    at: Option<&'a Place>,
}

impl<'a> CellShape<'a> {
    fn of(cell: &'a Cell) -> Self {
        let value = if cell.state == CellState::Value { cell.value.map(Number) } else { None };
        Self { state: cell.state, value, raw: cell.raw.as_deref(), unit: cell.unit.as_deref(), at: cell.at.as_ref() }
    }
}

fn cells<S: Serializer>(cells: &Cells, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(cells.0.iter().map(|(address, cell)| (address, CellShape::of(cell))))
}

/// A decimal string without trailing zeros.
pub(crate) struct Number(pub(crate) Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.normalize())
    }
}

#[derive(Serialize)]
struct SectionShape<'a> {
    no: &'static str,
    title: &'a str,
    text: String,
    number: u8,
    at: &'a Place,
}

impl<'a> SectionShape<'a> {
    fn of(section: &'a Section) -> Self {
        Self {
            no: numeral(section.number),
            title: &section.title,
            text: section.text(),
            number: section.number,
            at: &section.at,
        }
    }
}

/// 1 → 一.
pub(crate) fn numeral(number: u8) -> &'static str {
    const NUMERALS: [&str; 7] = ["", "一", "二", "三", "四", "五", "六"];
    NUMERALS.get(usize::from(number)).copied().unwrap_or_default()
}

#[derive(Serialize)]
struct FactShape<'a> {
    subject: &'a str,
    value: Option<Number>,
    unit: Option<&'a str>,
    channel: Option<&'a str>,
    exactness: Exactness,
    raw: Option<&'a str>,
    items: &'a [String],
    quote: &'a str,
    at: &'a Place,
    section: u8,
}

impl<'a> FactShape<'a> {
    fn of(fact: &'a Fact) -> Self {
        Self {
            subject: fact.subject,
            value: fact.value.map(Number),
            unit: fact.unit.as_deref(),
            channel: fact.channel,
            exactness: fact.exactness,
            raw: fact.raw.as_deref(),
            items: &fact.items,
            quote: &fact.quote,
            at: &fact.at,
            section: fact.section,
        }
    }
}

#[derive(Serialize)]
pub(super) struct FindingShape<'a, P> {
    code: Code,
    severity: Severity,
    message: String,
    at: Option<&'a P>,
    basis: Option<Basis>,
    hint: Option<String>,
    cells: &'a [String],
    excerpt: Option<&'a str>,
}

impl<'a, P> FindingShape<'a, P> {
    pub(super) fn of(finding: &'a Finding<P>, wording: &Wording) -> Self {
        let sentence = super::sentence(finding, wording);
        // A finding that rests on arithmetic alone has no text to cite.
        let cited = !(finding.basis.instrument.citation().is_empty() && finding.basis.place.is_empty());
        Self {
            code: finding.code,
            severity: finding.severity,
            message: sentence.message,
            at: finding.at.as_ref(),
            basis: cited.then_some(finding.basis),
            hint: sentence.hint,
            cells: &finding.cells,
            excerpt: finding.excerpt.as_deref(),
        }
    }
}
