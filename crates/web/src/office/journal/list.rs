//! Entries, newest first.

use askama::Template;
use axum::extract::{Query as Asking, State};
use axum::response::Response;
use gongkai_app::journal::{Page, read};

use super::{Query, SYSTEM};
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::office::choices::bodies;
use crate::office::timeline::{Moment, moment};
use crate::page::show as show_page;
use crate::pieces::Choice;
use crate::site::Site;
use crate::wording;

/// Entries on a page.
const PAGE: u32 = 30;

/// Characters of a hash that are shown.
const SEAL: usize = 8;

#[derive(Debug, Template)]
#[template(path = "office/journal.html")]
struct JournalPage {
    frame: Frame,
    query: Query,
    bodies: Vec<Choice>,
    kinds: Vec<Choice>,
    actions: Vec<Choice>,
    /// Name of the person whose entries are looked for.
    person: String,
    rows: Vec<Row>,
    /// The address of the page of older entries.
    older: Option<String>,
}

/// An entry as it is shown.
#[derive(Debug)]
struct Row {
    moment: Moment,
    body: String,
    body_id: String,
    person: String,
    kind: String,
    subject: String,
    seq: i64,
    hash: String,
}

impl Row {
    /// As much of the hash as a narrow table has room for; the whole is its title.
    fn seal(&self) -> String {
        self.hash.chars().take(SEAL).collect()
    }
}

pub(super) async fn show(
    State(site): State<Site>,
    visitor: Visitor,
    Asking(query): Asking<Query>,
) -> Result<Response, Failure> {
    let page = read(site.app(), visitor.caller()?, &query.asked()?, PAGE).await?;
    let root = site.root().await?;
    let frame = Frame::new(&site, &visitor, root.as_ref());
    let actor = page.entries.iter().find(|entry| entry.actor_id.as_deref() == Some(query.person.as_str()));
    Ok(show_page(&JournalPage {
        bodies: chains(&frame, &page, &query),
        kinds: words(&frame, "subject", "journal-any-kind", &query.kind),
        actions: words(&frame, "action", "journal-any-action", &query.action),
        person: actor.map(|entry| entry.actor.clone()).unwrap_or_default(),
        rows: rows(&frame, &page),
        older: page.next.map(|next| query.at("/office/journal", Some(next))),
        query,
        frame,
    }))
}

fn rows(frame: &Frame, page: &Page) -> Vec<Row> {
    let row = |entry: &gongkai_store::journal::Entry| Row {
        moment: moment(frame, entry, &page.names),
        body: page.names.get(&entry.chain).cloned().unwrap_or_else(|| frame.t("journal-system")),
        body_id: entry.chain.clone(),
        person: entry.actor_id.clone().unwrap_or_default(),
        kind: frame.word("subject", &entry.subject_kind),
        subject: entry.subject_id.clone(),
        seq: entry.seq,
        hash: entry.hash.clone(),
    };
    page.entries.iter().map(row).collect()
}

fn chains(frame: &Frame, page: &Page, query: &Query) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", frame.t("journal-any-body"), &query.body)];
    if page.system {
        choices.push(Choice::new(SYSTEM, frame.t("journal-system"), &query.body));
    }
    choices.extend(bodies(&page.bodies, &query.body));
    choices
}

/// Every word of the file of actions that begins so, after the one for all.
fn words(frame: &Frame, prefix: &str, any: &str, chosen: &str) -> Vec<Choice> {
    let ids = wording::actions().filter_map(|id| id.strip_prefix(prefix)?.strip_prefix('-'));
    let words = ids.map(|id| Choice::new(id, frame.word(prefix, id), chosen));
    let mut words: Vec<Choice> = words.collect();
    words.sort_by(|one, other| one.label.cmp(&other.label));
    words.insert(0, Choice::new("", frame.t(any), chosen));
    words
}
