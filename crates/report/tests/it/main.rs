//! Integration tests of the report crate.

#![cfg(test)]

mod check;
mod compare;
mod disorders;
mod disturbed;
mod draft;
mod facts;
mod json;
mod letter;
mod matching;
mod real_reports;
mod round_trip;
mod saved_by_libreoffice;
mod source;
mod stored;
mod total;
mod trend;
mod write;
