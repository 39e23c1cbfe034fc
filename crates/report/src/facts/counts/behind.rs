//! What stands behind a number: 2件政府信息公开行政复议尚未审结, 12个科室全年公开信息.

use std::ops::Range;

use super::phrase::is_light;
use super::pieces::PIECES;
use super::{Counter, channel, is_of_disputes};
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

/// Kinds of disputes.
const DISPUTES: [&str; 2] = ["复议", "诉讼"];

impl Counter<'_, '_> {
    /// 4件政府信息公开行政复议被纠正, 2件行政复议、3件行政诉讼未审结: the noun and the outcome stand behind the number. Returns
    /// whether such a noun stands there; then the number is no count but the one given here.
    pub(super) fn disputes_behind(&mut self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let own = self.passage.paragraph.slice(left.clone());
        let Some(noun) = self.dispute_behind(quantity) else { return false };
        if !quantity.units.meets(Units::CASES) || DISPUTES.iter().any(|dispute| own.contains(dispute)) {
            return false;
        }
        let tail = self.outcome_behind(&noun);
        let spans = [left.clone(), noun.clone(), tail.clone()];
        if let Some(found) = self.resolve(&spans, noun.end, quantity)
            && is_of_disputes(found.subject)
        {
            let is_all = matches!(found.subject, "reconsideration_cases" | "litigation_cases");
            let after = self.passage.paragraph.slice(noun.end..tail.end);
            let of_all = ["均", "全部", "都", "已", "中"].iter().any(|all| after.starts_with(all));
            let is_rest = ["尚", "仍", "还", "另", "除", "其余", "剩"].iter().any(|word| own.contains(word));
            if !is_all || (!is_rest && (of_all || is_light(after))) {
                let end = if tail.start == noun.end { tail.end } else { noun.end };
                self.push(&found, quantity, left.start..end);
            }
        }
        true
    }

    /// The words right behind a number up to the end of a dispute's name.
    fn dispute_behind(&self, quantity: &Quantity) -> Option<Range<usize>> {
        let rest = self.rest(quantity);
        let first = rest.find(['、', '，']).and_then(|at| rest.get(..at)).unwrap_or(rest);
        let end = DISPUTES.iter().filter_map(|noun| Some(first.rfind(noun)? + noun.len())).max()?;
        let named = first.get(..end)?;
        let is_name = [
            "政府信息公开",
            "信息公开",
            "行政",
            "的",
            "复议",
            "诉讼",
            "政务公开",
            "涉及",
            "关于",
            "因",
            "引发",
            "提起",
        ]
        .iter()
        .fold(named.to_owned(), |left, word| left.replace(word, ""))
        .is_empty();
        is_name.then(|| quantity.span.end..quantity.span.end + end)
    }

    /// What became of disputes named: behind the name, or behind the last of several named side by side.
    fn outcome_behind(&self, noun: &Range<usize>) -> Range<usize> {
        let paragraph = &self.passage.paragraph;
        let end = paragraph.clauses.get(paragraph.clause_at(noun.end)).map_or(noun.end, |clause| clause.span.end);
        let mut from = noun.end;
        for next in self.quantities.iter().filter(|next| (noun.end..end).contains(&next.span.start)) {
            let gap = paragraph.slice(from..next.span.start);
            let Some(behind) = self.dispute_behind(next).filter(|_| ["、", "和", "及", "以及", "与"].contains(&gap))
            else {
                return from..next.span.start.max(from);
            };
            from = behind.end;
        }
        from..end.max(from)
    }

    /// 12个科室全年公开信息860条, 公开2个批次的信息: the noun right behind such a measure word is what is counted, and it
    /// is no piece of what is published.
    pub(super) fn is_of_others_than_pieces(&self, quantity: &Quantity) -> bool {
        const PARTS: [&str; 26] = [
            "的", "共", "全年", "均", "已", "在", "通过", "公开", "发布", "公布", "公示", "推送", "更新", "向", "按",
            "进行", "、", "等", "并", "用于", "以", "其中", "为", "被", "得到", "实现",
        ];
        if !matches!(quantity.unit, Some("个" | "家" | "处" | "项")) {
            return false;
        }
        let rest = self.rest(quantity);
        let end = PARTS.iter().filter_map(|part| rest.find(part)).min().unwrap_or(rest.len());
        let noun = rest.get(..end).unwrap_or_default();
        // 公开12项重大行政决策事项: a kind of matters, which are no pieces.
        let kind = noun.split_once("事项").map(|(kind, _)| kind).filter(|_| quantity.unit == Some("项"));
        if kind.is_some_and(|kind| !is_light(kind) && !kind.contains("信息")) {
            return true;
        }
        !noun.is_empty() && !is_light(noun) && !PIECES.iter().any(|piece| noun.contains(piece))
    }
}

/// Whether a subject is of pieces published.
pub(super) fn is_of_pieces(subject: &str) -> bool {
    subject == "proactive_items"
        || channel::CHANNELS.iter().any(|channel| channel.items == subject && channel.items != channel.objects)
}
