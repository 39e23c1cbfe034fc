//! Integration tests of the report crate.

#![cfg(test)]

mod chapters;
mod check;
mod compare;
mod detached;
mod disorders;
mod disturbed;
mod draft;
mod drawn;
mod elsewhere;
mod empty_lines;
mod facts;
mod halves;
mod headers;
mod heads;
mod joint;
mod json;
mod kept;
mod letter;
mod lost;
mod matching;
mod moved;
mod odd;
mod opening;
mod others;
mod own_layout;
mod page_numbers;
mod pages;
mod published;
mod ragged;
mod real_reports;
mod round_trip;
mod saved_by_libreoffice;
mod second;
mod sets;
mod source;
mod stored;
mod struck;
mod taken_wrongly;
mod total;
mod traditional;
mod trend;
mod unruled;
mod wordings;
mod write;
