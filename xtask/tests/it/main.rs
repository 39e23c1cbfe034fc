//! The repository's own rules, held.

#![cfg(test)]

mod deploy;
mod floors;
mod tidy;
