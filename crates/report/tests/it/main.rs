//! Integration tests of the report crate.

#![cfg(test)]

mod chapters;
mod check;
mod compare;
mod disorders;
mod disturbed;
mod facts;
mod json;
mod matching;
mod published;
mod ragged;
mod real_reports;
mod round_trip;
mod saved_by_libreoffice;
mod stored;
mod total;
mod traditional;
mod write;
