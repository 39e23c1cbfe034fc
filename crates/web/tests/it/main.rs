//! The web floor, seen through HTTP only.

mod bodies;
mod matrix;
mod messages;
mod test_app;
