//! A report that speaks as another body: text taken over from a neighbour with the neighbour's name left in it.
//!
//! Only asked of streets, townships and bureaus, and only where the words can be nobody's but the reporter's: who drew the
//! report up (本报告由…编制), whose report it says it is (…2023年政府信息公开工作年度报告), and, for streets and townships, whose
//! deeds it tells at the start of a clause (2023年，…街道主动公开…). A government's report tells of all below it, and a
//! neighbour mentioned on the way, or whose catalogue or plan is spoken of (由…编制的目录), is no fault.

use std::ops::Range;
use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;

use super::body::BodyKind;
use super::text::{around, piece};
use super::{Examined, Finding};
use crate::matching::{core_of, without_lead};

pub(super) const OTHER_BODY_NAMED: Code = Code("other-body-named");

const BASIS: Basis = Basis::new(Instrument::Form2021, "第四部分");
/// What the stem of a name that names nobody ends with: 各街道, 全区乡镇, 我镇, 小城镇.
const NOBODY: [&str; 31] = [
    "各", "全", "我", "本", "该", "贵", "全区", "全县", "全市", "我区", "我县", "我市", "本区", "本县", "本市", "所辖",
    "辖区", "下辖", "部分", "有关", "相关", "其他", "其它", "个", "等", "及", "和", "与", "乡", "街", "城",
];

#[expect(clippy::expect_used, reason = "fixed patterns; every test that runs the rule compiles them")]
fn compiled(pattern: &str) -> Regex {
    Regex::new(pattern).expect("a pattern that compiles")
}

/// Words by which the reports of others are spoken of.
const LEARNT: [&str; 8] = ["学习", "借鉴", "参照", "参考", "对照", "对标", "相比", "邻近"];

/// 由…编制; what was drawn up is looked at by [`is_of_the_report`].
static DRAWN_UP: LazyLock<Regex> = LazyLock::new(|| {
    compiled(r"由(\p{Han}{2,14}?(?:街道(?:办事处|办)?|[镇乡](?:人民政府|政府)?|局))\p{Han}{0,12}?(?:编制|编写|起草)")
});
/// …2023年政府信息公开工作年度报告.
static OF_WHOM: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(\p{Han}{2,14}?(?:街道(?:办事处|办)?|[镇乡](?:人民政府|政府)?|局))(?:\d{4}|[〇零○一二三四五六七八九]{4})年度?(?:政府信息公开|政务公开)(?:工作)?年度报告",
    )
});
/// A passage that is a report's title and no more, or with the day it was published: one of a list of links.
static LINK: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"^\s*[·•\-]?\s*\p{Han}{2,20}(?:\d{4}|[〇零○一二三四五六七八九]{4})年度?(?:政府信息公开|政务公开)(?:工作)?年度报告[\s\[(（]*(?:20\d{2}[-./年]\d{1,2}[-./月]\d{1,2}日?)?[\s\])）]*$",
    )
});
/// 2023年，…街道主动公开.
static DEEDS: LazyLock<Regex> = LazyLock::new(|| {
    compiled(
        r"(?:^|[，,。；;：:、\s])(?:\d{4}年度?|今年以来|今年|一年来|本年度|年内)?(\p{Han}{2,12}?(?:街道(?:办事处|办)?|[镇乡](?:人民政府|政府)?))(?:全年共?|累计|总计|共)?(?:主动公开|公开政府信息|公开信息|受理|收到|接到|办理|办结|未收到|没有收到|坚持|深入|认真|严格|高度重视|积极|全面|进一步|不断|持续|始终|扎实|切实|紧紧围绕|按照)",
    )
});

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let asked = matches!(examined.kind, Some(BodyKind::Street | BodyKind::Township | BodyKind::Department));
    let known = examined.body.into_iter().flat_map(|body| std::iter::once(&body.name).chain(&body.other_names));
    let own: Vec<String> = known.chain(&examined.report.body).map(|name| core_of(name)).collect();
    if !asked || own.is_empty() {
        return Vec::new();
    }
    let shown = examined.body.map(|body| &body.name).or(examined.report.body.as_ref());
    let patterns: &[(&LazyLock<Regex>, Told)] = match examined.kind {
        Some(BodyKind::Street | BodyKind::Township) => {
            &[(&DRAWN_UP, is_of_the_report), (&OF_WHOM, is_no_example), (&DEEDS, is_a_deed)]
        }
        _ => &[(&DRAWN_UP, is_of_the_report), (&OF_WHOM, is_no_example)],
    };
    let mut told: Vec<String> = Vec::new();
    let mut findings = Vec::new();
    let is_link = |text: &str| LINK.is_match(text) && !own.iter().any(|own| text.contains(own));
    let links = examined.passages.iter().filter(|passage| is_link(passage.text)).count();
    let is_of_a_list = |text: &str| links > 1 && is_link(text);
    for passage in examined.passages.iter().filter(|passage| !passage.heading && !is_of_a_list(passage.text)) {
        let text = passage.text;
        let all = patterns.iter().flat_map(|(pattern, told)| {
            pattern.captures_iter(text).filter(|found| found.get(0).is_some_and(|whole| told(text, whole.range())))
        });
        for found in all {
            let Some(name) = found.get(1) else { continue };
            let Some(other) = stranger(name.as_str(), &own, examined.kind) else { continue };
            if told.contains(&other) {
                continue;
            }
            let finding = Finding::new(OTHER_BODY_NAMED, Severity::Warning, BASIS)
                .with_place(passage.at.clone())
                .with_excerpt(around(passage.text, &name.range(), 12))
                .with_arg("found", without_lead(name.as_str()))
                .with_arg("own", shown.cloned().unwrap_or_default());
            findings.push(finding);
            told.push(other);
        }
    }
    findings
}

