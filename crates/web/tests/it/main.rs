//! The web floor, seen through HTTP only.

#![cfg(test)]

mod account;
mod bodies;
mod bodies_import;
mod bodies_office;
mod bodies_postgres;
mod desk;
mod drafts;
mod health;
mod journal;
mod matrix;
mod messages;
mod people;
mod people_matrix;
mod portal;
mod settings;
mod sign_in;
mod signing;
mod test_app;
mod totals;
