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
    const OUTCOMES: [(&str, &str, &str); 4] = [
        ("维持", "reconsideration_upheld", "litigation_upheld"),
        ("纠正", "reconsideration_corrected", "litigation_corrected"),
        ("驳回", "reconsideration_dismissed", "litigation_dismissed"),
        ("未审结", "reconsideration_pending", "litigation_pending"),
    ];
    const LEADS: [&str; 8] = ["结果", "复议", "诉讼", "决定", "判决", "复议机关", "法院", "，"];
    const BETWEEN: [&str; 10] = ["均为", "均被", "均予以", "均已", "均尚", "均", "全部", "为", "结果", "“"];
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
        let Some(all) = ["均", "全部"].iter().filter_map(|all| rest.find(all)).min() else { continue };
        let (lead, outcome) = rest.split_at(all);
        let is_led = LEADS.iter().fold(lead.to_owned(), |lead, word| lead.replace(word, "")).is_empty();
        let outcome = outcome.split(['，', '；']).next().unwrap_or_default();
        let own = BETWEEN.iter().fold(outcome, |own, word| own.strip_prefix(word).unwrap_or(own));
        let known =
            OUTCOMES.iter().find(|(word, ..)| own.trim_end_matches('”').trim_end_matches("原行政行为") == *word);
        if let (true, Some((_, reconsideration, litigation))) = (is_led, known) {
            let subject = if is_reconsideration { reconsideration } else { litigation };
            found.extend(told(passage, base, subject, end + all..end + all + outcome.len()));
        }
    }
    facts.extend(found);
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
    let raw = if passage.paragraph.text.get(at..)?.starts_with('均') { "均" } else { "全部" };
    let fact = Fact { subject, raw: Some(raw.to_owned()), quote, at: place, ..base.clone() };
    Some(Told { at: (passage.number, at), fact })
}
