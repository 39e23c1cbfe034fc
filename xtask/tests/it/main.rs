//! The repository's own rules, held.

#![cfg(test)]

mod floors;
mod tidy;
