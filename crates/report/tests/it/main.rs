//! Integration tests of the report crate.

#![cfg(test)]

mod facts;
mod disturbed;
mod real_reports;
