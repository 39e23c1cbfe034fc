//! The web floor, seen through HTTP only.

mod bodies;
mod matrix;
mod test_app;
