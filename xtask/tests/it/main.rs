//! The repository's own rules, held.

mod floors;
mod tidy;
