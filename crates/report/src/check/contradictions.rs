//! Sentences of one report that cannot both be true.

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;

use super::Examined;
use super::claim::claims;
use super::figures::figure;
use super::text::{Side, clause_of, piece, window};
use crate::model::{Exactness, Finding, Report};

pub(super) const PROSE_CONTRADICTS_ITSELF: Code = Code("prose-contradicts-itself");
pub(super) const TRAINING_CONTRADICTION: Code = Code("training-contradiction");

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let counts = ["requests_received", "reconsideration_cases", "litigation_cases"];
    let mut findings: Vec<Finding> =
        counts.into_iter().filter_map(|subject| two_counts(examined.report, subject)).collect();
    findings.extend(training(examined));
    findings
}

/// Two different exact counts of the same thing, neither of them a part, rounded, of another year or another body.
///
/// Where the table has no number for the wider reading (新收＋结转) two figures may both be right; so one must be twice
/// told without any reading that fits the other: the larger may not be the smaller plus what was carried in.
fn two_counts(report: &Report, subject: &'static str) -> Option<Finding> {
    let whole: Vec<_> = claims(report, subject)
        .into_iter()
        .filter(|claim| matches!(claim.fact.exactness, Exactness::Exact | Exactness::ImplicitZero))
        .filter(|claim| !claim.is_part() && !claim.names_scope())
        .collect();
    let first = whole.first()?;
    let other = whole.iter().find(|claim| claim.value != first.value)?;
    let difference = (other.value.checked_sub(first.value)?).abs();
    let carried = [report.cells.number("t3.carried_in.total"), report.cells.number("t3.carried_out.total")];
    if subject == "requests_received" && carried.contains(&Some(difference)) {
        return None;
    }
    // What has to be told of requests, reconsiderations and lawsuits, once and not twice differently.
    let basis = Basis::new(Instrument::Regulation, "第五十条");
    Some(
        Finding::new(PROSE_CONTRADICTS_ITSELF, Severity::Warning, basis)
            .with_place(other.fact.at.clone())
            .with_excerpt(other.clause.trim())
            .with_arg("one", first.fact.quote.trim())
            .with_arg("other", other.fact.quote.trim())
            .with_arg("first", figure(first.value))
            .with_arg("second", figure(other.value)),
    )
}

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static TRAINED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:人员|干部|职工|队伍|工作者)[^，,。；;！]{0,16}(?:进行|开展|参加|接受|组织)[^，,。；;！]{0,12}培训\
                   |(?:组织|安排)[^，,。；;！]{0,12}(?:人员|干部|职工)[^，,。；;！]{0,12}培训";
    Regex::new(pattern).expect("a pattern that compiles")
});

#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static NOT_TRAINED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:没有|未曾|从未|尚未|均未|未)(?:经过|参加|接受|进行|开展|组织)过?[^，,。；;！]{0,6}培训";
    Regex::new(pattern).expect("a pattern that compiles")
});

/// No training was held at all; 未组织新任人员培训 leaves room for others.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static NONE_HELD: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "^(?:没有|未曾|从未|尚未|未)(?:进行|开展|组织|举办)过?(?:专门的?|相关的?|政务公开|政府信息公开|信息公开|工作|业务)*培训$";
    Regex::new(pattern).expect("a pattern that compiles")
});

/// Section one says that staff were trained or counts the trainings held, section five that there never were any.
fn training(examined: &Examined<'_>) -> Option<Finding> {
    let of = |number| examined.passages.iter().filter(move |p| p.section == Some(number) && !p.heading);
    let (words, denied, place) = of(5).find_map(|passage| {
        let found = NOT_TRAINED.find(passage.text)?;
        Some((found.as_str(), clause_of(passage.text, found.as_str()).trim(), passage.at))
    })?;
    let said = of(1).find_map(|passage| {
        let found = TRAINED.find_iter(passage.text).find(|found| is_done(passage.text, found.range()))?;
        Some(clause_of(passage.text, found.as_str()).trim())
    });
    let of_some = ["部分", "个别", "有的", "少数", "部门", "对"].iter().any(|some| denied.contains(some));
    let is_none = NONE_HELD.is_match(words) && !of_some;
    let counted = || {
        let held = claims(examined.report, "trainings");
        held.into_iter().find(|held| !held.value.is_zero() && held.fact.section == 1).map(|held| held.clause.trim())
    };
    let said = said.or_else(|| counted().filter(|_| is_none))?;
    Some(
        Finding::new(TRAINING_CONTRADICTION, Severity::Info, Basis::new(Instrument::Regulation, "第四十八条"))
            .with_place(place.clone())
            .with_excerpt(denied)
            .with_arg("said", said)
            .with_arg("denied", denied),
    )
}

/// Whether the training was held: not a plan, a wish or a denial.
fn is_done(text: &str, found: std::ops::Range<usize>) -> bool {
    const NOT_YET: &[&str] = &["将", "拟", "计划", "打算", "下一步", "没有", "未", "需", "缺", "不足", "不够", "亟待"];
    let head = window(text, found.start, 120, Side::Before);
    let head = head.rsplit(['，', ',', '。', '；', ';', '！']).next().unwrap_or_default();
    let words = piece(text, found);
    !NOT_YET.iter().any(|word| head.contains(word) || words.contains(word))
}
