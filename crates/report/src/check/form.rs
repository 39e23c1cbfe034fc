//! Edition, title, year and statistics period: do they fit one another?
//!
//! Basis: 国办公开办函〔2019〕60号 for reports about 2019 and 2020, 国办公开办函〔2021〕30号 from 2021 on.

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Severity};
use jiff::civil::Date;
use regex::Regex;
use rust_decimal::prelude::ToPrimitive;

use super::Examined;
use super::text::{Passage, after, folded};
use crate::cell::CellState;
use crate::edition::{EditionId, TableId};
use crate::facts::numeral;
use crate::model::{Finding, Located, Period, Report};
use crate::read::kept_title::{TITLE_YEAR_OVERRULED, other_year, years_named};
use crate::read::normal::with_arabic_years;

pub(super) const EDITION_YEAR_MISMATCH: Code = Code("edition-year-mismatch");
pub(super) const EDITIONS_MIXED: Code = Code("editions-mixed");
pub(super) const YEAR_MISSING: Code = Code("year-missing");
pub(super) const TITLE_MISSING: Code = Code("title-missing");
pub(super) const TITLE_YEAR_FORMAT: Code = Code("title-year-format");
pub(super) const TITLE_YEAR_MISSING: Code = Code("title-year-missing");
pub(super) const TITLE_NAME_DEVIATES: Code = Code("title-name-deviates");
pub(super) const TITLE_YEAR_MISMATCH: Code = Code("title-year-mismatch");
pub(super) const PERIOD_YEAR_MISMATCH: Code = Code("period-year-mismatch");
pub(super) const TEXT_YEAR_MISMATCH: Code = Code("text-year-mismatch");
pub(super) const PERIOD_NOT_CALENDAR_YEAR: Code = Code("period-not-calendar-year");

/// Years are dates with 年 behind the digits: 〔2021〕30号 is none.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static YEAR_IN_TEXT: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:19|20)[0-9]{2}年").expect("a pattern that compiles"));

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static YEAR_DIGITS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:19|20)[0-9]{2}").expect("a pattern that compiles"));

/// From when until when, in figures or numerals, in whatever order.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    let day = "([0-9]{1,2}|[一二三四五六七八九十]{1,3})";
    Regex::new(&format!("(20[0-9]{{2}})年{day}月{day}日起?[,，]?(?:至|到|—+|-|–|~)(?:(20[0-9]{{2}})年)?{day}月{day}日"))
        .expect("a pattern that compiles")
});

/// What a sentence says that tells the period of the figures.
const OF_PERIOD: [&str; 4] = ["统计", "期限", "时限", "数据"];

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let mut findings = editions(report);
    if report.year.is_none() {
        findings.push(of_form(report, YEAR_MISSING, Severity::Warning));
    }
    match &report.title {
        None => findings.push(of_form(report, TITLE_MISSING, Severity::Info)),
        Some(title) => findings.extend(of_title(report, title)),
    }
    match title_of_another_year(examined) {
        // One cause is told once.
        Some(finding) => findings.push(finding),
        None => findings.extend(period(examined).into_iter().chain(text_year(examined))),
    }
    findings
}

/// Period and section one both speak of one other year than the title, and never of the title's: it is the title that
/// was kept.
pub(super) fn title_of_another_year(examined: &Examined<'_>) -> Option<Finding> {
    let report = examined.report;
    let (title, year, period) = (report.title.as_ref()?, report.year?, report.period?);
    let section_one = examined.passages.iter().filter(|passage| passage.section == Some(1) && !passage.heading);
    let named: Vec<String> = section_one.flat_map(|passage| years_named(passage.text)).collect();
    let meant = other_year(year, period, &named)?;
    let finding = of_form(report, TITLE_YEAR_MISMATCH, Severity::Warning)
        .with_place(title.at.clone())
        .with_excerpt(title.text.trim())
        .with_arg("title", title.text.trim())
        .with_arg("year", year_text(meant));
    Some(finding)
}

fn of_form(report: &Report, code: Code, severity: Severity) -> Finding {
    let instrument = EditionId::for_year(report.year.unwrap_or(2021)).instrument();
    Finding::new(code, severity, Basis::new(instrument, ""))
}

/// Years stay text, so that no language groups their digits.
fn year_text(year: i16) -> String {
    format!("{year}年")
}

/// The edition is a property of each table; in a mixed report only that is told, not each table once more.
fn editions(report: &Report) -> Vec<Finding> {
    let found: Vec<(TableId, EditionId)> = report
        .tables
        .iter()
        // A header alone, of whose table nothing was read, may itself be damaged.
        .filter(|(table, _)| report.cells.of_table(**table).any(|(_, cell)| cell.state != CellState::Missing))
        // Table 4 is the same in both editions: it cannot tell.
        .filter(|(table, _)| **table != TableId::T4)
        .map(|(table, reading)| (*table, reading.edition))
        .collect();
    let Some((first_table, first)) = found.first() else { return Vec::new() };
    let wanted = report.year.map(EditionId::for_year);
    let place = |finding: Finding, table: TableId| match report.sections.iter().find(|s| s.number == table.section()) {
        Some(section) => finding.with_place(section.at.clone()),
        None => finding,
    };
    if let Some((other_table, other)) = found.iter().find(|(_, edition)| edition != first) {
        let finding = of_form(report, EDITIONS_MIXED, Severity::Warning)
            .with_arg("one", first_table.title())
            .with_arg("first", format!("{first}年版"))
            .with_arg("other", other_table.title())
            .with_arg("second", format!("{other}年版"));
        let odd = if wanted == Some(*first) { *other_table } else { *first_table };
        return vec![place(finding, odd)];
    }
    match (report.year, wanted) {
        (Some(year), Some(wanted)) if year >= 2019 && wanted != *first => {
            let finding = of_form(report, EDITION_YEAR_MISMATCH, Severity::Warning)
                .with_arg("year", year_text(year))
                .with_arg("found", format!("{first}年版"))
                .with_arg("wanted", wanted.edition().document.no.as_str());
            vec![place(finding, *first_table)]
        }
        _ => Vec::new(),
    }
}

