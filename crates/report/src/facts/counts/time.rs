//! Whether a number is of this year, and of all of it.

use std::ops::Range;

use super::{Counter, REACH, RIGHT_REACH};
use crate::facts::passage::years;
use crate::facts::quantity::Quantity;
use crate::facts::units::Units;

impl Counter<'_, '_> {
    /// 1至11月，收到10件: a count of part of the year; what stands at its end (账号3个) is one of the whole.
    pub(super) fn is_of_part(&self, left: &Range<usize>, quantity: &Quantity) -> bool {
        let flows = Units::CASES.or(Units::ITEMS).or(Units::TIMES);
        let paragraph = &self.passage.paragraph;
        let sentence = paragraph.sentence_span(paragraph.clause_at(left.end));
        let start = paragraph.text.ceil_char_boundary(sentence.start.max(left.start.saturating_sub(REACH)));
        let words = paragraph.slice(start.min(left.end)..left.end);
        let pieces = Units::CASES.or(Units::ITEMS);
        let is_of_things = quantity.units.meets(Units::OBJECTS);
        (quantity.units.meets(flows) && ends_before_december(words, self.setting.year))
            || (quantity.units.meets(pieces) && !is_of_things && is_of_one_month(words))
    }

    pub(super) fn is_of_other_year(&self, left: &Range<usize>) -> bool {
        const SINCE: [&str; 7] = ["至今", "开通", "成立", "累计", "结转", "建成", "上线"];
        let paragraph = &self.passage.paragraph;
        let own = paragraph.slice(left.clone());
        let sentence = paragraph.sentence_span(paragraph.clause_at(left.end));
        let opening_end = paragraph.text.floor_char_boundary(left.start.min(sentence.start + RIGHT_REACH));
        let opening = paragraph.slice(sentence.start..opening_end);
        // 较2023年的276条，今年公开303条.
        if super::blocks::is_risen_to(own) {
            return false;
        }
        let opening = if ["今年", "本年"].iter().any(|of_own| own.contains(of_own)) { "" } else { opening };
        let told = [own, opening].into_iter().find(|words| years(words).next().is_some());
        told.is_some_and(|words| {
            if is_over_years(words) {
                return true;
            }
            let founded = ["开通", "成立", "建成", "上线"].iter().any(|founded| words.contains(founded));
            let over_years = words.contains("以来") && !founded;
            // 自2008年以来 alone does not tell which year the report is of.
            let Some(year) = self.setting.year else { return over_years };
            years(words).all(|named| named != year) && (over_years || !SINCE.iter().any(|since| words.contains(since)))
        })
    }

    /// 2022年12月受理、2023年办结的3件: each verb has its year, and they came in another.
    pub(super) fn is_received_in_another_year(&self, own: &str) -> bool {
        let verb = ["收到", "受理", "接收"].iter().filter_map(|verb| own.find(verb)).min();
        let Some((before, after)) = verb.and_then(|at| own.split_at_checked(at)) else { return false };
        let named = years(before).last();
        named.is_some() && named != self.setting.year && years(after).any(|year| Some(year) == self.setting.year)
    }
}

/// Whether words tell of the time up to a month before December: 1至11月, 截至11月底. `year` is the report's own.
fn ends_before_december(words: &str, year: Option<i16>) -> bool {
    words.match_indices('月').any(|(at, _)| {
        let before = words.get(..at).unwrap_or_default();
        let rest = before.trim_end_matches(|character: char| character.is_ascii_digit());
        let month: Option<u8> = before.get(rest.len()..).and_then(|digits| digits.parse().ok());
        let own = match rest.strip_suffix('年') {
            Some(dated) => {
                let before_year = dated.trim_end_matches(|character: char| character.is_ascii_digit());
                let named: Option<i16> = dated.get(before_year.len()..).and_then(|digits| digits.parse().ok());
                (named == year).then_some(before_year)
            }
            None => Some(rest),
        };
        let until =
            own.is_some_and(|own| own.ends_with(['至', '到', '-', '—', '~', '～', '－']) || own.ends_with("截止"));
        until && month.is_some_and(|month| (1..=11).contains(&month))
    })
}

/// 12月收到4件: the month named last, with no number after it, and not as the end of a stretch of time.
fn is_of_one_month(words: &str) -> bool {
    const WHOLE: [&str; 5] = ["全年", "年度", "本年", "累计", "共计"];
    let Some((before, after)) = words.rsplit_once('月') else { return false };
    let rest = before.trim_end_matches(|character: char| character.is_ascii_digit());
    let month: Option<u8> = before.get(rest.len()..).and_then(|digits| digits.parse().ok());
    let is_end = rest.ends_with(['至', '到', '-', '—', '~', '～', '－']) || rest.ends_with("截止");
    month.is_some_and(|month| (1..=12).contains(&month))
        && !is_end
        && !after.contains(|character: char| character.is_ascii_digit())
        && !after.starts_with(['底', '末'])
        && !WHOLE.iter().any(|word| after.contains(word))
}

/// 2021年至2023年, 2021—2023年, 2022年和2023年: of several years together.
fn is_over_years(words: &str) -> bool {
    if !years_listed(words, 0).is_empty() {
        return true;
    }
    let short = words.match_indices(['至', '到', '-', '—', '~', '～']).any(|(at, mark)| {
        let before = words.get(..at).unwrap_or_default().trim_end_matches('—');
        let from = before.get(before.len().saturating_sub(4)..).and_then(|digits| digits.parse::<i16>().ok());
        let to = words.get(at + mark.len()..).unwrap_or_default().trim_start_matches('—');
        let to = years(to.get(.."2000年".len()).unwrap_or_default()).next();
        from.zip(to).is_some_and(|(from, to)| (1950..to).contains(&from))
    });
    if short {
        return true;
    }
    words.match_indices('年').any(|(at, year)| {
        let from = words.get(..at).is_some_and(|before| before.ends_with(|digit: char| digit.is_ascii_digit()));
        let rest = words.get(at + year.len()..).unwrap_or_default();
        let to = rest.strip_prefix(['至', '到', '-', '—', '~', '～']).unwrap_or_default();
        from && years(to.get(..7).unwrap_or_default()).next().is_some()
    })
}

/// The year a noun of a list is: 2023年, or 2022 in 2022、2023年.
pub(super) fn year_named(noun: &str) -> Option<i16> {
    let bare = || noun.parse::<i16>().ok().filter(|year| (1950..2100).contains(year));
    years(noun).next().or_else(bare)
}

/// The years of the first list of years in words, each with its place, which starts at `offset`: 2022年、2023年.
pub(super) fn years_listed(words: &str, offset: usize) -> Vec<Range<usize>> {
    let mut listed: Vec<Range<usize>> = Vec::new();
    for (at, year) in words.match_indices('年') {
        let Some(start) = at
            .checked_sub(4)
            .filter(|start| years(words.get(*start..at + year.len()).unwrap_or_default()).next().is_some())
        else {
            continue;
        };
        let gap = listed.last().and_then(|before| words.get(before.end - offset..start));
        let is_next = gap.is_some_and(|gap| ["、", "和", "与", "及"].contains(&gap.trim_start_matches('度')));
        if !is_next {
            if listed.len() > 1 {
                break;
            }
            listed.clear();
        }
        listed.push(offset + start..offset + at + year.len());
    }
    if listed.len() > 1 { listed } else { Vec::new() }
}
