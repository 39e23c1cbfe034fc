//! The checks on reports built by hand: each rule with what it finds and what it must leave alone.

mod across_years;
mod builder;
mod codes;
mod copied;
mod corpus;
mod form;
mod parts;
mod prose;
mod real_reports;
mod tables;
mod wording;
