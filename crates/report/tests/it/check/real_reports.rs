//! The five real reports: what is reported of them is what is really wrong with them.
//!
//! The reports are built from `truth.json`, which tells cell by cell what they say, so that this test judges the checks
//! alone and not the reader. They stand in `../shared` beside the repository (or where `GONGKAI_SHARED` points) and are
//! not part of it; without them the test prints a line and passes.

use std::path::{Path, PathBuf};

use gongkai_documents::Place;
use gongkai_law::{Basis, Code, Finding, Instrument, Severity};
use gongkai_report::check::Context;
use gongkai_report::model::{Period, Report, Section};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Exactness, Fact, TableId, TableReading};
use serde_json::Value;

use super::builder::{codes_of, findings, located};

/// What is wrong with each, beyond what reading tells (labels, cells too few or too many).
const EXPECTED: [(&str, &[&str]); 5] = [
    ("000", &["title-missing"]),
    ("001", &["section-title-deviates", "document-number-format", "word-misspelt", "province-unknown"]),
    (
        "002",
        &[
            "cells-blank",
            "table-without-figures",
            "table-without-figures",
            "table-blank-prose-documents",
            "requests-not-reported",
            "title-year-format",
            "word-misspelt",
        ],
    ),
    ("003", &["decimals-too-few", "training-contradiction", "time-doubled", "word-doubled", "line-broken"]),
    ("004", &["accountability-missing", "accountability-result-missing"]),
];

fn shared() -> PathBuf {
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    std::env::var_os("GONGKAI_SHARED").map_or(beside, PathBuf::from).join("reports")
}

#[test]
fn the_five_real_reports() {
    let folder = shared();
    let Ok(truth) = std::fs::read_to_string(folder.join("truth.json")) else {
        println!("skipped: no {}", folder.display());
        return;
    };
    let truth: Value = serde_json::from_str(&truth).unwrap();
    for (seed, (key, expected)) in truth["seeds"].as_array().unwrap().iter().zip(EXPECTED) {
        assert_eq!(seed["key"], key);
        let text = std::fs::read_to_string(folder.join(seed["file"].as_str().unwrap())).unwrap();
        let report = built(seed, &truth["label_deviations"], &text);
        assert_eq!(codes_of(&findings(&report, &Context::default())), expected, "{key}");
    }
}

/// The same through the readers: what reading itself tells comes on top, nothing is told twice.
#[test]
fn the_five_real_reports_as_they_are_read() {
    let folder = shared();
    let Ok(truth) = std::fs::read_to_string(folder.join("truth.json")) else { return };
    let truth: Value = serde_json::from_str(&truth).unwrap();
    for (seed, (key, expected)) in truth["seeds"].as_array().unwrap().iter().zip(EXPECTED) {
        let bytes = std::fs::read(folder.join(seed["file"].as_str().unwrap())).unwrap();
        let document = gongkai_documents::read(&bytes, &gongkai_documents::Limits::default()).unwrap();
        let report = gongkai_report::read(&document);
        assert_eq!(codes_of(&findings(&report, &Context::default())), expected, "{key}");
    }
}

fn built(seed: &Value, deviations: &Value, text: &str) -> Report {
    let edition = EditionId::parse(seed["edition"].as_str().unwrap()).unwrap();
    let mut report = Report {
        title: seed["title"].as_str().map(|title| located(title, 1)),
        body: seed["agency"].as_str().map(|body| body.split('（').next().unwrap().to_owned()),
        year: seed["year"].as_i64().map(|year| year.try_into().unwrap()),
        published: seed["publish_date"].as_str().map(|date| date.parse().unwrap()),
        ..Report::default()
    };
    if let (Some(from), Some(to)) = (seed["stat_period"]["from"].as_str(), seed["stat_period"]["to"].as_str()) {
        report.period = Some(Period { from: from.parse().unwrap(), to: to.parse().unwrap() });
    }
    for table in TableId::ALL {
        report.tables.insert(table, TableReading { edition, found: true });
    }
    for form in edition.edition().cells() {
        report.cells.0.insert(form.address, cell(seed, form.address));
    }
    report.sections = sections(seed, text);
    report.facts = seed["facts"].as_array().unwrap().iter().filter_map(|fact| read_fact(fact, &report)).collect();
    for deviation in deviations.as_array().unwrap() {
        if deviation["seed"] == seed["key"] {
            let basis = Basis::new(Instrument::Form2021, "");
            let finding = Finding::new(Code("label-deviation"), Severity::Info, basis);
            report.findings.push(finding.with_arg("found", deviation["raw"].as_str().unwrap()));
        }
    }
    report
}

