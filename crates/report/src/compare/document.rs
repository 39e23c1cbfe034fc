//! A comparison as a document.

use gongkai_documents::{Document, Table};
use gongkai_law::Wording;
use rust_decimal::Decimal;

use super::{CellPair, Comparison, FactPair, Identity, Relation, SectionPair, Side};
use crate::cell::{CellAddress, CellState};
use crate::edition::{EditionId, TableId};
use crate::write::builder::Builder;
use crate::write::figure::Figures;
use crate::write::listing::listing;
use crate::write::words::{self, cell_label};

/// The comparison as a document: figures that say something on either side, table by table, then the sections, then
/// the counts in prose. Figures that are 0 on both sides are counted, not listed.
pub fn document(comparison: &Comparison, wording: &Wording) -> Document {
    let words = words::bundle(wording.lang());
    let (left, right) = (name(&comparison.left, words), name(&comparison.right, words));
    let mut builder = Builder::titled(&words.text("compare-title", &[("left", &left), ("right", &right)]));
    builder.paragraph(&words.text("compare-scope", &[]));
    if comparison.is_of_one() {
        builder.paragraph(&words.text("compare-of-one", &[]));
    }
    if !comparison.differs() {
        builder.paragraph(&words.text("compare-identical", &[]));
    }
    for table in TableId::ALL {
        builder.heading(2, table.title());
        figures(&mut builder, comparison, table, [&left, &right], words);
    }
    builder.heading(2, &words.text("compare-sections", &[]));
    for section in &comparison.sections {
        of_section(&mut builder, section, [&left, &right], words);
    }
    if !comparison.facts.is_empty() {
        builder.heading(2, &words.text("compare-facts", &[]));
        builder.paragraph(&words.text("compare-facts-note", &[]));
        builder.table(facts(&comparison.facts, [&left, &right], words));
    }
    builder.finish()
}

/// Why a pair has no difference, or what its difference is of; `None` for the plain case.
pub(super) fn note(pair: &CellPair, words: &Wording) -> Option<String> {
    let id = match pair.relation {
        Relation::Approximate => "compare-approximate",
        Relation::SumOfThree => "compare-sum-of-three",
        Relation::OnlyLeft => "compare-only-left",
        Relation::OnlyRight => "compare-only-right",
        Relation::Same if pair.difference.is_some() => return None,
        Relation::Same => {
            let number = |side: &Option<Side>| side.as_ref().is_some_and(|side| side.state == CellState::Value);
            let both = number(&pair.left) && number(&pair.right);
            if both { "compare-no-unit" } else { "compare-no-number" }
        }
    };
    Some(words.text(id, &[]))
}

/// 青禾街道2023年, or the title, or "the left report".
pub(super) fn name(identity: &Identity, words: &Wording) -> String {
    match (&identity.body, identity.year, &identity.title) {
        (Some(body), Some(year), _) => words.text("compare-name", &[("body", body), ("year", &year.to_string())]),
        (Some(body), None, _) => body.clone(),
        (None, Some(year), _) => words.text("compare-name-year", &[("year", &year.to_string())]),
        (None, None, Some(title)) => title.clone(),
        (None, None, None) => words.text("compare-name-unknown", &[]),
    }
}

fn figures(builder: &mut Builder, comparison: &Comparison, table: TableId, names: [&str; 2], words: &Wording) {
    let of_table =
        |pair: &&CellPair| pair.left.as_ref().or(pair.right.as_ref()).is_some_and(|s| s.address.table() == table);
    let pairs: Vec<&CellPair> = comparison.cells.iter().filter(of_table).collect();
    let (listed, silent): (Vec<&CellPair>, Vec<&CellPair>) = pairs.into_iter().partition(|pair| !is_zero(pair));
    let nothing_listed = listed.is_empty();
    if !listed.is_empty() {
        let mut header = vec![words.text("compare-column-cell", &[])];
        header.extend(names.map(str::to_owned));
        let columns = ["compare-column-difference", "compare-column-percent", "compare-column-note"];
        header.extend(columns.map(|id| words.text(id, &[])));
        // Nothing is remarked of figures that can all be set against each other.
        let widths: &[f32] = &[4.0, 1.5, 1.5, 1.2, 1.2, 3.0];
        let remarked = listed.iter().any(|pair| note(pair, words).is_some());
        let shown = widths.len() - usize::from(!remarked);
        header.truncate(shown);
        let rows = listed.into_iter().map(|pair| {
            let mut row = row(pair, words);
            row.truncate(shown);
            row
        });
        builder.table(listing(&header, rows, widths.get(..shown).unwrap_or(widths)));
    }
    let (both, one): (Vec<&CellPair>, Vec<&CellPair>) =
        silent.into_iter().partition(|pair| pair.left.is_some() && pair.right.is_some());
    let said = |id: &str, count: usize| words.text(id, &[("count", &count.to_string())]);
    if !both.is_empty() {
        builder.paragraph(&said(if nothing_listed { "compare-zero-all" } else { "compare-zero" }, both.len()));
    }
    if !one.is_empty() {
        builder.paragraph(&said("compare-zero-one-sided", one.len()));
    }
}

