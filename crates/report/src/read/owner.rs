//! Whether a table that stands elsewhere than under its heading is the report's own: what its caption says.

use std::ops::Range;
use std::sync::LazyLock;

use gongkai_documents::Place;
use regex::Regex;

use super::caption::{is_title, is_unit, title_of};
use super::line::{Kind, Line};
use super::normal::{normal, with_arabic_years};
use super::seek::{WORDS, has_mark};
use crate::edition::TableId;

/// How many lines above a table may be its caption.
const CAPTION_LINES: usize = 4;

/// Longer lines are prose.
const LONGEST: usize = 60;

/// Whose report it is and of which year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner<'b> {
    pub(super) body: Option<&'b str>,
    pub(super) year: Option<i16>,
}

/// Words that say nothing of whose table it is, longer ones first.
const SAY_NOTHING: &[&str] = &[
    "政府信息公开工作年度报告",
    "政府信息公开年度报告",
    "没有其他需要报告的事项",
    "未经复议直接起诉",
    "复议后起诉",
    "其他需要报告的事项",
    "政府信息公开",
    "收到和处理",
    "依申请公开",
    "依申请",
    "主动公开",
    "年度报告",
    "需要报告",
    "行政复议",
    "行政诉讼",
    "统计表",
    "情况表",
    "汇总表",
    "工作表",
    "信息公开",
    "没有",
    "事项",
    "其他",
    "填报",
    "统计",
    "汇总",
    "情况",
    "数据",
    "单位",
    "计量",
    "复议",
    "诉讼",
    "申请",
    "附件",
    "附表",
    "附录",
    "报告",
    "年报",
    "工作",
    "机关",
    "年度",
    "详见",
    "如下",
    "表格",
    "续表",
    "更正",
    "修改",
    "修订",
    "更新",
    "最终",
    "正式",
    "定稿",
    "后",
    "版",
    "稿",
    "sheet",
    "附",
    "表",
    "件",
    "条",
    "元",
    "本",
    "年",
    "及",
    "和",
    "的",
    "见",
    "无",
    "第",
    "页",
    "共",
];

#[expect(clippy::expect_used, reason = "the patterns are constant; the tests use each")]
fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a valid pattern")
}

static PERIOD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?P<year>20[0-9]{2})年1月1日起?(?:至|到|—+|-|–|~)(?:20[0-9]{2}年)?12月31日止?"));
static DATE: LazyLock<Regex> = LazyLock::new(|| pattern(r"20[0-9]{2}年[0-9]{1,2}月([0-9]{1,2}日)?"));
static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"[0-9]{2,4}年|20[0-9]{2}|上一?年|去年|往年|前年|同期"));
static STATED_YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?P<year>20[0-9]{2})年"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^[(\[]?(?:(?:填报|填表|报送|编报|编制|制表)?(?:单位|机关)(?:名称)?:(.+?)|附?:?([^:,]+?)(?:20[0-9]{2}年)?(?:情况)?:|\(([^:,]+)\))[)\]]?$",
    )
});
static BODY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:人民政府|办事处|街道|镇|乡|局|委员会|委|厅)(?:\(?盖章\)?)?$"));
static SIGNED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^((填表|填报|制表|审核|审批|复核|填写)(人|日期|时间)|负责人|联系人|联系电话|电话|日期|时间)[^:]{0,4}:")
});

/// What is said of a table that the report's own table need not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) text: String,
    /// Whether it names another year or a body; else nobody can say what it means.
    pub(super) names_another: bool,
}