fn cell(seed: &Value, address: CellAddress) -> Cell {
    let (row, column) = (address.row(), address.column());
    let columns = ["natural_person", "commercial", "research", "public_welfare", "legal_service", "other_org", "total"];
    let (value, raw) = match address.table() {
        TableId::T2 => {
            let cells = seed["table2"].as_array().unwrap();
            let cell = cells.iter().find(|cell| cell["row"] == row && cell["col"] == column).unwrap();
            (&cell["value"], cell["raw"].as_str())
        }
        TableId::T3 => {
            let index = columns.iter().position(|name| *name == column).unwrap();
            (&seed["table3"][row]["values"][index], seed["table3"][row]["raw"][index].as_str())
        }
        TableId::T4 => (&seed["table4"]["values"][format!("{row}.{column}")], None),
    };
    let at = Some(Place::Line { line: 1 });
    if value.is_null() {
        let raw = raw.unwrap_or_default().to_owned();
        return Cell { state: CellState::Blank, value: None, raw: Some(raw), unit: None, at };
    }
    let raw = raw.map_or_else(|| value.to_string(), str::to_owned);
    let unit = ["万元", "元", "万"]
        .into_iter()
        .find(|unit| raw.ends_with(unit) || (column == "fee_amount" && *unit == "万元"));
    Cell { at, unit: unit.map(str::to_owned), raw: Some(raw), ..Cell::of(value.to_string().parse().unwrap()) }
}

/// Sections by the headings the truth names, in order; tables are left out.
fn sections(seed: &Value, text: &str) -> Vec<Section> {
    let lines: Vec<&str> = text.lines().collect();
    let headings: Vec<&str> =
        seed["headings"].as_array().unwrap().iter().map(|heading| heading["raw"].as_str().unwrap()).collect();
    let mut starts = Vec::new();
    let mut from = 0;
    for heading in &headings {
        let found = lines.iter().skip(from).position(|line| line.trim() == *heading);
        from += found.unwrap_or_else(|| panic!("no heading {heading}")) + 1;
        starts.push(from);
    }
    let ends: Vec<usize> = starts.iter().skip(1).map(|start| start - 1).chain([lines.len()]).collect();
    let line_number = |index: usize| u32::try_from(index).unwrap() + 1;
    (1..=6)
        .zip(headings.iter().zip(starts.iter().zip(ends)))
        .map(|(number, (heading, (start, end)))| {
            let prose = (*start..end).filter(|_| !(2..=4).contains(&number));
            Section {
                number,
                title: heading.split_once('、').unwrap().1.to_owned(),
                at: Place::Line { line: line_number(start - 1) },
                lines: prose
                    .filter(|index| !lines[*index].trim().is_empty())
                    .map(|index| located(lines[index].trim(), line_number(index)))
                    .collect(),
            }
        })
        .collect()
}

fn read_fact(fact: &Value, report: &Report) -> Option<Fact> {
    if fact["kind"] != "count" || fact["table"] == true {
        return None;
    }
    let subjects = ["requests_received", "reconsideration_cases", "litigation_cases", "documents_issued"];
    let subject = subjects.into_iter().find(|subject| fact["id"] == *subject)?;
    let quote = fact["quote"].as_str()?.to_owned();
    let section = report.sections.iter().find(|section| section.text().contains(&quote))?;
    let at = section.lines.iter().find(|line| line.text.contains(&quote))?.at.clone();
    let exactness = if fact["implicit_zero"] == true {
        Exactness::ImplicitZero
    } else if fact["approx"] == true {
        Exactness::AtLeast
    } else {
        Exactness::Exact
    };
    let value = fact["value"].to_string().parse().ok();
    let section = section.number;
    Some(Fact {
        subject,
        value,
        unit: None,
        channel: None,
        exactness,
        raw: None,
        items: Vec::new(),
        quote,
        at,
        section,
    })
}
