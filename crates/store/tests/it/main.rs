//! The store's contract, held on both databases.

mod bodies;
mod collections;
mod databases;
mod dump;
mod jobs;
mod journal;
mod messages;
mod migrations;
mod people;
mod sessions;
mod settings;
mod tokens;
