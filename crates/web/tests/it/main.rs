//! The web floor, seen through HTTP only.

#![cfg(test)]

mod account;
mod bodies;
mod bodies_import;
mod bodies_office;
mod bodies_postgres;
mod health;
mod journal;
mod matrix;
mod messages;
mod people;
mod people_matrix;
mod sign_in;
mod signing;
mod settings;
mod portal;
mod test_app;
