//! What the crate does as a whole, seen from outside.

mod html;
mod markdown;
mod outline;
mod sniff;
mod text;
