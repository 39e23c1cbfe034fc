//! Who may do what: one table decides everything.

mod caller;
mod table;

pub use caller::Caller;
pub use table::{Permission, Reach};
