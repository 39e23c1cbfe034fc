//! The JSON API, through HTTP.

mod access;
pub(crate) mod client;
mod collecting;
mod cursors;
mod document;
mod errors;
mod findings;
mod idempotency;
mod journal;
mod judgement;
mod matrix;
mod public;
mod reports;
mod totals;
mod webhooks;
