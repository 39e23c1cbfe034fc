//! What governments must report besides: assessment, social review, accountability; and the fee statement.

use std::sync::LazyLock;

use gongkai_law::{Basis, Code, Instrument, Severity};
use regex::Regex;

use super::Examined;
use super::text::section_text;
use crate::model::{Finding, Report};

pub(super) const ACCOUNTABILITY_MISSING: Code = Code("accountability-missing");
pub(super) const ACCOUNTABILITY_RESULT_MISSING: Code = Code("accountability-result-missing");
pub(super) const FEE_STATEMENT_MISSING: Code = Code("fee-statement-missing");

const BASIS: Basis = Basis::new(Instrument::Regulation, "第五十条第（四）项");

/// Where the topics are looked for.
pub(super) const TOPIC_SECTIONS: [u8; 3] = [1, 5, 6];

/// A topic, the words that tell of it, and the words that tell only of its rules.
struct Topic {
    name: &'static str,
    words: &'static [&'static str],
}

const TOPICS: [Topic; 3] = [
    Topic { name: "工作考核", words: &["考核"] },
    Topic {
        name: "社会评议",
        words: &["社会评议", "社会评价", "社会监督评议", "群众评议", "民主评议", "公众评议", "满意度", "评议"],
    },
    Topic { name: "责任追究", words: &["责任追究", "追究责任", "追责", "问责"] },
];

/// 考核制度, 社会评议办法: a rule, not a result.
#[expect(clippy::expect_used, reason = "a fixed pattern; every test that runs the rule compiles it")]
static RULE_ONLY: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = "(?:考核|评议|责任追究|问责)(?:评估|评价|[、和与]?(?:考核|评议|责任追究|问责|监督|奖惩))*\
                   (?:制度|机制|体系|办法|细则|规定)";
    Regex::new(pattern).expect("a pattern that compiles")
});

pub(super) fn findings(examined: &Examined<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    if examined.kind.is_some_and(super::BodyKind::is_government) {
        findings.extend(topics(examined.report));
    }
    if examined.settings.is_on(FEE_STATEMENT_MISSING) {
        findings.extend(fee_statement(examined.report));
    }
    findings
}

/// Basis: Regulation Art. 50(4), 各级人民政府 also report the results of 工作考核, 社会评议 and 责任追究. Street offices
/// and departments are no governments.
fn topics(report: &Report) -> Vec<Finding> {
    let text: String = TOPIC_SECTIONS.map(|number| section_text(report, number)).join("\n");
    // Without an overview there is nothing to look in; the missing section has been told.
    if section_text(report, 1).trim().is_empty() {
        return Vec::new();
    }
    let beyond_rules = RULE_ONLY.replace_all(&text, "");
    let named = |text: &str, topic: &Topic| topic.words.iter().any(|word| text.contains(word));
    let missing: Vec<&str> = TOPICS.iter().filter(|topic| !named(&text, topic)).map(|topic| topic.name).collect();
    let rule_only: Vec<&str> = TOPICS
        .iter()
        .filter(|topic| named(&text, topic) && !named(&beyond_rules, topic))
        .map(|topic| topic.name)
        .collect();
    let make = |code, severity, topics: &[&str]| {
        let finding = Finding::new(code, severity, BASIS).with_arg("topics", topics.join("、"));
        match report.sections.iter().find(|section| section.number == 1) {
            Some(section) => finding.with_place(section.at.clone()),
            None => finding,
        }
    };
    let mut findings = Vec::new();
    if !missing.is_empty() {
        findings.push(make(ACCOUNTABILITY_MISSING, Severity::Warning, &missing));
    }
    if !rule_only.is_empty() {
        findings.push(make(ACCOUNTABILITY_RESULT_MISSING, Severity::Info, &rule_only));
    }
    findings
}

/// Local practice, hence only when asked for: section six states how many fee notices were sent and what was collected.
fn fee_statement(report: &Report) -> Option<Finding> {
    let section = report.sections.iter().find(|section| section.number == 6)?;
    if section.text().contains("信息处理费") {
        return None;
    }
    let basis = Basis::new(Instrument::ProcessingFeeRules, "");
    Some(
        Finding::new(FEE_STATEMENT_MISSING, Severity::Info, basis)
            .with_place(section.at.clone())
            .with_excerpt(section.title.clone()),
    )
}
