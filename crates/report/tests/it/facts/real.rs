//! The five real reports and what `truth.json` says they hold.

use std::path::PathBuf;

use gongkai_documents::Limits;
use gongkai_report::{Exactness, Fact, Report};
use rust_decimal::Decimal;
use serde_json::Value;

/// The folder that holds the reports; `None`, with a line printed, when it is not there.
fn reports() -> Option<PathBuf> {
    let shared = std::env::var_os("GONGKAI_SHARED")
        .map_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared")), PathBuf::from);
    let folder = shared.join("reports");
    if folder.join("truth.json").exists() {
        return Some(folder);
    }
    println!("no shared reports here: test left out");
    None
}

/// Each report of the truth, as the reader reads it.
fn each(mut holds: impl FnMut(&str, &Value, &Report)) {
    let Some(folder) = reports() else { return };
    let truth: Value = serde_json::from_slice(&std::fs::read(folder.join("truth.json")).unwrap()).unwrap();
    for seed in truth["seeds"].as_array().unwrap() {
        let bytes = std::fs::read(folder.join(seed["file"].as_str().unwrap())).unwrap();
        let document = gongkai_documents::read(&bytes, &Limits::default()).unwrap();
        holds(seed["key"].as_str().unwrap(), seed, &gongkai_report::read(&document));
    }
}

fn bare(text: &str) -> String {
    text.chars().filter(|character| !character.is_whitespace()).collect()
}

fn exactness(truth: &Value) -> Exactness {
    if truth["implicit_zero"] == true {
        return Exactness::ImplicitZero;
    }
    match truth["approx_kind"].as_str() {
        None => Exactness::Exact,
        Some("at_least") => Exactness::AtLeast,
        Some(other) => panic!("unknown kind {other}"),
    }
}

/// Whether a fact found is one of the truth.
fn is(fact: &Fact, truth: &Value) -> bool {
    let quote = truth["quote"].as_str().unwrap();
    let is_count = matches!(truth["kind"].as_str().unwrap(), "count" | "stock" | "amount");
    let value = if is_count { truth["value"].as_u64().map(Decimal::from) } else { None };
    let ours = bare(&fact.quote);
    truth["id"] == fact.subject
        && fact.value == value
        && (ours.contains(quote) || quote.contains(&ours))
        && (!is_count || fact.exactness == exactness(truth))
        && truth["channel"].as_str().is_none_or(|channel| fact.channel == Some(channel))
        && truth["unit"].as_str().is_none_or(|unit| fact.unit.as_deref() == Some(unit))
        && truth["raw_number"].as_str().is_none_or(|raw| fact.raw.as_deref() == Some(raw))
}

fn prose(seed: &Value) -> Vec<&Value> {
    seed["facts"].as_array().unwrap().iter().filter(|truth| truth["table"] != true).collect()
}

#[test]
fn every_prose_fact_is_found_with_its_exactness() {
    each(|key, seed, report| {
        let found = &report.facts;
        for truth in prose(seed) {
            let near: Vec<&Fact> = found.iter().filter(|fact| truth["id"] == fact.subject).collect();
            assert!(found.iter().any(|fact| is(fact, truth)), "{key}: {truth} is not among {near:#?}");
        }
    });
}

#[test]
fn nothing_else_is_found() {
    each(|key, seed, report| {
        let prose = prose(seed);
        for fact in &report.facts {
            assert!(prose.iter().any(|truth| is(fact, truth)), "{key}: {fact:#?} is no fact");
        }
    });
}

#[test]
fn quotes_stand_in_their_lines() {
    each(|key, _, report| {
        for fact in &report.facts {
            let mut lines = report.sections.iter().flat_map(|section| &section.lines).filter(|line| line.at == fact.at);
            assert!(lines.any(|line| line.text.contains(&fact.quote)), "{key}: {fact:#?}");
        }
    });
}

#[test]
fn channels_are_listed() {
    each(|key, seed, report| {
        let found = &report.facts;
        for truth in prose(seed).iter().filter(|truth| matches!(truth["kind"].as_str(), Some("channels" | "list"))) {
            let items: Vec<&str> =
                truth["value"].as_array().unwrap().iter().map(|item| item.as_str().unwrap()).collect();
            let fact = found.iter().find(|fact| truth["id"] == fact.subject).unwrap();
            assert_eq!(fact.items, items, "{key}");
        }
    });
}

/// Pairs of characters, to compare entries the truth abbreviates.
fn pairs(text: &str) -> Vec<(char, char)> {
    let letters: Vec<char> = text.chars().filter(|character| character.is_alphanumeric()).collect();
    letters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

#[track_caller]
fn check_entries(key: &str, ours: &[String], truth: &Value) {
    let truth: Vec<&str> = truth.as_array().unwrap().iter().map(|entry| entry.as_str().unwrap()).collect();
    assert_eq!(ours.len(), truth.len(), "{key}: {ours:#?}");
    for (ours, truth) in ours.iter().zip(truth) {
        let first = truth.split(['，', '：']).next().unwrap();
        let (have, want) = (pairs(ours), pairs(first));
        let shared = want.iter().filter(|pair| have.contains(pair)).count();
        assert!(shared * 10 >= want.len() * 8, "{key}: {ours} does not say {first}");
    }
}

#[test]
fn problems_and_improvements_are_those_of_the_truth() {
    each(|key, seed, report| {
        check_entries(key, &report.problems, &seed["problems"]);
        check_entries(key, &report.improvements, &seed["improvements"]);
    });
}
