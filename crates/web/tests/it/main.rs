//! The web floor, seen through HTTP only.

mod bodies;
mod bodies_import;
mod bodies_office;
mod bodies_postgres;
mod health;
mod journal;
mod matrix;
mod settings;
mod test_app;
