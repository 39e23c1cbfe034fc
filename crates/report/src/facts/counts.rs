//! Numbers in prose become counts of something.

mod alike;
mod all_alike;
mod answers;
mod behind;
mod blocks;
mod bodies;
mod by_channel;
mod counted;
mod doings;
mod fates;
mod governed;
mod groups;
mod others;
mod over_years;
mod owner;
pub(super) mod phrase;
mod pieces;
mod plans;
mod resembling;
mod shares;
mod spans;
mod time;

use std::ops::Range;

use super::channel;
use super::count_rules::{CountRule, Subject};
use super::lexicon::{Words, lexicon};
use super::matter::Matter;
use super::passage::{Passage, Setting, Told};
use super::quantity::{self, Quantity};
use super::units::Units;
use crate::model::Fact;

/// Words looked at before a number, in bytes (some 60 characters).
const REACH: usize = 180;

/// Words looked at after a unit, in bytes.
const RIGHT_REACH: usize = 36;

/// Counts section five may hold: what stands, not what is planned; of doings only what the year is said to have seen.
const STANDING: [&str; 11] = [
    "communities",
    "villages",
    "accounts",
    "bulletin_boards",
    "electronic_screens",
    "reading_points",
    "websites",
    "info_officers",
    "staff",
    "staff_fulltime",
    "staff_parttime",
];

/// The counts in a passage.
pub(super) fn counts(passage: &Passage<'_>, setting: &Setting) -> Vec<Told> {
    let quantities = quantity::quantities(&passage.paragraph.text);
    let mut counter = Counter { passage, setting, quantities: &quantities, facts: Vec::new() };
    let mut number = 0;
    while let Some(quantity) = quantities.get(number) {
        number += counter.distribute(number).unwrap_or_else(|| {
            counter.count(number, quantity);
            1
        });
    }
    let mut facts = counter.facts;
    if passage.paragraph.section == 5 {
        facts.retain(|told| {
            let is_told = STANDING.contains(&told.fact.subject)
                || told.fact.subject.ends_with("_followers")
                || plans::is_done_in_the_year(passage, told, setting.year);
            is_told && !plans::is_of_improvements(passage, told)
        });
    }
    alike::parts(passage, &mut facts);
    all_alike::satisfied(passage, &mut facts);
    all_alike::disputes(passage, &mut facts);
    all_alike::applicants(passage, &mut facts);
    facts
}

struct Counter<'a, 'b> {
    passage: &'a Passage<'b>,
    setting: &'a Setting,
    quantities: &'a [Quantity],
    facts: Vec<Told>,
}

/// What a number was found to count.
#[derive(Debug, Clone)]
struct Found {
    subject: &'static str,
    channel: Option<&'static str>,
    items: Vec<String>,
}

