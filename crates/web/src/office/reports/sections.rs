//! What a report says in prose: its sections, and the figures found in them.

use askama::Template;
use axum::response::Response;
use gongkai_report::facts::subject_in_words;
use gongkai_report::{Exactness, Fact};
use gongkai_store::id::ReportId;

use super::head::{Head, Tab, open};
use crate::error::Failure;
use crate::frame::Frame;
use crate::office::about::About;
use crate::page::show as show_page;

#[derive(Debug, Template)]
#[template(path = "office/reports/sections.html")]
struct SectionsPage {
    frame: Frame,
    head: Head,
    facts: Vec<ShownFact>,
}

#[derive(Debug)]
struct ShownFact {
    subject: String,
    amount: String,
    quote: String,
    href: String,
}

pub(super) async fn show(about: About<ReportId>) -> Result<Response, Failure> {
    let (frame, head) = open(&about, Tab::Sections).await?;
    let facts = head.opened.report.iter().flat_map(|report| &report.facts);
    let facts = facts.map(|fact| shown(&frame, fact, &head.path())).collect();
    Ok(show_page(&SectionsPage { frame, head, facts }))
}

fn shown(frame: &Frame, fact: &Fact, path: &str) -> ShownFact {
    let quote = if fact.items.is_empty() { fact.quote.clone() } else { fact.items.join("、") };
    ShownFact {
        subject: subject_in_words(fact, frame.lang),
        amount: amount(frame, fact),
        quote,
        href: format!("{path}#at-{}", fact.at.key()),
    }
}

/// How much, as exact as it was said; empty for a statement that is no count.
fn amount(frame: &Frame, fact: &Fact) -> String {
    let Some(value) = fact.value else { return String::new() };
    let id = match fact.exactness {
        Exactness::Exact | Exactness::ImplicitZero => "desk-amount-exact",
        Exactness::AtLeast => "desk-amount-at-least",
        Exactness::AtMost => "desk-amount-at-most",
        Exactness::About => "desk-amount-about",
    };
    frame.t1(id, "figure", format!("{}{}", value.normalize(), fact.unit.as_deref().unwrap_or_default()))
}
