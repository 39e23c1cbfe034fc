//! Quantities in working text: a number, how exactly it is given, and its measure word.

mod token;

use std::ops::Range;

use rust_decimal::Decimal;

use super::numeral;
use super::units::{self, Units};
use crate::model::Exactness;
use token::Token;

/// A number with a measure word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Quantity {
    /// From the word of exactness before the number to the one after the unit.
    pub(super) span: Range<usize>,
    /// The number as written, with 万, and with 余 where nothing else is there (百余).
    pub(super) number: Range<usize>,
    /// The number; `None` for 数十, 几百, 3至5, which name no figure.
    pub(super) value: Option<Decimal>,
    /// How exactly it is given.
    pub(super) exactness: Exactness,
    /// The measure word; `None` for a bare number.
    pub(super) unit: Option<&'static str>,
    /// What the measure word measures; bare numbers count as cases.
    pub(super) units: Units,
}

/// Words before a number; longer ones that contain shorter ones first. The last column: characters that make the
/// word part of another one (最近, 预约).
const BEFORE: [(&str, Exactness, &[char]); 25] = [
    ("不少于", Exactness::AtLeast, &[]),
    ("不低于", Exactness::AtLeast, &[]),
    ("不超过", Exactness::AtMost, &[]),
    ("不多于", Exactness::AtMost, &[]),
    ("超过", Exactness::AtLeast, &[]),
    ("突破", Exactness::AtLeast, &[]),
    ("至少", Exactness::AtLeast, &[]),
    ("高于", Exactness::AtLeast, &[]),
    ("多于", Exactness::AtLeast, &[]),
    ("大于", Exactness::AtLeast, &[]),
    ("逾", Exactness::AtLeast, &[]),
    ("超", Exactness::AtLeast, &[]),
    ("将近", Exactness::AtMost, &[]),
    ("接近", Exactness::AtMost, &[]),
    ("不足", Exactness::AtMost, &[]),
    ("不到", Exactness::AtMost, &[]),
    ("不满", Exactness::AtMost, &[]),
    ("少于", Exactness::AtMost, &[]),
    ("低于", Exactness::AtMost, &[]),
    ("至多", Exactness::AtMost, &[]),
    ("最多", Exactness::AtMost, &[]),
    ("近", Exactness::AtMost, &['最', '附', '就', '靠', '邻', '临', '亲']),
    ("大约", Exactness::About, &[]),
    ("大概", Exactness::About, &[]),
    ("约", Exactness::About, &['预', '公', '条', '签', '节', '契', '合', '制']),
];

/// Words after the unit.
const AFTER: [(&str, Exactness); 7] = [
    ("以上", Exactness::AtLeast),
    ("及以上", Exactness::AtLeast),
    ("有余", Exactness::AtLeast),
    ("左右", Exactness::About),
    ("上下", Exactness::About),
    ("以内", Exactness::AtMost),
    ("以下", Exactness::AtMost),
];

/// All quantities in the text, in order.
pub(super) fn quantities(text: &str) -> Vec<Quantity> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(offset) = rest.find(starts_number) else { break };
        let start = at + offset;
        let Some(token) = Token::read(text, start) else {
            at = start + text.get(start..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            continue;
        };
        at = token.end;
        if let Some(quantity) = complete(text, start, &token) {
            at = at.max(quantity.span.end);
            found.push(quantity);
        }
    }
    found
}

fn starts_number(character: char) -> bool {
    character.is_ascii_digit()
        || numeral::is_numeral(character)
        || numeral::of_formal(character).is_some()
        || matches!(character, '数' | '几')
}

/// Makes a quantity of a number if what stands around it allows.
fn complete(text: &str, start: usize, token: &Token) -> Option<Quantity> {
    let before = text.get(..start)?;
    let after = text.get(token.end..)?;
    if let Some(share) = percent(before, start, token) {
        return Some(share);
    }
    let figure = text.get(start..token.figure_end)?;
    if is_name_or_rank(before, figure) || is_idiom(before, figure, after) || (token.value.is_none() && !token.is_vague)
    {
        return None;
    }
    let (unit, units) = match units::unit(after) {
        Some((word, units)) => (Some(word), units),
        None if is_bare_count(before, after, token) => (None, Units::CASES.or(Units::BARE)),
        None => return None,
    };
    // 1.5件 is no count; 2.3个社区 is item 2 of a list.
    let is_whole = token.value.is_none_or(|value| value.normalize().is_integer());
    if !is_whole && !matches!(unit, Some("元" | "%")) {
        return None;
    }
    let (prefix, exactness_before) = exactness_before(before);
    if token.is_bare && !token.is_more && exactness_before.is_none() && !before.ends_with('上') {
        return None;
    }
    let unit_end = token.end + unit.map_or(0, str::len);
    let (suffix, exactness_after) = exactness_after(text.get(unit_end..).unwrap_or_default());
    let is_more = token.is_more || (token.is_bare && before.ends_with('上'));
    Some(Quantity {
        span: start.saturating_sub(prefix)..unit_end + suffix,
        number: start..if token.is_bare { token.end } else { token.figure_end },
        value: token.value,
        exactness: match figure {
            "零" => Exactness::ImplicitZero,
            _ => exactness(token.value, [exactness_before, is_more.then_some(Exactness::AtLeast), exactness_after]),
        },
        unit,
        units,
    })
}

