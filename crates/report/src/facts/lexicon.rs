//! Every word the rules know, found in one pass over a paragraph.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::channel::{self, Channel};
use super::count_rules::{self, CountRule};
use super::level;
use super::matter::{self, Matter};
use super::statement_rules::{self, StatementRule};
use super::zero_rules::{self, ZeroObject};

/// How many words there can be; a test holds that all fit.
const WORDS: usize = 64 * 20;

/// A set of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words([u64; WORDS / 64]);

impl Words {
    pub(super) const NONE: Self = Self([0; WORDS / 64]);

    pub(super) fn insert(&mut self, word: usize) {
        if let Some(bits) = self.0.get_mut(word / 64) {
            *bits |= 1 << (word % 64);
        }
    }

    pub(super) fn has(&self, word: usize) -> bool {
        self.0.get(word / 64).is_some_and(|bits| bits & (1 << (word % 64)) != 0)
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(one, two)| one & two != 0)
    }

    pub(super) fn join(&mut self, other: &Self) {
        for (one, two) in self.0.iter_mut().zip(&other.0) {
            *one |= two;
        }
    }
}

/// A word at a place in a paragraph's working text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hit {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) word: usize,
}

/// A rule's words: of every group one must be there.
#[derive(Debug, Clone)]
pub(super) struct Groups(Vec<Words>);

impl Groups {
    /// Whether a word is in any group.
    pub(super) fn has(&self, word: usize) -> bool {
        self.0.iter().any(|group| group.has(word))
    }

    pub(super) fn are_met(&self, words: &Words) -> bool {
        self.0.iter().all(|group| group.meets(words))
    }
}