impl Counter<'_, '_> {
    fn count(&mut self, number: usize, quantity: &Quantity) {
        let left = self.left(number, quantity);
        let right = self.right(number, quantity);
        if self.is_blocked(&left, quantity) || self.is_of_numbers(quantity) {
            return;
        }
        if self.disputes(&left, quantity) || self.disputes_on_disclosure(&left, quantity) {
            return;
        }
        if self.disputes_behind(&left, quantity) {
            return;
        }
        if others::is_part_on_disclosure(self.passage.paragraph.slice(left.clone())) {
            return;
        }
        if let Some(found) = self.sum(&left, quantity) {
            self.push(&found, quantity, left.start..quantity.span.end);
            return;
        }
        if self.is_carried_in(&left, quantity) {
            let found = Found { subject: "requests_carried_in", channel: None, items: Vec::new() };
            self.push(&found, quantity, left.start..quantity.span.end);
            return;
        }
        if let Some(found) = self.fate_behind(&left, quantity) {
            self.push(&found, quantity, left.start..quantity.span.end + self.rest(quantity).len());
            return;
        }
        let beside = self
            .in_force_beside(&left, quantity)
            .or_else(|| self.organisations_beside(&left))
            .or_else(|| self.other_result_beside(&left));
        if let Some(found) = beside {
            // 全市现行有效…: of the area above.
            if !self.is_of_a_wider_area(self.said_before(left.end), left.end) {
                self.push(&found, quantity, left.start..quantity.span.end);
            }
            return;
        }
        // 各2篇、11篇: of each, and none of them told apart.
        if self.each(&left, quantity) || self.passage.paragraph.slice(left.clone()).ends_with('各') {
            return;
        }
        if let Some(found) = self.of_channel_before(&left, quantity) {
            self.push(&found, quantity, left.start..quantity.span.end);
            return;
        }
        for (spans, is_borrowed) in self.readings(number, quantity, &left, &right) {
            let about = spans.iter().map(|span| span.end).max().unwrap_or(left.end);
            let Some(found) = self.resolve(&spans, about, quantity) else { continue };
            // 公报12期，印制2.4万册: borrowed words must make it a count of something else.
            if is_borrowed && self.facts.last().is_some_and(|before| before.fact.subject == found.subject) {
                return;
            }
            if self.is_part_of_told(&found, quantity) {
                return;
            }
            let uses_right = spans.contains(&right);
            let start = spans.iter().map(|span| span.start).min().unwrap_or(left.start);
            let end = if uses_right { right.end } else { quantity.span.end };
            let is_both =
                found.subject == "requests_received" && self.passage.hits.words(left.clone()).meets(&lexicon().both);
            self.push(&found, quantity, start..end);
            if is_both {
                self.push(&Found { subject: "requests_handled", ..found }, quantity, start..end);
            }
            return;
        }
    }

    /// 行政复议、行政诉讼0件: one number for both.
    fn disputes(&mut self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let lexicon = lexicon();
        let (mut reconsideration, mut litigation) = (None, None);
        for hit in self.passage.hits.within(left.clone()) {
            match lexicon.matters.get(hit.word).copied().flatten() {
                Some(Matter::Reconsideration) => reconsideration = Some(hit),
                Some(Matter::Litigation) => litigation = Some(hit),
                _ => {}
            }
        }
        let Some((one, two)) = reconsideration.zip(litigation) else { return false };
        let between = self.passage.paragraph.slice(one.end.min(two.end)..one.start.max(two.start));
        let joins = |character| "、和与及或以案件情况行政提起被申请议".contains(character);
        if between.is_empty() || !between.chars().all(joins) || !between.contains(['、', '和', '与', '及', '或']) {
            return false;
        }
        let words = self.passage.paragraph.slice(left.clone());
        let each = quantity.value.is_some_and(|value| value.is_zero()) || words.contains(['均', '各', '都']);
        let head = self.passage.paragraph.slice(left.start..one.start.min(two.start));
        let subjects: &[&'static str] = if each && spans::are_requests_beside(head) {
            &["requests_received", "reconsideration_cases", "litigation_cases"]
        } else if each {
            &["reconsideration_cases", "litigation_cases"]
        } else {
            &["reconsideration_and_litigation_cases"]
        };
        for subject in subjects {
            let found = Found { subject, channel: None, items: Vec::new() };
            self.push(&found, quantity, left.start..quantity.span.end);
        }
        true
    }

    /// 行政复议案件5件，其中涉及政府信息公开的2件: the second number is this report's.
    fn disputes_on_disclosure(&mut self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let subject = match self.passage.matter_at(left.end) {
            Some(Matter::Reconsideration) => "reconsideration_cases",
            Some(Matter::Litigation) => "litigation_cases",
            _ => return false,
        };
        let words = self.passage.paragraph.slice(left.clone());
        if !quantity.units.meets(Units::CASES) || !others::is_part_on_disclosure(words) {
            return false;
        }
        // 区政府行政复议机构审理412件，其中信息公开类28件.
        if self.said_before(left.start).contains("复议机构") {
            return true;
        }
        self.push(&Found { subject, channel: None, items: Vec::new() }, quantity, left.start..quantity.span.end);
        true
    }

