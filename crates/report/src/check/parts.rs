//! A whole in prose and the parts it is said to have: 共收到24件，其中网上15件、信函6件、当面5件.
//!
//! Only parts that cannot overlap are added up: ways, applicants, outcomes, results, kinds of proposals and documents.
//! More than the whole they cannot be; less only where they are all there are (六种结果, 自然人与法人, …其余).

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;
use rust_decimal::Decimal;

use super::Examined;
use super::figures::figure;
use super::text::{Passage, clause_of, piece};
use crate::model::Finding;

pub(super) const PROSE_PARTS_SUM: Code = Code("prose-parts-sum");

/// Longest stretch of prose looked at before a whole.
const REACH: usize = 300;

/// Parts of one kind, none of which is any other.
struct Family {
    /// Words of which every part's label has exactly one.
    words: &'static [&'static str],
    /// Words that name all there are when each group has one of the labels'.
    all: &'static [&'static [&'static str]],
    /// Words of which the whole's own clause must have one, and those it may not have.
    of: &'static [&'static str],
    not_of: &'static [&'static str],
}

const FAMILIES: [Family; 6] = [
    Family {
        words: &["予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理"],
        all: &[&["予以公开"], &["部分公开"], &["不予公开"], &["无法提供"], &["不予处理"], &["其他处理"]],
        // Of those received some are answered later, and some came in before.
        of: &["办结", "答复", "办理", "处理"],
        not_of: &["收到", "新收", "受理", "接收"],
    },
    Family {
        words: &["自然人", "公民", "个人", "法人", "企业", "机构"],
        all: &[&["自然人", "公民", "个人"], &["法人"]],
        of: &["申请"],
        not_of: &[],
    },
    Family {
        words: &[
            "网上", "网络", "网站", "在线", "邮箱", "邮件", "邮寄", "信函", "信件", "当面", "现场", "窗口", "传真",
        ],
        all: &[],
        of: &["申请"],
        not_of: &["公开信息", "发布"],
    },
    Family {
        words: &["维持", "纠正", "撤销", "驳回", "其他结果", "撤回", "终止", "未审结", "审理"],
        all: &[],
        of: &["复议", "诉讼"],
        not_of: &[],
    },
    Family {
        words: &["建议", "议案", "提案"], all: &[&["建议"], &["提案"]], of: &["建议", "提案"], not_of: &["意见"]
    },
    Family {
        words: &["主动公开", "依申请公开", "不予公开", "不公开"],
        all: &[],
        of: &["发文", "文件", "公文"],
        not_of: &[],
    },
];

/// A label with one of these may name some that another label names as well.
const OVERLAPS: [&str; 12] =
    ["涉", "主办", "协办", "会办", "重点", "同时", "重复", "首次", "延期", "上年", "结转", "含"];

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static WHOLE: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(\d[\d,]*)(件|份|宗|起)(?:[，,。；;]其中[：:，,]?|[（(](?:其中)?[：:，,]?)";
    Regex::new(pattern).expect("a pattern that compiles")
});

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static PART: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^([^\d，,。；;、：:（）()]{1,16})(\d[\d,]*)(件|份|宗|起)(?:[（(][^（）()]*[）)])?(?:[，,]?占[^，,。；;、）)]*)?(?:[、，,；;]|$)?[和及]?";
    Regex::new(pattern).expect("a pattern that compiles")
});

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static COUNTED: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\d\s*(?:余|多)?(?:件|份|宗|起)").expect("a pattern that compiles"));

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    examined.passages.iter().filter(|passage| !passage.heading).filter_map(of_passage).collect()
}

/// A part: what it is of, and how many.
struct Part<'a> {
    label: &'a str,
    value: Decimal,
}

/// The first whole of a passage that its parts do not make.
fn of_passage(passage: &Passage<'_>) -> Option<Finding> {
    let text = passage.text;
    WHOLE.captures_iter(text).find_map(|found| {
        let (all, digits, unit) = (found.get(0)?, found.get(1)?, found.get(2)?.as_str());
        let value = number(digits.as_str())?;
        let from = text.floor_char_boundary(digits.start().saturating_sub(REACH));
        let before = piece(text, from..digits.start()).rsplit(['。', '！', '？', '；', ';']).next().unwrap_or_default();
        // Of two numbers side by side it is not certain which one is parted; a rounded one is no sum.
        let is_rounded = ["约", "近", "超", "逾", "过", "余", "破"].iter().any(|word| before.ends_with(word));
        if is_rounded || COUNTED.is_match(before) {
            return None;
        }
        let own = before.rsplit(['，', ',']).next().unwrap_or_default();
        let parts = parts(piece(text, all.end()..text.len()), unit);
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value))?;
        if parts.len() < 2 || sum == value || !is_sure(own, &parts, sum > value) {
            return None;
        }
        let listed: Vec<String> = parts.iter().map(|part| format!("{}{}", part.label, figure(part.value))).collect();
        let quote = format!("{}{unit}", digits.as_str());
        let basis = Basis::new(Instrument::Regulation, "第五十条");
        Some(
            Finding::new(PROSE_PARTS_SUM, Severity::Warning, basis)
                .with_place(passage.at.clone())
                .with_excerpt(clause_of(text, piece(text, digits.start()..all.end())).trim())
                .with_arg("whole", quote)
                .with_arg("parts", listed.join("、"))
                .with_arg("sum", figure(sum)),
        )
    })
}

/// The parts a text begins with, all in the whole's unit.
fn parts<'a>(text: &'a str, unit: &str) -> Vec<Part<'a>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(found) = PART.captures(rest) {
        let (Some(all), Some(label), Some(digits)) = (found.get(0), found.get(1), found.get(2)) else { break };
        let Some(value) = number(digits.as_str()).filter(|_| found.get(3).is_some_and(|of| of.as_str() == unit)) else {
            break;
        };
        parts.push(Part { label: label.as_str(), value });
        rest = rest.get(all.end()..).unwrap_or_default();
        if !all.as_str().ends_with(['、', '，', ',', '；', ';', '和', '及']) {
            break;
        }
    }
    parts
}

fn number(digits: &str) -> Option<Decimal> {
    digits.replace(',', "").parse().ok()
}

/// Whether parts that make more, or less, than their whole cannot be right.
fn is_sure(own: &str, parts: &[Part<'_>], is_more: bool) -> bool {
    let is_rest = |label: &str| ["其余", "剩余", "余下"].iter().any(|rest| label.starts_with(rest));
    if parts.iter().any(|part| OVERLAPS.iter().any(|word| part.label.contains(word))) {
        return false;
    }
    let (rest, named): (Vec<&Part<'_>>, Vec<&Part<'_>>) = parts.iter().partition(|part| is_rest(part.label));
    let word_of = |family: &Family, label: &str| {
        let mut found = family.words.iter().copied().filter(|word| label.contains(word));
        found.next().filter(|_| found.next().is_none())
    };
    let has = |words: &[&str]| words.iter().any(|word| own.contains(word));
    FAMILIES.iter().filter(|family| has(family.of) && !has(family.not_of)).any(|family| {
        let words: Option<Vec<&str>> = named.iter().map(|part| word_of(family, part.label)).collect();
        let Some(words) = words else { return false };
        let are_apart = words.iter().enumerate().all(|(at, word)| !words.iter().skip(at + 1).any(|next| next == word));
        let is_whole =
            !family.all.is_empty() && family.all.iter().all(|group| group.iter().any(|word| words.contains(word)));
        are_apart && (is_more || is_whole || !rest.is_empty())
    })
}