/// What the words of exactness say together; words that contradict each other (近200余) say "about".
fn exactness(value: Option<Decimal>, said: [Option<Exactness>; 3]) -> Exactness {
    if value.is_none() {
        return Exactness::About;
    }
    said.into_iter()
        .flatten()
        .reduce(|one, other| if one == other { one } else { Exactness::About })
        .unwrap_or(Exactness::Exact)
}

/// 95%, 百分之九十五.
fn percent(before: &str, start: usize, token: &Token) -> Option<Quantity> {
    let word = before.strip_suffix("百分之").map(|_| "百分之".len())?;
    Some(Quantity {
        span: start - word..token.end,
        number: start..token.figure_end,
        value: token.value,
        exactness: exactness_before(before.get(..start - word)?).1.unwrap_or(Exactness::Exact),
        unit: Some("%"),
        units: Units::SHARE,
    })
}

/// 第三, 前10, 〔2019, A4, 5.15, 0371-, 统一: part of a name, a rank or another word.
fn is_name_or_rank(before: &str, figure: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if last == '前' {
        return !["目前", "此前", "以前", "日前", "年前"].iter().any(|word| before.ends_with(word));
    }
    let joins_one = matches!(last, '统' | '进' | '唯' | '同' | '任' | '逐' | '单' | '专' | '万' | '每');
    last.is_ascii_alphanumeric()
        || matches!(last, ' ' | '第' | '[' | '.' | '-' | '/' | '*' | '之' | '·')
        || (joins_one && figure == "一")
}

/// 一次点击即可到达, 最多跑一次, 办好一个: ways to say how easy or how well, which count nothing.
fn is_idiom(before: &str, figure: &str, after: &str) -> bool {
    // 十七届人大四次会议 is a name.
    let near = before.get(before.floor_char_boundary(before.len().saturating_sub(36))..).unwrap_or_default();
    if (after.starts_with("次会议") || after.starts_with("次全会")) && near.contains('届') {
        return true;
    }
    let once = ["次点击", "次办", "次告知", "次到位"].iter().any(|word| after.starts_with(word));
    figure == "一" && (once || ["办好", "最多跑", "只跑"].iter().any(|word| before.ends_with(word)))
}

/// Words right before a number without a measure word that say what it counts.
const TELLING: [&str; 25] = [
    "为", "是", "：", "共", "计", "数", "量", "达", "突破", "超过", "超", "逾", "近", "申请", "复议", "诉讼", "粉丝",
    "关注", "订阅", "用户", "增加", "增", "上升", "增长", "提高",
];

/// A number without a measure word counts only where it ends a statement: 申请数为0。 申请：5，
fn is_bare_count(before: &str, after: &str, token: &Token) -> bool {
    let ends = after.chars().next().is_none_or(|next| matches!(next, '，' | '。' | '；' | '、' | '）'));
    let year_like = token.value.is_some_and(|value| value >= Decimal::from(1900) && value <= Decimal::from(2100));
    // 粉丝数达到了2.8万
    let before = before.trim_end_matches(['了', '到', '至']);
    let told = TELLING.iter().any(|word| before.ends_with(word));
    ends && told && !year_like && !token.is_bare
}

/// The word of exactness the text before a number ends with, and its length; 了 到 达 共 may stand between.
fn exactness_before(before: &str) -> (usize, Option<Exactness>) {
    let trimmed = before.trim_end_matches(['了', '到', '达', '至', '共', '有']);
    for text in [before, trimmed] {
        for (word, exactness, not_after) in BEFORE {
            if let Some(rest) = text.strip_suffix(word) {
                if rest.chars().next_back().is_some_and(|last| not_after.contains(&last)) {
                    return (0, None);
                }
                return (word.len() + before.len() - text.len(), Some(exactness));
            }
        }
    }
    (0, None)
}

