//! Who reports, about which year and period, under which title, published when.

use std::sync::LazyLock;

use gongkai_documents::{Document, Format, Place};
use jiff::civil::Date;
use regex::Regex;

use super::line::{Line, Source};
use super::normal::{is_white, normal, with_arabic_years};
use super::published::published;
use crate::model::{Located, Period};

/// What stands around the report.
#[derive(Debug, Default)]
pub(super) struct Identity {
    pub(super) title: Option<Located>,
    pub(super) body: Option<String>,
    pub(super) year: Option<i16>,
    pub(super) period: Option<Period>,
    pub(super) published: Option<Date>,
    pub(super) published_at: Option<Place>,
}

#[expect(clippy::expect_used, reason = "the patterns are constant; the tests use each")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

/// Year and the words that make a line the title of an annual report, in normal text.
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?P<before>[^,。;:]{0,40}?)(?P<year>20[0-9]{2})(?:年度|年)?(?P<after>[^,。;:]{0,40}?)(?:政府信息公开|政务信息公开|政务公开|信息公开)[^,。;:]{0,14}(?:报告|年报)",
    )
});
static TITLE_WORDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:政府信息公开|政务信息公开|政务公开|信息公开).{0,14}(?:报告|年报)"));
static PERIOD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日起?,?(?:至|到|—|-|~)(?:(20[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})日",
    )
});
static FIRST_DATE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(20[0-9]{2})(?:[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})|([0-9]{2})([0-9]{2}))"));
/// 2020年至2022年, 2020-2022: a title of several years.
static YEARS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"20[0-9]{2}(?:年度|年)?(?:至|到|—+|-|–|~|、|和)(?P<last>20[0-9]{2}年?)"));
static YEAR_OF_WORK: LazyLock<Regex> = LazyLock::new(|| pattern(r"(20[0-9]{2})年"));

