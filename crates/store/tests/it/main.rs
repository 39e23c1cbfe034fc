//! The store's contract, held on both databases.

#![cfg(test)]

mod bodies;
mod collections;
mod databases;
mod drafts;
mod dump;
mod findings;
mod house;
mod jobs;
mod journal;
mod messages;
mod health;
mod journal;
mod journal_scope;
mod migrations;
mod reading_public;
mod people;
mod publications;
mod reports;
mod returns;
mod sessions;
mod sessions;
mod settings;
mod tokens;
