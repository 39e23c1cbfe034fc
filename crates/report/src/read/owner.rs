//! Whether a table that stands elsewhere than under its heading is the report's own: what its caption says.

pub(super) mod words;

use std::ops::Range;

use gongkai_documents::Place;

use self::words::{
    BODY, CAPTIONED, COMPARED, CUT_OFF, DATE, LABEL, LAST_YEAR, NAME, NAMED, OF_PART, ORDER, PART, PERIOD, REGION,
    SAMPLE, SAY_NOTHING, SIGNED, STATED_YEAR, UNIT, YEAR, YEAR_END,
};
use super::caption::{is_title, is_unit, title_of};
use super::line::{Kind, Line};
use super::normal::{normal, with_arabic_years};
use super::seek::{WORDS, has_mark};
use crate::edition::TableId;
use crate::matching::{Apart, governs};

/// How many lines above a table may be its caption.
const CAPTION_LINES: usize = 4;

/// Longer lines are prose.
const LONGEST: usize = 60;

/// Whose report it is and of which year.
#[derive(Debug, Clone, Copy)]
pub(super) struct Owner<'b> {
    pub(super) body: Option<&'b str>,
    pub(super) year: Option<i16>,
    /// The same where title, period or a sentence says so, and not a caption alone.
    pub(super) stated_year: Option<i16>,
}

impl Owner<'_> {
    /// The owner without what only captions say.
    pub(super) fn stated(self) -> Self {
        Self { year: self.stated_year, ..self }
    }
}

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
    let names_another = |line: &Line<'_>| is_foreign(&shown(line)).is_some_and(|said| said.names_another);
    // Words with a figure beside them are a row of the table above, unless they name another.
    let is_row = |line: &Line<'_>| line.is_grid() && line.tokens.iter().any(|token| token.kind == Kind::Value);
    let mut caption = caption.take_while(|line| !is_row(line) || names_another(line));
    let of_caption = || caption.find_map(|line| is_foreign(&shown(line)));
    let of_sheet = || sheet.and_then(is_foreign);
    of_header.or_else(of_caption).or_else(of_sheet)
}

/// Whether nothing but its title or a unit is said between a table and the one above it.
pub(super) fn stands_below(lines: &[Line<'_>], range: &Range<usize>, above: &Range<usize>) -> bool {
    let sheet_at = |at: usize| lines.get(at).and_then(sheet_of);
    let between = lines.get(above.start..range.start).unwrap_or_default().iter().rev();
    let mut said = between.filter(|line| !line.normal.is_empty() && !is_unit(&line.normal) && !is_title(&line.normal));
    sheet_at(range.start) == sheet_at(above.start) && said.next().is_some_and(is_table_line)
}

/// Whether a line above a table is the end of the table before.
pub(super) fn is_table_line(line: &Line<'_>) -> bool {
    ends_caption(line) && !is_prose(line)
}

/// The lines above a section's heading that may be the caption of the tables below it.
pub(super) fn captions_above<'l, 'a>(lines: &'l [Line<'a>], heading: usize) -> Vec<&'l Line<'a>> {
    let sheet = lines.get(heading).and_then(sheet_of);
    let above = lines.get(..heading).unwrap_or_default().iter().rev().filter(|line| !line.normal.is_empty());
    above.take_while(|line| !ends_caption(line) && sheet_of(line) == sheet).take(CAPTION_LINES).collect()
}

/// Whether a caption names another body or time than the owner's, or says that it is a part's, and can mean nothing else.
pub(super) fn is_named_otherwise(text: &str, owner: Owner<'_>) -> bool {
    let shown = with_arabic_years(&normal(text));
    let is_name = || owner.body.is_none() && NAME.is_match(&shown) && !starts_with_own(&shown);
    let is_of_time = || match owner.year {
        Some(year) => names_another_year(text, year),
        None => PART.is_match(&shown) || (YEAR.is_match(&shown) && says_otherwise(text, owner) == Some(true)),
    };
    is_of_part(text) || is_name() || names_another_body(text, owner) || is_of_time()
}

/// Whether a caption says that the table is of a part of a body, or of parts summed up.
pub(super) fn is_of_part(text: &str) -> bool {
    let text = normal(text);
    OF_PART.is_match(&text) && !text.contains("本机关")
}

