//! Words and marks written twice.
//!
//! Chinese doubles syllables all the time (人人, 常常, 家家户户), and words meet with the same syllable on both sides
//! (公开开展, 工作作风, 以及及时): a general rule would mostly be wrong. So this is a list of doubles that are mistakes,
//! with the neighbours that excuse them.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;

use super::text::{Passage, after, around, before, piece};
use super::{Examined, Finding};

pub(super) const WORD_DOUBLED: Code = Code("word-doubled");
pub(super) const PUNCTUATION_DOUBLED: Code = Code("punctuation-doubled");
pub(super) const TIME_DOUBLED: Code = Code("time-doubled");

/// A double, what it should be, and the neighbours that make it right.
struct Double {
    found: &'static str,
    right: &'static str,
    not_behind: &'static str,
    not_before: &'static str,
}

const fn double(
    found: &'static str,
    right: &'static str,
    not_behind: &'static str,
    not_before: &'static str,
) -> Double {
    Double { found, right, not_behind, not_before }
}

const DOUBLES: &[Double] = &[
    // 目的的, 标的的 and 的的确确, 的的士 are right.
    double("的的", "的", "目标", "确士"),
    double("了了", "了", "不明了完知", "解结之断却悟然不"),
    double("和和", "和", "共缓温祥调饱融总人柔谦中不", "气美睦平谐解顺乐善"),
    double("与与", "与", "参赋给授", "会者"),
    double("我我", "我", "自忘本小大", ""),
    double("信息息", "信息", "", "息相"),
    double("信信息", "信息", "诚通征守失电微书短来互亲回", ""),
    double("实事项项目", "实事项目", "", ""),
    double("进行进行", "进行", "", ""),
    double("情况情况", "情况", "", ""),
    double("通过通过", "通过", "", ""),
    double("以及以及", "以及", "", ""),
    double("根据根据", "根据", "", ""),
    double("按照按照", "按照", "", ""),
    double("开展开展", "开展", "", ""),
    double("加强加强", "加强", "", ""),
    double("提高提高", "提高", "", ""),
    double("提升提升", "提升", "", ""),
    double("完善完善", "完善", "", ""),
    double("推进推进", "推进", "", ""),
    double("推动推动", "推动", "", ""),
    double("落实落实", "落实", "", ""),
    double("健全健全", "健全", "", ""),
    double("做好做好", "做好", "", ""),
    double("强化强化", "强化", "", ""),
    double("建立建立", "建立", "", ""),
    double("优化优化", "优化", "", ""),
    double("及时及时", "及时", "", ""),
    double("不断不断", "不断", "", ""),
    double("认真认真", "认真", "", ""),
    double("严格严格", "严格", "", ""),
    double("积极积极", "积极", "", ""),
    double("充分充分", "充分", "", ""),
    double("政府信息政府信息", "政府信息", "", ""),
    double("主动公开主动公开", "主动公开", "", ""),
    double("依申请公开依申请公开", "依申请公开", "", ""),
    double("进一步进一步", "进一步", "", ""),
    double("我街道我街道", "我街道", "", ""),
    double("我镇我镇", "我镇", "", ""),
    double("我局我局", "我局", "", ""),
    double("我们我们", "我们", "", ""),
];

#[expect(clippy::expect_used, reason = "a fixed list; every test that runs the rule builds it")]
static FINDER: LazyLock<AhoCorasick> =
    LazyLock::new(|| AhoCorasick::new(DOUBLES.iter().map(|double| double.found)).expect("a list that builds"));

/// Two marks that never follow one another; 。。。 and …… stand for an ellipsis and are left alone.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static MARKS: LazyLock<Regex> = LazyLock::new(|| Regex::new("[，、；。：]{2,}").expect("a pattern that compiles"));

/// 2021年，今年我街道: the year said twice.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static TIME: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("(?:20[0-9]{2}年度?|今年|本年度)[，,]?(?:今年|本年度)").expect("a pattern that compiles")
});

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    examined.passages.iter().flat_map(of_passage).collect()
}

fn of_passage(passage: &Passage<'_>) -> Vec<Finding> {
    let text = passage.text;
    let mut findings = Vec::new();
    for hit in FINDER.find_iter(text) {
        let Some(double) = DOUBLES.get(hit.pattern().as_usize()) else { continue };
        let is_in = |letter: Option<char>, set: &str| letter.is_some_and(|letter| set.contains(letter));
        let excused =
            is_in(before(text, hit.start()), double.not_behind) || is_in(after(text, hit.end()), double.not_before);
        if !excused {
            let basis = Basis::new(Instrument::LanguageLaw, "第九条");
            let finding = located(WORD_DOUBLED, Severity::Warning, basis, passage, &hit.range());
            findings.push(finding.with_arg("right", double.right));
        }
    }
    for hit in MARKS.find_iter(text).filter(|hit| hit.as_str() != "。。。" && !hit.as_str().starts_with("。。。。"))
    {
        let basis = Basis::new(Instrument::Punctuation, "");
        findings.push(located(PUNCTUATION_DOUBLED, Severity::Info, basis, passage, &hit.range()));
    }
    for hit in TIME.find_iter(text) {
        let basis = Basis::new(Instrument::LanguageLaw, "第九条");
        findings.push(located(TIME_DOUBLED, Severity::Info, basis, passage, &hit.range()));
    }
    findings
}

fn located(
    code: Code,
    severity: Severity,
    basis: Basis,
    passage: &Passage<'_>,
    range: &std::ops::Range<usize>,
) -> Finding {
    Finding::new(code, severity, basis)
        .with_place(passage.at.clone())
        .with_excerpt(around(passage.text, range, 10))
        .with_arg("found", piece(passage.text, range.clone()))
}
