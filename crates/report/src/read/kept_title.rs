//! A title kept from another year's report: the period of its figures and section one both speak of one other year, and
//! never of the title's.

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Severity};
use regex::Regex;

use super::identify::Identity;
use super::line::Line;
use super::section::HeadingAt;
use crate::edition::EditionId;
use crate::model::{Finding, Period};

/// The reader takes another year for the report's than its title says.
pub(crate) const TITLE_YEAR_OVERRULED: Code = Code("title-year-overruled");

#[expect(clippy::expect_used, reason = "the pattern is constant; the tests use it")]
static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new("20[0-9]{2}年").expect("a valid pattern"));
/// A day, as the period's sentence names two: that sentence is no second witness.
#[expect(clippy::expect_used, reason = "the pattern is constant; the tests use it")]
static DAY: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("20[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日").expect("a valid pattern"));

/// The years a text names, days apart.
pub(crate) fn years_named(text: &str) -> Vec<String> {
    let text = DAY.replace_all(text, "");
    YEAR.find_iter(&text).map(|found| found.as_str().to_owned()).collect()
}

/// The one other year that a period and the years named in section one speak of, and never of the title's.
pub(crate) fn other_year(year: i16, period: Period, named: &[String]) -> Option<i16> {
    let meant = period.to.year();
    let names = |year: i16| named.contains(&format!("{year}年"));
    (period.from.year() == meant && meant != year && names(meant) && !names(year)).then_some(meant)
}

/// Takes the year of the period for the report's where the title was kept, and tells so.
pub(super) fn overrule(identity: &mut Identity, lines: &[Line<'_>], headings: &[HeadingAt]) -> Option<Finding> {
    let (title, year, period) = (identity.title.as_ref()?, identity.year?, identity.period?);
    if !title.text.contains(&year.to_string()) {
        return None;
    }
    let first = headings.iter().position(|heading| heading.number == 1)?;
    let end = headings.get(first + 1).map_or(lines.len(), |next| next.line);
    let section = lines.get(headings.get(first)?.line..end)?.iter().filter(|line| !line.is_grid());
    let named: Vec<String> = section.flat_map(|line| years_named(&line.normal)).collect();
    let meant = other_year(year, period, &named)?;
    identity.year = Some(meant);
    let basis = Basis::new(EditionId::for_year(meant).instrument(), "");
    let finding = Finding::new(TITLE_YEAR_OVERRULED, Severity::Warning, basis)
        .with_place(title.at.clone())
        .with_excerpt(title.text.trim())
        .with_arg("title", format!("{year}年"))
        .with_arg("year", format!("{meant}年"));
    Some(finding)
}

#[cfg(test)]
mod tests {
    use gongkai_documents::{Limits, read};

    fn check(title: &str, period: &str, text: &str, expected: (i16, bool)) {
        let text = format!(
            "青禾街道{title}年政府信息公开工作年度报告\n\n一、总体情况\n本报告所列数据的统计期限自{period}年1月1日起至{period}年12月31日止。{text}\n\n五、存在的主要问题及改进情况\n无。\n"
        );
        let report = crate::read(&read(text.as_bytes(), &Limits::default()).unwrap());
        let told = report.findings.iter().any(|finding| finding.code == super::TITLE_YEAR_OVERRULED);
        assert_eq!((report.year.unwrap(), told), expected, "{text}");
    }

    #[test]
    fn period_and_section_one_together_outweigh_the_title() {
        check("2023", "2024", "2024年，公开信息12条。", (2024, true));
        check("2024", "2024", "2024年，公开信息12条。", (2024, false));
    }

    #[test]
    fn a_year_named_by_one_of_them_only_does_not() {
        // The period alone was kept from another year.
        check("2024", "2023", "2024年，公开信息12条。", (2024, false));
        check("2023", "2023", "2024年，公开信息12条。", (2023, false));
        // The period's own sentence is one witness, not two.
        check("2024", "2023", "全年公开信息12条。", (2024, false));
    }
}
