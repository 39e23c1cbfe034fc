//! The day of publication against the last day there is for it.
//!
//! Basis: Regulation Art. 49. Unit: calendar days; the last day does not move when it is a day off. For street offices
//! and townships, whom Art. 49 does not name, the date is the district's and lateness is information only.

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use jiff::Unit;
use jiff::civil::Date;
use regex::Regex;

use super::Examined;
use super::body::BodyKind;
use super::form::title_of_another_year;
use crate::facts::numeral;
use crate::model::{Finding, Located, Report};
use crate::read::normal::{normal, with_arabic_years};

pub(super) const PUBLISHED_LATE: Code = Code("published-late");
pub(super) const SIGNED_LATE: Code = Code("signed-late");
pub(super) const SIGNED_BEFORE_YEAR_END: Code = Code("signed-before-year-end");
pub(super) const PUBLISHED_BEFORE_YEAR_END: Code = Code("published-before-year-end");

const BASIS: Basis = Basis::new(Instrument::Regulation, "第四十九条");

/// A line that is nothing but a date, perhaps with a name before it.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^[^0-9,。;:]{0,30}(20[0-9]{2})[-./年]([0-9]{1,2}|[一二三四五六七八九十]{1,3})[-./月]([0-9]{1,2}|[一二三四五六七八九十]{1,3})日?$")
        .expect("a pattern that compiles")
});

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    publication(examined).or_else(|| signed(examined)).into_iter().collect()
}

/// What was signed after the last day cannot have been published in time, and nothing can be signed of a year that is not
/// over.
fn signed(examined: &Examined<'_>) -> Option<Finding> {
    // Of which year the report is, a title kept from another does not say.
    if title_of_another_year(examined).is_some() {
        return None;
    }
    let year = examined.report.year.filter(|_| examined.report.published.is_none())?;
    let (line, signed) = signature(examined.report.sections.last()?)?;
    let year_end = Date::new(year, 12, 31).ok()?;
    if signed.year() == year {
        return Some(
            Finding::new(SIGNED_BEFORE_YEAR_END, Severity::Warning, BASIS)
                .with_place(line.at.clone())
                .with_excerpt(line.text.trim())
                .with_arg("signed", signed)
                .with_arg("year", format!("{year}年")),
        );
    }
    let (last, days, severity) = late(examined, year, signed).filter(|_| signed > year_end)?;
    Some(
        Finding::new(SIGNED_LATE, severity, BASIS)
            .with_place(line.at.clone())
            .with_excerpt(line.text.trim())
            .with_arg("signed", signed)
            .with_arg("last", last)
            .with_arg("days", days),
    )
}

/// The date under the text: one of the last lines, and nothing else in it.
fn signature(section: &crate::model::Section) -> Option<(&Located, Date)> {
    const LAST_LINES: usize = 3;
    section.lines.iter().rev().take(LAST_LINES).find_map(|line| {
        let text = with_arabic_years(&normal(&line.text));
        let found = SIGNED.captures(&text)?;
        let number = |index: usize| -> Option<i8> {
            let text = found.get(index)?.as_str();
            text.parse().ok().or_else(|| numeral::value(text)?.to_string().parse().ok())
        };
        let year = found.get(1)?.as_str().parse().ok()?;
        Some((line, Date::new(year, number(2)?, number(3)?).ok()?))
    })
}

/// A finding about the day of publication stands where the report says it, else at the title.
fn placed(finding: Finding, report: &Report) -> Finding {
    let title = || report.title.as_ref().map(|title| title.at.clone());
    match report.published_at.clone().or_else(title) {
        Some(place) => finding.with_place(place),
        None => finding,
    }
}

fn publication(examined: &Examined<'_>) -> Option<Finding> {
    let (published, year) = (examined.report.published?, examined.report.year?);
    let year_end = Date::new(year, 12, 31).ok()?;
    if published <= year_end {
        let finding = Finding::new(PUBLISHED_BEFORE_YEAR_END, Severity::Warning, BASIS)
            .with_excerpt(published.to_string())
            .with_arg("published", published)
            .with_arg("year", format!("{year}年"));
        return Some(placed(finding, examined.report));
    }
    let (last, days, severity) = late(examined, year, published)?;
    let finding = Finding::new(PUBLISHED_LATE, severity, BASIS)
        .with_excerpt(published.to_string())
        .with_arg("published", published)
        .with_arg("last", last)
        .with_arg("days", days);
    Some(placed(finding, examined.report))
}

/// The last day there was, by how many days a day is after it, and how grave that is; `None` when it is not.
fn late(examined: &Examined<'_>, year: i16, day: Date) -> Option<(Date, i32, Severity)> {
    // Where the kind is not known, only what is late for everybody is told.
    let kind = examined.kind.unwrap_or(BodyKind::HigherGovernment);
    let last = examined.settings.due.last_day(kind, year).filter(|last| day > *last)?;
    let severity = match kind {
        BodyKind::Street | BodyKind::Township => Severity::Info,
        BodyKind::Department | BodyKind::CountyGovernment | BodyKind::HigherGovernment => Severity::Warning,
    };
    Some((last, last.until((Unit::Day, day)).ok()?.get_days(), severity))
}
