//! Parts of a count just told, and one's own share of a count of many.

use std::ops::Range;

use super::behind::is_of_pieces;
use super::phrase::is_light;
use super::{Counter, Found, REACH};
use crate::facts::channel::UPPER_WEBSITE;
use crate::facts::level;
use crate::facts::matter::Matter;
use crate::facts::passage::years;
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

/// What is done with pieces and requests.
const DEEDS: [&str; 13] =
    ["并", "主动公开", "公开", "发布", "推送", "更新", "报送", "上报", "刊发", "收到", "受理", "办理", "信息"];

impl Counter<'_, '_> {
    /// 解读材料28篇，其中视频解读6个; 发布信息285条：概况类信息3条: of the same as a number before, which is all of them.
    pub(super) fn is_part_of_told(&self, found: &Found, quantity: &Quantity) -> bool {
        const PARTED: [&str; 5] = ["其中", "：", "包括", "（含", "中有"];
        const OWN_PARTS: [&str; 4] = ["requests_", "reconsideration_", "litigation_", "fee"];
        let is_own_part = OWN_PARTS.iter().any(|own| found.subject.starts_with(own));
        let paragraph = &self.passage.paragraph;
        let at = quantity.span.start;
        let from = paragraph.text.ceil_char_boundary(at.saturating_sub(REACH * 2)).min(at);
        let said = paragraph.slice(from..at).rsplit(['。', '！', '？']).next().unwrap_or_default();
        let start = at - said.len();
        let told = self.facts.iter().rev().take_while(|told| told.at.1 >= start);
        told.filter(|told| told.fact.value.zip(quantity.value).is_some_and(|(all, part)| all > part)).any(|told| {
            let all = self.quantities.iter().find(|all| {
                (told.at.1..at).contains(&all.span.start) && all.value.map(|value| value.normalize()) == told.fact.value
            });
            let Some(all) = all.filter(|all| all.units.meets(quantity.units)) else { return false };
            let gap = paragraph.slice(all.span.end..at);
            let is_same = told.fact.subject == found.subject && told.fact.channel == found.channel;
            // 不予公开3件（国家秘密1件、过程性信息2件）.
            let is_bracketed = gap.trim_start_matches('，').starts_with('（') && !gap.contains('）');
            if is_own_part {
                return is_same && is_bracketed;
            }
            // 热线1236件，其中水费咨询568件: by kind.
            let is_exchange =
                |subject: &str| matches!(subject, "consultations" | "messages_answered" | "hotline_calls");
            if is_exchange(told.fact.subject) && is_exchange(found.subject) && gap.contains("其中") {
                return true;
            }
            let is_piece = found.subject == "proactive_items" && is_of_pieces(told.fact.subject);
            let is_of_kind = gap.contains('：') || (gap.contains("其中") && self.own(quantity).contains("类信息"));
            // 开设专题47个，新增专题9个.
            let is_new = is_same && self.own(quantity).contains("新增") && quantity.units.meets(Units::OBJECTS);
            is_new || (is_same && PARTED.iter().any(|word| gap.contains(word))) || (is_piece && is_of_kind)
        })
    }

    /// 失效3件: those that ran out are not repealed.
    pub(super) fn is_run_out(&self, quantity: &Quantity) -> bool {
        let own = self.own(quantity);
        own.contains("失效") && !own.contains("废止")
    }

    /// 现行有效规范性文件23件，2024年新制定4件: what was made anew are documents where nothing else is named.
    pub(super) fn are_documents(&self, spans: &[Range<usize>], quantity: &Quantity) -> bool {
        let words = self.before_number(spans, quantity);
        let rest = self.rest(quantity).split(['、', '，']).next().unwrap_or_default();
        let made = ["新制定", "新制发", "新出台", "新印发"].iter().find_map(|verb| words.split(verb).nth(1));
        let is_named = spans.iter().any(|span| self.passage.paragraph.slice(span.clone()).contains("规范性文件"));
        is_named || (is_light(rest) && made.is_some_and(is_light))
    }

    /// 公开行政许可信息1045条、行政处罚决定62条: pieces about decisions, and not the decisions made.
    pub(super) fn is_of_decisions_published(&self, quantity: &Quantity) -> bool {
        const MADE: [&str; 6] = ["作出", "做出", "办理", "实施", "核发", "办结"];
        const PUBLISHED: [&str; 8] = ["公开", "公示", "公布", "发布", "上传", "推送", "归集", "报送"];
        let said = self.said_before(quantity.number.start);
        let last = |verbs: &[&str]| verbs.iter().filter_map(|verb| said.rfind(verb)).max();
        let is_published = last(&PUBLISHED).is_some_and(|at| last(&MADE).is_none_or(|made| made < at));
        matches!(quantity.unit, Some("条" | "则" | "篇" | "份")) && is_published
    }

