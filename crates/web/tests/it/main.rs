//! The web floor, seen through HTTP only.

mod account;
mod bodies;
mod matrix;
mod messages;
mod people;
mod people_matrix;
mod sign_in;
mod signing;
mod test_app;
