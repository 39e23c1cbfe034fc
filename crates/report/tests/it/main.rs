//! Integration tests of the report crate.

mod facts;
