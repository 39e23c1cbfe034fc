//! What is published.

mod follow;
pub mod view;

pub use follow::{Followed, follow};