fn of_title(report: &Report, title: &Located) -> Vec<Finding> {
    let text = with_arabic_years(&folded(&title.text));
    let make = |code, severity| {
        of_form(report, code, severity)
            .with_place(title.at.clone())
            .with_excerpt(title.text.trim())
            .with_arg("title", title.text.trim())
    };
    let mut findings = Vec::new();
    let year = YEAR_DIGITS.find(&text);
    match year {
        None if report.year.is_some() => findings.push(make(TITLE_YEAR_MISSING, Severity::Warning)),
        None => {}
        Some(found) => {
            // 2020-2021年 and 2020至2021年 write 年 once.
            let next = after(&text, found.end());
            if !next.is_some_and(|letter| "年-—–~～至、".contains(letter)) {
                findings.push(make(TITLE_YEAR_FORMAT, Severity::Info).with_arg("found", found.as_str()));
            }
        }
    }
    let years: Vec<&str> = YEAR_DIGITS.find_iter(&text).map(|found| found.as_str()).collect();
    let told = report.findings.iter().any(|finding| finding.code == TITLE_YEAR_OVERRULED);
    if let Some(reported) = report.year
        && !told
        && !years.is_empty()
        && !years.contains(&reported.to_string().as_str())
    {
        findings.push(make(TITLE_YEAR_MISMATCH, Severity::Warning).with_arg("year", year_text(reported)));
    }
    if !text.contains("政府信息公开") && (text.contains("政务信息公开") || text.contains("政务公开")) {
        findings.push(make(TITLE_NAME_DEVIATES, Severity::Info));
    }
    findings
}

/// The figures are those of the calendar year.
fn period(examined: &Examined<'_>) -> Vec<Finding> {
    let report = examined.report;
    let read = |period: Period| (period, period_passage(examined, period.to.month(), period.to.day()));
    let Some((period, passage)) = report.period.map(read).or_else(|| written_period(examined)) else {
        return Vec::new();
    };
    let written = format!("{} — {}", period.from, period.to);
    let told = |code: Code| {
        let finding = of_form(report, code, Severity::Warning).with_excerpt(&written).with_arg("period", &written);
        match passage {
            Some(passage) => finding.with_place(passage.at.clone()),
            None => finding,
        }
    };
    if let Some(year) = report.year
        && period.from.year() != year
        && period.to.year() != year
    {
        return vec![told(PERIOD_YEAR_MISMATCH).with_arg("year", year_text(year))];
    }
    let whole_year = period.from.year() == period.to.year()
        && period.from.day_of_year() == 1
        && (period.to.month(), period.to.day()) == (12, 31);
    let kind = if period.to < period.from { "backwards" } else { "part" };
    if whole_year { Vec::new() } else { vec![told(PERIOD_NOT_CALENDAR_YEAR).with_arg("kind", kind)] }
}

/// A period that the reader did not take: it is written in numerals, or ends before it begins.
fn written_period<'e>(examined: &'e Examined<'_>) -> Option<(Period, Option<&'e Passage<'e>>)> {
    let day = |text: &str| text.parse().ok().or_else(|| numeral::value(text)?.to_i8());
    examined.passages.iter().filter(|passage| !passage.heading).find_map(|passage| {
        let text = with_arabic_years(&folded(passage.text));
        let found = PERIOD.captures(&text).filter(|_| OF_PERIOD.iter().any(|word| text.contains(word)))?;
        let part = |index: usize| found.get(index).map(|part| part.as_str());
        let date = |year: &str, at: usize| Date::new(year.parse().ok()?, day(part(at)?)?, day(part(at + 1)?)?).ok();
        let period = Period { from: date(part(1)?, 2)?, to: date(part(4).or(part(1))?, 5)? };
        Some((period, Some(passage)))
    })
}

/// Where the text says until when its figures go.
fn period_passage<'e>(examined: &'e Examined<'_>, month: i8, day: i8) -> Option<&'e Passage<'e>> {
    let last_day = format!("{month}月{day}日");
    examined.passages.iter().find(|passage| !passage.heading && folded(passage.text).contains(&last_day))
}

/// Section one speaks of another year throughout and never of the year reported about: last year's text was kept.
fn text_year(examined: &Examined<'_>) -> Option<Finding> {
    const LEAST: usize = 2;
    let year = examined.report.year?;
    let wanted = year_text(year);
    let mut others: Vec<(String, &Passage<'_>)> = Vec::new();
    for passage in examined.passages.iter().filter(|passage| passage.section == Some(1) && !passage.heading) {
        for found in YEAR_IN_TEXT.find_iter(passage.text) {
            if found.as_str() == wanted {
                return None;
            }
            others.push((found.as_str().to_owned(), passage));
        }
    }
    let (other, passage) = others.iter().find(|(text, _)| others.iter().filter(|(t, _)| t == text).count() >= LEAST)?;
    Some(
        of_form(examined.report, TEXT_YEAR_MISMATCH, Severity::Warning)
            .with_place(passage.at.clone())
            .with_excerpt(passage.text.chars().take(40).collect::<String>())
            .with_arg("year", wanted)
            .with_arg("found", other),
    )
}
