//! Which words around a number are read with it.

use std::ops::Range;

use super::phrase::is_light;
use super::{Counter, REACH, RIGHT_REACH};
use crate::facts::context;
use crate::facts::matter::Matter;
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

impl Counter<'_, '_> {
    /// The spans to read a number with, best first, and whether they are borrowed from the number before.
    pub(super) fn readings(
        &self,
        number: usize,
        quantity: &Quantity,
        left: &Range<usize>,
        right: &Range<usize>,
    ) -> Vec<(Vec<Range<usize>>, bool)> {
        let mut readings = Vec::new();
        readings.extend(self.of_next_channel(number, quantity, left));
        if !right.is_empty() {
            readings.push(vec![left.clone(), right.clone()]);
        }
        readings.push(vec![left.clone()]);
        // 公开信息由321条增加到432条: the words stand before the number it was.
        if let Some(before) = number.checked_sub(1).and_then(|before| Some((before, self.quantities.get(before)?)))
            && super::blocks::is_risen_to(self.passage.paragraph.slice(left.clone()))
        {
            readings.push(vec![self.left(before.0, before.1), left.clone()]);
        }
        // 制定规章2部、行政规范性文件17件: the verb stands with the first.
        let paragraph = &self.passage.paragraph;
        let own = paragraph.slice(left.clone());
        if own.starts_with('、') && own.ends_with("规范性文件") {
            let clause = paragraph.clauses.get(paragraph.clause_at(left.start)).map(|clause| clause.span.start);
            let head = clause.unwrap_or(left.start).min(left.start)..left.start;
            readings.push(vec![head, left.clone()]);
        }
        readings.extend(self.answering(number, quantity, left));
        readings.extend(self.amount(number, quantity, left));
        readings.extend(self.taking_part(quantity, left, right));
        let earlier = self.earlier(number, left);
        if !earlier.is_empty() {
            let mut spans = earlier;
            spans.push(left.clone());
            readings.push(spans.clone());
            if !right.is_empty() {
                spans.push(right.clone());
                readings.push(spans);
            }
        }
        let mut readings: Vec<_> = readings.into_iter().map(|spans| (spans, false)).collect();
        readings.extend(self.elliptic(number, quantity, left).map(|spans| (spans, true)));
        readings
    }

    /// From the clause's start or the quantity before to the number.
    pub(super) fn left(&self, number: usize, quantity: &Quantity) -> Range<usize> {
        let paragraph = &self.passage.paragraph;
        let clause = paragraph.clauses.get(paragraph.clause_at(quantity.span.start));
        let before = number.checked_sub(1).and_then(|before| self.quantities.get(before));
        let start = clause.map_or(0, |clause| clause.span.start).max(before.map_or(0, |before| before.span.end));
        let start = paragraph.text.ceil_char_boundary(start.max(quantity.span.start.saturating_sub(REACH)));
        let left = start.min(quantity.span.start)..quantity.span.start;
        let left = match before {
            Some(before) if before.span.end == left.start => {
                let are_people = before.units == quantity.units && quantity.units.meets(Units::PEOPLE);
                self.without_noun_before(left, are_people)
            }
            _ => left,
        };
        self.of_itself(left)
    }

    /// 其中我办收到12件: the share of the one who reports is a count of its own, not a part by kind.
    fn of_itself(&self, left: Range<usize>) -> Range<usize> {
        let words = self.passage.paragraph.slice(left.clone());
        let whose = words.find("其中").map_or(0, |at| at + "其中".len());
        let mut names = self.own_names();
        let is_own = words.get(whose..).is_some_and(|rest| names.any(|name| rest.starts_with(name)));
        if whose > 0 && is_own { left.start + whose..left.end } else { left }
    }

    /// 5个|社区、|12个: the noun right behind the number before is not this number's; nor is it in 1名|专职人员和|联络员8名.
    fn without_noun_before(&self, left: Range<usize>, are_people: bool) -> Range<usize> {
        const PARTS: [&str; 6] = ["其中", "包括", "共", "含", "、", "和"];
        let words = self.passage.paragraph.slice(left.clone());
        let joint = words.find('、').or_else(|| words.find('和').filter(|_| are_people));
        match joint.filter(|_| !PARTS.iter().any(|part| words.starts_with(part))) {
            Some(at) => left.start + at..left.end,
            None => left,
        }
    }

    /// The noun after the unit: 3个|社区将结合实际.
    pub(super) fn right(&self, number: usize, quantity: &Quantity) -> Range<usize> {
        const STOPS: [&str; 16] =
            ["、", "其中", "包括", "均", "并", "以及", "已", "全部", "和", "与", "及", "，", "“", "”", "都", "（"];
        let paragraph = &self.passage.paragraph;
        let from = quantity.span.end;
        let clause = paragraph.clauses.get(paragraph.clause_at(quantity.span.start));
        let next = self.quantities.get(number + 1);
        let end = clause.map_or(from, |clause| clause.span.end).min(next.map_or(usize::MAX, |next| next.span.start));
        let end = paragraph.text.floor_char_boundary(end.min(from + RIGHT_REACH));
        let words = paragraph.slice(from..end);
        let stop = STOPS.iter().filter_map(|stop| words.find(stop)).min().unwrap_or(words.len());
        from..from + stop
    }

