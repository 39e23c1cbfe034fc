//! A consistent report to spoil, and a short way to what the checks say of it.

use gongkai_documents::Place;
use gongkai_law::{Lang, Wording};
use gongkai_report::check::{Context, check};
use gongkai_report::model::{Finding, Located, Period, Report, Section};
use gongkai_report::{Cell, CellAddress, CellState, EditionId, Exactness, Fact, TableId, TableReading};
use jiff::civil::date;
use rust_decimal::Decimal;

/// A complete report of 青禾街道 in an edition, all its cells 0 except three requests that balance.
pub(crate) fn report(edition: EditionId) -> Report {
    let year: i16 = if edition == EditionId::E2019 { 2020 } else { 2022 };
    let mut report = Report {
        title: Some(located(&format!("青禾街道{year}年政府信息公开工作年度报告"), 1)),
        body: Some("青禾街道".to_owned()),
        year: Some(year),
        period: Some(Period { from: date(year, 1, 1), to: date(year, 12, 31) }),
        published: Some(date(year + 1, 1, 20)),
        ..Report::default()
    };
    for table in TableId::ALL {
        report.tables.insert(table, TableReading { edition, found: true });
        for form in edition.edition().cells_of(table) {
            report.cells.0.insert(form.address, value(0));
        }
    }
    let texts = [
        format!("{year}年，我街道依法做好主动公开，共公开信息73条。全年收到政府信息公开申请3件，均已办结。"),
        String::new(),
        String::new(),
        String::new(),
        "存在的问题：一是栏目更新不够勤；二是解读形式较少。改进情况：每月清点栏目，增加图解。".to_owned(),
        "无。".to_owned(),
    ];
    for (form, text) in edition.edition().sections.iter().zip(texts) {
        let line = u32::from(form.number) * 100;
        let lines = if text.is_empty() { Vec::new() } else { vec![located(&text, line + 1)] };
        report.sections.push(Section {
            number: form.number,
            title: form.title.clone(),
            at: Place::Line { line },
            lines,
        });
    }
    for (row, person, company) in
        [("new_received", 2, 1), ("granted", 2, 0), ("unavailable_not_held", 0, 1), ("total", 2, 1)]
    {
        set(&mut report, &format!("t3.{row}.natural_person"), person);
        set(&mut report, &format!("t3.{row}.commercial"), company);
        set(&mut report, &format!("t3.{row}.total"), person + company);
    }
    report
}

pub(crate) fn located(text: &str, line: u32) -> Located {
    Located { text: text.to_owned(), at: Place::Line { line } }
}

fn value(number: i64) -> Cell {
    Cell { at: Some(Place::Line { line: 7 }), ..Cell::of(Decimal::from(number)) }
}

pub(crate) fn put(report: &mut Report, address: &str, cell: Cell) {
    let address = CellAddress::parse(address).unwrap_or_else(|| panic!("no cell {address}"));
    assert!(report.cells.0.insert(address, cell).is_some(), "{address} is not of this edition");
}

pub(crate) fn set(report: &mut Report, address: &str, number: i64) {
    put(report, address, value(number));
}

/// Money as written, with its unit.
pub(crate) fn money(report: &mut Report, address: &str, raw: &str, yuan: &str, unit: Option<&str>) {
    let cell = Cell {
        state: CellState::Value,
        value: Some(yuan.parse().unwrap()),
        raw: Some(raw.to_owned()),
        unit: unit.map(str::to_owned),
        at: Some(Place::Line { line: 9 }),
    };
    put(report, address, cell);
}

/// Empties cells whose address starts so.
pub(crate) fn empty(report: &mut Report, prefix: &str, state: CellState) {
    let raw = match state {
        CellState::Blank => Some("\u{3000}".to_owned()),
        CellState::Slash => Some("/".to_owned()),
        CellState::Text => Some("见附件".to_owned()),
        CellState::Value | CellState::Missing => None,
    };
    let at = (state != CellState::Missing).then_some(Place::Line { line: 8 });
    let mut count = 0;
    for (_, cell) in report.cells.0.iter_mut().filter(|(address, _)| address.as_str().starts_with(prefix)) {
        *cell = Cell { state, value: None, raw: raw.clone(), unit: None, at: at.clone() };
        count += 1;
    }
    assert!(count > 0, "no cell {prefix}");
}

/// Replaces a section's prose.
pub(crate) fn say(report: &mut Report, section: u8, lines: &[&str]) {
    let section = report.sections.iter_mut().find(|candidate| candidate.number == section).unwrap();
    section.lines =
        lines.iter().zip(1..).map(|(text, line)| located(text, u32::from(section.number) * 100 + line)).collect();
}

/// Adds a sentence to section one with a fact in it.
pub(crate) fn claim(report: &mut Report, subject: &'static str, number: i64, exactness: Exactness, sentence: &str) {
    let section = report.sections.iter_mut().find(|section| section.number == 1).unwrap();
    section.lines.push(located(sentence, 150));
    report.facts.push(Fact {
        subject,
        value: Some(Decimal::from(number)),
        unit: Some("件".to_owned()),
        channel: None,
        exactness,
        raw: Some(number.to_string()),
        items: Vec::new(),
        quote: sentence.trim_end_matches('。').to_owned(),
        at: Place::Line { line: 150 },
        section: 1,
    });
}

/// The findings, each rendered in both languages on the way: no placeholder may stay open.
pub(crate) fn findings(report: &Report, context: &Context<'_>) -> Vec<Finding> {
    let findings = check(report, context);
    findings.iter().for_each(rendered);
    findings
}

pub(crate) fn rendered(finding: &Finding) {
    for lang in [Lang::ZhCn, Lang::En] {
        let sentence = Wording::findings(lang).finding(finding);
        assert_ne!(sentence.message, finding.code.0, "no message");
        for text in [Some(&sentence.message), sentence.hint.as_ref()].into_iter().flatten() {
            assert!(!text.contains('{') && !text.contains('}'), "{}: {text}", finding.code);
        }
        assert!(sentence.hint.is_some(), "{} has no hint", finding.code);
    }
}

/// The finding of a code in Chinese; panics when there is not exactly one.
pub(crate) fn message(report: &Report, context: &Context<'_>, code: &str) -> String {
    let all = findings(report, context);
    let list: Vec<&Finding> = all.iter().filter(|finding| finding.code.0 == code).collect();
    assert_eq!(list.len(), 1, "{code} in {:?}", codes_of(&all));
    Wording::findings(Lang::ZhCn).finding(list[0]).message
}

pub(crate) fn codes_of(findings: &[Finding]) -> Vec<&'static str> {
    findings.iter().map(|finding| finding.code.0).collect()
}

/// What the checks find without a prior report and with default settings.
pub(crate) fn codes(report: &Report) -> Vec<&'static str> {
    codes_of(&findings(report, &Context::default()))
}

/// Spoils a consistent report and compares the codes found.
pub(crate) fn spoiled(edition: EditionId, spoil: impl FnOnce(&mut Report), expected: &[&str]) {
    let mut report = report(edition);
    spoil(&mut report);
    assert_eq!(codes(&report), expected);
}
