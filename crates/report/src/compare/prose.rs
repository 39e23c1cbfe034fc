//! Sections of two reports: how alike, and which sentences came and went.

use std::collections::{HashMap, HashSet};

use super::SectionPair;
use crate::model::Section;

/// Sentences listed per side and section; more would be the whole text.
const SENTENCES: usize = 200;

pub(super) fn pairs(left: &[Section], right: &[Section]) -> Vec<SectionPair> {
    (1..=6).filter_map(|number| pair(number, of(left, number), of(right, number))).collect()
}

fn of(sections: &[Section], number: u8) -> Option<&Section> {
    sections.iter().find(|section| section.number == number)
}

fn pair(number: u8, left: Option<&Section>, right: Option<&Section>) -> Option<SectionPair> {
    if left.is_none() && right.is_none() {
        return None;
    }
    let (before, after) = (text(left), text(right));
    let (sentences_before, sentences_after) = (sentences(&before), sentences(&after));
    Some(SectionPair {
        number,
        left_title: left.map(|section| section.title.clone()),
        right_title: right.map(|section| section.title.clone()),
        similarity: similarity(&before, &after),
        removed: without(&sentences_before, &sentences_after),
        added: without(&sentences_after, &sentences_before),
    })
}

/// The prose of a section, line by line, without white space.
fn text(section: Option<&Section>) -> Vec<String> {
    let lines = section.into_iter().flat_map(|section| &section.lines);
    lines.map(|line| line.text.split_whitespace().collect()).filter(|line: &String| !line.is_empty()).collect()
}

fn sentences(lines: &[String]) -> Vec<&str> {
    let pieces = lines.iter().flat_map(|line| line.split_inclusive(['。', '；', ';', '！']));
    pieces.filter(|sentence| !sentence.is_empty()).collect()
}

fn without(sentences: &[&str], others: &[&str]) -> Vec<String> {
    let others: HashSet<&str> = others.iter().copied().collect();
    let own = sentences.iter().filter(|sentence| !others.contains(**sentence));
    own.take(SENTENCES).map(|sentence| (*sentence).to_owned()).collect()
}

/// Share of common character pairs (Dice), 0 to 100: linear in the length, where an edit distance would be quadratic.
fn similarity(before: &[String], after: &[String]) -> Option<u8> {
    let (before, after) = (before.concat(), after.concat());
    if before.is_empty() || after.is_empty() {
        return None;
    }
    if before == after {
        return Some(100);
    }
    let (pairs, others) = (character_pairs(&before), character_pairs(&after));
    let common: usize = pairs.iter().map(|(pair, count)| *count.min(others.get(pair).unwrap_or(&0))).sum();
    let all: usize = pairs.values().chain(others.values()).sum();
    let percent = (common * 200).checked_div(all).unwrap_or(0);
    u8::try_from(percent.min(99)).ok()
}

/// Own count: the crate strsim divides by bytes, which makes Chinese text look a third as alike as it is.
fn character_pairs(text: &str) -> HashMap<(char, char), usize> {
    let mut pairs = HashMap::new();
    for pair in text.chars().zip(text.chars().skip(1)) {
        *pairs.entry(pair).or_insert(0) += 1;
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(before: &str, after: &str, expected: Option<u8>) {
        let text = |text: &str| if text.is_empty() { Vec::new() } else { vec![text.to_owned()] };
        assert_eq!(similarity(&text(before), &text(after)), expected, "{before} / {after}");
    }

    #[test]
    fn only_the_same_words_are_a_hundred() {
        check("主动公开信息六十条", "主动公开信息六十条", Some(100));
        check("主动公开信息六十条", "", None);
        check("甲乙丙丁", "戊己庚辛", Some(0));
        // Pairs in another order: all in common, and still not the same.
        check("一二一二三", "一二三一二", Some(75));
    }

    #[test]
    fn sentences_that_moved_are_neither_added_nor_removed() {
        let (before, after) = (["甲。乙；".to_owned()], ["乙；甲。丙。".to_owned()]);
        assert_eq!(without(&sentences(&after), &sentences(&before)), ["丙。"]);
        assert!(without(&sentences(&before), &sentences(&after)).is_empty());
    }
}