/// The lines before the first section and, where they say nothing, the first lines of the text.
pub(super) fn identify(document: &Document, lines: &[Line<'_>], first_section: usize) -> Identity {
    let mut identity = Identity { title: title(document, lines, first_section), ..Identity::default() };
    let stated = identity.title.as_ref().map(|title| normal(&title.text));
    if let Some(title) = &stated {
        read_title(&mut identity, title);
    }
    let of_several_years = stated.is_some_and(|title| YEARS.is_match(&stated_title(&title)));
    if identity.body.is_none() || identity.year.is_none() {
        name_in_text(&mut identity, document, lines, first_section);
    }
    identity.period = period_of(lines);
    let head = lines.iter().take(first_section.max(12));
    let dates = head.filter_map(|line| Some((published(&line.normal)?, line.at)));
    let stated = dates.min_by_key(|((sureness, _), _)| *sureness).map(|((_, date), at)| (date, at));
    identity.published_at = stated.map(|(_, at)| at.clone());
    let stated = stated.map(|(date, _)| date);
    identity.published = stated.or_else(|| first_date(document.metadata.published.as_deref()?));
    if of_several_years {
        // Which of them the figures are of nobody can say.
        identity.year = None;
    } else if identity.year.is_none() {
        identity.year =
            identity.period.map(|period| period.to.year()).or_else(|| most_named_year(lines, first_section));
    }
    identity
}

fn title(document: &Document, lines: &[Line<'_>], first_section: usize) -> Option<Located> {
    let head: Vec<&Line<'_>> = lines.iter().take(first_section).filter(|line| !line.normal.is_empty()).collect();
    let stated = document.title.as_deref().map(normal).unwrap_or_default();
    // Links to other reports stand above the report on a page; elsewhere its title comes first.
    let late = document.format == Format::Html;
    let weighed = head.iter().enumerate().filter_map(|(at, line)| Some((at, title_weight(line, &stated)?)));
    let weighed: Vec<(usize, i32)> = weighed.collect();
    let most = weighed.iter().map(|(_, weight)| *weight).max();
    let best = || weighed.iter().filter(|(_, weight)| Some(*weight) == most).map(|(at, _)| *at);
    // Of titles of several years that of the period the report says it is about.
    let about = period_of(lines).map(|period| period.to.year().to_string());
    let of_period =
        |at: &usize| about.as_deref().zip(head.get(*at)).is_some_and(|(year, line)| line.normal.contains(year));
    let choose = |mut places: Vec<usize>| if late { places.pop() } else { places.into_iter().next() };
    let position = choose(best().filter(of_period).collect()).or_else(|| choose(best().collect()));
    let whole =
        position.and_then(|position| head.get(position)).filter(|line| TITLE.is_match(&stated_title(&line.normal)));
    // A title broken over lines says nobody's year in its last one, or nobody's name.
    if whole.is_none_or(|line| stated_title(&line.normal).starts_with("20"))
        && let Some(broken) = broken_title(&head)
    {
        return Some(broken);
    }
    let line = head.get(position?)?;
    Some(Located { text: shown(line), at: line.at.clone() })
}

/// The title that begins in a line and says of which year's report it is, and no more; it may go on in the next lines.
pub(super) fn title_at(lines: &[Line<'_>], at: usize) -> Option<Located> {
    let line = lines.get(at).filter(|line| !line.normal.is_empty())?;
    let alone = !line.is_grid() || line.tokens.iter().filter(|token| !token.normal.is_empty()).count() == 1;
    let says =
        || title_weight(line, "").is_some_and(|weight| weight > 0) && TITLE.is_match(&stated_title(&line.normal));
    if alone && says() {
        return Some(Located { text: shown(line), at: line.at.clone() });
    }
    if line.is_grid() || !begins_title(&line.normal) {
        return None;
    }
    let pieces: Vec<&Line<'_>> = lines.get(at..)?.iter().filter(|line| !line.normal.is_empty()).take(3).collect();
    let of = |count: usize| pieces.get(..count).and_then(broken_title);
    [3, 2].into_iter().find_map(of).filter(|title| title.at == *line.at)
}

/// What the title that begins in a line behind the first report says, with the line where the report begins: the body's
/// name may stand above it.
pub(super) fn later(lines: &[Line<'_>], at: usize, title: Located) -> (usize, Identity) {
    let above = lines.get(..at).unwrap_or_default().iter().enumerate().rev().find(|(_, line)| !line.normal.is_empty());
    let is_nameless = stated_title(&normal(&title.text)).starts_with("20");
    let name = above.filter(|(_, name)| is_nameless && is_body_name(&name.normal));
    let (from, text) = name.map_or((at, title.text.clone()), |(from, name)| (from, shown(name) + &title.text));
    let mut identity = Identity::default();
    read_title(&mut identity, &normal(&text));
    identity.title = Some(Located { text, at: title.at });
    (from, identity)
}

/// A title over two or three lines, each nothing but a piece of it.
fn broken_title(head: &[&Line<'_>]) -> Option<Located> {
    let piece =
        |line: &&Line<'_>| line.normal.chars().count() <= 40 && !line.normal.contains(['。', ',', ';', ':', '>', '〔']);
    let is_title = |lines: &[&Line<'_>]| {
        let joined: String = lines.iter().map(|line| line.normal.as_str()).collect();
        let begins = lines.first().is_some_and(|line| begins_title(&line.normal));
        let ends = ["报告", "年报"].iter().any(|end| joined.ends_with(end));
        begins && ends && lines.iter().all(piece) && TITLE.is_match(&stated_title(&joined))
    };
    let lines = [3, 2].into_iter().find_map(|count| head.windows(count).find(|lines| is_title(lines)))?;
    let first = lines.first()?;
    Some(Located { text: lines.iter().map(|line| shown(line)).collect(), at: first.at.clone() })
}

/// Whether a line can be the first of a broken title: a body's name, with the year or more behind it.
fn begins_title(text: &str) -> bool {
    let name = text.find("20").and_then(|at| text.get(..at)).unwrap_or(text);
    is_body_name(name)
}

/// What a page's table of facts says of the title, without 标题 before it.
fn without_label(text: &str) -> &str {
    ["标题:", "标题：", "名称:", "名称："].iter().find_map(|label| text.strip_prefix(label)).unwrap_or(text)
}

/// A title without what a page puts before it, its year in digits.
fn stated_title(title: &str) -> String {
    with_arabic_years(without_label(title))
}

/// How much a line looks like the title of the report; `None` when it does not at all. `stated` is what the page calls
/// itself.
fn title_weight(line: &Line<'_>, stated: &str) -> Option<i32> {
    let text = line.normal.as_str();
    let says = text.chars().count() <= 60 && TITLE_WORDS.is_match(text) && !text.ends_with('。');
    let heading = matches!(line.source, Source::Text { heading: Some(1) });
    if !(says || heading) {
        return None;
    }
    // Where one is on a site: 首页 > 政务公开 > 年报.
    let leads_there = text.contains('>') || text.contains("当前位置") || text.contains("您的位置");
    let mut weight = if says { 2 } else { 0 };
    weight += if heading { 2 } else { 0 };
    weight += i32::from(TITLE.is_match(text));
    weight += if says && stated.contains(text) { 2 } else { 0 };
    weight -= if leads_there { 5 } else { 0 };
    Some(weight)
}

fn shown(line: &Line<'_>) -> String {
    let raw = if line.is_grid() {
        line.tokens.iter().map(|token| token.raw).find(|raw| !raw.trim().is_empty()).unwrap_or_default()
    } else {
        line.raw
    };
    without_label(raw.trim_matches(is_white)).trim_start_matches(is_white).to_owned()
}

/// Whether a line is nothing but the name of a body.
fn is_body_name(text: &str) -> bool {
    const ENDS: [&str; 16] = [
        "街道",
        "办事处",
        "镇",
        "乡",
        "政府",
        "局",
        "委员会",
        "办公室",
        "区",
        "县",
        "市",
        "省",
        "厅",
        "中心",
        "委",
        "院",
    ];
    (2..=30).contains(&text.chars().count()) && ENDS.iter().any(|end| text.ends_with(end))
}

fn read_title(identity: &mut Identity, title: &str) {
    let title = stated_title(title);
    let title = YEARS.replace(&title, "$last");
    let Some(found) = TITLE.captures(&title) else {
        return;
    };
    identity.year = found.name("year").and_then(|year| year.as_str().parse().ok());
    let part = |name| found.name(name).map(|part| part.as_str()).unwrap_or_default();
    let name = [part("before"), part("after")].into_iter().map(trim_name).find(|name| name.chars().count() >= 2);
    let behind = found.get(0).and_then(|words| title.get(words.end()..)).unwrap_or_default();
    let bracketed = name.and_then(|name| in_brackets(name, behind));
    identity.body = bracketed.or(name).map(|name| complete_name(name.to_owned()));
}

/// 示例县2023年度报告(青禾乡): behind the name of an area, the body of that area that the brackets say.
fn in_brackets<'t>(name: &str, behind: &'t str) -> Option<&'t str> {
    const OTHERWISE: [char; 9] = ['含', '不', '原', '报', '抄', '除', '各', '全', '包'];
    let inside = behind.strip_prefix('(')?.strip_suffix(')')?;
    let is_area = name.ends_with(['省', '市', '区', '县', '旗', '州']);
    let is_body = is_body_name(inside) && inside.chars().count() >= 3 && !inside.starts_with(OTHERWISE);
    let is_kind = ["办公室", "委员会", "办事处", "人民政府"].contains(&inside);
    (is_area && is_body && !is_kind && !inside.ends_with(['省', '市', '区', '县'])).then_some(inside)
}

fn trim_name(name: &str) -> &str {
    let name = name.trim_start_matches("关于").trim_start_matches("现将").trim_start_matches(['"', '《']);
    let name = name.split("关于").next().unwrap_or(name);
    name.trim_end_matches(['的', '"'])
        .trim_end_matches("年度")
        .trim_start_matches("年度")
        .trim_start_matches(['年', '-'])
}

/// A web site's shortening swallows 政府 when 政府 and 政府信息 meet: X人民政府信息公开.
fn complete_name(name: String) -> String {
    if name.ends_with("人民") { name + "政府" } else { name }
}

fn name_in_text(identity: &mut Identity, document: &Document, lines: &[Line<'_>], first_section: usize) {
    let from_file = document.title.as_deref().map(normal);
    let sentences = lines
        .iter()
        .skip(first_section)
        .filter(|line| !line.is_grid())
        .take(40)
        .flat_map(|line| line.normal.split([',', '。', ';', '"']))
        .map(str::to_owned);
    for sentence in sentences.chain(from_file) {
        let Some(found) = TITLE.captures(&sentence) else { continue };
        let part = |name| found.name(name).map(|part| part.as_str()).unwrap_or_default();
        let name = [part("before"), part("after")].into_iter().map(trim_name).find(|name| is_body_name(name));
        if identity.body.is_none() {
            identity.body = name.map(|name| complete_name(name.to_owned()));
        }
        if identity.year.is_none() {
            identity.year = found.name("year").and_then(|year| year.as_str().parse().ok());
        }
        if identity.body.is_some() && identity.year.is_some() {
            return;
        }
    }
}

fn period_of(lines: &[Line<'_>]) -> Option<Period> {
    lines.iter().filter(|line| !line.is_grid()).find_map(|line| period(&line.normal))
}

fn period(text: &str) -> Option<Period> {
    let found = PERIOD.captures(text)?;
    let part = |index: usize| found.get(index).map(|part| part.as_str());
    let from = date(part(1)?, part(2)?, part(3)?)?;
    let to = date(part(4).or(part(1))?, part(5)?, part(6)?)?;
    (to.year() - from.year() <= 1 && to > from).then_some(Period { from, to })
}

/// The date a text begins with: 2021-01-26, 2021年1月26日, 20210126.
fn first_date(text: &str) -> Option<Date> {
    let found = FIRST_DATE.captures(text.trim_matches(is_white))?;
    let part = |index: usize| found.get(index).map(|part| part.as_str());
    date(part(1)?, part(2).or(part(4))?, part(3).or(part(5))?)
}

pub(super) fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn most_named_year(lines: &[Line<'_>], first_section: usize) -> Option<i16> {
    let mut counts = std::collections::BTreeMap::<i16, usize>::new();
    for line in lines.iter().skip(first_section).filter(|line| !line.is_grid()) {
        for found in YEAR_OF_WORK.captures_iter(&line.normal) {
            if let Some(year) = found.get(1).and_then(|year| year.as_str().parse().ok()) {
                *counts.entry(year).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(year, count)| (*count, *year)).map(|(year, _)| year)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(title: &str, body: Option<&str>, year: Option<i16>) {
        let mut identity = Identity::default();
        read_title(&mut identity, &normal(title));
        assert_eq!((identity.body.as_deref(), identity.year), (body, year), "{title}");
    }

    #[test]
    fn titles() {
        check("示例区青禾街道2020年度政府信息公开工作年度报告", Some("示例区青禾街道"), Some(2020));
        check("青禾街道2020政府信息公开工作年度报告", Some("青禾街道"), Some(2020));
        check("2019年示例区财政局政府信息公开工作年度报告", Some("示例区财政局"), Some(2019));
        check("2019年度政府信息公开年度工作报告", None, Some(2019));
        check("2025年度示例区人民政府信息公开工作年度报告", Some("示例区人民政府"), Some(2025));
        check("示例县人民政府2025年度政务信息公开工作报告", Some("示例县人民政府"), Some(2025));
        check("二〇二三年度青禾街道政府信息公开工作年度报告", Some("青禾街道"), Some(2023));
        check("标题：青禾街道2023年政府信息公开工作年度报告", Some("青禾街道"), Some(2023));
        check("青禾街道办事处关于报送2023年政府信息公开工作年度报告的报告", Some("青禾街道办事处"), Some(2023));
        check("示例县2023年度政府信息公开工作年度报告（青禾乡）", Some("青禾乡"), Some(2023));
        for behind in ["（公示稿）", "（含各乡镇街道）", "（不含乡镇）", "（报县政府办公室）", "（办公室）"]
        {
            check(&format!("示例区2023年度政府信息公开工作年度报告{behind}"), Some("示例区"), Some(2023));
        }
        check("示例区教育局2023年政府信息公开工作年度报告（示例区人民政府）", Some("示例区教育局"), Some(2023));
        check("云溪镇人民政府关于2022年政府信息公开工作的年度报告", Some("云溪镇人民政府"), Some(2022));
    }

    #[test]
    fn periods_and_dates() {
        let found = period("本报告统计时间自2020年1月1日起,至2020年12月31日止").unwrap();
        assert_eq!((found.from.to_string(), found.to.to_string()), ("2020-01-01".into(), "2020-12-31".into()));
        assert!(period("2020**1月1日起至2020**12月31日").is_none());
        for text in ["2021-01-26 09:30", "2021年1月26日", "20210126", "2021/1/26 8:00"] {
            assert_eq!(first_date(text).unwrap().to_string(), "2021-01-26");
        }
        assert_eq!(first_date("2021"), None);
    }
}
