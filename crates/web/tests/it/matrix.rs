//! Who may do what: every route of the office, as every role, at a body of its own, above, below and beside it.

mod door;
mod drafting;
mod looks;
pub(crate) mod places;
pub(crate) mod stage;
mod summaries;
mod unknown;
mod writes;
