//! Integration tests of the report crate.

mod real_reports;
