//! Integration tests of the report crate.

#![cfg(test)]

mod disturbed;
mod facts;
mod real_reports;
mod round_trip;
