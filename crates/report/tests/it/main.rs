//! Integration tests of the report crate.

#![cfg(test)]

mod check;
mod compare;
mod json;
mod total;
mod write;
mod disturbed;
mod facts;
mod real_reports;
mod round_trip;