    /// 行政复议、行政诉讼分别为3件、2件; 2022年、2023年收到9件、12件: the numbers go to the nouns in order. Returns how many
    /// numbers were dealt with.
    fn distribute(&mut self, number: usize) -> Option<usize> {
        let first = self.quantities.get(number)?;
        let left = self.left(number, first);
        let paragraph = &self.passage.paragraph;
        let sentence = paragraph.sentence_span(paragraph.clause_at(left.end)).start;
        let clause = paragraph.clauses.get(paragraph.clause_at(left.end))?.span.clone();
        let later = self.quantities.get(number..)?;
        let group: Vec<Quantity> =
            later.iter().take_while(|quantity| quantity.span.end <= clause.end).cloned().collect();
        // 分别为自然人2件、法人1件: each has its noun with it.
        let second = group.get(1).map(|next| paragraph.slice(first.span.end..next.span.start.max(first.span.end)));
        if second.is_some_and(|gap| gap.starts_with('、') && !phrase::is_light(gap)) {
            return None;
        }
        let (nouns, word) = match paragraph.slice(left.clone()).rfind("分别") {
            Some(at) => {
                let word = left.start + at;
                let from = paragraph.text.ceil_char_boundary(sentence.max(word.saturating_sub(REACH))).min(word);
                (spans::pieces(paragraph.slice(from..word), from), word)
            }
            None => self.years_in_turn(sentence, &group)?,
        };
        let skip = nouns.len().checked_sub(group.len());
        // 分别较去年下降2件和1件: differences.
        let said = self.passage.hits.words(word..first.number.start);
        let is_difference =
            said.meets(&lexicon().blocks) && !blocks::is_risen_to(paragraph.slice(word..first.span.start));
        // 粉丝18万，微博粉丝9.6万，全年分别发布: no list of nouns alone.
        let is_counted = |noun: &Range<usize>| {
            let at = self.quantities.partition_point(|other| other.span.start < noun.start);
            let inside = self.quantities.get(at).filter(|other| other.span.start < noun.end);
            inside.is_some_and(|other| !other.units.meets(Units::OBJECTS))
        };
        let are_of_others =
            nouns.iter().any(|noun| is_counted(noun) || self.is_noun_of_others(paragraph.slice(noun.clone())));
        if let (Some(skip), true) = (skip, group.len() > 1 && !is_difference && !are_of_others) {
            let tail = word..first.span.start;
            for (noun, quantity) in nouns.into_iter().skip(skip).zip(&group) {
                // 2022年、2023年分别收到: of this year only its own, and what is counted stands behind.
                let named = time::year_named(paragraph.slice(noun.clone()));
                if named.is_some() && named != self.setting.year {
                    continue;
                }
                let about = if named.is_some() { tail.end } else { noun.end };
                if let Some(found) = self.resolve(&[noun.clone(), tail.clone()], about, quantity) {
                    self.push(&found, quantity, noun.start..quantity.span.end);
                }
            }
        }
        // Without as many nouns as numbers nothing is guessed.
        Some(group.len().max(1))
    }

    /// 2022年、2023年收到9件、12件: as many years side by side as numbers side by side, and where the years end.
    fn years_in_turn(&self, sentence: usize, group: &[Quantity]) -> Option<(Vec<Range<usize>>, usize)> {
        let paragraph = &self.passage.paragraph;
        let first = group.first()?.span.start;
        let from = paragraph.text.ceil_char_boundary(sentence.max(first.saturating_sub(REACH))).min(first);
        let listed = time::years_listed(paragraph.slice(from..first), from);
        let end = listed.last()?.end;
        let is_one_after_another = group.iter().zip(group.iter().skip(1)).all(|(one, next)| {
            let gap = paragraph.slice(one.span.end..next.span.start);
            one.units == next.units && ["、", "和", "与", "及"].contains(&gap)
        });
        (listed.len() == group.len() && is_one_after_another).then_some((listed, end))
    }

    /// The first rule that the words of the spans fit; `about` is the place whose matter counts.
    fn resolve(&self, spans: &[Range<usize>], about: usize, quantity: &Quantity) -> Option<Found> {
        let lexicon = lexicon();
        let mut words = Words::NONE;
        for span in spans {
            // A ground named lends its words only to what money is for.
            let is_money = quantity.units.meets(Units::MONEY);
            let own =
                if is_money { self.passage.hits.words(span.clone()) } else { self.passage.words_told(span.clone()) };
            words.join(&own);
        }
        let matter = self.passage.matter_at(about);
        lexicon
            .counts
            .iter()
            .filter(|(rule, near, unless)| {
                rule.units.meets(quantity.units)
                    && rule.matter.is_none_or(|needed| matter == Some(needed))
                    && near.are_met(&words)
                    && !unless.meets(&words)
            })
            .find_map(|(rule, near, _)| {
                self.found(rule, spans, matter, quantity).filter(|found| {
                    self.governs(found.subject, near, spans, quantity)
                        && self.leaves_to_before(near, spans, quantity)
                        && self.is_counted(found, spans, quantity)
                })
            })
    }

