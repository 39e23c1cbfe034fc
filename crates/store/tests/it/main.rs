//! The store's contract, held on both databases.

mod bodies;
mod databases;
mod findings;
mod house;
mod jobs;
mod journal;
mod migrations;
mod publications;
mod reports;
mod returns;
mod settings;
