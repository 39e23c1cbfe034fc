//! The crate's integration tests, one module an area.

mod check;
