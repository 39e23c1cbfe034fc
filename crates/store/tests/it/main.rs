//! The store's contract, held on both databases.

mod bodies;
mod collections;
mod databases;
mod drafts;
mod jobs;
mod journal;
mod migrations;
mod people;
mod sessions;
mod tokens;
mod settings;