/// The rules with their words.
pub(super) struct Lexicon {
    automaton: AhoCorasick,
    pub(super) matters: Vec<Option<Matter>>,
    pub(super) channels: Vec<Option<&'static Channel>>,
    pub(super) counts: Vec<(&'static CountRule, Groups, Words)>,
    pub(super) statements: Vec<Statement>,
    pub(super) objects: Vec<(&'static ZeroObject, Words)>,
    pub(super) negations: Words,
    /// Words that make a number a difference, a plan or a rate instead of a count.
    pub(super) blocks: Words,
    /// Words for the year before, allowed only beside 结转.
    pub(super) prior: Words,
    pub(super) carried: Words,
    pub(super) disclosure: Words,
    /// For each word the rank of the body that names itself so.
    pub(super) ranks: Vec<Option<u8>>,
    /// 收到并答复: received and handled in one breath.
    pub(super) both: Words,
    /// Words that say a list of channels is one of channels used.
    pub(super) channel_cues: Words,
}

/// A statement rule with its words.
pub(super) struct Statement {
    pub(super) rule: &'static StatementRule,
    pub(super) patterns: Vec<Vec<Step>>,
    pub(super) with: Option<Words>,
    pub(super) unless: Words,
}

/// One step of a pattern.
pub(super) struct Step {
    pub(super) words: Words,
    pub(super) is_optional: bool,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Builder::default().build());

/// The lexicon.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

#[derive(Default)]
struct Builder {
    words: Vec<&'static str>,
    known: HashMap<&'static str, usize>,
}

impl Builder {
    fn word(&mut self, word: &'static str) -> usize {
        *self.known.entry(word).or_insert_with(|| {
            self.words.push(word);
            self.words.len() - 1
        })
    }

    /// `a|b`: one of them.
    fn any(&mut self, alternatives: &'static str) -> Words {
        let mut words = Words::NONE;
        for word in alternatives.split('|').filter(|word| !word.is_empty()) {
            words.insert(self.word(word));
        }
        words
    }

    /// `a|b c|d`: one of each group.
    fn groups(&mut self, groups: &'static str) -> Groups {
        Groups(groups.split(' ').filter(|group| !group.is_empty()).map(|group| self.any(group)).collect())
    }

    fn statement(&mut self, rule: &'static StatementRule) -> Statement {
        let patterns = rule.patterns.iter().map(|pattern| self.steps(pattern)).collect();
        let with = (!rule.with.is_empty()).then(|| self.any(rule.with));
        Statement { rule, patterns, with, unless: self.any(rule.unless) }
    }

    /// `a|b…c…d?`: steps in order, the last one optional.
    fn steps(&mut self, pattern: &'static str) -> Vec<Step> {
        let step = |step: &'static str| {
            let required = step.strip_suffix('?');
            Step { words: self.any(required.unwrap_or(step)), is_optional: required.is_some() }
        };
        pattern.split('…').map(step).collect()
    }

    fn build(mut self) -> Lexicon {
        let counts =
            count_rules::RULES.iter().map(|rule| (rule, self.groups(rule.near), self.any(rule.unless))).collect();
        let statements = statement_rules::RULES.iter().map(|rule| self.statement(rule)).collect();
        let objects = zero_rules::OBJECTS.iter().map(|object| (object, self.any(object.words))).collect();
        let matters: Vec<_> = matter::WORDS.iter().map(|(matter, words)| (*matter, self.any(words))).collect();
        let channels: Vec<_> = channel::CHANNELS.iter().map(|channel| (channel, self.any(channel.words))).collect();
        let ranks: Vec<_> = level::SELF.iter().map(|(word, rank)| (*rank, self.any(word))).collect();
        let both = self.any(count_rules::BOTH);
        let negations = self.any(zero_rules::NEGATIONS);
        let blocks = self.any(count_rules::BLOCKS);
        let prior = self.any(count_rules::PRIOR);
        let carried = self.any("结转");
        let disclosure = self.any("公开");
        let channel_cues = self.any(channel::CUES);
        let count = self.words.len();
        Lexicon {
            matters: by_word(&matters, count),
            channels: by_word(&channels, count),
            ranks: by_word(&ranks, count),
            both,
            automaton: automaton(&self.words),
            counts,
            statements,
            objects,
            negations,
            blocks,
            prior,
            carried,
            disclosure,
            channel_cues,
        }
    }
}

#[expect(clippy::expect_used, reason = "a few hundred short constant words always build; every test of facts does it")]
fn automaton(words: &[&str]) -> AhoCorasick {
    AhoCorasick::builder().match_kind(MatchKind::Standard).build(words).expect("constant words")
}

/// For each word the first entry whose set has it.
fn by_word<T: Copy>(entries: &[(T, Words)], count: usize) -> Vec<Option<T>> {
    (0..count).map(|word| entries.iter().find(|(_, words)| words.has(word)).map(|(entry, _)| *entry)).collect()
}

impl Lexicon {
    /// Every word in a text, overlapping ones too, ordered by where they end.
    pub(super) fn hits(&self, text: &str) -> Hits {
        let hits = self
            .automaton
            .find_overlapping_iter(text)
            .map(|found| Hit { start: found.start(), end: found.end(), word: found.pattern().as_usize() })
            .collect();
        Hits(hits)
    }
}

/// The words of a paragraph, ordered by their ends.
pub(super) struct Hits(pub(super) Vec<Hit>);

impl Hits {
    /// The hits that lie inside a span.
    pub(super) fn within(&self, span: Range<usize>) -> impl DoubleEndedIterator<Item = &Hit> {
        let first = self.0.partition_point(|hit| hit.end <= span.start);
        let after = self.0.partition_point(|hit| hit.end <= span.end).max(first);
        self.0.get(first..after).unwrap_or_default().iter().filter(move |hit| hit.start >= span.start)
    }

    /// The words inside a span.
    pub(super) fn words(&self, span: Range<usize>) -> Words {
        let mut words = Words::NONE;
        for hit in self.within(span) {
            words.insert(hit.word);
        }
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_words_fit() {
        assert!(lexicon().matters.len() <= WORDS, "{}", lexicon().matters.len());
    }

    #[test]
    fn hits_overlap_and_are_cut_to_spans() {
        let text = "不予公开申请";
        let hits = lexicon().hits(text);
        assert!(hits.0.is_sorted_by_key(|hit| hit.end));
        assert!(hits.within(0..text.len()).count() > hits.within(0.."不予公开".len()).count());
    }
}
