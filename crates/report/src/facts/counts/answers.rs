//! Numbers whose words stand before another number.

use std::ops::Range;

use rust_decimal::Decimal;

use super::pieces::MANY;
use super::{Counter, Found};
use crate::facts::passage::years;
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;
use crate::model::Exactness;

/// Longest words, in characters, that leave what is counted to the words before.
const LONGEST_ANSWER: usize = 12;

/// Whose a channel is, before its name.
const WHOSE: [&str; 10] = ["镇", "乡", "区", "县", "市", "局", "官方", "人民政府", "政府", "门户"];

/// Channels alone that share the verb of the first; no list is longer.
const MOST_ALONE: usize = 8;

impl Counter<'_, '_> {
    /// 同比增加200条，达到1200条: the words stand before a number that is none of this year's.
    pub(super) fn answering(
        &self,
        number: usize,
        quantity: &Quantity,
        left: &Range<usize>,
    ) -> Option<Vec<Range<usize>>> {
        let (at, before) = self.before(number, quantity)?;
        let words = self.passage.paragraph.slice(left.clone()).trim_start_matches(['，', '、', '（', '；']);
        let words = words.strip_prefix("其中").unwrap_or(words);
        let own = left.end - words.len()..left.end;
        let shared = self.left(at, before);
        if !self.is_answer(words) || !self.is_blocked(&shared, before) {
            return None;
        }
        // 备案账号4个，注销1个，目前运营3个: the noun stands with the first.
        let first = self.before(at, before).filter(|(at, first)| self.is_blocked(&self.left(*at, first), first));
        let first = first.into_iter().flat_map(|(at, first)| [self.left(at, first), self.right(at, first)]);
        // 自网站开通以来，累计发布2300条，2023年发布210条: since when tells whose it is.
        let since = self
            .earlier(at, &shared)
            .into_iter()
            .filter(|span| self.passage.paragraph.slice(span.clone()).ends_with("以来"));
        Some(since.chain(first).chain([shared, own]).collect())
    }

    /// 为, 达到, 实际公开, 今年, 我街道参加: words by which this year's own number answers another.
    fn is_answer(&self, words: &str) -> bool {
        const ENDS: [&str; 15] = [
            "为",
            "达",
            "达到",
            "达到了",
            "共",
            "共计",
            "合计",
            "总数为",
            "总数达",
            "总量为",
            "总量达",
            "累计",
            "累计达",
            "新增",
            "新增了",
        ];
        const OWN: [&str; 11] =
            ["目前", "现有", "实际", "今年", "本年", "当年", "年内", "参加", "参与", "现为", "保留"];
        let is_compared = words.contains(['较', '比']);
        let is_of_the_year = words.starts_with("全年");
        let words = words.strip_prefix("全年").unwrap_or(words);
        // 今年结转1件 tells of something else.
        if words.contains("结转") || words.chars().count() > LONGEST_ANSWER {
            return false;
        }
        ENDS.contains(&words)
            || is_of_the_year && super::shares::is_deed(words)
            || OWN.iter().any(|word| words.contains(word))
            || self.without_own_name(words).is_some_and(super::shares::is_deed)
            || !is_compared && self.setting.year.is_some_and(|year| years(words).any(|named| named == year))
    }

