//! Statements that are no counts, found by patterns of words.

use std::ops::Range;

use super::lexicon::{Hit, Statement, Step, lexicon};
use super::lists;
use super::passage::{Passage, Told};
use super::statement_rules::Entries;
use crate::model::{Exactness, Fact};

/// How far one step of a pattern may stand from the next, in bytes (some 30 characters).
const GAP: usize = 90;

/// Longest quote, in bytes (some 80 characters); beyond it only the matched words are quoted.
const LONGEST_QUOTE: usize = 240;

/// Words a sentence about the future starts with.
const FUTURE: [&str; 8] = ["下一步", "今后", "下步", "明年", "来年", "下一年", "接下来", "新的一年"];

/// Statements found so far, one a subject, with how well its pattern ranks.
#[derive(Default)]
pub(super) struct Statements {
    found: Vec<(usize, Told)>,
}

impl Statements {
    /// Looks through a passage. Section five tells problems and plans, no facts.
    pub(super) fn look(&mut self, passage: &Passage<'_>) {
        if passage.paragraph.section == 5 {
            return;
        }
        let mut clause = 0;
        while let Some(first) = passage.paragraph.clauses.get(clause) {
            let sentence = passage.paragraph.sentence_span(clause);
            let number = first.sentence;
            clause = passage.paragraph.clauses.partition_point(|clause| clause.sentence <= number);
            let words = passage.paragraph.slice(sentence.clone());
            if !FUTURE.iter().any(|future| words.starts_with(future)) {
                self.look_at(passage, &sentence);
            }
        }
    }

    /// The facts, in the order they were found.
    pub(super) fn into_facts(self) -> impl Iterator<Item = Told> {
        self.found.into_iter().map(|(_, told)| told)
    }

    fn look_at(&mut self, passage: &Passage<'_>, sentence: &Range<usize>) {
        let mut hits: Vec<Hit> = passage.hits.within(sentence.clone()).copied().collect();
        hits.sort_by_key(|hit| (hit.start, hit.end));
        let words = passage.hits.words(sentence.clone());
        for statement in &lexicon().statements {
            if statement.unless.meets(&words) || statement.with.is_some_and(|with| !with.meets(&words)) {
                continue;
            }
            for (rank, pattern) in statement.patterns.iter().enumerate() {
                if !pattern.first().is_some_and(|step| step.words.meets(&words)) {
                    continue;
                }
                let Some(span) = matched(pattern, &hits) else { continue };
                self.take(passage, statement, rank, sentence, span);
                break;
            }
        }
    }

    fn take(
        &mut self,
        passage: &Passage<'_>,
        statement: &Statement,
        rank: usize,
        sentence: &Range<usize>,
        span: Range<usize>,
    ) {
        let subject = statement.rule.subject;
        let known = self.found.iter_mut().find(|(_, told)| told.fact.subject == subject);
        if known.as_ref().is_some_and(|(best, _)| *best <= rank) {
            return;
        }
        let items = match statement.rule.entries {
            Entries::None => Vec::new(),
            Entries::Listed => lists::entries(passage, span.start..sentence.end),
        };
        let Some(told) = statement_fact(passage, subject, span, items) else { return };
        match known {
            Some(place) => *place = (rank, told),
            None => self.found.push((rank, told)),
        }
    }
}

/// A fact that is no count, quoting the clauses its words stand in.
pub(super) fn statement_fact(
    passage: &Passage<'_>,
    subject: &'static str,
    span: Range<usize>,
    items: Vec<String>,
) -> Option<Told> {
    let paragraph = &passage.paragraph;
    let first = paragraph.clauses.get(paragraph.clause_at(span.start))?.span.start;
    let last = paragraph.clauses.get(paragraph.clause_at(span.end))?.span.end;
    let whole = first.min(span.start)..last.max(span.end);
    let quoted = if whole.len() <= LONGEST_QUOTE { whole } else { span.clone() };
    let (quote, at) = paragraph.quote(quoted, span.start)?;
    let fact = Fact {
        subject,
        value: None,
        unit: None,
        channel: None,
        exactness: Exactness::Exact,
        raw: None,
        items,
        quote,
        at,
        section: paragraph.section,
    };
    Some(Told { at: (passage.number, span.start), fact })
}

/// Where the steps of a pattern stand one after the other; hits are ordered by their starts.
fn matched(pattern: &[Step], hits: &[Hit]) -> Option<Range<usize>> {
    let (first, rest) = pattern.split_first()?;
    hits.iter().enumerate().filter(|(_, hit)| first.words.has(hit.word)).find_map(|(index, hit)| {
        let end = follow(rest, hits.get(index + 1..).unwrap_or_default(), hit.end)?;
        Some(hit.start..end)
    })
}

/// Where the remaining steps end, taking for each the first hit within reach.
fn follow(steps: &[Step], hits: &[Hit], from: usize) -> Option<usize> {
    let Some((step, rest)) = steps.split_first() else { return Some(from) };
    let near =
        hits.iter().enumerate().skip_while(|(_, hit)| hit.start < from).take_while(|(_, hit)| hit.start <= from + GAP);
    let found = near.into_iter().find(|(_, hit)| step.words.has(hit.word));
    match found {
        Some((index, hit)) => follow(rest, hits.get(index + 1..).unwrap_or_default(), hit.end),
        None if step.is_optional => follow(rest, hits, from),
        None => None,
    }
}
