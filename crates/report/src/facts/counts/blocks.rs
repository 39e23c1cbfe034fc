//! Numbers that are no counts of this report, whatever they count.

use std::ops::Range;

use rust_decimal::Decimal;

use super::{Counter, others, over_years, plans};
use crate::facts::lexicon::lexicon;
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

impl Counter<'_, '_> {
    /// Differences, plans, rates, denials and other years are not counts of this report.
    pub(super) fn is_blocked(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let lexicon = lexicon();
        let words = self.passage.hits.words(left.start..quantity.number.start);
        let words_before = self.passage.paragraph.slice(left.clone());
        if plans::is_due(words_before)
            || plans::is_meant(words_before, self.rest(quantity))
            || self.is_planned(left.end)
            || self.is_risen_from(words_before, quantity)
        {
            return true;
        }
        if (words.meets(&lexicon.blocks) && !is_risen_to(words_before))
            || (words.meets(&lexicon.prior) && !words.meets(&lexicon.carried))
        {
            return true;
        }
        // 无一例, 没有1件: none, though the number is one.
        if quantity.value == Some(Decimal::ONE) && DENIED.iter().any(|word| words_before.ends_with(word)) {
            return true;
        }
        if self.is_of_a_wider_area(words_before, left.end)
            || self.is_of_a_trade(words_before, left.end)
            || self.has_own_share(left, quantity)
        {
            return true;
        }
        if self.is_of_others(left)
            || self.goes_on_of_others(left)
            || self.is_of_a_part_of_area(left)
            || self.is_transferred(left, quantity)
            || self.is_of_part(left, quantity)
        {
            return true;
        }
        if self.is_of_all_disputes(left, quantity) || self.is_of_cases_decided(left) {
            return true;
        }
        if self.is_of_some_requests(left, quantity) || others::is_demanded(words_before, quantity) {
            return true;
        }
        if over_years::is_growth_of_followers(words_before) || is_a_cause(words_before, self.rest(quantity)) {
            return true;
        }
        let is_gone = is_closed(words_before) || self.is_before_a_closing(quantity);
        if self.is_over_the_years(left, quantity) || (quantity.units.meets(Units::OBJECTS) && is_gone) {
            return true;
        }
        // 各科室确定一名: one each, not one.
        let is_each = quantity.value == Some(Decimal::ONE)
            && self.passage.paragraph.slice(left.clone()).contains(['每', '各'])
            && quantity.units.meets(Units::PEOPLE);
        is_each || self.is_of_other_year(left)
    }

    /// 由321条增加到432条: the first number is of the time before.
    fn is_risen_from(&self, before: &str, quantity: &Quantity) -> bool {
        let paragraph = &self.passage.paragraph;
        let end = paragraph.clauses.get(paragraph.clause_at(quantity.span.end)).map_or(0, |clause| clause.span.end);
        let after = paragraph.slice(quantity.span.end..end.max(quantity.span.end));
        let before = ["年初的", "年初", "原来的", "原有的", "原先的", "此前的"]
            .iter()
            .find_map(|then| before.strip_suffix(then))
            .unwrap_or(before);
        before.ends_with(['由', '从']) && RISEN.iter().any(|word| after.starts_with(word))
    }

    /// 备案账号4个，注销1个，目前运营3个: the first is none of what there is in the end.
    fn is_before_a_closing(&self, quantity: &Quantity) -> bool {
        let paragraph = &self.passage.paragraph;
        let end = paragraph.sentence_span(paragraph.clause_at(quantity.span.end)).end;
        let after = paragraph.slice(quantity.span.end..end.max(quantity.span.end));
        let closed = CLOSED.iter().filter_map(|word| after.find(word)).min();
        let left = closed.and_then(|at| after.get(at..)).unwrap_or_default();
        ["目前", "现有", "现运营", "实有", "尚有"].iter().any(|word| left.contains(word))
    }
}

/// Words that lead from the number before to the one now.
const RISEN: [&str; 36] = [
    "降为",
    "减为",
    "下降到",
    "下降至",
    "下降为",
    "减少为",
    "提高为",
    "增加到",
    "增加至",
    "增加为",
    "增至",
    "增到",
    "增长到",
    "增长至",
    "上升到",
    "上升至",
    "升至",
    "升到",
    "提高到",
    "提高至",
    "提升至",
    "提升到",
    "涨至",
    "上升为",
    "增为",
    "增长为",
    "减少到",
    "减少至",
    "减至",
    "降至",
    "降到",
    "压减至",
    "精简至",
    "整合为",
    "整合至",
    "缩减至",
];

/// 增加到432条, 上升到2023年的150条: the number is no difference.
pub(super) fn is_risen_to(before: &str) -> bool {
    let before = before.strip_suffix("年的").unwrap_or(before);
    let before = before.trim_end_matches(|year: char| year.is_ascii_digit() || matches!(year, '今' | '本'));
    RISEN.iter().any(|word| before.ends_with(word)) && !before.contains('将')
}

/// Words right before "one" that make it none.
const DENIED: [&str; 7] = ["无", "未", "没有", "未有", "不存在", "未发生", "未出现"];

/// 因粉丝少于500人已注销: why a thing is there no longer.
fn is_a_cause(before: &str, after: &str) -> bool {
    before.contains('因') && CLOSED.iter().any(|word| after.contains(word))
}

/// Words that end an account.
const CLOSED: [&str; 9] = ["合并", "归并", "清理", "关停", "注销", "停用", "停更", "关闭", "撤销"];

/// 关停公众号1个: a thing that is there no longer.
fn is_closed(before: &str) -> bool {
    let closed = CLOSED.iter().filter_map(|word| before.rfind(word)).max();
    let left = closed.and_then(|at| before.get(at..)).unwrap_or_default();
    closed.is_some()
        && !["现有", "保留", "剩", "整合为", "尚有", "目前", "新建", "新增", "新开"]
            .iter()
            .any(|word| left.contains(word))
}
