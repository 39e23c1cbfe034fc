//! Facts in prose: the five real reports against `truth.json`, and sentences of our own.

mod answers;
mod behind;
mod denials;
mod fates;
mod governed;
mod owned;
mod owners;
mod parts;
mod phrases;
mod pieces;
mod real;
mod said_shortly;
mod section_five;
mod told_by;
mod traps;
mod whose;
mod years;

use gongkai_documents::Place;
use gongkai_report::{Exactness, Fact, Located, Section};

/// A section of the given number, one line a text.
fn section(number: u8, lines: &[&str]) -> Section {
    let at = Place::Line { line: 1 };
    let lines =
        (2..).zip(lines).map(|(line, text)| Located { text: (*text).to_owned(), at: Place::Line { line } }).collect();
    Section { number, title: String::new(), at, lines }
}

/// The facts of lines in section one.
fn found(lines: &[&str]) -> Vec<Fact> {
    gongkai_report::facts::facts(&[section(1, lines)], None, None)
}

/// A fact as "subject value unit channel exactness", parts that are not there left out.
fn shown(fact: &Fact) -> String {
    let exactness = match fact.exactness {
        Exactness::Exact => "",
        Exactness::AtLeast => "at_least",
        Exactness::AtMost => "at_most",
        Exactness::About => "about",
        Exactness::ImplicitZero => "implicit_zero",
    };
    let value = fact.value.map(|value| value.to_string()).unwrap_or_default();
    let unit = if fact.exactness == Exactness::ImplicitZero { "" } else { fact.unit.as_deref().unwrap_or_default() };
    [fact.subject, &value, unit, fact.channel.unwrap_or_default(), exactness]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The facts of one line of prose in section one.
#[track_caller]
fn check(line: &str, expected: &[&str]) {
    check_lines(&[line], expected);
}

#[track_caller]
fn check_lines(lines: &[&str], expected: &[&str]) {
    let facts = found(lines);
    let shown: Vec<String> = facts.iter().map(shown).collect();
    assert_eq!(shown, expected, "{lines:?}\n{facts:#?}");
    for fact in &facts {
        assert!(lines.iter().any(|line| line.contains(&fact.quote)), "{} is no part of the line", fact.quote);
    }
}