/// Nothing to say: 0 on every side there is.
fn is_zero(pair: &CellPair) -> bool {
    let zero = |side: &Option<Side>| side.as_ref().is_none_or(|side| side.value.is_some_and(|value| value.is_zero()));
    zero(&pair.left) && zero(&pair.right)
}

fn row(pair: &CellPair, words: &Wording) -> Vec<String> {
    let address = pair.left.as_ref().or(pair.right.as_ref()).map(|side| side.address);
    let difference = pair.difference.zip(address).map(|(difference, address)| {
        let text = named(address, difference);
        if difference.is_sign_positive() && !difference.is_zero() { format!("+{text}") } else { text }
    });
    vec![
        address.map(cell_label).unwrap_or_default(),
        figure(pair.left.as_ref(), words),
        figure(pair.right.as_ref(), words),
        difference.unwrap_or_default(),
        pair.percent.map(|percent| format!("{}%", signed(percent))).unwrap_or_default(),
        note(pair, words).unwrap_or_default(),
    ]
}

/// A figure with the unit of its column behind it, where that is money.
fn named(address: CellAddress, value: Decimal) -> String {
    // As its label is: the newest edition's that has it.
    Figures::of(EditionId::newest_with(address)).named(address, value)
}

fn figure(side: Option<&Side>, words: &Wording) -> String {
    let Some(side) = side else { return String::new() };
    match (side.state, side.value, side.unit.as_deref()) {
        // What is money is shown in one unit on both sides, the one its label names.
        (CellState::Value, Some(value), Some(_)) => named(side.address, value),
        // Nothing is nothing in any unit.
        (CellState::Value, Some(value), None) if value.is_zero() => named(side.address, value),
        (CellState::Value, Some(value), None) => value.normalize().to_string(),
        (CellState::Slash, ..) => "/".to_owned(),
        (CellState::Blank, ..) => words.text("state-blank", &[]),
        (CellState::Missing, ..) => words.text("state-missing", &[]),
        (CellState::Text | CellState::Value, ..) => side.raw.clone().unwrap_or_else(|| words.text("state-text", &[])),
    }
}

fn signed(value: Decimal) -> String {
    let plus = if value.is_sign_positive() && !value.is_zero() { "+" } else { "" };
    format!("{plus}{}", value.normalize())
}

fn of_section(builder: &mut Builder, section: &SectionPair, names: [&str; 2], words: &Wording) {
    let title = section.left_title.as_deref().or(section.right_title.as_deref()).unwrap_or_default();
    builder.heading(3, &format!("{}、{title}", crate::json::numeral(section.number)));
    let [left, right] = names;
    let text = match (&section.left_title, &section.right_title, section.similarity) {
        (Some(_), None, _) => words.text("compare-section-only", &[("name", left)]),
        (None, _, _) => words.text("compare-section-only", &[("name", right)]),
        (_, _, None) => words.text("compare-section-empty", &[]),
        (_, _, Some(100)) => words.text("compare-section-same", &[]),
        (_, _, Some(similarity)) => words.text("compare-section-alike", &[("percent", &similarity.to_string())]),
    };
    builder.paragraph(&text);
    for (name, sentences) in [(left, &section.removed), (right, &section.added)] {
        if !sentences.is_empty() {
            builder.paragraph(&words.text("compare-section-own", &[("name", name)]));
            for sentence in sentences {
                builder.paragraph(sentence);
            }
        }
    }
}

fn facts(facts: &[FactPair], names: [&str; 2], words: &Wording) -> Table {
    let mut header = vec![words.text("compare-column-subject", &[])];
    header.extend(names.map(str::to_owned));
    header.push(words.text("compare-column-difference", &[]));
    let rows = facts.iter().map(|fact| {
        let subject = subject_name("fact", fact.subject, words);
        let channel = fact.channel.map(|channel| format!(" · {}", subject_name("channel", channel, words)));
        let channel = channel.unwrap_or_default();
        vec![
            format!("{subject}{channel}"),
            fact.left.clone().unwrap_or_default(),
            fact.right.clone().unwrap_or_default(),
            fact.difference.map(signed).unwrap_or_default(),
        ]
    });
    listing(&header, rows, &[3.0, 1.5, 1.5, 1.2])
}

/// The name of a subject or channel; its id where it has none.
fn subject_name(kind: &str, id: &str, words: &Wording) -> String {
    let message = format!("{kind}-{}", id.replace('_', "-"));
    if words.has(&message) { words.text(&message, &[]) } else { id.to_owned() }
}
