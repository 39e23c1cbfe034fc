//! Counts in the prose of two reports, paired by what they are about.

use std::collections::BTreeMap;

use super::FactPair;
use crate::model::{Exactness, Fact};

type Key<'a> = (&'static str, Option<&'static str>, Option<&'a str>, usize);

/// Pairs facts of the same subject, channel and unit; when there are several, the first with the first, and so on.
pub(super) fn pairs(left: &[Fact], right: &[Fact]) -> Vec<FactPair> {
    let (left, right) = (keyed(left), keyed(right));
    let mut keys: Vec<&Key<'_>> = left.keys().chain(right.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().map(|key| pair(key, left.get(key).copied(), right.get(key).copied())).collect()
}

fn keyed(facts: &[Fact]) -> BTreeMap<Key<'_>, &Fact> {
    let mut keyed = BTreeMap::new();
    let mut counts: BTreeMap<Key<'_>, usize> = BTreeMap::new();
    for fact in facts.iter().filter(|fact| fact.value.is_some()) {
        let subject = (fact.subject, fact.channel, fact.unit.as_deref(), 0);
        let nth = counts.entry(subject).or_default();
        keyed.insert((subject.0, subject.1, subject.2, *nth), fact);
        *nth += 1;
    }
    keyed
}

fn pair(key: &Key<'_>, left: Option<&Fact>, right: Option<&Fact>) -> FactPair {
    let exact = |fact: Option<&Fact>| {
        let fact = fact?;
        let exact = matches!(fact.exactness, Exactness::Exact | Exactness::ImplicitZero);
        fact.value.filter(|_| exact)
    };
    let difference = exact(right).zip(exact(left)).and_then(|(right, left)| right.checked_sub(left));
    let written = |fact: &Fact| {
        let value = fact.value.map(|value| value.normalize().to_string());
        fact.raw.clone().or(value).unwrap_or_default()
    };
    FactPair {
        subject: key.0,
        channel: key.1,
        unit: key.2.map(str::to_owned),
        left: left.map(written),
        right: right.map(written),
        difference,
    }
}
