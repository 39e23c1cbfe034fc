//! The store's contract, held on both databases.

mod bodies;
mod databases;
mod jobs;
mod journal;
mod migrations;
mod reading_public;
mod settings;
