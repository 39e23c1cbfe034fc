//! Integration tests of the report crate.

#![cfg(test)]

mod check;
mod compare;
mod disorders;
mod disturbed;
mod facts;
mod json;
mod matching;
mod real_reports;
mod round_trip;
mod saved_by_libreoffice;
mod stored;
mod total;
mod write;