    fn found(
        &self,
        rule: &CountRule,
        spans: &[Range<usize>],
        matter: Option<Matter>,
        quantity: &Quantity,
    ) -> Option<Found> {
        let named = || self.named(spans);
        let found = |subject, channel| Some(Found { subject, channel, items: Vec::new() });
        match rule.subject {
            // None of any kind are none about disclosure.
            Subject::Of(subject)
                if is_of_disputes(subject)
                    && !self.is_about_disclosure()
                    && !(subject.ends_with("_cases") && self.is_none_at_all(quantity)) =>
            {
                None
            }
            Subject::Of("requests_carried_in" | "requests_carried_out")
                if self.is_of_other_business(spans, matter) || self.is_of_disputes_alone(spans, matter) =>
            {
                None
            }
            Subject::Of(subject) if rule.channel == Some(channel::UPPER_WEBSITE) => {
                let named = named().filter(|named| named.channel == Some(channel::UPPER_WEBSITE))?;
                found(subject, named.channel)
            }
            Subject::Of("items_submitted") => found("items_submitted", named().and_then(|named| named.channel)),
            Subject::Of(subject) => found(subject, rule.channel),
            Subject::Items if matter == Some(Matter::Requests) || self.counts_columns(spans, quantity) => None,
            Subject::Items => named().filter(|_| {
                let last = self.channels(spans).pop();
                last.is_none_or(|(channel, thing)| !self.is_of_a_thing(channel, &thing, quantity))
            }),
            Subject::Account => self.account(spans, quantity),
            // 大喇叭播放30次: played by the body itself, and not looked at.
            Subject::Reads => self
                .last_channel(spans)
                .filter(|channel| !matches!(channel.id, "broadcast_tv" | "electronic_screen"))
                .filter(|_| !self.is_on_a_site_above(spans) && !self.is_of_a_column(quantity))
                .and_then(|_| self.reads(spans, quantity)),
            Subject::Followers => self.followers(spans, quantity),
            Subject::Objects => {
                let (channel, thing) = self.channels(spans).pop()?;
                // 微信群312个 are nobody's media.
                if channel.objects == "media" || !self.counts_things(&thing, quantity) {
                    return None;
                }
                found(channel.objects, Some(channel.id))
            }
        }
    }

    /// Section one may tell of a bureau's reconsideration work at large; that is no matter of this report.
    fn is_about_disclosure(&self) -> bool {
        let passage = self.passage;
        passage.paragraph.section != 1
            || passage.is_about_disclosure
            || ["公开", "复议", "诉讼"].iter().any(|word| passage.heading.contains(word))
    }

    fn push(&mut self, found: &Found, quantity: &Quantity, span: Range<usize>) {
        let paragraph = &self.passage.paragraph;
        let words = paragraph.slice(span.clone());
        let start = span.start + (words.len() - words.trim_start_matches(['、', '和', '及', '与', '，', '：']).len());
        let Some((quote, at)) = paragraph.quote(start..span.end, quantity.number.start) else { return };
        let fact = Fact {
            subject: found.subject,
            value: quantity.value.map(|value| value.normalize()),
            unit: quantity.unit.map(str::to_owned),
            channel: found.channel,
            exactness: quantity.exactness,
            raw: Some(paragraph.source(quantity.number.clone())),
            items: found.items.clone(),
            quote,
            at,
            section: paragraph.section,
        };
        self.facts.push(Told { at: (self.passage.number, span.start), fact });
    }
}

fn is_of_disputes(subject: &str) -> bool {
    subject.starts_with("reconsideration_") || subject.starts_with("litigation_")
}
