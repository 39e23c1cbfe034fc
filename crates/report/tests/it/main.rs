//! Integration tests of the report crate.

#![cfg(test)]

mod compare;
mod json;
mod total;
mod write;
mod disturbed;
mod real_reports;
