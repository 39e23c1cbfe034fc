//! The repository's own rules, held.

#![cfg(test)]

mod chinese;
mod deploy;
mod floors;
mod messages;
mod tidy;
