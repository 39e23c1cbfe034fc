//! Which year is a report about? Title, period, text and file name, weighed against each other.

use std::sync::LazyLock;

use regex::Regex;

use super::reason::Reason;
use crate::model::Report;
use crate::read::normal::normal;

/// The year a report is about, as far as it can be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YearMatch {
    /// The likeliest year.
    pub year: Option<i16>,
    /// Whether nothing speaks against it and the report itself says it.
    pub certain: bool,
    /// What speaks for which year.
    pub reasons: Vec<Reason>,
}

#[expect(clippy::expect_used, reason = "the pattern is constant and a test uses it")]
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"[0-9]+").expect("a valid pattern"));

/// Weighs title, period, text and file name.
///
/// The title comes first, then the statistics period, then what the text says most, then the file's name. Another year
/// in any of the first two, or in the file's name alone, makes the year uncertain: a title left from last year is a
/// common slip.
pub fn year(report: &Report, file_name: Option<&str>) -> YearMatch {
    let title = report.title.as_ref().and_then(|title| years(&title.text).into_iter().next());
    let period = report.period.map(|period| period.to.year());
    let named = file_name.map(years).unwrap_or_default();
    let text = report.year.filter(|year| title.is_none() && Some(*year) != period);
    let mut reasons = Vec::new();
    reasons.extend(title.map(|year| Reason::YearInTitle { year }));
    reasons.extend(period.map(|year| Reason::YearOfPeriod { year }));
    reasons.extend(text.map(|year| Reason::YearInText { year }));
    reasons.extend(named.iter().map(|year| Reason::YearInFileName { year: *year }));
    let said = title.or(period).or(text);
    let year = said.or_else(|| named.first().copied());
    let is_other = |other: Option<i16>| other.is_some_and(|other| Some(other) != year);
    // The year in which a file was sent stands in its name, too: one that agrees is enough.
    let file_differs = !named.is_empty() && year.is_some_and(|year| !named.contains(&year));
    let certain = title.or(period).is_some() && !is_other(title) && !is_other(period) && !file_differs;
    YearMatch { year, certain, reasons }
}

/// Years standing alone in a text: not the beginning of a date in figures or of a number.
fn years(text: &str) -> Vec<i16> {
    let text = normal(text);
    YEAR.find_iter(&text)
        .filter(|digits| digits.as_str().len() == 4)
        .filter_map(|digits| digits.as_str().parse().ok())
        .filter(|year| (2008..=2100).contains(year))
        .collect()
}

#[cfg(test)]
mod tests {
    use gongkai_documents::Place;
    use jiff::civil::date;

    use super::*;
    use crate::model::{Located, Period};

    fn check(title: Option<&str>, period: Option<i16>, file: Option<&str>, expected: (Option<i16>, bool)) {
        let report = Report {
            title: title.map(|text| Located { text: text.to_owned(), at: Place::Line { line: 1 } }),
            period: period.map(|year| Period { from: date(year, 1, 1), to: date(year, 12, 31) }),
            ..Report::default()
        };
        let found = year(&report, file);
        assert_eq!((found.year, found.certain), expected, "{title:?} {period:?} {file:?}: {found:?}");
    }

    #[test]
    fn title_period_and_file_name_are_weighed() {
        let title = Some("青禾街道2022年政府信息公开工作年度报告");
        check(title, Some(2022), Some("2022青禾.docx"), (Some(2022), true));
        check(title, None, None, (Some(2022), true));
        check(title, Some(2023), None, (Some(2022), false));
        check(title, None, Some("2023年报.docx"), (Some(2022), false));
        check(title, None, Some("2023年报送2022年年报.docx"), (Some(2022), true));
        check(title, None, Some("20230118.docx"), (Some(2022), true));
        check(None, Some(2022), Some("年报.docx"), (Some(2022), true));
        check(None, None, Some("２０２２年青禾街道.docx"), (Some(2022), false));
        check(None, None, None, (None, false));
    }
}
