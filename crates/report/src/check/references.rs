//! Dates and document numbers that were mangled or are not written as they should be.
//!
//! Web sites turn 〔2021〕30号 into 〔202130号 and 2020年1月1日 into 2020**1月1日. Basis for the right form: GB/T 9704,
//! 发文字号: the year in full, in 〔 〕, the number without 第 and without leading zeros.

use std::ops::Range;
use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::{Captures, Regex};

use super::text::{Passage, Side, after, around, before, piece, window};
use super::{Examined, Finding};

pub(super) const DATE_MANGLED: Code = Code("date-mangled");
pub(super) const DOCUMENT_NUMBER_MANGLED: Code = Code("document-number-mangled");
pub(super) const DOCUMENT_NUMBER_FORMAT: Code = Code("document-number-format");
pub(super) const STATUTE_OUTDATED: Code = Code("statute-outdated");

/// Bytes looked at for the rest of a document number.
const LONGEST_NUMBER: usize = 60;

const NUMBER_BASIS: Basis = Basis::new(Instrument::OfficialFormat, "发文字号");

/// A year, then whatever replaced 年, then a month: 2020**1月1日, 2020 1月1日, 20201月1日.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"20[0-9]{2}[\s*＊#_?？]*(?:1[0-2]|0?[1-9])月[0-9]{0,2}日?").expect("a pattern that compiles")
});

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static RIGHT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^〔((?:19|20)[0-9]{2})〕(第?)\s*(0*)([0-9]+)\s*号").expect("a pattern that compiles")
});

/// A number with other brackets: 办发(2021)1号, 政办〔2021)1号 is mangled and not meant here.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static OTHER_BRACKETS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\p{Han}([(（\[［【{]((?:19|20)[0-9]{2})[)）\]］】}])第?0*([0-9]+)号").expect("a pattern that compiles")
});

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = examined.passages.iter().filter_map(dates).collect();
    for passage in &examined.passages {
        findings.extend(six_corner(passage));
        findings.extend(other_brackets(passage));
    }
    findings.extend(statute(examined));
    findings
}

fn located(code: Code, severity: Severity, basis: Basis, passage: &Passage<'_>, range: &Range<usize>) -> Finding {
    Finding::new(code, severity, basis)
        .with_place(passage.at.clone())
        .with_excerpt(around(passage.text, range, 12))
        .with_arg("found", piece(passage.text, range.clone()))
}

/// One finding a line: the halves of a period are mangled together.
fn dates(passage: &Passage<'_>) -> Option<Finding> {
    let found = DATE
        .find_iter(passage.text)
        .find(|found| !before(passage.text, found.start()).is_some_and(|letter| letter.is_ascii_digit()))?;
    let basis = Basis::new(Instrument::OfficialFormat, "成文日期");
    Some(located(DATE_MANGLED, Severity::Warning, basis, passage, &found.range()))
}

/// Numbers with 〔 or 〕.
fn six_corner(passage: &Passage<'_>) -> Vec<Finding> {
    let text = passage.text;
    let mut findings = Vec::new();
    let mut reached = 0;
    for (start, bracket) in text.match_indices(['〔', '〕']).filter_map(|(p, b)| Some((p, b.chars().next()?))) {
        if start < reached {
            continue;
        }
        let rest = window(text, start, LONGEST_NUMBER, Side::After);
        if bracket == '〔' {
            if let Some(found) = RIGHT.captures(rest) {
                let whole = found.get(0).map_or(0, |whole| whole.end());
                reached = start.saturating_add(whole);
                findings.extend(idle_marks(passage, &found, &(start..reached)));
                continue;
            }
            // Brackets around words are no document number.
            let number_meant = after(rest, bracket.len_utf8()).is_some_and(|letter| letter.is_ascii_digit());
            if number_meant {
                let length = rest.find(['号', '，', '。', '；', '》']).unwrap_or(rest.len());
                let end =
                    after(rest, length).filter(|letter| *letter == '号').map_or(length, |n| length + n.len_utf8());
                reached = start.saturating_add(end);
                let range = start..reached;
                findings.push(located(DOCUMENT_NUMBER_MANGLED, Severity::Warning, NUMBER_BASIS, passage, &range));
            }
        } else if before(text, start).is_some_and(|letter| letter.is_ascii_digit()) {
            let range = start..start.saturating_add(bracket.len_utf8());
            findings.push(located(DOCUMENT_NUMBER_MANGLED, Severity::Warning, NUMBER_BASIS, passage, &range));
        }
    }
    findings
}

/// 第 before the number and zeros in front of it have no place there.
fn idle_marks(passage: &Passage<'_>, found: &Captures<'_>, range: &Range<usize>) -> Option<Finding> {
    let group = |number| found.get(number).map_or("", |part| part.as_str());
    if group(2).is_empty() && group(3).is_empty() {
        return None;
    }
    let right = format!("〔{}〕{}号", group(1), group(4));
    let finding = located(DOCUMENT_NUMBER_FORMAT, Severity::Info, NUMBER_BASIS, passage, range);
    Some(finding.with_arg("right", right))
}

fn other_brackets(passage: &Passage<'_>) -> Vec<Finding> {
    OTHER_BRACKETS
        .captures_iter(passage.text)
        .filter_map(|found| {
            let (whole, bracketed) = (found.get(0)?, found.get(1)?);
            let right = format!("〔{}〕{}号", found.get(2)?.as_str(), found.get(3)?.as_str());
            let range = bracketed.start()..whole.end();
            let finding = located(DOCUMENT_NUMBER_FORMAT, Severity::Info, NUMBER_BASIS, passage, &range);
            Some(finding.with_arg("right", right))
        })
        .collect()
}

/// State Council Order No. 492 was replaced by No. 711 on 15 May 2019; a report that cites only the old one is outdated.
fn statute(examined: &Examined<'_>) -> Option<Finding> {
    let cites = |number: &str| {
        let citation = format!("第{number}号");
        examined.passages.iter().find_map(|passage| Some((passage, passage.text.find(&citation)?, citation.len())))
    };
    if examined.report.year? < 2019 || cites("711").is_some() {
        return None;
    }
    let (passage, start, length) = cites("492")?;
    let range = start..start.saturating_add(length);
    let basis = Basis::new(Instrument::Regulation, "第五十六条");
    Some(located(STATUTE_OUTDATED, Severity::Warning, basis, passage, &range))
}
