//! Extractors of our own.

mod files;

pub(crate) use files::{Files, plain_name};
