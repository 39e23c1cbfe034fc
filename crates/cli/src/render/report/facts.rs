//! The counts and statements of the prose, a line each.

use gongkai_report::{Exactness, Fact, Report};

use crate::console::Console;
use crate::render::style::{FAINT, PLACE, STRONG, painted};
use crate::render::width::{columns, pad_end, pad_start, shortened, tame};
use crate::render::{add_line, place};

/// The least room for a quotation.
const LEAST_QUOTE: usize = 12;

/// Amount, subject, quotation and place of each fact; for a list its entries instead of the quotation.
pub(super) fn lines(source: &str, report: &Report, console: &Console) -> String {
    if report.facts.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n");
    add_line(&mut text, &painted(STRONG, &console.text("heading-facts", &[])));
    let rows: Vec<(String, String, &Fact)> =
        report.facts.iter().map(|fact| (amount(fact, console), subject(fact, console), fact)).collect();
    let amounts = rows.iter().map(|(amount, ..)| columns(amount)).max().unwrap_or(0);
    let subjects = rows.iter().map(|(_, subject, _)| columns(subject)).max().unwrap_or(0);
    let at = |fact: &Fact| place::words(&fact.at, source, console.wording);
    let places = report.facts.iter().map(|fact| columns(&at(fact))).max().unwrap_or(0);
    let room = console.columns.saturating_sub(2 + amounts + 2 + subjects + 2 + 2 + places).max(LEAST_QUOTE);
    let quotes: Vec<String> = report.facts.iter().map(|fact| shortened(&words(fact), room)).collect();
    let room = quotes.iter().map(|quote| columns(quote)).max().unwrap_or(0);
    for ((amount, subject, fact), quote) in rows.iter().zip(&quotes) {
        let line = [
            pad_start(amount, amounts),
            pad_end(subject, subjects),
            painted(FAINT, &pad_end(quote, room)),
            painted(PLACE, &at(fact)),
        ];
        add_line(&mut text, &format!("  {}", line.join("  ")));
    }
    text
}

/// The entries of a list, else the quotation.
fn words(fact: &Fact) -> String {
    let words = if fact.items.is_empty() { fact.quote.clone() } else { fact.items.join("、") };
    tame(&words).trim().to_owned()
}

/// How much, as exact as it was said; nothing for a statement that is no count.
fn amount(fact: &Fact, console: &Console) -> String {
    let Some(value) = fact.value else { return String::new() };
    let id = match fact.exactness {
        Exactness::Exact | Exactness::ImplicitZero => "amount-exact",
        Exactness::AtLeast => "amount-at-least",
        Exactness::AtMost => "amount-at-most",
        Exactness::About => "amount-about",
    };
    let figure = format!("{}{}", value.normalize(), fact.unit.as_deref().map(tame).unwrap_or_default());
    console.text(id, &[("figure", &figure)])
}

/// What it is about, with the channel where it is about one. A subject without a word shows its id.
fn subject(fact: &Fact, console: &Console) -> String {
    let word = |kind: &str, name: &str| {
        let id = format!("{kind}-{}", name.replace('_', "-").replace('+', "-and-"));
        let words = [console.wording, console.findings].into_iter().find(|words| words.has(&id));
        words.map_or_else(|| name.to_owned(), |words| words.text(&id, &[]))
    };
    let subject = word("fact", fact.subject);
    match fact.channel {
        // 网站公开信息 says 网站 already.
        Some(channel) if !fact.subject.starts_with(channel) => format!("{subject} · {}", word("channel", channel)),
        _ => subject,
    }
}