/// The name of the sheet a line is in.
pub(super) fn sheet_of<'l>(line: &'l Line<'_>) -> Option<&'l str> {
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

/// What is said between a section's heading and the first word of the table below it of a year other than the owner's, or
/// of a part of it.
pub(super) fn another_year_above(lines: &[Line<'_>], owner: Owner<'_>) -> Option<String> {
    let year = owner.year?;
    texts_of(lines).find(|text| names_another_year(text, year)).map(str::to_owned)
}

/// What is said there that makes the table one which only shows how it is filled in.
pub(super) fn sample_above(lines: &[Line<'_>]) -> Option<String> {
    texts_of(lines).find(|text| SAMPLE.is_match(&normal(text))).map(str::to_owned)
}

fn texts_of<'l>(lines: &'l [Line<'_>]) -> impl Iterator<Item = &'l str> {
    lines.iter().filter(|line| !is_prose(line)).flat_map(|line| &line.tokens).map(|token| token.raw.trim())
}

fn names_another_year(text: &str, year: i16) -> bool {
    let year = year.to_string();
    let text = told_of_table(&with_arabic_years(&normal(text)));
    if PERIOD.captures_iter(&text).any(|found| found["year"] != year) {
        return true;
    }
    let text = PERIOD.replace_all(&text, "");
    let is_cut_off = CUT_OFF.captures_iter(&text).any(|found| {
        let month = found.name("month").map(|month| month.as_str());
        found["year"] != year || month.is_some_and(|month| month != "12")
    });
    let ends_with_another = YEAR_END.captures_iter(&text).any(|found| found["year"] != year);
    if is_cut_off || ends_with_another || PART.is_match(&text) {
        return true;
    }
    let text = DATE.replace_all(&text, "");
    let other = STATED_YEAR.captures_iter(&text).any(|found| found["year"] != year);
    let bare = text.trim_matches(['(', ')', '[', ']']);
    let is_bare = bare.len() == 4 && bare.starts_with("20") && bare.bytes().all(|byte| byte.is_ascii_digit());
    !text.contains(&year) && (other || is_bare || LAST_YEAR.is_match(&text))
}

/// A caption without what says nothing of the table itself: units, who filled it in and when, under which order and for
/// whom, what it is compared with.
fn told_of_table(text: &str) -> String {
    if UNIT.is_match(text) {
        return String::new();
    }
    let labels: Vec<_> =
        LABEL.captures_iter(text).filter_map(|found| Some((found.get(0)?, found.name("body")))).collect();
    let first = labels.first().map_or(text.len(), |(label, _)| label.start());
    let mut told = text.get(..first).unwrap_or_default().to_owned();
    for (at, (label, body)) in labels.iter().enumerate() {
        let end = labels.get(at + 1).map_or(text.len(), |(next, _)| next.start());
        if body.is_some() {
            told.push_str(text.get(label.start()..end).unwrap_or_default());
        }
    }
    let told = ORDER.replace_all(&told, "");
    COMPARED.replace_all(&told, "").into_owned()
}

/// What is said between a section's heading and the first word of the table below it of whose table that is, when it is
/// another body than the owner: in a line for that (填报单位), in brackets, or before a colon.
pub(super) fn another_body_above(lines: &[Line<'_>], owner: Owner<'_>) -> Option<String> {
    owner.body?;
    texts_of(lines).find(|text| names_another_body(text, owner)).map(str::to_owned)
}

fn names_another_body(text: &str, owner: Owner<'_>) -> bool {
    let shown = told_of_table(&normal(text));
    let named = NAMED.captures(&shown).and_then(|found| found.iter().skip(1).flatten().next());
    let is_named = named.is_some_and(|body| BODY.is_match(body.as_str()))
        || names_body_of_table(&shown)
        || is_name_of_another(&shown, owner);
    is_named && says_otherwise(&without_years(&shown), owner) == Some(true)
}

/// 示例区教育局 and nothing else; the government above the owner may stand at the head of any page.
fn is_name_of_another(text: &str, owner: Owner<'_>) -> bool {
    let Some(own) = owner.body.map(Apart::of) else { return false };
    let named = Apart::of(text);
    NAME.is_match(text) && !starts_with_own(text) && !governs(&named, &own) && named.government_of().is_none()
}

fn starts_with_own(text: &str) -> bool {
    ["各", "全", "本", "我", "所属", "下属"].iter().any(|word| text.starts_with(word))
}

/// 示例区教育局2023年情况: a body's name, and behind it only what every table says.
fn names_body_of_table(text: &str) -> bool {
    let Some(found) = CAPTIONED.captures(text) else { return false };
    !starts_with_own(&found["body"]) && without_words(&without_years(&found["rest"])).is_empty()
}

/// A caption without the years and days in it.
fn without_years(text: &str) -> String {
    YEAR.replace_all(&DATE.replace_all(&PERIOD.replace_all(text, ""), ""), "").into_owned()
}

/// The letters left when what every table says is taken out.
fn without_words(text: &str) -> String {
    let mut text = text.to_owned();
    for table in TableId::ALL {
        text = text.replace(title_of(table), "");
    }
    for word in SAY_NOTHING {
        text = text.replace(word, "");
    }
    text.retain(char::is_alphabetic);
    text
}

/// Whether a caption says more than what table it is, of the owner's and of the year: whether it names another year or
/// body, when it does.
pub(super) fn says_otherwise(text: &str, owner: Owner<'_>) -> Option<bool> {
    let mut text = told_of_table(&with_arabic_years(&normal(text)).to_lowercase());
    if SIGNED.is_match(&text) || is_of_title(&text) {
        return None;
    }
    let year = owner.year.map(|year| year.to_string());
    let is_another = |found: &str| year.as_deref().is_some_and(|year| found != year);
    let mut periods = PERIOD.captures_iter(&text).chain(YEAR_END.captures_iter(&text));
    if periods.any(|found| is_another(&found["year"])) || SAMPLE.is_match(&text) {
        return Some(true);
    }
    text = PERIOD.replace_all(&text, "").into_owned();
    text = DATE.replace_all(&text, "").into_owned();
    if let Some(year) = year {
        text = text.replace(&format!("{year}年度"), "").replace(&format!("{year}年"), "").replace(&year, "");
    }
    if YEAR.is_match(&text) || PART.is_match(&text) {
        return Some(true);
    }
    for table in TableId::ALL {
        text = text.replace(title_of(table), "");
    }
    let body = owner.body.map(normal).unwrap_or_default();
    let names_own = !body.is_empty() && text.contains(&body);
    if names_own {
        text = text.replace(&body, "");
    }
    let text = without_words(&text);
    let numeral = |character: char| "一二三四五六七八九十".contains(character);
    let left = text.trim_matches(numeral);
    let names_body = ["局", "委", "办", "镇", "乡", "街道", "区", "县", "市", "省", "厅", "院", "中心", "村"];
    // 示例市 before the body's own name says where it is.
    let says_nothing = left.is_empty() || body.contains(left) || (names_own && REGION.is_match(left));
    (!says_nothing).then(|| names_body.iter().any(|word| left.contains(word)))
}

/// A piece of a section's heading, as a narrow cell breaks it: it names nobody.
fn is_of_title(text: &str) -> bool {
    const LEAST: usize = 3;
    text.chars().count() >= LEAST && TableId::ALL.iter().any(|table| normal(table.title()).contains(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn captions_of_the_report_and_of_others() {
        let owner = Owner { body: Some("示例区青禾街道办事处"), year: Some(2023), stated_year: Some(2023) };
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
            "单位：件、万元",
            "统计截止日期：2023年12月31日",
            "填报单位：示例区青禾街道办事处 填报日期：2024年1月10日 填表人：某某 联系电话：12345678",
            "填报单位：示例市示例区青禾街道办事处（盖章）",
            "根据国办公开办函〔2021〕30号要求填报",
            "附：2023年度统计数据表（报区政府办）",
            "附件：申请情况（更正）",
            "修改后的申请情况",
            "开政府信息",
            "二、主动公",
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
        for text in [
            "填报单位：云溪镇人民政府",
            "单位：云溪镇",
            "（云溪镇人民政府）",
            "云溪镇人民政府2023年情况：",
            "青云县财政局2023年主动公开政府信息情况统计表",
            "附表1：示例区教育局2023年情况",
            "填报单位：云溪镇人民政府 填报日期：2024年1月10日",
            "云溪镇",
            "示例区教育局",
        ] {
            assert!(names_another_body(text, owner), "{text}");
        }
        for text in [
            "填报单位：青禾街道办事处",
            "填报单位：示例市示例区青禾街道办事处（盖章） 填报日期：2024年1月10日",
            "填报单位：党政办公室",
            "单位：件",
            "（单位：件）",
            "办理情况如下：",
            "青禾街道",
            "示例区人民政府",
            "示例市示例区青禾街道办事处",
            "各镇街道办事处",
            "各镇街道2023年情况",
            "青禾街道办事处2023年主动公开政府信息情况",
        ] {
            assert!(!names_another_body(text, owner), "{text}");
        }
        for text in ["机关", "局机关", "（本级）", "其中：局属单位", "事业单位", "合计", "全区合计"]
        {
            assert!(is_of_part(text), "{text}");
        }
        for text in ["本机关", "青禾街道", "主动公开政府信息情况汇总表", "（七）总计", "示例区青禾街道机关事务中心"]
        {
            assert!(!is_of_part(text), "{text}");
        }
        for text in ["对照表", "附件：参考"] {
            assert_eq!(says_otherwise(text, owner), Some(false), "{text}");
        }
    }

    #[test]
    fn captions_of_other_years_and_of_parts_of_one() {
        for text in [
            "上年数据",
            "上年同期数",
            "2022",
            "2022年数据",
            "2023年上半年",
            "截至2023年9月底",
            "截至2022年12月31日",
            "前三年累计",
            "2023年1月至9月",
            "（2022年1月1日至2022年12月31日）",
            "2022年12月31日止",
            "（统计至2022年12月31日为止）",
        ] {
            assert!(names_another_year(text, 2023), "{text}");
        }
        for text in [
            "2023年度情况",
            "填报日期：2024年1月10日",
            "2024年1月经主要负责人审定",
            "与2022年相比，2023年具体情况如下：",
            "与2022年相比，具体情况如下：",
            "结转数据以2022年年报为准",
            "统计截止日期：2023年12月31日",
            "2023年12月31日止",
            "2022年12月31日",
            "2023年1月至12月",
            "上年结转",
        ] {
            assert!(!names_another_year(text, 2023), "{text}");
        }
    }
}
