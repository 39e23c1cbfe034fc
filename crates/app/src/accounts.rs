//! People, their sign-ins, their sessions and tokens.

pub mod sessions;
pub mod tokens;
