//! Integration tests of the report crate.

#![cfg(test)]

mod disturbed;
mod facts;
mod real_reports;
mod round_trip;
//! The crate's integration tests, one module an area.

mod check;