fn exactness_after(after: &str) -> (usize, Option<Exactness>) {
    AFTER
        .into_iter()
        .find(|(word, _)| after.starts_with(word))
        .map_or((0, None), |(word, exactness)| (word.len(), Some(exactness)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each quantity as "raw value exactness unit".
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = quantities(text)
            .into_iter()
            .map(|quantity| {
                let value = quantity.value.map_or("?".to_owned(), |value| value.normalize().to_string());
                let exactness = match quantity.exactness {
                    Exactness::Exact => "=",
                    Exactness::AtLeast => ">",
                    Exactness::AtMost => "<",
                    Exactness::About => "~",
                    Exactness::ImplicitZero => "0",
                };
                format!("{} {value} {exactness} {}", &text[quantity.number], quantity.unit.unwrap_or("-"))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn arabic_and_chinese_numbers() {
        check("公开73篇", &["73 73 = 篇"]);
        check("公开1,234条", &["1,234 1234 = 条"]);
        check("阅读1.2万余人次", &["1.2万 12000 > 人次"]);
        check("公开1 234条", &["1 234 1234 = 条"]);
        check("公开12 34条", &[]);
        check("公开三千多条", &["三千 3000 > 条"]);
        check("公开3千条", &["3千 3000 = 条"]);
        check("公开两件", &["两 2 = 件"]);
        check("一百二十三人", &["一百二十三 123 = 人"]);
        check("20余万元", &["20余万 200000 > 元"]);
        check("收取25.319万元", &["25.319万 253190 = 元"]);
        check("十几次", &["十 10 > 次"]);
        check("零件", &["零 0 0 件"]);
        check("1万2千条", &["1万2千 12000 = 条"]);
        check("2万3千余条", &["2万3千 23000 > 条"]);
        check("1万零5百条", &["1万零5百 10500 = 条"]);
        check("1万2000条", &["1万2000 12000 = 条"]);
        check("一千五条", &[]);
        check("壹拾贰件", &["壹拾贰 12 = 件"]);
        check("贰佰零伍件", &["贰佰零伍 205 = 件"]);
        check("申请叁件，答复伍份", &["叁 3 = 件", "伍 5 = 份"]);
        check("队伍条件、收拾件、登陆条", &[]);
        check("队伍3人、登陆次数", &["3 3 = 人"]);
    }

    #[test]
    fn a_number_said_in_both_numerals_is_one() {
        check("十二（12）件", &["十二 12 = 件"]);
        check("12（十二）件", &["12 12 = 件"]);
        check("12（壹拾贰）件", &["12 12 = 件"]);
        check("十二（13）件", &[]);
        check("3（其中修订1）件", &[]);
    }

    #[test]
    fn words_of_exactness() {
        check("百余篇", &["百余 100 > 篇"]);
        check("近百篇", &["百 100 < 篇"]);
        check("上千人次", &["千 1000 > 人次"]);
        check("突破25万余人次", &["25万 250000 > 人次"]);
        check("超过了100条", &["100 100 > 条"]);
        check("约50条", &["50 50 ~ 条"]);
        check("50条左右", &["50 50 ~ 条"]);
        check("达到50条以上", &["50 50 > 条"]);
        check("不足10件", &["10 10 < 件"]);
        check("不超过10件", &["10 10 < 件"]);
        check("近200余条", &["200 200 ~ 条"]);
        check("数十条、几百条", &["数十 ? ~ 条", "几百 ? ~ 条"]);
        check("3至5件", &["3至5 ? ~ 件"]);
        check("预约5人次", &["5 5 = 人次"]);
        check("最近5件", &["5 5 = 件"]);
    }

    #[test]
    fn bare_numbers_and_shares() {
        check("申请数为0。", &["0 0 = -"]);
        check("办结率100%", &["100 100 = %"]);
        check("占百分之九十五", &["九十五 95 = %"]);
    }

    #[test]
    fn what_is_no_count() {
        for text in [
            "2020年1月1日起，至2020年12月31日止",
            "国办公开办函〔2019〕60号",
            "国务院令第711号",
            "第二十条第（一）项",
            "第3季度",
            "前10名",
            "5.15政务公开日",
            "电话0371-12345678",
            "时间8:30",
            "一项重要工作",
            "统一，进一步，唯一",
            "收到件，公开信息条",
            "2020**1月1日",
            "20个工作日内",
            "三个方面",
            "一次性告知",
            "千方百计，百姓，万一",
            "一件事",
            "常用办事信息一次点击即可到达",
            "集中力量办好一个政务新媒体",
            "最多跑一次",
            "两微一端",
            "三五件",
            "1.5件",
            "12345政务服务热线",
            "十四五规划",
            "二〇二〇年",
        ] {
            check(text, &[]);
        }
    }
}
