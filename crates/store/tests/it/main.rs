//! The store's contract, held on both databases.

mod bodies;
mod collections;
mod databases;
mod health;
mod journal;
mod journal_scope;
mod dump;
mod drafts;
mod dump;
mod findings;
mod health;
mod house;
mod jobs;
mod journal;
mod journal_scope;
mod messages;
mod migrations;
mod reading_public;
mod people;
mod publications;
mod reports;
mod returns;
mod sessions;
mod settings;
mod tokens;
