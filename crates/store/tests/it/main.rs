//! The store's contract, held on both databases.

mod bodies;
mod databases;
mod dump;
mod journal;
mod migrations;
mod people;
mod sessions;
mod settings;
mod tokens;
