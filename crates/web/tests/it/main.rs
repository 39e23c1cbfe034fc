//! The web floor, seen through HTTP only.

mod bodies;
mod desk;
mod matrix;
mod test_app;
