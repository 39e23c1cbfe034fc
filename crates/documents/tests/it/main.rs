//! What the crate does as a whole, seen from outside.

#![cfg(test)]

mod html;
mod markdown;
mod outline;
mod sniff;
mod text;
