//! People, their sign-ins, their sessions and tokens.
//!
//! Who somebody is, is proved here and nowhere else: by a password ([`password`]), by a second factor
//! ([`second_factor`]), by an identity provider ([`elsewhere`]), by a session's secret ([`sessions`]) or by a token
//! ([`tokens`]). Guessing is slowed down by
//! [`lock_out`]. What administrators do to others stands in [`people`].

pub mod change_password;
pub mod edit_profile;
pub mod elsewhere;
pub mod end_sessions;
pub mod lock_out;
pub mod password;
pub mod password_rules;
pub mod people;
pub mod second_factor;
pub mod sessions;
pub mod sign_in;
pub mod sign_out;
pub mod tokens;

pub(crate) mod contact;
mod proof;
mod temporary_password;

pub use change_password::change_password;
pub use edit_profile::{Profile, edit_profile};
pub use end_sessions::{end_other_sessions, end_session};
pub use sign_in::{Attempt, Step, give_second_factor, sign_in};
pub use sign_out::sign_out;