/// Whether what a pattern found in a text tells of the reporter.
type Told = fn(&str, Range<usize>) -> bool;

/// The sentence before a place.
fn said_before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or_default().rsplit(['。', '；', ';', '！']).next().unwrap_or_default()
}

/// 学习借鉴…街道…年度报告 tells of another's.
fn is_no_example(text: &str, found: Range<usize>) -> bool {
    let words = [said_before(text, found.start), piece(text, found)];
    !LEARNT.iter().any(|word| words.iter().any(|words| words.contains(word)))
}

/// …街道主动公开信息30条, and not …街道主动公开的信息, …主动公开信息的经验.
fn is_a_deed(text: &str, found: Range<usize>) -> bool {
    let clause = piece(text, found.end..text.len()).split(['，', ',', '。', '；', ';']).next().unwrap_or_default();
    let is_noun = clause.starts_with('的') || ["的经验", "的做法", "的模式"].iter().any(|noun| clause.contains(noun));
    !is_noun && is_no_example(text, found)
}

/// 本报告由…编制, 由…编制本报告, or 由…编制 where nothing else is named that was drawn up.
fn is_of_the_report(text: &str, found: Range<usize>) -> bool {
    const REPORTS: [&str; 5] = ["本报告", "年度报告", "年报", "本报告内容", "本报告全文"];
    const OTHERS: [&str; 14] = [
        "目录", "指南", "清单", "方案", "规划", "计划", "预算", "决算", "手册", "草案", "标准", "细则", "办法", "图解",
    ];
    const LEADS: [&str; 6] = ["现将", "现公布", "现发布", "以下是", "以下为", "特"];
    let marks = ['，', ',', '。', '；', ';', '：', ':', '！', '\n', ' '];
    let sentence = said_before(text, found.start);
    let head = sentence.rsplit(marks).next().unwrap_or_default();
    let tail = piece(text, found.end..text.len()).split(marks).next().unwrap_or_default();
    let names_report = |words: &str| REPORTS.iter().any(|report| words.contains(report));
    let is_opening = head.is_empty() || LEADS.contains(&head);
    let head =
        ["统一", "具体", "系", "均", "是"].iter().fold(head, |head, word| head.strip_suffix(word).unwrap_or(head));
    if head == "报告" || REPORTS.iter().any(|report| head.ends_with(report)) {
        return true;
    }
    let is_bare = ["", "完成", "而成", "并公布", "并发布", "发布"].contains(&tail);
    let is_alone = is_bare && (names_report(sentence) || !OTHERS.iter().any(|other| sentence.contains(other)));
    is_opening && is_no_example(text, found.clone()) && (names_report(tail) || is_alone)
}

/// The name, in one form, when it is that of another body of the reporter's kind.
fn stranger(written: &str, own: &[String], kind: Option<BodyKind>) -> Option<String> {
    let core = core_of(without_lead(written));
    let is_own = own.iter().any(|own| core.contains(own) || own.contains(&core) || written.contains(own));
    let stem = core.strip_suffix("街道").or_else(|| core.strip_suffix(['镇', '乡', '局']))?;
    let is_nobody = stem.contains('的') || stem.chars().count() < 2 || NOBODY.iter().any(|word| stem.ends_with(word));
    let same_kind = BodyKind::of_name(&core) == kind;
    (!is_own && !is_nobody && same_kind).then_some(core)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_body_of_the_same_kind_is_a_stranger() {
        let street = |written| stranger(written, &["青禾街道".to_owned()], Some(BodyKind::Street));
        assert_eq!(street("桃源街道办事处"), Some("桃源街道".to_owned()));
        assert_eq!(street("示例区桃源街道"), Some("桃源街道".to_owned()));
        assert_eq!(street("现将桃源街道"), Some("桃源街道".to_owned()));
        for own in ["青禾街道办事处", "示例市示例区青禾街道", "我街道", "近年来我街道", "各街道", "云溪镇"]
        {
            assert_eq!(street(own), None, "{own}");
        }
        let township = |written| stranger(written, &["云溪镇".to_owned()], Some(BodyKind::Township));
        assert_eq!(township("白石镇人民政府"), Some("白石镇".to_owned()));
        for nobody in ["全区乡镇", "小城镇", "统筹城乡", "云溪镇政府"] {
            assert_eq!(township(nobody), None, "{nobody}");
        }
    }
}