    /// Up to two clauses before in the same sentence that have no number of their own.
    pub(super) fn earlier(&self, number: usize, left: &Range<usize>) -> Vec<Range<usize>> {
        let paragraph = &self.passage.paragraph;
        let before = number.checked_sub(1).and_then(|before| self.quantities.get(before));
        let taken = before.map_or(0, |before| before.span.end);
        let index = paragraph.clause_at(left.end);
        let Some(own) = paragraph.clauses.get(index) else { return Vec::new() };
        let mut spans = Vec::new();
        for clause in paragraph.clauses.get(..index).unwrap_or_default().iter().rev().take(4) {
            if clause.sentence != own.sentence || clause.span.start < taken || spans.len() == 2 {
                break;
            }
            if clause.is_bracketed && !own.is_bracketed {
                continue;
            }
            let start = paragraph.text.ceil_char_boundary(clause.span.start.max(clause.span.end.saturating_sub(REACH)));
            spans.push(start.min(clause.span.end)..clause.span.end);
        }
        spans.reverse();
        spans
    }

    /// 组织培训1次，36个单位80余人参加: who took part in the training just counted.
    fn taking_part(&self, quantity: &Quantity, left: &Range<usize>, right: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let paragraph = &self.passage.paragraph;
        let told = self.facts.last().filter(|told| told.fact.subject == "trainings")?;
        let said = self.said_before(left.start);
        let sentence = left.start - said.len();
        let takes_part = ["参加", "参训", "参与"].iter().any(|word| paragraph.slice(right.clone()).starts_with(word));
        let is_next = quantity.units.meets(Units::PEOPLE) && takes_part && told.at.1 >= sentence;
        let training = said.rfind("培训").map(|at| sentence + at)?;
        is_next.then(|| vec![training..training + "培训".len(), left.clone(), right.clone()])
    }

    /// 对1件申请收取信息处理费，金额为320元: what the money is for stands behind the number before.
    fn amount(&self, number: usize, quantity: &Quantity, left: &Range<usize>) -> Option<Vec<Range<usize>>> {
        const AMOUNTS: [&str; 6] = ["金额", "总额", "费用", "收取", "实收", "收费"];
        let paragraph = &self.passage.paragraph;
        let at = number.checked_sub(1)?;
        let before = self.quantities.get(at).filter(|_| quantity.units.meets(Units::MONEY))?;
        let index = paragraph.clause_at(left.end);
        let end = paragraph.clauses.get(index.checked_sub(1)?)?.span.end;
        let sentence = end.checked_sub(self.said_before(end).len())?;
        let own = paragraph.slice(left.clone());
        let rest = AMOUNTS.iter().fold(own.to_owned(), |rest, word| rest.replace(word, ""));
        let is_amount = is_light(&rest) && before.span.start >= sentence && before.span.end <= end;
        let words = self.left(at, before);
        // 发出收费通知2件，总金额860元，实际收取440元.
        if paragraph.slice(sentence..end).contains("收费通知") {
            return Some(vec![sentence..end, left.clone()]);
        }
        is_amount.then(|| vec![words, before.span.end..end, left.clone()])
    }

    /// 开展培训2次、80余人次: the second number shares the words of the first.
    fn elliptic(&self, number: usize, quantity: &Quantity, left: &Range<usize>) -> Option<Vec<Range<usize>>> {
        let before = self.quantities.get(number.checked_sub(1)?)?;
        let gap = self.passage.paragraph.slice(before.span.end..quantity.span.start);
        let is_near = gap.chars().count() <= 6 && !gap.contains('。') && before.units != quantity.units;
        let shared = self.left(number - 1, before);
        is_near.then(|| vec![shared, left.clone()])
    }

    /// 行政诉讼3件（含上年结转1件）: what is carried over are lawsuits, where no request is named in the sentence.
    pub(super) fn is_of_disputes_alone(&self, spans: &[Range<usize>], matter: Option<Matter>) -> bool {
        let end = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let words = self.said_before(end).replace("复议申请", "");
        matches!(matter, Some(Matter::Reconsideration | Matter::Litigation)) && !words.contains("申请")
    }

    /// 收到低保申请20件，结转下年度2件: what is carried over are no requests for information.
    pub(super) fn is_of_other_business(&self, spans: &[Range<usize>], matter: Option<Matter>) -> bool {
        let paragraph = &self.passage.paragraph;
        let end = spans.iter().map(|span| span.end).max().unwrap_or(0);
        let sentence = paragraph.sentence_span(paragraph.clause_at(end)).start;
        let from = paragraph.text.ceil_char_boundary(sentence.max(end.saturating_sub(REACH)));
        matter != Some(Matter::Requests) && context::is_foreign(paragraph.slice(from..end.max(from)))
    }
}

/// 政府信息公开申请、|行政复议和行政诉讼均为0: words before the disputes that make the requests one of the list.
pub(super) fn are_requests_beside(head: &str) -> bool {
    const TAIL: [&str; 6] = ["行政", "政府信息公开", "信息公开", "被提起", "被申请", "提起"];
    const BEFORE: [&str; 9] = ["公开", "信息", "，", "收到", "受理", "全年", "年度", "年", "局"];
    let head = TAIL.iter().fold(head, |head, word| head.strip_suffix(word).unwrap_or(head));
    let Some(head) = head.strip_suffix(['、', '和', '与', '及']) else { return false };
    let head =
        ["件数", "数量", "情况", "事项", "案件", "数"].iter().find_map(|word| head.strip_suffix(word)).unwrap_or(head);
    if head.ends_with("依申请公开") {
        return true;
    }
    let before = head.strip_suffix("申请");
    before.is_some_and(|before| before.is_empty() || BEFORE.iter().any(|word| before.ends_with(word)))
}

/// Nouns of a list, each with its place.
pub(super) fn pieces(text: &str, offset: usize) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut start = 0;
    for (at, separator) in text.match_indices(['、', '和', '与', '及', '，', '：']) {
        if at > start {
            pieces.push(offset + start..offset + at);
        }
        start = at + separator.len();
    }
    if start < text.len() {
        pieces.push(offset + start..offset + text.len());
    }
    pieces
}
