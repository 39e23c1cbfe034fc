//! The six sections: there, in order, headed as the form says, not empty.

use gongkai_documents::Place;
use gongkai_law::{Basis, Code, Severity};

use super::Examined;
use super::text::letters;
use crate::edition::{Edition, EditionId};
use crate::model::{Finding, Report, Section};

pub(super) const SECTION_MISSING: Code = Code("section-missing");
pub(super) const SECTION_EMPTY: Code = Code("section-empty");
pub(super) const SECTION_ORDER: Code = Code("section-order");
pub(super) const SECTION_TITLE_DEVIATES: Code = Code("section-title-deviates");

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let edition = EditionId::for_year(report.year.unwrap_or(2021)).edition();
    let mut findings = Vec::new();
    for form in &edition.sections {
        match report.sections.iter().find(|section| section.number == form.number) {
            None => {
                let severity = Severity::Error;
                let finding = base(SECTION_MISSING, severity, edition).with_arg("section", heading(form));
                findings.push(match neighbour(report, form.number) {
                    Some(place) => finding.with_place(place),
                    None => finding,
                });
            }
            Some(section) => {
                findings.extend(empty(edition, section));
                findings.extend(title_deviates(report, edition, section));
            }
        }
    }
    findings.extend(order(report, edition));
    findings
}

/// Where a section would stand: at the heading before it, else at the title, else at the heading after it.
fn neighbour(report: &Report, number: u8) -> Option<Place> {
    let before = report.sections.iter().filter(|section| section.number < number).max_by_key(|section| section.number);
    let after = || report.sections.iter().map(|section| section.at.clone()).next();
    before
        .map(|section| section.at.clone())
        .or_else(|| report.title.as_ref().map(|title| title.at.clone()))
        .or_else(after)
}

fn base(code: Code, severity: Severity, edition: &Edition) -> Finding {
    Finding::new(code, severity, Basis::new(edition.id.instrument(), ""))
}

fn heading(form: &crate::edition::SectionForm) -> String {
    format!("{}、{}", form.numeral, form.title)
}

/// Sections two to four hold a table and need no prose.
fn empty(edition: &Edition, section: &Section) -> Option<Finding> {
    let form = edition.sections.iter().find(|form| form.number == section.number)?;
    let is_empty = section.lines.iter().all(|line| letters(&line.text).is_empty());
    if form.table.is_some() || !is_empty {
        return None;
    }
    Some(
        base(SECTION_EMPTY, Severity::Warning, edition)
            .with_place(section.at.clone())
            .with_excerpt(section.title.clone())
            .with_arg("section", heading(form)),
    )
}

/// Punctuation and width of letters do not make a deviation; what reading has told is not told again.
fn title_deviates(report: &Report, edition: &Edition, section: &Section) -> Option<Finding> {
    let form = edition.sections.iter().find(|form| form.number == section.number)?;
    if letters(&section.title) == letters(&form.title) {
        return None;
    }
    let told = report
        .findings
        .iter()
        .any(|finding| finding.code.0 == "label-deviation" && finding.at.as_ref() == Some(&section.at));
    if told {
        return None;
    }
    Some(
        base(SECTION_TITLE_DEVIATES, Severity::Info, edition)
            .with_place(section.at.clone())
            .with_excerpt(section.title.clone())
            .with_arg("found", &section.title)
            .with_arg("form", &form.title),
    )
}

fn order(report: &Report, edition: &Edition) -> Option<Finding> {
    let numbers: Vec<u8> = report.sections.iter().map(|section| section.number).collect();
    let (_, later) = report.sections.iter().zip(report.sections.iter().skip(1)).find(|(a, b)| a.number > b.number)?;
    let name = |number: &u8| {
        let form = edition.sections.iter().find(|form| form.number == *number);
        form.map_or_else(|| number.to_string(), |form| form.numeral.clone())
    };
    Some(
        base(SECTION_ORDER, Severity::Warning, edition)
            .with_place(later.at.clone())
            .with_excerpt(later.title.clone())
            .with_arg("order", numbers.iter().map(name).collect::<Vec<_>>().join("、")),
    )
}
