//! The store's contract, held on both databases.

#![cfg(test)]

mod attachments;
mod blobs;
mod bodies;
mod collections;
mod databases;
mod drafts;
mod dump;
mod findings;
mod health;
mod house;
mod idempotency;
mod jobs;
mod journal;
mod journal_scope;
mod messages;
mod migrations;
mod people;
mod publications;
mod reading_public;
mod reports;
mod returns;
mod rolls_without_texts;
#[cfg(feature = "s3")]
mod s3_server;
mod sessions;
mod settings;
mod tokens;
