//! Several numbers of one thing near each other: parts by rank or by kind, and none of them the whole.

use super::pieces::MANY;
use crate::facts::passage::{Passage, Told};

/// Bodies of another rank, as they stand before what is counted: 区级采用, 镇人大代表.
const LEVELS: [&str; 8] = ["国家", "省", "市", "区", "县", "镇", "乡", "街道"];

/// Subjects that are counted by rank.
const RANKED: [&str; 3] = ["items_adopted", "npc_proposals", "cppcc_proposals"];

/// The whole area, and its government alone.
const WHOLE: [&str; 5] = ["全市", "全区", "全县", "全省", "全州"];
const GOVERNMENT: [&str; 3] = ["政府共", "政府收", "政府办"];

/// Words that make a thing one of the villages' or communities'.
const BELOW: [&str; 4] = ["村务", "居务", "村级", "社区"];

/// A fact with what is needed to compare it.
struct One<'t> {
    told: &'t Told,
    /// The words before its number.
    own: &'t str,
    sentence: usize,
    /// Where the part of the sentence parted by ； begins.
    part: usize,
}

impl One<'_> {
    fn has(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.own.contains(word))
    }

    fn is_alike(&self, other: &Self) -> bool {
        let (one, two) = (&self.told.fact, &other.told.fact);
        one.subject == two.subject && one.channel == two.channel && one.value != two.value
    }

    fn is_listed(&self) -> bool {
        self.own.starts_with(['、', '和'])
    }
}

/// Leaves out 省级采用5篇、区级采用63篇 and 县人大建议2件、镇人大建议11件, of which none is all; 村务公开栏40个 beside 政务公开栏21个,
/// which are not the body's; 市政府收到327件，办结319件 beside 全市收到5126件.
pub(super) fn parts(passage: &Passage<'_>, facts: &mut Vec<Told>) {
    let all: Vec<One<'_>> = facts.iter().map(|told| one(passage, told)).collect();
    let mut of_part = None;
    let mut are_parts = Vec::with_capacity(all.len());
    for (at, told) in all.iter().enumerate() {
        let near = all.get(at.saturating_sub(MANY)..all.len().min(at + MANY)).unwrap_or_default();
        let goes_on = of_part == Some(told.part) && !told.has(&WHOLE);
        let is_government = goes_on || is_beside_whole(told, near);
        of_part = is_government.then_some(told.part);
        let before = at.checked_sub(1).and_then(|at| all.get(at));
        are_parts.push(is_government || is_of_rank(told, before, near) || is_below(told, near));
    }
    let mut are_parts = are_parts.into_iter();
    facts.retain(|_| !are_parts.next().unwrap_or(false));
}

fn one<'t>(passage: &'t Passage<'_>, told: &'t Told) -> One<'t> {
    let paragraph = &passage.paragraph;
    let words = paragraph.text.get(told.at.1..).unwrap_or_default();
    let near = words.get(..words.floor_char_boundary(super::REACH)).unwrap_or_default();
    let end = told.fact.raw.as_deref().and_then(|raw| near.find(raw)).unwrap_or_default();
    let clause = paragraph.clause_at(told.at.1);
    let sentence = paragraph.sentence_span(clause).start;
    let from = paragraph.text.ceil_char_boundary(told.at.1.saturating_sub(super::REACH)).min(told.at.1);
    let part = paragraph.slice(from..told.at.1).rfind(['；', '。']).map_or(sentence, |at| from + at);
    One { told, own: words.get(..end).unwrap_or_default(), sentence, part }
}

fn is_of_rank(told: &One<'_>, before: Option<&One<'_>>, near: &[One<'_>]) -> bool {
    // 省、市人大代表建议3件、政协提案5件: the second goes on with the first.
    let goes_on = told.is_listed() && before.is_some_and(|before| before.has(&LEVELS));
    let is_ranked = told.has(&LEVELS) || goes_on;
    let mut alike = near.iter().filter(|other| other.sentence == told.sentence && other.is_alike(told));
    // 议案1件、建议5件: kinds side by side.
    RANKED.contains(&told.told.fact.subject)
        && alike.any(|other| {
            let next = if other.told.at > told.told.at { other } else { told };
            next.is_listed() || (is_ranked && (other.has(&LEVELS) || next.is_listed()))
        })
}

fn is_below(told: &One<'_>, near: &[One<'_>]) -> bool {
    let mut alike = near.iter().filter(|other| other.sentence == told.sentence && other.is_alike(told));
    told.has(&BELOW) && alike.any(|other| !other.has(&BELOW))
}

fn is_beside_whole(told: &One<'_>, near: &[One<'_>]) -> bool {
    let mut wholes = near.iter().filter(|other| other.is_alike(told) && other.has(&WHOLE));
    told.told.fact.channel.is_none()
        && told.has(&GOVERNMENT)
        && !told.has(&WHOLE)
        && wholes.any(|whole| whole.told.fact.value > told.told.fact.value)
}
