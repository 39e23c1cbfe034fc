//! The store's contract, held on both databases.

#![cfg(test)]

mod bodies;
mod collections;
mod databases;
mod dump;
mod drafts;
mod findings;
mod house;
mod jobs;
mod journal;
mod messages;
mod health;
mod journal;
mod journal_scope;
mod migrations;
mod people;
mod sessions;
mod publications;
mod reports;
mod returns;
mod sessions;
mod settings;
mod tokens;
