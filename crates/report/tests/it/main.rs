//! Integration tests of the report crate.

#![cfg(test)]

mod disturbed;
mod real_reports;
