//! The store's contract, held on both databases.

#![cfg(test)]

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
mod sessions;
mod settings;
mod tokens;