    /// 网站发布信息6780条，其中我局发布321条: of many, beside what is one's own.
    pub(super) fn has_own_share(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let paragraph = &self.passage.paragraph;
        let at = self.quantities.partition_point(|next| next.span.start < quantity.span.end);
        let Some(next) = self.quantities.get(at).filter(|next| next.units == quantity.units) else { return false };
        if paragraph.clauses.get(paragraph.clause_at(next.span.start)).map(|clause| clause.sentence)
            != paragraph.clauses.get(paragraph.clause_at(quantity.span.start)).map(|clause| clause.sentence)
        {
            return false;
        }
        let gap = paragraph.slice(quantity.span.end..next.span.start).trim_start_matches(['，', '（', '、']);
        // 市政府网站公开信息4万条，我局公开210条: what stands on a site of others is of all of them.
        let is_above = || self.named(std::slice::from_ref(left)).is_some_and(|on| on.channel == Some(UPPER_WEBSITE));
        let share = gap.strip_prefix("其中").or_else(|| Some(gap).filter(|_| is_above()));
        let own = share.and_then(|share| self.without_own_name(share));
        let own = own.filter(|own| gap.starts_with("其中") || ["公开", "发布"].iter().any(|deed| own.contains(deed)));
        // The office of a government may tell the government's.
        let is_share = own.is_some_and(is_deed) && !gap.contains("我办") && !gap.contains("本办");
        // 市局及各分局共公开640条，其中市局210条: with others.
        let opened = self.without_own_name(self.said_before(left.end));
        let is_opened_alone = opened.is_some_and(|rest| !rest.starts_with(['及', '和', '与', '、']));
        is_share && !is_opened_alone && !self.names_itself(left)
    }

    fn names_itself(&self, left: &Range<usize>) -> bool {
        let words = self.said_before(left.end);
        level::SELF.iter().any(|(name, _)| name.starts_with(['我', '本']) && words.contains(name))
    }

    /// Words behind the name one has for oneself, when they open with it: 我局|发布.
    pub(super) fn without_own_name<'w>(&self, words: &'w str) -> Option<&'w str> {
        let rest = self.own_names().filter_map(|name| words.strip_prefix(name)).min_by_key(|rest| rest.len())?;
        Some(rest.strip_prefix("机关").unwrap_or(rest))
    }

    /// What the body calls itself: 我局, 本机关, its name, 市局 in a city bureau's report.
    pub(super) fn own_names(&self) -> impl Iterator<Item = &str> {
        const MORE: [&str; 3] = ["本机关", "我机关", "本办"];
        let names = level::SELF.iter().map(|(name, _)| *name).filter(|name| name.starts_with(['我', '本']));
        let body = self.setting.body.as_deref();
        names.chain(MORE).chain(body).chain(body.and_then(level::short_name))
    }

    /// 新收14件，加上2023年结转的3件: carried over from the year before.
    pub(super) fn is_carried_in(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        const ADDED: [&str; 6] = ["加上", "连同", "加之", "另有", "包括", "含"];
        let words = self.passage.paragraph.slice(left.clone()).trim_start_matches(['，', '（', '、']);
        let words = words.strip_prefix("其中").unwrap_or(words);
        let Some((when, what)) = words.split_once("结转") else { return false };
        let named = years(when).next();
        let is_before = named.is_some() && named == self.setting.year.map(|year| year - 1);
        let is_added = ADDED.iter().any(|word| when.starts_with(word)) && named.is_some();
        let when = ADDED.iter().find_map(|word| when.strip_prefix(word)).unwrap_or(when);
        let spans = std::slice::from_ref(left);
        // 加上2023年结转的6件，共办理政府信息公开申请30件: what they are stands behind.
        let behind = self.said_behind(quantity.span.end);
        let is_said_behind = ["公开申请", "依申请", "信息申请"].iter().any(|noun| behind.contains(noun));
        let matter = self.passage.matter_at(left.end).or(is_said_behind.then_some(Matter::Requests));
        (is_before || is_added || (when.is_empty() && self.is_beside_new(quantity)))
            && quantity.units.meets(Units::CASES)
            && matter == Some(Matter::Requests)
            && is_light(when.trim_end_matches('从'))
            && (is_light(what) || what.ends_with("申请"))
            && !self.is_of_other_business(spans, matter)
            && !what.starts_with(['至', '到', '下'])
    }

    /// 新收25件，结转3件，共28件: a number beside those that came in new, and the sum behind.
    fn is_beside_new(&self, quantity: &Quantity) -> bool {
        let at = self.quantities.partition_point(|other| other.span.start < quantity.span.start);
        let Some((new, sum)) =
            at.checked_sub(1).and_then(|at| self.quantities.get(at)).zip(self.quantities.get(at + 1))
        else {
            return false;
        };
        let total = self.own(sum);
        self.own(new).contains("新收")
            && ["共", "合计", "总计"].iter().any(|word| total.contains(word))
            && new.unit == quantity.unit
            && sum.unit == quantity.unit
    }
}

/// Whether words name nothing but what was done.
pub(super) fn is_deed(words: &str) -> bool {
    is_light(&DEEDS.iter().fold(words.to_owned(), |rest, deed| rest.replace(deed, "")))
}
