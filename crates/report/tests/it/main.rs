//! Integration tests of the report crate.

#![cfg(test)]

mod facts;
