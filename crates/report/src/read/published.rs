//! The date of publication as the lines above the report give it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::identify;

/// How a line says when the report was published, the surest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Sureness {
    /// 发布日期:2024-03-05, 发布于2024-03-05, 2024年3月5日发布.
    Published,
    /// 日期:2024.03.05, 时间:2024/3/5 at the line's start.
    Dated,
    /// 成文日期, 印发日期: the day the text was made.
    Made,
}

const DATE: &str = r"[:\[\]【】(]{0,3}(20[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})";

#[expect(clippy::expect_used, reason = "the patterns are constant; the tests use each")]
static PATTERNS: LazyLock<[(Sureness, Regex); 5]> = LazyLock::new(|| {
    let pattern = |before: &str, after: &str| Regex::new(&format!("{before}{DATE}{after}")).expect("a valid pattern");
    [
        (Sureness::Published, pattern("(?:发布|公布|公开)(?:日期|时间)", "")),
        (Sureness::Published, pattern("(?:发布|公布)于", "")),
        (Sureness::Published, pattern("^", "日?(?:[0-9:]{4,8})?(?:发布|公布)")),
        (Sureness::Dated, pattern("^(?:日期|时间)", "")),
        (Sureness::Made, pattern("(?:发文|成文|生成|印发)(?:日期|时间)", "")),
    ]
});

/// The date a line gives, in normal text.
pub(super) fn published(text: &str) -> Option<(Sureness, Date)> {
    PATTERNS.iter().find_map(|(sureness, pattern)| {
        let found = pattern.captures(text)?;
        let part = |index: usize| found.get(index).map(|part| part.as_str());
        let after = text.get(found.get(0)?.end()..)?.trim_start_matches('日');
        // 时间:2023年1月1日至12月31日 is the stretch reported on, 公布于…起施行 another document's.
        let is_stretch = after.starts_with(['至', '到', '起', '—', '~']);
        let date = identify::date(part(1)?, part(2)?, part(3)?)?;
        (!is_stretch).then_some((*sureness, date))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let date = published(text).map(|(_, date)| date.to_string());
        assert_eq!(date.as_deref(), expected, "{text}");
    }

    #[test]
    fn a_line_tells_the_date_in_many_ways() {
        let day = Some("2024-03-05");
        check("发布日期:2024-03-05来源:某处", day);
        check("发布日期:[2024-03-05]", day);
        check("[发布日期]2024-03-05", day);
        check("发布日期2024-03-05", day);
        check("日期:2024.03.05来源:某处", day);
        check("时间:2024/3/5", day);
        check("发布于2024-03-05", day);
        check("2024年3月5日发布", day);
        check("2024-03-0509:12:33发布", day);
        check("成文日期:2024年3月5日", day);
        check("成文日期:2024年1月10日发布日期:2024年3月5日", day);
        check("发布日期:2024年3月5日成文日期:2024年1月10日", day);
    }

    #[test]
    fn other_dates_are_none_of_publication() {
        check("时间:2023年1月1日至2023年12月31日", None);
        check("统计时间:2023年1月1日", None);
        check("2023年1月1日起至12月31日止的数据予以公布", None);
        check("2019年4月3日国务院令第711号公布", None);
        // A page changed later was not published then.
        check("更新时间:2024-03-05", None);
        check("浏览次数:20240305", None);
        check("发布日期:2024-13-45", None);
    }
}
