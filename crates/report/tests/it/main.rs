//! Integration tests of the report crate.

#![cfg(test)]

mod compare;
mod disorders;
mod disturbed;
mod json;
mod real_reports;
mod total;
mod write;
