//! The web floor, seen through HTTP only.

mod bodies;
mod matrix;
mod portal;
mod test_app;
