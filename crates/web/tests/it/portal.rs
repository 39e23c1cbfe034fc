//! The public portal over HTTP.

mod analysis;
mod caching;
mod closed;
mod files;
pub(crate) mod html;
mod machine;
mod pages;
pub(crate) mod press;
mod report;
mod search;
mod withdrawn;
