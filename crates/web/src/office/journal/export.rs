//! The journal as a table: every field as it was hashed, so that whoever has it can check the chain; but that what stood in
//! a draft is left out for those who may not see it, with the hash of the detail in its place.

use axum::extract::{Query as Asking, State};
use axum::response::Response;
use gongkai_app::AppError;
use gongkai_app::journal::read;
use gongkai_documents::{Block, Document, Fonts, Format, Output, Table, write};

use super::Query;
use crate::error::Failure;
use crate::frame::Frame;
use crate::guard::Visitor;
use crate::page::attachment;
use crate::site::Site;

/// The most entries of one file; the last line says where the next begins.
const MOST: u32 = 20_000;

/// Ids of the headings.
const HEADS: [&str; 14] = [
    "journal-position",
    "journal-body",
    "journal-seq",
    "journal-at",
    "journal-who",
    "journal-what",
    "journal-chain",
    "journal-actor_id",
    "journal-action",
    "journal-kind",
    "journal-subject",
    "journal-detail",
    "journal-previous_hash",
    "journal-hash",
];

pub(super) async fn csv(
    State(site): State<Site>,
    visitor: Visitor,
    Asking(query): Asking<Query>,
) -> Result<Response, Failure> {
    let page = read(site.app(), visitor.caller()?, &query.asked()?, MOST).await?;
    let frame = Frame::bare(Some(&visitor));
    let rows = page.entries.iter().map(|entry| {
        let body = page.names.get(&entry.chain).cloned();
        vec![
            entry.position.to_string(),
            body.unwrap_or_else(|| frame.t("journal-system")),
            entry.seq.to_string(),
            entry.at.to_string(),
            entry.actor.clone(),
            frame.word("action", &entry.action),
            entry.chain.clone(),
            entry.actor_id.clone().unwrap_or_default(),
            entry.action.clone(),
            entry.subject_kind.clone(),
            entry.subject_id.clone(),
            entry.detail.clone(),
            entry.previous_hash.clone(),
            entry.hash.clone(),
        ]
    });
    let mut rows: Vec<Vec<String>> = rows.collect();
    if let Some(next) = page.next {
        rows.push(vec![frame.t1("journal-more", "before", next)]);
    }
    let mut document = Document::new(Format::Csv);
    document.blocks.push(Block::Table(Table::of_texts(HEADS.map(|id| frame.t(id)).to_vec(), rows)));
    let written = write(&document, Output::Csv, &Fonts::default());
    let bytes = written.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(attachment("text/csv; charset=utf-8", &format!("journal-{}.csv", site.app().today()), bytes))
}
