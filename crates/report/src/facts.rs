//! Counts and statements in the prose of a report.
//!
//! Prose is read paragraph by paragraph: hard line breaks are undone ([`prose`]), every word the rules know is found in
//! one pass ([`lexicon`]), then numbers become counts ([`counts`]), denials become zeros ([`zeros`]), and patterns of
//! words become statements ([`statements`], [`lists`]). The rules are tables: [`count_rules`], [`zero_rules`],
//! [`statement_rules`], [`channel`]. What fits no rule is no fact.

mod channel;
mod context;
mod count_rules;
mod counts;
mod level;
mod lexicon;
mod lists;
mod matter;
pub(crate) mod numeral;
mod ordinal;
mod passage;
mod prose;
mod quantity;
mod section_five;
mod statement_rules;
mod statements;
mod units;
mod zero_rules;
mod zeros;

use std::collections::HashSet;

use crate::model::{Fact, Section};

/// Finds facts in the sections' prose, in the order they stand.
///
/// Counts have a value, or `None` where the words name no figure (数十, 3至5); a zero said in words has the customary
/// unit and the denying word as `raw`. Statements (`work_org`, `leading_group`, `channels` …) have neither value nor
/// raw; each is told once, by the words that say it best. A count told twice in the same words is told once. `body` is
/// the name of the one who reports: what it says of itself in the third person is its own. `year` is the one its title
/// gives; it counts unless the prose names only others.
pub fn facts(sections: &[Section], body: Option<&str>, year: Option<i16>) -> Vec<Fact> {
    let (passages, setting) = passage::passages(sections, body, year);
    let mut told = Vec::new();
    let mut statements = statements::Statements::default();
    for passage in &passages {
        told.extend(counts::counts(passage, &setting));
        told.extend(zeros::zeros(passage));
        told.extend(lists::channels(passage));
        statements.look(passage);
    }
    told.extend(statements.into_facts());
    told.extend(passages.iter().find_map(lists::disclosed_topics));
    told.sort_by_key(|told| told.at);
    once(told.into_iter().map(|told| told.fact))
}

/// Leaves out counts told before and channel lists that name nothing new.
fn once(facts: impl Iterator<Item = Fact>) -> Vec<Fact> {
    let mut counts = HashSet::new();
    let mut listed: HashSet<String> = HashSet::new();
    let is_new = |fact: &Fact| match fact.subject {
        "channels" => fact.items.iter().filter(|item| listed.insert((*item).clone())).count() > 0,
        subject => counts.insert((subject, fact.value, fact.channel)),
    };
    facts.filter(is_new).collect()
}

/// Section five as two lists: problems and improvements.
///
/// Entries come without their mark (一是, （一）, 1.) and closing punctuation, otherwise as the source has them; hard
/// line breaks inside a sentence are gone.
pub fn problems_and_improvements(section: &Section) -> (Vec<String>, Vec<String>) {
    section_five::lists(section)
}

/// What a fact is about in words, with the channel where it is about one; the id itself for one without a word.
pub fn subject_in_words(fact: &Fact, lang: gongkai_law::Lang) -> String {
    let words = crate::write::words::bundle(lang);
    let word = |kind: &str, name: &str| {
        let id = format!("{kind}-{}", name.replace('_', "-").replace('+', "-and-"));
        if words.has(&id) { words.text(&id, &[]) } else { name.to_owned() }
    };
    let subject = word("fact", fact.subject);
    match fact.channel {
        // 网站公开信息 says 网站 already.
        Some(channel) if !fact.subject.starts_with(channel) => format!("{subject} · {}", word("channel", channel)),
        Some(_) | None => subject,
    }
}
