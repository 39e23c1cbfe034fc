//! The store's contract, held on both databases.

mod bodies;
mod databases;
mod health;
mod journal;
mod journal_scope;
mod migrations;
mod settings;