/// What a table's caption, the rows above its header or its sheet's name say that this owner's report need not say;
/// `None` when they say nothing of the kind.
pub(super) fn said_otherwise(lines: &[Line<'_>], range: &Range<usize>, table: usize, owner: Owner<'_>) -> Option<Said> {
    let sheet = lines.get(range.start).and_then(sheet_of);
    let above = lines.get(..range.start).unwrap_or_default().iter().rev();
    let above = above.filter(|line| !line.normal.is_empty());
    let caption = above.take_while(|line| !ends_caption(line) && sheet_of(line) == sheet).take(CAPTION_LINES);
    let header = lines.get(range.clone()).unwrap_or_default().iter().take_while(|line| !has_mark(line, table));
    let is_foreign = |text: &str| {
        let names_another = says_otherwise(text, owner)?;
        Some(Said { text: text.trim().to_owned(), names_another })
    };
    let of_header = header.flat_map(|line| &line.tokens).find_map(|token| {
        // Words of the header itself are no caption: the kinds of dispute, a merged cell's rest.
        let is_word = WORDS.iter().any(|(words, _)| words.contains(&token.normal.as_str()));
        (!is_word).then(|| is_foreign(token.raw)).flatten()
    });
    let of_caption = || caption.into_iter().find_map(|line| is_foreign(&shown(line)));
    let of_sheet = || sheet.and_then(is_foreign);
    of_header.or_else(of_caption).or_else(of_sheet)
}

/// Whether nothing but its title or a unit is said between a table and the one above it.
pub(super) fn stands_below(lines: &[Line<'_>], range: &Range<usize>, above: &Range<usize>) -> bool {
    let sheet_at = |at: usize| lines.get(at).and_then(sheet_of);
    let between = lines.get(above.start..range.start).unwrap_or_default().iter().rev();
    let mut said = between.filter(|line| !line.normal.is_empty() && !is_unit(&line.normal) && !is_title(&line.normal));
    let of_a_table = |line: &Line<'_>| ends_caption(line) && !is_prose(line);
    sheet_at(range.start) == sheet_at(above.start) && said.next().is_some_and(of_a_table)
}

fn sheet_of<'l>(line: &'l Line<'_>) -> Option<&'l str> {
    match line.at {
        Place::Sheet { sheet, .. } => Some(sheet),
        _ => None,
    }
}

fn shown(line: &Line<'_>) -> String {
    line.tokens.iter().map(|token| token.raw.trim()).collect::<Vec<_>>().join(" ")
}

/// Whether a line above a table is no part of its caption: prose, or the end of the table before.
fn ends_caption(line: &Line<'_>) -> bool {
    let values = line.tokens.iter().filter(|token| token.kind == Kind::Value).count();
    let shown = line.tokens.iter().filter(|token| token.kind != Kind::Blank).count();
    let is_year = line.normal.len() == 4 && line.normal.starts_with("20");
    let of_a_table =
        line.tokens.iter().any(|token| WORDS.iter().any(|(words, _)| words.contains(&token.normal.as_str())));
    is_prose(line) || of_a_table || values >= 2 || (values == shown && !is_year)
}

fn is_prose(line: &Line<'_>) -> bool {
    line.normal.contains('。') || line.normal.chars().count() > LONGEST
}

/// What is said between a section's heading and the first word of the table below it of a year other than the owner's.
pub(super) fn another_year_above(lines: &[Line<'_>], owner: Owner<'_>) -> Option<String> {
    let year = owner.year?;
    let texts = lines.iter().filter(|line| !is_prose(line)).flat_map(|line| &line.tokens).map(|token| token.raw.trim());
    let said = texts.map(|text| (text, with_arabic_years(&normal(text)))).find(|(_, text)| {
        let other = STATED_YEAR.captures_iter(text).any(|found| found["year"] != year.to_string());
        let own = text.contains(&year.to_string());
        let last = ["上年度", "上一年度", "去年"].iter().any(|word| text.contains(word));
        !own && !SIGNED.is_match(text) && (other || last)
    });
    said.map(|(text, _)| text.to_owned())
}

/// What is said between a section's heading and the first word of the table below it of whose table that is, when it is
/// another body than the owner: in a line for that (填报单位), in brackets, or before a colon.
pub(super) fn another_body_above(lines: &[Line<'_>], owner: Owner<'_>) -> Option<String> {
    owner.body?;
    let mut texts =
        lines.iter().filter(|line| !is_prose(line)).flat_map(|line| &line.tokens).map(|token| token.raw.trim());
    texts.find(|text| names_another_body(text, owner)).map(str::to_owned)
}

fn names_another_body(text: &str, owner: Owner<'_>) -> bool {
    let shown = normal(text);
    let named = NAMED.captures(&shown).and_then(|found| found.iter().skip(1).flatten().next());
    named.is_some_and(|body| BODY.is_match(body.as_str())) && says_otherwise(text, owner) == Some(true)
}

/// Whether a caption says more than what table it is, of the owner's and of the year: whether it names another year or
/// body, when it does.
fn says_otherwise(text: &str, owner: Owner<'_>) -> Option<bool> {
    let mut text = with_arabic_years(&normal(text)).to_lowercase();
    if SIGNED.is_match(&text) {
        return None;
    }
    let year = owner.year.map(|year| year.to_string());
    if PERIOD.captures_iter(&text).any(|found| year.as_deref().is_some_and(|year| &found["year"] != year)) {
        return Some(true);
    }
    text = PERIOD.replace_all(&text, "").into_owned();
    text = DATE.replace_all(&text, "").into_owned();
    if let Some(year) = year {
        text = text.replace(&format!("{year}年度"), "").replace(&format!("{year}年"), "").replace(&year, "");
    }
    if YEAR.is_match(&text) {
        return Some(true);
    }
    for table in TableId::ALL {
        text = text.replace(title_of(table), "");
    }
    let body = owner.body.map(normal).unwrap_or_default();
    if !body.is_empty() {
        text = text.replace(&body, "");
    }
    for word in SAY_NOTHING {
        text = text.replace(word, "");
    }
    text.retain(char::is_alphabetic);
    let numeral = |character: char| "一二三四五六七八九十".contains(character);
    let left = text.trim_matches(numeral);
    let names_body = ["局", "委", "办", "镇", "乡", "街道", "区", "县", "市", "省", "厅", "院", "中心", "村"];
    let says_more = !left.is_empty() && !body.contains(left);
    says_more.then(|| names_body.iter().any(|word| left.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_of_the_report_and_of_others() {
        let owner = Owner { body: Some("示例区青禾街道办事处"), year: Some(2023) };
        for text in [
            "附件",
            "附表1：2023年度主动公开政府信息情况",
            "三、收到和处理政府信息公开申请情况",
            "表2",
            "（单位：件）",
            "Sheet1",
            "表3",
            "青禾街道办事处2023年政府信息公开情况统计表",
            "填报单位：青禾街道",
            "填报日期：2024年1月5日",
            "无",
            "申请情况",
            "2023",
            "附件：政府信息公开工作年度报告统计表（二〇二三年度）",
            "（2023年1月1日至12月31日）",
            "附件：申请情况（更正）",
            "修改后的申请情况",
            "复议后起诉",
        ] {
            assert_eq!(says_otherwise(text, owner), None, "{text}");
        }
        for text in [
            "附件：上年度收到和处理政府信息公开申请情况",
            "附：去年情况对照表",
            "附表：临江区教育局2023年情况",
            "二〇二二年度情况",
            "统计年度 2022",
            "2022",
            "（22年度）",
            "《2023年报告》附件：2022年情况",
            "上年",
            "教育局",
            "去年申请情况",
            "22年",
            "上年度办理情况如下：",
            "（2022年1月1日至2022年12月31日）",
        ] {
            assert_eq!(says_otherwise(text, owner), Some(true), "{text}");
        }
        for text in ["填报单位：云溪镇人民政府", "单位：云溪镇", "（云溪镇人民政府）", "云溪镇人民政府2023年情况："]
        {
            assert!(names_another_body(text, owner), "{text}");
        }
        for text in
            ["填报单位：青禾街道办事处", "填报单位：党政办公室", "单位：件", "（单位：件）", "办理情况如下：", "云溪镇"]
        {
            assert!(!names_another_body(text, owner), "{text}");
        }
        for text in ["对照表", "附件：参考"] {
            assert_eq!(says_otherwise(text, owner), Some(false), "{text}");
        }
    }
}
