//! Extractors of our own.

mod files;

pub(crate) use files::{Files, Offered, plain_name};