    /// 微信发布200条，微博100条: a channel alone, after a count of the one before.
    pub(super) fn of_next_channel(
        &self,
        number: usize,
        quantity: &Quantity,
        left: &Range<usize>,
    ) -> Option<Vec<Range<usize>>> {
        let (mut at, before) = self.before(number, quantity)?;
        let told = self.facts.last().map(|told| &told.fact);
        // 公开信息1200条（其中网站900条）: one of the channels all went out by.
        let paragraph = &self.passage.paragraph;
        let is_named = paragraph.slice(left.clone()).starts_with("其中") || {
            let before = paragraph.slice(0..left.start);
            before.ends_with(['：', '（'])
        };
        // The second of them follows the first, which has a channel.
        // 局及直属单位公开500条，其中局网站300条: whosever the whole was, the channel's are one's own.
        let is_of_many = paragraph.slice(left.clone()).starts_with("其中") && !self.is_told(before);
        let is_part = is_named && told.is_some_and(|told| told.subject == "proactive_items");
        let is_next =
            told.is_some_and(|told| (told.channel.is_some() || is_part) && told.unit.as_deref() == before.unit);
        if !self.is_channel_alone(left) || !(is_next || is_of_many) {
            return None;
        }
        // 开设微博1个、公众号2个、抖音号1个: the verb stands with the first.
        let mut words = self.left(at, before);
        for _ in 0..MOST_ALONE {
            let first = self.quantities.get(at).and_then(|before| self.before(at, before));
            let Some((earlier, first)) = first.filter(|_| self.is_channel_alone(&words)) else { break };
            (at, words) = (earlier, self.left(earlier, first));
        }
        // 按渠道分：网站181条，微信47条: the first of them may have its verb before.
        let mut spans = self.earlier(at, &words);
        spans.extend([words, left.clone()]);
        Some(spans)
    }

    /// Whether a fact was told of a number.
    fn is_told(&self, quantity: &Quantity) -> bool {
        let left = self.own(quantity).len();
        self.facts
            .iter()
            .rev()
            .take(MANY)
            .any(|told| (quantity.span.start - left..quantity.span.end).contains(&told.at.1))
    }

    fn is_channel_alone(&self, left: &Range<usize>) -> bool {
        let words = self.passage.paragraph.slice(left.clone());
        let named: usize = self.passage.channels_in(left.clone()).iter().map(|(_, range)| range.len()).sum();
        let words = words.strip_prefix("其中").unwrap_or(words);
        // 镇人民政府网站, “云溪”公众号.
        let words = words.rsplit_once('”').map_or(words, |(_, name)| name);
        let words = WHOSE.iter().fold(words.trim_start_matches(['、', '，', '：', '和', '及']), |rest, whose| {
            rest.strip_prefix(whose).unwrap_or(rest)
        });
        named > 0 && words.trim_start_matches(['、', '，', '和', '及']).len() <= named + "政务".len()
    }

    /// The number before in the same sentence, when it is measured alike.
    fn before(&self, number: usize, quantity: &Quantity) -> Option<(usize, &Quantity)> {
        let paragraph = &self.passage.paragraph;
        // 网站214条（占40.9%），微信265条: a share in brackets stands between.
        let is_share = |at: &usize| {
            let share = self.quantities.get(*at).filter(|share| share.units.meets(Units::SHARE));
            share.is_some_and(|share| paragraph.text.get(share.span.end..).is_some_and(|after| after.starts_with('）')))
        };
        let at = number.checked_sub(1)?;
        let at = if is_share(&at) { at.checked_sub(1)? } else { at };
        let before = self.quantities.get(at).filter(|before| are_alike(before, quantity))?;
        let gap = paragraph.slice(before.span.end..quantity.span.start);
        (!gap.contains(['。', '！', '？'])).then_some((at, before))
    }

