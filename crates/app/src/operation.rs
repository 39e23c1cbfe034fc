//! What the operator's commands do: making the installation.

mod first_start;

pub use first_start::{FirstStart, Installation, first_start};
