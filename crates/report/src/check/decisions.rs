//! Whether prose says plainly how many decisions this body made in the year: 全年作出行政处罚25件.
//!
//! Cases handled, summary fines and those of a squad or of the district are counted otherwise than table 2 does; so only
//! a sentence that names nothing besides is held against it.

use std::sync::LazyLock;

use regex::Regex;

use super::claim::{Claim, WHOLE_WORDS};
use super::text::clause_of;
use crate::model::{Exactness, Report};

/// Words, anywhere in the sentence, of another body or of a kind, beside those of the whole district.
const OTHERWISE: &[&str] = &[
    "全镇",
    "系统",
    "各",
    "队",
    "局属",
    "所属",
    "下属",
    "窗口",
    "大厅",
    "审批",
    "简易",
    "一般程序",
    "普通程序",
    "当场",
    "部门",
    "其中",
    "授权",
    "委托",
    "移送",
    "公示",
    "公开",
    "上传",
    "报送",
    "归集",
    "城管",
    "派出所",
    "执法办",
    "执法局",
    "综合执法",
    "案件",
];

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static PLAIN: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:\d{4}年度?|全年|本年度?|今年|当年|年内|本机关|本单位|本局|本街道|本镇|我(?:局|委|办|厅|街道|镇|乡|单位|机关)|街道|镇政府|依法|共计?|累计|合计|总计|作出|做出|实施|行政许可|行政处罚|行政强制|处理|决定|措施|分别|均|[、，,和及的了为是共]|[\d,]+|件|宗|起|项|次|\s)*$";
    Regex::new(pattern).expect("a pattern that compiles")
});

/// Whether a claim is an exact one, and its sentence names no scope, no kind and no other deed.
pub(super) fn are_plainly_own(report: &Report, claim: &Claim<'_>) -> bool {
    let quote = claim.fact.quote.as_str();
    let lines = report.sections.iter().filter(|section| section.number == claim.fact.section);
    let line = lines.flat_map(|section| &section.lines).find(|line| line.text.contains(quote));
    let Some(line) = line.map(|line| line.text.as_str()) else { return false };
    let sentence = line.split(['。', '；', ';', '！']).find(|sentence| sentence.contains(quote)).unwrap_or(line);
    let clause = clause_of(sentence, quote).trim();
    let is_decided = ["作出", "做出", "实施"].iter().any(|verb| clause.contains(verb));
    let is_decision = matches!(claim.fact.subject, "permit_decisions" | "penalty_decisions" | "coercion_decisions");
    is_decision
        && claim.fact.exactness == Exactness::Exact
        && is_decided
        && PLAIN.is_match(clause)
        && !WHOLE_WORDS.iter().chain(OTHERWISE).any(|word| sentence.contains(word))
}