    /// 网站300条，微信200条，共计500条: the sum of what went out by the channels just counted.
    pub(super) fn sum(&self, left: &Range<usize>, quantity: &Quantity) -> Option<Found> {
        const TOTALS: [&str; 6] = ["共", "共计", "合计", "总计", "总共", "累计"];
        let words = self.passage.paragraph.slice(left.clone()).trim_start_matches('，');
        if !TOTALS.contains(&words) || quantity.exactness != Exactness::Exact {
            return None;
        }
        let sentence = self.passage.paragraph.sentence_span(self.passage.paragraph.clause_at(left.end)).start;
        let parts = self.facts.iter().rev().take_while(|told| {
            told.at.1 >= sentence
                && ["items", "posts"].iter().any(|pieces| told.fact.subject.ends_with(pieces))
                && told.fact.channel.is_some()
                && told.fact.unit.as_deref() == quantity.unit
        });
        let sums = parts.scan(Decimal::ZERO, |sum, told| {
            *sum = sum.checked_add(told.fact.value?)?;
            Some(*sum)
        });
        // 文件类信息34条、动态类信息266条，共计300条: of kinds.
        let kinds: Vec<_> =
            self.quantities.iter().filter(|part| (sentence..left.start).contains(&part.span.start)).collect();
        let are_kinds = kinds.len() > 1
            && kinds.iter().all(|part| part.unit == quantity.unit && self.own(part).ends_with("类信息"));
        let of_kinds = kinds.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.value?));
        let said = self.said_before(left.start);
        // 在政府网站发布工作动态186条、财政信息62条，合计248条: of all kinds on the channel the first names.
        let first = kinds.first().map(|first| sentence..first.span.start);
        let on = first.and_then(|first| self.named(&[first])).filter(|on| on.channel.is_some() && on.items.is_empty());
        let is_alike = kinds.len() > 1 && kinds.iter().all(|part| part.unit == quantity.unit);
        let last = self.passage.channels_in(sentence..left.start).len();
        if let Some(on) = on.filter(|_| is_alike && last == 1 && of_kinds == quantity.value) {
            return Some(on);
        }
        if are_kinds && of_kinds == quantity.value && ["公开", "发布"].iter().any(|verb| said.contains(verb)) {
            return Some(Found { subject: "proactive_items", channel: None, items: Vec::new() });
        }
        let is_sum = quantity.units.meets(Units::ITEMS) && sums.skip(1).any(|sum| Some(sum) == quantity.value);
        is_sum.then(|| Found { subject: "proactive_items", channel: None, items: Vec::new() })
    }

    /// 维持、纠正各1件; 网站、微信发布信息各300条: the number is that of each noun, where all of them are known.
    pub(super) fn each(&mut self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let words = self.passage.paragraph.slice(left.clone());
        // 办结率、满意率均为100%.
        let is_share = quantity.units.meets(Units::SHARE);
        let all = ["均达到", "均达", "均为", "均", "都为", "都达到"].iter().filter(|_| is_share);
        let all = all.chain(&["各"]).find_map(|all| words.strip_suffix(all));
        let Some(list) = all else { return false };
        let nouns = super::spans::pieces(list, left.start);
        let Some((first, last)) = nouns.first().cloned().zip(nouns.last().cloned()) else { return false };
        if nouns.len() < 2 {
            return false;
        }
        let read = |noun: &Range<usize>| {
            let own = self.resolve(std::slice::from_ref(noun), noun.end, quantity);
            // The verb stands with the last channel, or 开通 with the first.
            let is_channel = !self.passage.channels_in(noun.clone()).is_empty();
            let with = |other: &Range<usize>| {
                self.resolve(&[other.clone(), noun.clone()], noun.end, quantity).filter(|_| is_channel)
            };
            own.or_else(|| with(&last)).or_else(|| with(&first).filter(|found| found.subject == "accounts"))
        };
        let Some(found) = nouns.iter().map(read).collect::<Option<Vec<Found>>>() else { return false };
        let of = |found: &Found| (found.subject, found.channel);
        let is_told_apart = found.iter().zip(found.iter().skip(1)).all(|(one, next)| of(one) != of(next));
        if is_told_apart {
            for (found, noun) in found.iter().zip(&nouns) {
                self.push(found, quantity, noun.start..quantity.span.end);
            }
        }
        is_told_apart
    }
}

/// 条次 and 条 measure alike.
fn are_alike(one: &Quantity, other: &Quantity) -> bool {
    let bare = |quantity: &Quantity| quantity.unit.map(|unit| unit.trim_end_matches('次'));
    one.units == other.units || (one.units.meets(Units::ITEMS) && bare(one) == bare(other))
}
