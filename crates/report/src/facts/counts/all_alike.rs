//! What became of all of those just counted: 2件，均为满意; 2件，结果均为维持.

use rust_decimal::Decimal;

use crate::facts::passage::{Passage, Told};
use crate::model::Fact;

/// 办理建议提案2件，均为满意: the number of satisfied ones is the one just given.
pub(super) fn satisfied(passage: &Passage<'_>, facts: &mut Vec<Told>) {
    const WORDS: [&str; 6] =
        ["均为满意", "均满意", "均表示满意", "均为“满意”", "均对办理结果表示满意", "均对答复表示满意"];
    let mut proposals = facts
        .iter()
        .map(|told| &told.fact)
        .filter(|fact| matches!(fact.subject, "proposals_handled" | "npc_proposals" | "cppcc_proposals"));
    let (Some(base), None) = (proposals.next().cloned(), proposals.next()) else { return };
    let text = &passage.paragraph.text;
    let Some((at, word)) = WORDS.iter().find_map(|word| Some((text.find(word)?, *word))) else { return };
    facts.extend(told(passage, &base, "proposals_satisfied", at..at + word.len()));
}

/// 行政复议2件，结果均为维持: all of the disputes of one kind, where no other number stands between.
pub(super) fn disputes(passage: &Passage<'_>, facts: &mut Vec<Told>) {
    const OUTCOMES: [(&str, &str, &str); 10] = [
        ("胜诉", "", "litigation_won"),
        ("维持", "reconsideration_upheld", "litigation_upheld"),
        ("纠正", "reconsideration_corrected", "litigation_corrected"),
        ("撤销", "reconsideration_corrected", "litigation_corrected"),
        ("驳回", "reconsideration_dismissed", "litigation_dismissed"),
        ("未审结", "reconsideration_pending", "litigation_pending"),
        ("尚未审结", "reconsideration_pending", "litigation_pending"),
        ("审理中", "reconsideration_pending", "litigation_pending"),
        ("在审理中", "reconsideration_pending", "litigation_pending"),
        ("在审理", "reconsideration_pending", "litigation_pending"),
    ];
    const LEADS: [&str; 9] = ["复议机关", "结果", "复议", "诉讼", "决定", "判决", "法院", "，", "（"];
    const BETWEEN: [&str; 21] = [
        "均为",
        "均被",
        "均予以",
        "均予",
        "均已",
        "均尚",
        "均正",
        "均",
        "全部",
        "复议机关",
        "复议",
        "法院",
        "判决",
        "决定",
        "为",
        "结果",
        "“",
        "已被",
        "已",
        "被",
        "正",
    ];
    const OF_WHAT: [&str; 8] = ["原告", "原告的", "”", "原行政行为", "原答复", "原决定", "原判", "诉讼请求"];
    let paragraph = &passage.paragraph;
    let mut found = Vec::new();
    for told_before in facts.iter() {
        let base = &told_before.fact;
        let is_reconsideration = match base.subject {
            "reconsideration_cases" => true,
            "litigation_cases" => false,
            _ => continue,
        };
        // The words right behind the number in its sentence.
        let start = told_before.at.1;
        let Some(end) = paragraph.text.get(start..).and_then(|text| Some(start + quoted(text, base)?)) else {
            continue;
        };
        let sentence = paragraph.sentence_span(paragraph.clause_at(start)).end;
        let rest = paragraph.slice(end..sentence.max(end));
        // 1件，结果为维持: one alone needs no word for all.
        let is_one = base.value == Some(Decimal::ONE);
        let one = rest.find("结果为").map(|at| at + "结果".len()).filter(|_| is_one);
        let own = rest.strip_prefix(['，', '（']).filter(|_| is_one).map(|own| rest.len() - own.len());
        let one = one.or(own);
        let all = ["均", "全部"].iter().filter_map(|all| rest.find(all)).min();
        let Some(all) = all.or(one) else { continue };
        let (lead, outcome) = rest.split_at(all);
        let is_led = LEADS.iter().fold(lead.to_owned(), |lead, word| lead.replace(word, "")).is_empty();
        let outcome = outcome.split(['，', '；', '）']).next().unwrap_or_default();
        let own = BETWEEN.iter().fold(outcome, |own, word| own.strip_prefix(word).unwrap_or(own));
        let own = OF_WHAT.iter().rev().fold(own, |own, what| own.strip_suffix(what).unwrap_or(own));
        let known = OUTCOMES.iter().find(|(word, ..)| own == *word);
        if let (true, Some((_, reconsideration, litigation))) = (is_led, known) {
            let subject = if is_reconsideration { reconsideration } else { litigation };
            if subject.is_empty() {
                continue;
            }
            found.extend(told(passage, base, subject, end + all..end + all + outcome.len()));
        }
    }
    facts.extend(found);
}

/// 收到申请3件，均为自然人提出: all of those just counted.
pub(super) fn applicants(passage: &Passage<'_>, facts: &mut Vec<Told>) {
    const WHO: [&str; 5] = ["自然人", "公民", "个人", "公民个人", "自然人个人"];
    const ALL: [&str; 6] = ["均为", "均由", "均系", "均是", "全部为", "全部由"];
    const DEEDS: [&str; 6] = ["", "提出", "申请", "提交", "提出的申请", "提出申请"];
    let mut received = facts.iter().filter(|told| told.fact.subject == "requests_received");
    let (Some(base), None) = (received.next(), received.next()) else { return };
    let paragraph = &passage.paragraph;
    let start = base.at.1;
    let end = paragraph.text.get(start..).and_then(|text| quoted(text, &base.fact)).map_or(start, |end| start + end);
    let sentence = paragraph.sentence_span(paragraph.clause_at(start)).end;
    let rest = paragraph.slice(end..sentence.max(end));
    let said = rest.trim_start_matches(['，', '（']);
    let said = said.strip_prefix("申请人").unwrap_or(said);
    let clause = said.split(['，', '）', '。', '；']).next().unwrap_or_default();
    let who = ALL.iter().find_map(|all| clause.strip_prefix(all));
    let is_told =
        who.is_some_and(|who| WHO.iter().any(|name| who.strip_prefix(name).is_some_and(|deed| DEEDS.contains(&deed))));
    if is_told {
        let at = end + rest.len() - said.len();
        facts.extend(told(passage, &base.fact.clone(), "requests_natural_person", at..at + clause.len()));
    }
}

/// Where the number of a fact and its measure word end in the text that opens with its words.
fn quoted(text: &str, fact: &Fact) -> Option<usize> {
    let (raw, unit) = (fact.raw.as_deref()?, fact.unit.as_deref()?);
    let words = format!("{raw}{unit}");
    text.find(&words).map(|at| at + words.len())
}

fn told(passage: &Passage<'_>, base: &Fact, subject: &'static str, span: std::ops::Range<usize>) -> Option<Told> {
    if base.value.is_none_or(|value| value == Decimal::ZERO) {
        return None;
    }
    let at = span.start;
    let (quote, place) = passage.paragraph.quote(span, at)?;
    let words = passage.paragraph.text.get(at..)?;
    let raw = ["均", "全部"].into_iter().find(|all| words.starts_with(all)).map(str::to_owned);
    let fact = Fact { subject, raw: raw.or_else(|| base.raw.clone()), quote, at: place, ..base.clone() };
    Some(Told { at: (passage.number, at), fact })
}
