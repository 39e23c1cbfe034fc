//! Integration tests of the report crate.

mod disturbed;
mod real_reports;
