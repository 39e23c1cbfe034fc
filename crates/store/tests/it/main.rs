//! The store's contract, held on both databases.

#![cfg(test)]

mod bodies;
mod collections;
mod databases;
mod dump;
mod jobs;
mod journal;
mod migrations;
mod people;
mod sessions;
mod settings;
mod tokens;
